package org.tillmesh.store.view;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Two iterators of one order as one: where both have the same, the upper counts. */
final class Layered<T> implements Iterator<T> {
    private final Iterator<T> lower;
    private final Iterator<T> upper;
    private final Comparator<? super T> order;
    private @Nullable T nextLower;
    private @Nullable T nextUpper;

    Layered(Iterator<T> lower, Iterator<T> upper, Comparator<? super T> order) {
        this.lower = lower;
        this.upper = upper;
        this.order = order;
        nextLower = lower.hasNext() ? lower.next() : null;
        nextUpper = upper.hasNext() ? upper.next() : null;
    }

    static <T> Stream<T> stream(Iterator<T> elements) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        return nextLower != null || nextUpper != null;
    }

    @Override
    public T next() {
        T low = nextLower;
        T up = nextUpper;
        if (low == null && up == null) {
            throw new NoSuchElementException();
        }
        int compared = low == null ? 1 : up == null ? -1 : order.compare(low, up);
        if (compared <= 0) {
            nextLower = lower.hasNext() ? lower.next() : null;
        }
        if (compared >= 0) {
            nextUpper = upper.hasNext() ? upper.next() : null;
        }
        return Objects.requireNonNull(compared < 0 ? low : up);
    }
}
