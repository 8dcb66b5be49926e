package org.tillmesh.retail;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;

/** A change with both its documents read once, however many projections look at it. Unreadable ones are absent. */
final class Typed {
    private static final Map<DocType, Function<Document.Record, ?>> RECORDS = records();
    private static final Map<DocType, Function<Document.State, ?>> STATES = states();

    private final Change change;
    private final @Nullable DocType type;
    private @Nullable Optional<?> before;
    private @Nullable Optional<?> after;

    Typed(Change change) {
        this.change = change;
        this.type = DocType.named(change.ref().type())
                .filter(t -> t.home().holds(change.scope()))
                .orElse(null);
    }

    Scope scope() {
        return change.scope();
    }

    String id() {
        return change.ref().id();
    }

    @Nullable DocType type() {
        return type;
    }

    boolean is(DocType wanted) {
        return type == wanted;
    }

    /** The stored document after the change, for its origin and clock error. */
    Document.@Nullable Record recordAfter() {
        return change.after() instanceof Document.Record record ? record : null;
    }

    /** Whether the document was not there before. */
    boolean isNew() {
        return change.before() == null;
    }

    <T> Optional<T> before(Class<T> as) {
        if (before == null) {
            before = read(change.before());
        }
        return before.filter(as::isInstance).map(as::cast);
    }

    <T> Optional<T> after(Class<T> as) {
        if (after == null) {
            after = read(change.after());
        }
        return after.filter(as::isInstance).map(as::cast);
    }

    private Optional<?> read(@Nullable Document document) {
        if (type == null) {
            return Optional.empty();
        }
        var record = RECORDS.get(type);
        if (record != null) {
            return Read.record(document, record);
        }
        var state = STATES.get(type);
        return state == null ? Optional.empty() : Read.state(document, state);
    }

    private static Map<DocType, Function<Document.Record, ?>> records() {
        Map<DocType, Function<Document.Record, ?>> table = new EnumMap<>(DocType.class);
        table.put(DocType.SALE, IssuedDocument::of);
        table.put(DocType.RETURN, IssuedDocument::of);
        table.put(DocType.INVOICE, InvoiceRecord::of);
        table.put(DocType.MOVEMENT, Movement::of);
        table.put(DocType.COUNT, Count::of);
        table.put(DocType.SHIFT_OPENED, ShiftOpened::of);
        table.put(DocType.SHIFT_CLOSED, ShiftClosed::of);
        table.put(DocType.DAY_Z, DayZ::of);
        table.put(DocType.CASH, CashMovement::of);
        table.put(DocType.RESOLUTION, Resolution::of);
        table.put(DocType.CLOCK_FIX, ClockFix::of);
        return Collections.unmodifiableMap(table);
    }

    private static Map<DocType, Function<Document.State, ?>> states() {
        Map<DocType, Function<Document.State, ?>> table = new EnumMap<>(DocType.class);
        table.put(DocType.PRODUCT, Product::of);
        table.put(DocType.CATEGORY, Category::of);
        table.put(DocType.CUSTOMER, Customer::of);
        table.put(DocType.PARKED, ParkedCart::of);
        table.put(DocType.REPORTING, Reporting::of);
        return Collections.unmodifiableMap(table);
    }
}
