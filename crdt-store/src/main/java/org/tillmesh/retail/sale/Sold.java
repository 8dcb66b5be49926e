package org.tillmesh.retail.sale;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/** An issued document in the sales book, without its lines. Amounts are signed: a return's are negative. */
public record Sold(
        DocumentId uuid,
        IssuedDocument.Kind kind,
        ReceiptNumber receipt,
        Instant at,
        Money total,
        Money vat,
        UserId cashier,
        ShiftId shift,
        @Nullable String cart,
        @Nullable DocumentId original,
        @Nullable String key)
        implements Comparable<Sold> {

    public static Sold of(IssuedDocument document) {
        return new Sold(
                document.uuid(),
                document.kind(),
                document.receipt(),
                document.at(),
                document.signed(document.total()),
                document.signed(document.vat()),
                document.cashier(),
                document.shift(),
                document.cart(),
                document.original(),
                document.key());
    }

    /** The name of the whole document. */
    public DocRef ref() {
        return (isSale() ? DocType.SALE : DocType.RETURN).ref(uuid);
    }

    public Value toValue() {
        return Value.list(Arrays.asList(
                Value.of(uuid.value()),
                Value.of(isSale()),
                Value.of(receipt.toString()),
                Value.of(at.toEpochMilli()),
                Value.of(total.minor()),
                Value.of(vat.minor()),
                Value.of(cashier.value()),
                Value.of(shift.value()),
                text(cart),
                original == null ? Value.NULL : Value.of(original.value()),
                text(key)));
    }

    private static Value text(@Nullable String text) {
        return text == null ? Value.NULL : Value.of(text);
    }

    private static @Nullable String text(Value value) {
        return value instanceof Value.Text text ? text.value() : null;
    }

    public static Sold of(Value value) {
        List<Value> parts = ((Value.ListOf) value).items();
        return new Sold(
                new DocumentId(((Value.Text) parts.get(0)).value()),
                ((Value.Bool) parts.get(1)).value() ? IssuedDocument.Kind.SALE : IssuedDocument.Kind.RETURN,
                ReceiptNumber.parse(((Value.Text) parts.get(2)).value()),
                Instant.ofEpochMilli(((Value.Int) parts.get(3)).value()),
                Money.sar(((Value.Int) parts.get(4)).value()),
                Money.sar(((Value.Int) parts.get(5)).value()),
                new UserId(((Value.Text) parts.get(6)).value()),
                new ShiftId(((Value.Text) parts.get(7)).value()),
                text(parts.get(8)),
                parts.get(9) instanceof Value.Text original ? new DocumentId(original.value()) : null,
                text(parts.get(10)));
    }

    public TillId till() {
        return receipt.till();
    }

    public boolean isSale() {
        return kind == IssuedDocument.Kind.SALE;
    }

    /** By issue time, receipt, uuid. */
    @Override
    public int compareTo(Sold other) {
        int byTime = at.compareTo(other.at);
        if (byTime != 0) {
            return byTime;
        }
        int byReceipt = receipt.toString().compareTo(other.receipt.toString());
        return byReceipt != 0 ? byReceipt : uuid.compareTo(other.uuid);
    }
}
