package org.tillmesh.retail.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ids found by the beginnings of their words: all words of a query must match. Answers come in the order of their sort
 * texts, then ids. Few matches are collected and sorted; of many, walking in that order soon meets enough.
 */
final class WordIndex {
    private static final int FEW = 4_000;

    private static final class Entry {
        final int number;
        final String id;
        Found found;

        Entry(int number, String id, Found found) {
            this.number = number;
            this.id = id;
            this.found = found;
        }

        String place() {
            return found.sort() + '\0' + id;
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

    private final Map<String, Entry> byId = new HashMap<>();
    private final TreeMap<String, Entry> ordered = new TreeMap<>();
    private final TreeMap<String, Numbers> byWord = new TreeMap<>();
    private final List<@Nullable Entry> byNumber = new ArrayList<>();

    void put(String id, Found found) {
        Entry old = byId.get(id);
        if (old != null
                && old.found.sort().equals(found.sort())
                && old.found.words().equals(found.words())) {
            old.found = found;
            return;
        }
        remove(id);
        int number = old == null ? byNumber.size() : old.number;
        var entry = new Entry(number, id, found);
        if (old == null) {
            byNumber.add(entry);
        } else {
            byNumber.set(number, entry);
        }
        byId.put(id, entry);
        ordered.put(entry.place(), entry);
        for (String word : found.words()) {
            byWord.computeIfAbsent(word, w -> new Numbers()).add(number);
        }
    }

    void remove(String id) {
        Entry old = byId.remove(id);
        if (old == null) {
            return;
        }
        byNumber.set(old.number, null);
        ordered.remove(old.place());
        for (String word : old.found.words()) {
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
    }

    /** Ids of the first in order that match all words and the filter; no words match all. */
    List<String> find(List<String> query, Predicate<Found> filter, int limit) {
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
        var few = new ArrayList<Entry>();
        matches.stream().forEach(number -> {
            Entry entry = byNumber.get(number);
            if (entry != null) {
                few.add(entry);
            }
        });
        few.sort(Comparator.comparing((Entry entry) -> entry.found.sort()).thenComparing(entry -> entry.id));
        return first(few, null, filter, limit);
    }

    private static List<String> first(
            Collection<Entry> entries, @Nullable BitSet among, Predicate<Found> filter, int limit) {
        var found = new ArrayList<String>();
        for (Entry entry : entries) {
            if (found.size() >= limit) {
                break;
            }
            if ((among == null || among.get(entry.number)) && filter.test(entry.found)) {
                found.add(entry.id);
            }
        }
        return found;
    }

    private BitSet withPrefix(String prefix) {
        var found = new BitSet(byNumber.size());
        for (Map.Entry<String, Numbers> word : byWord.tailMap(prefix).entrySet()) {
            if (!word.getKey().startsWith(prefix)) {
                break;
            }
            word.getValue().into(found);
        }
        return found;
    }
}
