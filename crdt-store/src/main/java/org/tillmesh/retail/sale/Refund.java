package org.tillmesh.retail.sale;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.words.Sentence;

/**
 * What one return takes of a sale: issued, or promised to the till that is about to issue it.
 *
 * @param id uuid of the credit note
 * @param till which issues it
 * @param receipt its number, null while it is promised
 * @param at when it was issued or promised
 */
public record Refund(
        DocumentId id,
        TillId till,
        @Nullable ReceiptNumber receipt,
        Instant at,
        SortedMap<Integer, Returns.Returned> lines) {

    public Refund {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    }

    public static Refund of(IssuedDocument credit) {
        return new Refund(credit.uuid(), credit.till(), credit.receipt(), credit.at(), sums(credit.lines()));
    }

    static Refund promised(DocumentId id, TillId till, Instant at, List<IssuedLine> lines) {
        return new Refund(id, till, null, at, sums(lines));
    }

    private static SortedMap<Integer, Returns.Returned> sums(List<IssuedLine> lines) {
        var sums = new TreeMap<Integer, Returns.Returned>();
        lines.forEach(line -> sums.merge(
                line.line(), new Returns.Returned(line.qty(), line.total(), line.vat()), Returns.Returned::plus));
        return sums;
    }

    Sentence words() {
        return receipt == null ? SaleWords.BEING_RETURNED.with(till, at) : SaleWords.RETURNED.with(receipt, at);
    }

    public Value toValue() {
        return new Body()
                .put("id", id)
                .put("till", till.toString())
                .put("receipt", receipt == null ? null : receipt.toString())
                .put("at", at)
                .putList("lines", List.copyOf(lines.entrySet()), Refund::line)
                .toValue();
    }

    private static Value line(Map.Entry<Integer, Returns.Returned> line) {
        return new Body()
                .put("line", line.getKey())
                .put("qty", line.getValue().qty())
                .put("total", line.getValue().total())
                .put("vat", line.getValue().vat())
                .toValue();
    }

    /** @throws BadDocument if it is anything else */
    public static Refund of(Value value) {
        Fields in = Fields.of("A refund", value);
        var lines = new TreeMap<Integer, Returns.Returned>();
        for (Fields line : in.list("lines", each -> Fields.of("A line of a refund", each))) {
            lines.put(
                    line.smallNumber("line"),
                    new Returns.Returned(line.quantity("qty"), line.money("total"), line.money("vat")));
        }
        String receipt = in.textOrNull("receipt");
        return new Refund(
                in.id("id", DocumentId::new),
                in.till("till"),
                receipt == null ? null : Read.checked(() -> ReceiptNumber.parse(receipt)),
                in.time("at"),
                lines);
    }
}
