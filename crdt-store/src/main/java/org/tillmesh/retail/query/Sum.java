package org.tillmesh.retail.query;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;

/** A fold that adds its rows up; what is added grows it without a look at the rest. */
public final class Sum<T> implements Fold {
    private final Function<Value, T> read;
    private final Function<T, Value> write;
    private final BinaryOperator<T> plus;

    public Sum(Function<Value, T> read, Function<T, Value> write, BinaryOperator<T> plus) {
        this.read = read;
        this.write = write;
        this.plus = plus;
    }

    @Override
    public Value of(List<Row> group) {
        return write.apply(group.stream()
                .map(row -> read.apply(row.value()))
                .reduce(plus)
                .orElseThrow(() -> new AssertionError("A group without rows")));
    }

    @Override
    public boolean isGrowing() {
        return true;
    }

    @Override
    public Schema.Folded grown(String key, @Nullable Value fold, List<Row> added) {
        Value more = of(added);
        return new Schema.Folded(
                key, fold == null ? more : write.apply(plus.apply(read.apply(fold), read.apply(more))));
    }
}
