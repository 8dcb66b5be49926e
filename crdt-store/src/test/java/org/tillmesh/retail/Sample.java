package org.tillmesh.retail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** Small things that many tests of the shop need. */
public final class Sample {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    public static final Scope S001 = Scope.branch("S001");
    public static final TillId T01 = new TillId("S001", "T01");
    public static final TillId T02 = new TillId("S001", "T02");
    public static final Product MILK = product("milk", 625, "PCE", TaxCategory.S15);
    public static final Product BREAD = product("bread", 450, "PCE", TaxCategory.S15);
    public static final Product BANANAS = product("bananas", 695, "KGM", TaxCategory.S15);
    public static final Product SALTS = product("salts", 795, "PCE", TaxCategory.Z);

    private Sample() {}

    public static Product product(String id, long halalas, String unit, TaxCategory tax) {
        return new Product(
                new ProductId(id),
                id,
                id,
                "food",
                Money.sar(halalas),
                unit,
                tax,
                unit.equals("KGM"),
                false,
                0,
                true,
                List.of("code-" + id));
    }

    public static Cart cart() {
        return Cart.open("cart-1", NOON);
    }

    public static Quantity qty(String text) {
        return Quantity.parse(text);
    }

    public static Money money(String text) {
        return Money.parse(text, Money.SAR);
    }

    public static IssuedDocument.Heading heading(String uuid, TillId till, long counter, Instant at) {
        return new IssuedDocument.Heading(
                new DocumentId(uuid),
                new ReceiptNumber(till, counter),
                new UserId("noura"),
                null,
                new ShiftId("shift-1"),
                at,
                "key-" + uuid);
    }

    public static IssuedDocument sale(String uuid, long counter, Cart cart) {
        return IssuedDocument.sale(heading(uuid, T01, counter, NOON), paid(cart));
    }

    public static Cart paid(Cart cart) {
        return cart.total().isZero() ? cart : cart.withTender(Tender.cash(cart.total()));
    }

    public static Document.Record record(RecordDocument document, long clockErrorMs) {
        return record(document.ref(), document.toValue(), clockErrorMs);
    }

    public static Document.Record record(DocRef ref, org.tillmesh.crdt.Value body, long clockErrorMs) {
        return new Document.Record(
                S001, ref, body, new Dot(Origin.of(1, 1), 1, 0, 0), Hlc.of(NOON.toEpochMilli(), 0), clockErrorMs);
    }

    /** An open shop of its own, in an empty folder. */
    public static Store open(Path dir, AtomicLong clockErrorMs) {
        try {
            return Stores.open(
                    dir,
                    Stores.Options.of((scope, origin, delta) -> true, NOON::toEpochMilli)
                            .withSchema(RetailSchema.SHOP)
                            .withClockError(clockErrorMs::get)
                            .withSegmentBytes(1 << 20)
                            .withFreeBytesMin(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
