package org.tillmesh.retail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Things found by the beginnings of their words: all words of a query must match. Answers come in the order of the
 * things' sort texts, then ids. Few matches are collected and sorted; of many, walking in that order soon meets enough.
 */
final class WordIndex<T> {
    private static final int FEW = 4_000;

    private static final class Entry<T> {
        final int number;
        final String sort;
        final String[] words;
        T thing;

        Entry(int number, String sort, String[] words, T thing) {
            this.number = number;
            this.sort = sort;
            this.words = words;
            this.thing = thing;
        }
    }

    /** Numbers of the entries that have a word. */
    private static final class Numbers {
        private int[] numbers = new int[1];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        void remove(int number) {
            for (int i = 0; i < size; i++) {
                if (numbers[i] == number) {
                    numbers[i] = numbers[--size];
                    return;
                }
            }
        }

        void into(BitSet set) {
            for (int i = 0; i < size; i++) {
                set.set(numbers[i]);
            }
        }
    }

    private final Map<String, Entry<T>> byId = new HashMap<>();
    private final TreeMap<String, Entry<T>> ordered = new TreeMap<>();
    private final TreeMap<String, Numbers> byWord = new TreeMap<>();
    private final Map<Integer, Entry<T>> byNumber = new HashMap<>();
    private int nextNumber;

    void put(String id, String sortText, Collection<String> words, T thing) {
        String[] distinct = new TreeSet<>(words).toArray(String[]::new);
        String sort = sortText + '\0' + id;
        Entry<T> old = byId.get(id);
        if (old != null && old.sort.equals(sort) && Arrays.equals(old.words, distinct)) {
            old.thing = thing;
            return;
        }
        int number = old == null ? nextNumber++ : old.number;
        remove(id);
        var entry = new Entry<>(number, sort, distinct, thing);
        byId.put(id, entry);
        byNumber.put(number, entry);
        ordered.put(sort, entry);
        for (String word : distinct) {
            byWord.computeIfAbsent(word, w -> new Numbers()).add(number);
        }
    }

    void remove(String id) {
        Entry<T> old = byId.remove(id);
        if (old == null) {
            return;
        }
        byNumber.remove(old.number);
        ordered.remove(old.sort);
        for (String word : old.words) {
            Numbers there = byWord.get(word);
            if (there != null) {
                there.remove(old.number);
                if (there.size == 0) {
                    byWord.remove(word);
                }
            }
        }
    }

    void clear() {
        byId.clear();
        byNumber.clear();
        ordered.clear();
        byWord.clear();
        nextNumber = 0;
    }

    /** The first things in order that match all words and the filter; no words match all. */
    List<T> find(List<String> query, Predicate<T> filter, int limit) {
        if (query.isEmpty()) {
            return first(ordered.values(), null, filter, limit);
        }
        BitSet matches = withPrefix(query.get(0));
        for (String word : query.subList(1, query.size())) {
            if (matches.isEmpty()) {
                return List.of();
            }
            matches.and(withPrefix(word));
        }
        if (matches.cardinality() > FEW) {
            return first(ordered.values(), matches, filter, limit);
        }
        var few = new ArrayList<Entry<T>>();
        matches.stream().forEach(number -> {
            Entry<T> entry = byNumber.get(number);
            if (entry != null) {
                few.add(entry);
            }
        });
        few.sort(Comparator.comparing(entry -> entry.sort));
        return first(few, null, filter, limit);
    }

    private List<T> first(Collection<Entry<T>> entries, @Nullable BitSet among, Predicate<T> filter, int limit) {
        var found = new ArrayList<T>();
        for (Entry<T> entry : entries) {
            if (found.size() >= limit) {
                break;
            }
            if ((among == null || among.get(entry.number)) && filter.test(entry.thing)) {
                found.add(entry.thing);
            }
        }
        return found;
    }

    private BitSet withPrefix(String prefix) {
        var found = new BitSet(nextNumber);
        for (Map.Entry<String, Numbers> word : byWord.tailMap(prefix).entrySet()) {
            if (!word.getKey().startsWith(prefix)) {
                break;
            }
            word.getValue().into(found);
        }
        return found;
    }
}
