package org.tillmesh.retail.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** Builds a map value: absent (null) fields are left out, so that an old and a new writer give the same bytes. */
public final class Body {
    private final Map<String, Value> entries = new HashMap<>(32);

    public Body put(String field, @Nullable Value value) {
        if (value != null) {
            entries.put(field, value);
        }
        return this;
    }

    public Body put(String field, @Nullable String text) {
        return put(field, text == null ? null : Value.of(text));
    }

    public Body put(String field, @Nullable Id<?> id) {
        return put(field, id == null ? null : Value.of(id.value()));
    }

    public Body put(String field, long number) {
        return put(field, Value.of(number));
    }

    /** Left out when zero. */
    public Body putUnlessZero(String field, long number) {
        return number == 0 ? this : put(field, number);
    }

    /** Left out when false. */
    public Body putIfTrue(String field, boolean flag) {
        return flag ? put(field, Value.of(true)) : this;
    }

    public Body put(String field, @Nullable Money money) {
        return put(field, money == null ? null : Value.of(money.minor()));
    }

    public Body put(String field, @Nullable Quantity quantity) {
        return put(field, quantity == null ? null : Value.of(quantity.thousandths()));
    }

    public Body put(String field, @Nullable Instant time) {
        return put(field, time == null ? null : Value.of(time.toEpochMilli()));
    }

    public Body put(String field, @Nullable LocalDate date) {
        return put(field, date == null ? null : Value.of(date.toString()));
    }

    public <T> Body putList(String field, List<T> items, Function<T, Value> toValue) {
        return put(field, Value.list(items.stream().map(toValue).toList()));
    }

    public Body putMoneys(String field, Map<String, Money> moneys) {
        var body = new Body();
        moneys.forEach(body::put);
        return put(field, body.toValue());
    }

    public Value toValue() {
        return Value.map(entries);
    }
}
