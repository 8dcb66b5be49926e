package org.tillmesh.retail.stock;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/**
 * A count or a movement, as far as the level of its batch depends on it. Ordered by corrected time, then uuid.
 *
 * @param at milliseconds since 1970
 * @param thousandths what was counted, or what a movement adds
 * @param till who counted or moved, null for head office
 * @param cartOpened milliseconds since 1970, {@link #NO_CART} if no cart was open; of a count that took a while: its end
 * @param origin and {@code seq} name the commit, which a later correction of its clock may speak of
 */
public record StockEntry(
        boolean isCount,
        String uuid,
        long at,
        long thousandths,
        @Nullable String till,
        long cartOpened,
        long clockErrorMs,
        @Nullable LocalDate expiry,
        Origin origin,
        long seq)
        implements Comparable<StockEntry> {

    static final long NO_CART = Long.MAX_VALUE;

    public static StockEntry of(Document.Record record, Movement m) {
        long opened = m.cartOpenedAt() == null ? NO_CART : m.cartOpenedAt().toEpochMilli();
        return of(false, record, m.at().toEpochMilli(), m.qty(), m.till(), opened, m.expiry());
    }

    public static StockEntry of(Document.Record record, Count c) {
        return of(true, record, c.at().toEpochMilli(), c.qty(), c.till(), NO_CART, c.expiry());
    }

    /** What a posted sheet counted of one batch, as of its first entry. */
    static StockEntry of(CountSheet sheet, List<CountSheet.Entry> entries, Dot dot) {
        CountSheet.Entry first = entries.get(0);
        CountSheet.Entry last = entries.get(entries.size() - 1);
        LocalDate expiry = entries.stream()
                .map(CountSheet.Entry::expiry)
                .filter(Objects::nonNull)
                .reduce(null, (a, b) -> b);
        return new StockEntry(
                true,
                sheet.id(),
                first.at().toEpochMilli(),
                CountSheet.sum(entries).thousandths(),
                first.till().toString(),
                last == first ? NO_CART : last.at().toEpochMilli(),
                0,
                expiry,
                dot.origin(),
                dot.seq());
    }

    /** Until when it was counted: other parts of the batch may have been counted later. */
    long countedUntil() {
        return cartOpened == NO_CART ? at : cartOpened;
    }

    private static StockEntry of(
            boolean isCount,
            Document.Record record,
            long at,
            Quantity qty,
            @Nullable TillId till,
            long opened,
            @Nullable LocalDate expiry) {
        Dot dot = record.dot();
        return new StockEntry(
                isCount,
                record.ref().id(),
                at,
                qty.thousandths(),
                till == null ? null : till.toString(),
                opened,
                Math.max(0, record.clockErrorMs()),
                expiry,
                dot.origin(),
                dot.seq());
    }

    StockEntry at(long millis) {
        return new StockEntry(isCount, uuid, millis, thousandths, till, cartOpened, clockErrorMs, expiry, origin, seq);
    }

    @Override
    public int compareTo(StockEntry other) {
        int byTime = Long.compare(at, other.at);
        return byTime != 0 ? byTime : uuid.compareTo(other.uuid);
    }

    /** Without the uuid, which is the document's id. */
    public Value toValue() {
        return Value.list(Arrays.asList(
                Value.of(isCount),
                Value.of(at),
                Value.of(thousandths),
                till == null ? Value.NULL : Value.of(till),
                cartOpened == NO_CART ? Value.NULL : Value.of(cartOpened),
                Value.of(clockErrorMs),
                expiry == null ? Value.NULL : Value.of(expiry.toEpochDay()),
                Value.of(origin.replica().bits()),
                Value.of(origin.incarnation().bits()),
                Value.of(seq)));
    }

    public static StockEntry of(String uuid, Value value) {
        List<Value> parts = ((Value.ListOf) value).items();
        return new StockEntry(
                ((Value.Bool) parts.get(0)).value(),
                uuid,
                number(parts.get(1)),
                number(parts.get(2)),
                parts.get(3) instanceof Value.Text till ? till.value() : null,
                parts.get(4) instanceof Value.Int opened ? opened.value() : NO_CART,
                number(parts.get(5)),
                parts.get(6) instanceof Value.Int day ? LocalDate.ofEpochDay(day.value()) : null,
                new Origin(new ReplicaId(number(parts.get(7))), new Incarnation(number(parts.get(8)))),
                number(parts.get(9)));
    }

    private static long number(Value value) {
        return ((Value.Int) value).value();
    }
}
