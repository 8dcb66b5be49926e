package org.tillmesh.retail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;

/** Builds a map value: absent (null) fields are left out, so that an old and a new writer give the same bytes. */
final class Body {
    private final Map<String, Value> entries = new HashMap<>(32);

    Body put(String field, @Nullable Value value) {
        if (value != null) {
            entries.put(field, value);
        }
        return this;
    }

    Body put(String field, @Nullable String text) {
        return put(field, text == null ? null : Value.of(text));
    }

    Body put(String field, long number) {
        return put(field, Value.of(number));
    }

    /** Left out when zero. */
    Body putUnlessZero(String field, long number) {
        return number == 0 ? this : put(field, number);
    }

    /** Left out when false. */
    Body putIfTrue(String field, boolean flag) {
        return flag ? put(field, Value.of(true)) : this;
    }

    Body put(String field, @Nullable Money money) {
        return put(field, money == null ? null : Value.of(money.minor()));
    }

    Body put(String field, @Nullable Quantity quantity) {
        return put(field, quantity == null ? null : Value.of(quantity.thousandths()));
    }

    Body put(String field, @Nullable Instant time) {
        return put(field, time == null ? null : Value.of(time.toEpochMilli()));
    }

    Body put(String field, @Nullable LocalDate date) {
        return put(field, date == null ? null : Value.of(date.toString()));
    }

    Body put(String field, @Nullable Discount discount) {
        return put(field, discount == null ? null : discount.toValue());
    }

    <T> Body putList(String field, List<T> items, Function<T, Value> toValue) {
        return put(field, Value.list(items.stream().map(toValue).toList()));
    }

    Body putMoneys(String field, Map<String, Money> moneys) {
        var body = new Body();
        moneys.forEach(body::put);
        return put(field, body.toValue());
    }

    Value toValue() {
        return Value.map(entries);
    }
}
