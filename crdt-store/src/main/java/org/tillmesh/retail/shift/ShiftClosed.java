package org.tillmesh.retail.shift;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * A shift ended; this record is its Z. Its id is the shift's, so that a shift closes once.
 *
 * @param number of the Z: 1, 2, 3 … per till
 * @param expected in cash: float + cash taken, for sales and towards accounts + cash in − cash out − cash dropped
 * @param counted in cash; {@code difference} = counted − expected
 * @param count what else was counted
 * @param grand totals of the till up to here; null in a Z of a version that wrote none
 */
public record ShiftClosed(
        ShiftId shift,
        TillId till,
        int number,
        UserId user,
        Money expected,
        Money counted,
        Figures figures,
        ShiftCount count,
        Instant at,
        @Nullable GrandTotals grand)
        implements RecordDocument {

    /** Without grand totals. */
    public ShiftClosed(
            ShiftId shift,
            TillId till,
            int number,
            UserId user,
            Money expected,
            Money counted,
            Figures figures,
            ShiftCount count,
            Instant at) {
        this(shift, till, number, user, expected, counted, figures, count, at, null);
    }

    public Money difference() {
        return counted.minus(expected);
    }

    /** What should be there, by code of tender. */
    public SortedMap<String, Money> expectedByTender() {
        var sums = new TreeMap<>(figures.byTender());
        count.onAccount().forEach((code, sum) -> sums.merge(code, sum, Money::plus));
        sums.put(TenderKind.CASH.code(), expected);
        return Collections.unmodifiableSortedMap(sums);
    }

    /** What was counted, by code of tender; who counted no slips has none here. */
    public SortedMap<String, Money> countedByTender() {
        var sums = new TreeMap<>(count.others());
        sums.put(TenderKind.CASH.code(), counted);
        return Collections.unmodifiableSortedMap(sums);
    }

    /** Counted less expected, by code of each tender that was counted. */
    public SortedMap<String, Money> differenceByTender() {
        SortedMap<String, Money> expectedSums = expectedByTender();
        var sums = new TreeMap<String, Money>();
        countedByTender()
                .forEach((code, sum) -> sums.put(code, sum.minus(expectedSums.getOrDefault(code, Money.ZERO))));
        return Collections.unmodifiableSortedMap(sums);
    }

    @Override
    public DocRef ref() {
        return DocType.SHIFT_CLOSED.ref(shift);
    }

    @Override
    public Value toValue() {
        Body body = new Body()
                .put("till", till.toString())
                .put("number", number)
                .put("user", user)
                .put("expected", expected)
                .put("counted", counted)
                .put("figures", figures.toValue())
                .put("at", at);
        count.put(body);
        return body.put("grand", grand == null ? null : grand.toValue()).toValue();
    }

    public static ShiftClosed of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new ShiftClosed(
                new ShiftId(record.ref().id()),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.smallNumber("number"),
                in.id("user", UserId::new),
                in.money("expected"),
                in.money("counted"),
                Figures.of(in.needed("figures")),
                ShiftCount.of(in),
                in.time("at"),
                in.has("grand") ? GrandTotals.of(in.needed("grand")) : null);
    }
}
