package org.tillmesh.retail.query;

import java.util.ArrayList;
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
 * Ids found by words: all words of a query must match. First come those of which every word begins a word, then those that
 * have the words' letters inside or their digits last, both in the order of their sort texts, then ids. Few matches are
 * collected and sorted; of many, walking in that order soon meets enough.
 */
final class WordIndex {
    private static final int FEW = 4_000;

    private static final class Entry {
        final int number;
        final String id;
        final List<Vocabulary.Word> words;
        Found found;

        Entry(int number, String id, List<Vocabulary.Word> words, Found found) {
            this.number = number;
            this.id = id;
            this.words = words;
            this.found = found;
        }

        String place() {
            return found.sort() + '\0' + id;
        }
    }

    private final Map<String, Entry> byId = new HashMap<>();
    private final TreeMap<String, Entry> ordered = new TreeMap<>();
    private final Vocabulary vocabulary = new Vocabulary();
    private final List<@Nullable Entry> byNumber = new ArrayList<>();

    void put(String id, Found given) {
        List<Vocabulary.Word> words =
                given.words().stream().map(vocabulary::word).toList();
        Found found = given.withoutWords();
        Entry old = byId.get(id);
        if (old != null && old.found.sort().equals(found.sort()) && old.words.equals(words)) {
            old.found = found;
            return;
        }
        remove(id);
        int number = old == null ? byNumber.size() : old.number;
        var entry = new Entry(number, id, words, found);
        if (old == null) {
            byNumber.add(entry);
        } else {
            byNumber.set(number, entry);
        }
        byId.put(id, entry);
        ordered.put(entry.place(), entry);
        words.forEach(word -> word.add(number));
    }

    void remove(String id) {
        Entry old = byId.remove(id);
        if (old == null) {
            return;
        }
        byNumber.set(old.number, null);
        ordered.remove(old.place());
        old.words.forEach(word -> word.remove(old.number));
    }

    void clear() {
        byId.clear();
        byNumber.clear();
        ordered.clear();
        vocabulary.clear();
    }

    /**
     * Ids that match all words and the filter, at most so many; no words match all. Where nothing matches, words are tried
     * without the particles that Arabic writes together with them.
     */
    List<String> find(List<String> query, Predicate<Found> filter, int limit) {
        if (query.isEmpty()) {
            return first(ordered.values(), null, filter, limit);
        }
        List<String> found = matching(query, filter, limit);
        if (found.isEmpty()) {
            List<String> bare = query.stream().map(Words::withoutParticles).toList();
            return bare.equals(query) ? found : matching(bare, filter, limit);
        }
        return found;
    }

    private List<String> matching(List<String> query, Predicate<Found> filter, int limit) {
        BitSet begun = all(query, vocabulary::beginning);
        List<String> found = inOrder(begun, filter, limit);
        if (found.size() < limit) {
            BitSet within = all(query, vocabulary::within);
            within.andNot(begun);
            found.addAll(inOrder(within, filter, limit - found.size()));
        }
        return found;
    }

    private BitSet all(List<String> query, ToIntSet matching) {
        BitSet matches = matching.of(query.get(0), byNumber.size());
        for (String word : query.subList(1, query.size())) {
            if (matches.isEmpty()) {
                return matches;
            }
            matches.and(matching.of(word, byNumber.size()));
        }
        return matches;
    }

    @FunctionalInterface
    private interface ToIntSet {
        BitSet of(String word, int size);
    }

    private List<String> inOrder(BitSet matches, Predicate<Found> filter, int limit) {
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
}
