package org.tillmesh.retail.sale;

import java.util.List;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Incarnation;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.query.Index;
import org.tillmesh.store.Schema.Rows;

/** What sales and returns are found by. */
public final class SaleRows {
    private SaleRows() {}

    /** The rows of a sale or a return. */
    public static void issued(Dot dot, IssuedDocument document, Rows rows) {
        Sold sold = Sold.of(document);
        Value value = sold.toValue();
        String till = sold.till().toString();
        String at = Index.ordered(sold.at().toEpochMilli());
        String number = Index.ordered(sold.receipt().counter());
        rows.row(Index.RECEIPT, Index.key(till, number), value);
        rows.row(
                Index.ISSUED,
                Index.key(at, sold.receipt().toString(), sold.uuid().value()),
                value);
        rows.row(Index.TILL_ISSUED, Index.key(till, at, number), value(dot));
        rows.row(
                Index.ISSUED_BY,
                Index.key(SalesSearch.AMOUNT, Index.ordered(document.total().minor()), at),
                Value.NULL);
        if (document.customerId() != null) {
            rows.row(
                    Index.ISSUED_BY,
                    Index.key(SalesSearch.CUSTOMER, document.customerId().value(), at),
                    Value.NULL);
        }
        document.ways().stream()
                .flatMap(SalesSearch::lastFours)
                .distinct()
                .forEach(four -> rows.row(Index.ISSUED_BY, Index.key(SalesSearch.CARD, four, at), Value.NULL));
        document.lines().stream()
                .filter(line -> line.deposit() == null)
                .map(line -> line.productId().value())
                .distinct()
                .forEach(product -> rows.row(Index.ISSUED_BY, Index.key(SalesSearch.PRODUCT, product, at), Value.NULL));
        if (sold.isSale() && sold.cart() != null) {
            rows.row(Index.CART, sold.cart(), Value.NULL);
        }
        if (sold.original() != null) {
            rows.row(Index.RETURNS, sold.original().value(), Value.NULL);
        }
        for (IssuedLine line : document.lines()) {
            if (line.serial() != null) {
                rows.row(
                        Index.SERIAL,
                        Index.key(
                                line.productId().value(),
                                line.serial(),
                                at,
                                sold.uuid().value()),
                        Value.list(List.of(
                                Value.of(sold.isSale()), Value.of(sold.receipt().toString()))));
            }
        }
        CommandKeys.row(document.till(), document.key(), command(document), rows);
    }

    private static CommandKeys.Command command(IssuedDocument document) {
        if (!document.isSale()) {
            return CommandKeys.Command.RETURN;
        }
        return document.isPrepayment() ? CommandKeys.Command.DEPOSIT : CommandKeys.Command.COMPLETE;
    }

    private static Value value(Dot dot) {
        return Value.list(List.of(
                Value.of(dot.origin().replica().bits()),
                Value.of(dot.origin().incarnation().bits()),
                Value.of(dot.seq()),
                Value.of(dot.index()),
                Value.of(dot.hashPrefix())));
    }

    public static Dot dot(Value value) {
        var numbers = new long[5];
        List<Value> parts = ((Value.ListOf) value).items();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((Value.Int) parts.get(i)).value();
        }
        return new Dot(
                new Origin(new ReplicaId(numbers[0]), new Incarnation(numbers[1])),
                numbers[2],
                (int) numbers[3],
                numbers[4]);
    }
}
