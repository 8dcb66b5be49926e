package org.tillmesh.retail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Things found by the beginnings of their words: all words of a query must match. Answers come in the order of the
 * things' sort texts, then ids. Rare beginnings are looked up; common ones are found by walking in that order, which
 * soon meets enough.
 */
final class WordIndex<T> {
    private static final int RARE = 4_000;

    private static final class Entry<T> {
        final String sort;
        final String[] words;
        T thing;

        Entry(String sort, String[] words, T thing) {
            this.sort = sort;
            this.words = words;
            this.thing = thing;
        }

        boolean matches(List<String> query) {
            for (String wanted : query) {
                boolean found = false;
                for (String word : words) {
                    if (word.startsWith(wanted)) {
                        found = true;
                        break;
                    }
                }
                if (!found) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<String, Entry<T>> byId = new HashMap<>();
    private final TreeMap<String, Entry<T>> ordered = new TreeMap<>();
    private final TreeMap<String, List<Entry<T>>> byWord = new TreeMap<>();

    void put(String id, String sortText, Collection<String> words, T thing) {
        String[] distinct = words.stream().sorted().distinct().toArray(String[]::new);
        String sort = sortText + '\0' + id;
        Entry<T> old = byId.get(id);
        if (old != null && old.sort.equals(sort) && Arrays.equals(old.words, distinct)) {
            old.thing = thing;
            return;
        }
        remove(id);
        var entry = new Entry<>(sort, distinct, thing);
        byId.put(id, entry);
        ordered.put(sort, entry);
        for (String word : distinct) {
            byWord.computeIfAbsent(word, w -> new ArrayList<>(1)).add(entry);
        }
    }

    void remove(String id) {
        Entry<T> old = byId.remove(id);
        if (old == null) {
            return;
        }
        ordered.remove(old.sort);
        for (String word : old.words) {
            List<Entry<T>> there = byWord.get(word);
            if (there != null) {
                there.remove(old);
                if (there.isEmpty()) {
                    byWord.remove(word);
                }
            }
        }
    }

    void clear() {
        byId.clear();
        ordered.clear();
        byWord.clear();
    }

    /** The first things in order that match all words and the filter; no words match all. */
    List<T> find(List<String> query, Predicate<T> filter, int limit) {
        var found = new ArrayList<T>();
        List<Entry<T>> rare = rarest(query);
        Iterable<Entry<T>> candidates = rare == null ? ordered.values() : rare;
        for (Entry<T> entry : candidates) {
            if (found.size() >= limit) {
                break;
            }
            if (entry.matches(query) && filter.test(entry.thing)) {
                found.add(entry.thing);
            }
        }
        return found;
    }

    /** The entries of the query's rarest beginning in order, or null if all are common. */
    private @Nullable List<Entry<T>> rarest(List<String> query) {
        List<Entry<T>> best = null;
        for (String prefix : query) {
            List<Entry<T>> entries = best == null ? withPrefix(prefix, RARE) : withPrefix(prefix, best.size());
            if (entries != null) {
                best = entries;
            }
        }
        if (best != null) {
            best = new ArrayList<>(new LinkedHashSet<>(best));
            best.sort(Comparator.comparing(entry -> entry.sort));
        }
        return best;
    }

    private @Nullable List<Entry<T>> withPrefix(String prefix, int max) {
        var found = new ArrayList<Entry<T>>();
        for (Map.Entry<String, List<Entry<T>>> word : byWord.tailMap(prefix).entrySet()) {
            if (!word.getKey().startsWith(prefix)) {
                break;
            }
            if (found.size() + word.getValue().size() > max) {
                return null;
            }
            found.addAll(word.getValue());
        }
        return found;
    }
}
