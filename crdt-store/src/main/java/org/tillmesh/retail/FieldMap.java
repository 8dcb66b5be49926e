package org.tillmesh.retail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Paths;
import org.tillmesh.crdt.Value;

/** Gathers the fields of a mergeable document for writing. Null is left out. */
final class FieldMap {
    private final SortedMap<List<String>, Value> fields = new TreeMap<>(DotStore.PATH_ORDER);

    FieldMap put(String field, @Nullable Value value) {
        if (value != null) {
            fields.put(Paths.of(field), value);
        }
        return this;
    }

    FieldMap put(String field, @Nullable String text) {
        return put(field, text == null ? null : Value.of(text));
    }

    FieldMap put(String field, long number) {
        return put(field, Value.of(number));
    }

    FieldMap put(String field, boolean flag) {
        return put(field, Value.of(flag));
    }

    FieldMap put(String field, @Nullable Money money) {
        return money == null ? this : put(field, money.minor());
    }

    FieldMap put(String field, @Nullable Instant time) {
        return time == null ? this : put(field, time.toEpochMilli());
    }

    FieldMap put(String field, @Nullable LocalDate date) {
        return date == null ? this : put(field, date.toString());
    }

    FieldMap putNumber(String field, @Nullable Integer number) {
        return number == null ? this : put(field, (long) number);
    }

    /** A default of false or zero costs no field. */
    FieldMap putIfTrue(String field, boolean flag) {
        return flag ? put(field, true) : this;
    }

    FieldMap putUnlessZero(String field, long number) {
        return number == 0 ? this : put(field, number);
    }

    FieldMap putSet(String field, Collection<String> elements) {
        elements.forEach(element -> fields.put(List.of(field, element), Value.of(true)));
        return this;
    }

    FieldMap putAt(List<String> path, Value value) {
        fields.put(path, value);
        return this;
    }

    SortedMap<List<String>, Value> toMap() {
        return fields;
    }
}
