package org.tillmesh.store.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.Place;
import org.tillmesh.store.Row;
import org.tillmesh.store.Schema;
import org.tillmesh.store.bytes.Values;

/**
 * What one change of a document makes of index rows: those that it had, and those that it has, each list in the order of
 * places. Worked out of the documents alone, so no lock is needed, and whoever has the time does it.
 */
public record RowChange(List<Placed> gone, List<Placed> come) {
    private static final Logger LOG = LoggerFactory.getLogger(RowChange.class);
    private static final Comparator<Placed> BY_PLACE = Comparator.comparing(Placed::place);

    /** The value of most rows, in memory once. */
    private static final byte[] NOTHING = Values.encode(Value.NULL);

    /** A row at its place; its group if its index is folded. */
    record Placed(String place, @Nullable String group, byte[] value) {
        Row row() {
            return Values.row(place, value);
        }
    }

    static RowChange of(Schema schema, Scope scope, @Nullable Document before, @Nullable Document after) {
        return new RowChange(rowsOf(schema, scope, before), rowsOf(schema, scope, after));
    }

    /** A document's rows by place; of none, none. */
    static List<Placed> rowsOf(Schema schema, Scope scope, @Nullable Document document) {
        if (document == null) {
            return List.of();
        }
        var rows = new ArrayList<Placed>();
        if (document instanceof Document.Archived archived) {
            archived.rows().forEach((place, value) -> rows.add(placed(schema, place, value)));
        } else {
            try {
                schema.index(
                        document,
                        (index, key, value) -> rows.add(placed(schema, document, index, key, encoded(value))));
            } catch (RuntimeException e) {
                LOG.error("{} of {} can't be indexed", document.ref(), scope, e);
            }
        }
        return inOrder(rows);
    }

    /** The same as values by place. */
    public static TreeMap<String, byte[]> valuesOf(Schema schema, Scope scope, Document document) {
        var values = new TreeMap<String, byte[]>();
        rowsOf(schema, scope, document).forEach(row -> values.put(row.place(), row.value()));
        return values;
    }

    private static byte[] encoded(Value value) {
        return value instanceof Value.Null ? NOTHING : Values.encode(value);
    }

    private static Placed placed(Schema schema, String place, byte[] value) {
        return new Placed(place, schema.isFolded(Place.indexOf(place)) ? Place.groupOf(place) : null, value);
    }

    private static Placed placed(Schema schema, Document document, String index, String key, byte[] value) {
        String group = Place.group(index, key);
        return new Placed(Place.of(group, document.ref()), schema.isFolded(index) ? group : null, value);
    }

    /** By place; of two at one place the one that was put last. */
    private static List<Placed> inOrder(ArrayList<Placed> rows) {
        if (rows.size() < 2) {
            return rows;
        }
        rows.sort(BY_PLACE); // keeps the order of equals
        int last = 0;
        for (int i = 1; i < rows.size(); i++) {
            if (!rows.get(i).place().equals(rows.get(last).place())) {
                last++;
            }
            rows.set(last, rows.get(i));
        }
        rows.subList(last + 1, rows.size()).clear();
        return rows;
    }
}
