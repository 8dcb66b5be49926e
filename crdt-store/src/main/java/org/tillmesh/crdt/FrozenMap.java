package org.tillmesh.crdt;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An immutable map in the order of {@link Value#KEY_ORDER}: two arrays, a tenth of a tree's cost to make and to keep. */
final class FrozenMap extends AbstractMap<String, Value> implements SortedMap<String, Value> {
    private final String[] keys;
    private final Value[] values;

    private FrozenMap(String[] keys, Value[] values) {
        this.keys = keys;
        this.values = values;
    }

    static FrozenMap of(Map<String, ? extends Value> from) {
        if (from instanceof FrozenMap frozen) {
            return frozen;
        }
        String[] keys = from.keySet().toArray(String[]::new);
        boolean sorted = true;
        for (int i = 1; i < keys.length && sorted; i++) {
            sorted = Value.KEY_ORDER.compare(keys[i - 1], keys[i]) < 0;
        }
        if (!sorted) {
            Arrays.sort(keys, Value.KEY_ORDER);
        }
        var values = new Value[keys.length];
        for (int i = 0; i < keys.length; i++) {
            Value value = from.get(keys[i]);
            if (value == null) {
                throw new IllegalArgumentException("A map of values holds null under \"" + keys[i] + "\"");
            }
            values[i] = value;
        }
        return new FrozenMap(keys, values);
    }

    /** Keys that are in order already, as a decoder found them; the arrays are taken as they are. */
    static FrozenMap ofSorted(String[] keys, Value[] values) {
        return new FrozenMap(keys, values);
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public @Nullable Value get(Object key) {
        int at = key instanceof String text ? Arrays.binarySearch(keys, text, Value.KEY_ORDER) : -1;
        return at < 0 ? null : values[at];
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    /** Without an object for each entry: every commit's encoding passes here. */
    @Override
    public void forEach(BiConsumer<? super String, ? super Value> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(keys[i], values[i]);
        }
    }

    @Override
    public Set<Map.Entry<String, Value>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Map.Entry<String, Value>> iterator() {
                return new Iterator<>() {
                    private int at;

                    @Override
                    public boolean hasNext() {
                        return at < keys.length;
                    }

                    @Override
                    public Map.Entry<String, Value> next() {
                        if (at >= keys.length) {
                            throw new NoSuchElementException();
                        }
                        var entry = new SimpleImmutableEntry<>(keys[at], values[at]);
                        at++;
                        return entry;
                    }
                };
            }
        };
    }

    @Override
    public Comparator<? super String> comparator() {
        return Value.KEY_ORDER;
    }

    private SortedMap<String, Value> tree() {
        var tree = new TreeMap<String, Value>(Value.KEY_ORDER);
        tree.putAll(this);
        return tree;
    }

    @Override
    public SortedMap<String, Value> subMap(String from, String to) {
        return of(tree().subMap(from, to));
    }

    @Override
    public SortedMap<String, Value> headMap(String to) {
        return of(tree().headMap(to));
    }

    @Override
    public SortedMap<String, Value> tailMap(String from) {
        return of(tree().tailMap(from));
    }

    @Override
    public String firstKey() {
        return keys[0];
    }

    @Override
    public String lastKey() {
        return keys[keys.length - 1];
    }
}
