package org.tillmesh.tools.bench;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.issue.SaleCommit;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;

/** Invented products, customers and sales of the size that real ones have. */
final class Goods {
    private static final int SALE_LINES = 8;
    private static final int XML_BYTES = 1_800; // deflated, as an invoice of eight lines is
    private static final String[] ENGLISH = {
        "milk", "bread", "dates", "rice", "tea", "coffee", "water", "juice", "soap", "paper"
    };
    private static final String[] ARABIC = {"حليب", "خبز", "تمر", "أرز", "شاي", "قهوة", "ماء", "عصير", "صابون", "ورق"};

    private final Random random;
    private final Instant from;

    Goods(long seed, Instant from) {
        this.random = new Random(seed);
        this.from = from;
    }

    static Product product(int number, long priceMinor) {
        int word = Math.floorMod(number, ENGLISH.length);
        return new Product(
                new ProductId("p" + number),
                ENGLISH[word] + " " + number,
                ARABIC[word] + " " + number,
                "food",
                Money.sar(priceMinor),
                "PCE",
                TaxCategory.S15,
                false,
                false,
                0,
                true,
                List.of(String.format(Locale.ROOT, "627%010d", number)));
    }

    static Customer customer(int number) {
        return Customer.fresh(
                new CustomerId("c" + number),
                "Customer " + number,
                null,
                List.of(String.format(Locale.ROOT, "05%08d", number)),
                List.of("regular"),
                null,
                new Customer.CreatedBy(new TillId("S001", "T01"), null));
    }

    /** When the sale of a number is. */
    static Instant at(Instant from, int number) {
        return from.plusMillis(number * 10L);
    }

    /** One sale in one commit: the document, its movements, its invoice; its uuid. */
    String sell(Store store, TillId till, int number) {
        Instant at = at(from, number);
        Cart cart = Cart.open("cart-" + number, at);
        for (int i = 0; i < SALE_LINES; i++) {
            cart = cart.add(product(random.nextInt(1_000), 1_000 + i), Quantity.of(1), null, null);
        }
        String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
        Cart paid = cart.withTender(Tender.cash(cart.total()));
        var heading = new IssuedDocument.Heading(
                new DocumentId(uuid),
                new ReceiptNumber(till, number + 1),
                new UserId("cashier"),
                null,
                new ShiftId("shift-1"),
                at,
                "key-" + uuid);
        IssuedDocument sale = IssuedDocument.sale(heading, paid);
        byte[] xml = new byte[XML_BYTES];
        random.nextBytes(xml);
        var invoice = new InvoiceRecord(
                uuid,
                till,
                heading.receipt().toString(),
                number + 1,
                "previous",
                "hash-" + uuid,
                "signature",
                "qr",
                xml,
                1,
                at);
        Scope scope = Scope.branch(till.branch());
        store.write(tx -> {
            SaleCommit.write(tx, scope, sale);
            invoice.appendTo(tx, scope);
            return true;
        });
        return uuid;
    }
}
