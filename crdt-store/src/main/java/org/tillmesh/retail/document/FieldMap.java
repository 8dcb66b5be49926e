package org.tillmesh.retail.document;

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
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.Money;

/** Gathers the fields of a mergeable document for writing. Null is left out. */
public final class FieldMap {
    private final SortedMap<List<String>, Value> fields = new TreeMap<>(DotStore.PATH_ORDER);

    public FieldMap put(String field, @Nullable Value value) {
        if (value != null) {
            fields.put(Paths.of(field), value);
        }
        return this;
    }

    public FieldMap put(String field, @Nullable String text) {
        return put(field, text == null ? null : Value.of(text));
    }

    public FieldMap put(String field, @Nullable Id<?> id) {
        return put(field, id == null ? null : Value.of(id.value()));
    }

    public FieldMap put(String field, long number) {
        return put(field, Value.of(number));
    }

    public FieldMap put(String field, boolean flag) {
        return put(field, Value.of(flag));
    }

    public FieldMap put(String field, @Nullable Money money) {
        return money == null ? this : put(field, money.minor());
    }

    public FieldMap put(String field, @Nullable Instant time) {
        return time == null ? this : put(field, time.toEpochMilli());
    }

    public FieldMap put(String field, @Nullable LocalDate date) {
        return date == null ? this : put(field, date.toString());
    }

    public FieldMap putNumber(String field, @Nullable Integer number) {
        return number == null ? this : put(field, (long) number);
    }

    /** A default of false or zero costs no field. */
    public FieldMap putIfTrue(String field, boolean flag) {
        return flag ? put(field, true) : this;
    }

    public FieldMap putUnlessZero(String field, long number) {
        return number == 0 ? this : put(field, number);
    }

    public FieldMap putSet(String field, Collection<String> elements) {
        elements.forEach(element -> fields.put(List.of(field, element), Value.of(true)));
        return this;
    }

    public FieldMap putAt(List<String> path, Value value) {
        fields.put(path, value);
        return this;
    }

    public SortedMap<List<String>, Value> toMap() {
        return fields;
    }
}
