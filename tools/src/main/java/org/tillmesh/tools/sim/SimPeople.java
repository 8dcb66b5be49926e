package org.tillmesh.tools.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.issue.SaleCommit;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Transaction;

/**
 * What people do at tills and in head office: they sell, receive and count, make, change and remove customers, park and
 * take carts, give products other barcodes; and at times what they have no right to. Few things, so that they meet.
 */
final class SimPeople {
    static final List<Product> PRODUCTS =
            Stream.of("milk", "bread", "dates").map(SimPeople::product).toList();

    /** Barcodes that come and go, tags and phones likewise. */
    static final List<String> CODES = List.of("e0", "e1", "e2", "e3");

    private static final int CUSTOMERS = 2;
    private static final List<String> WHOLE = List.of();
    private static final List<String> MAIN_ADDRESS = List.of("addresses", "main");

    private final Random random;
    private final Odds odds;
    private final SimTime time;
    private final Promises promises;

    SimPeople(World world) {
        random = world.random;
        odds = world.odds;
        time = world.time;
        promises = world.promises;
    }

    private static Product product(String id) {
        return new Product(
                new ProductId(id),
                id,
                id,
                "food",
                Money.sar(500 + id.length()),
                "PCE",
                TaxCategory.S15,
                false,
                false,
                0,
                true,
                List.of(id));
    }

    /** @param mark never used before */
    void act(SimNode node, String mark) {
        if (node.isRelay()) {
            promises.removing(node, () -> inTheOffice(node, mark));
        } else {
            atTheTill(node, mark);
        }
    }

    private void atTheTill(SimNode node, String mark) {
        int draw = random.nextInt(20);
        if (draw < 7) {
            promises.selling(node, mark, () -> sell(node, mark));
        } else if (draw < 8) {
            count(node, mark);
        } else if (draw < 9) {
            receive(node, mark);
        } else if (draw < 10 && odds.oversteps()) {
            promises.withoutEffect(node, () -> overstep(node, mark));
        } else if (draw < 13) {
            promises.removing(node, () -> handleCart(node, mark));
        } else {
            promises.removing(node, () -> editCustomer(node, mark));
        }
    }

    private void inTheOffice(SimNode node, String mark) {
        switch (random.nextInt(3)) {
            case 0 -> editProduct(node, mark);
            case 1 -> editCustomer(node, mark);
            default -> clearCart(node);
        }
    }

    // ---- sales and stock

    private Instant now(SimNode node) {
        return Instant.ofEpochMilli(time.tick() + node.skewMillis);
    }

    private Cart filled(String id, Instant at) {
        Cart cart = Cart.open(id, at);
        int lines = 1 + random.nextInt(PRODUCTS.size());
        for (int i = 0; i < lines; i++) {
            cart = cart.add(PRODUCTS.get(i), Quantity.of(1 + random.nextInt(3)), null, null);
        }
        return cart;
    }

    /** A sale with its movements and its invoice, in one commit. */
    void sell(SimNode node, String uuid) {
        Instant at = now(node);
        Cart cart = filled("cart-" + uuid, at);
        Cart paid = cart.withTender(Tender.cash(cart.total()));
        node.store().write(tx -> {
            var heading = new IssuedDocument.Heading(
                    new DocumentId(uuid),
                    node.retail().sales().nextReceipt(SimNode.BRANCH, node.till),
                    new UserId("noura"),
                    null,
                    new ShiftId("shift"),
                    at,
                    "key-" + uuid);
            IssuedDocument sale = IssuedDocument.sale(heading, paid);
            InvoiceChain invoices = node.retail().invoices();
            long icv = invoices.ownHead(SimNode.BRANCH, node.till)
                            .map(InvoiceChain.Link::icv)
                            .orElse(0L)
                    + 1;
            String pih = invoices.ownHead(SimNode.BRANCH, node.till)
                    .map(InvoiceChain.Link::hash)
                    .orElse("0");
            var invoice = new InvoiceRecord(
                    uuid,
                    node.till,
                    heading.receipt().toString(),
                    icv,
                    pih,
                    "hash-" + uuid,
                    "signature",
                    "qr",
                    new byte[random.nextInt(300)],
                    0,
                    at);
            SaleCommit.write(tx, SimNode.BRANCH, sale, invoices, invoice);
            return true;
        });
    }

    private void receive(SimNode node, String uuid) {
        Instant at = now(node);
        node.store().write(tx -> {
            Movement.received(
                            uuid,
                            node.till,
                            anyProduct(),
                            null,
                            null,
                            Quantity.of(12),
                            at,
                            null,
                            new UserId("mona"),
                            null)
                    .appendTo(tx, SimNode.BRANCH);
            return true;
        });
    }

    private void count(SimNode node, String uuid) {
        Instant at = now(node);
        node.store().write(tx -> {
            new Count(
                            uuid,
                            node.till,
                            anyProduct(),
                            null,
                            null,
                            Quantity.of(random.nextInt(30)),
                            at,
                            new UserId("mona"),
                            null)
                    .appendTo(tx, SimNode.BRANCH);
            return true;
        });
    }

    private ProductId anyProduct() {
        return any(PRODUCTS).id();
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    // ---- customers

    /** Makes one of a few customers, changes it or removes it or a part of it, as this node sees it. */
    private void editCustomer(SimNode node, String mark) {
        String id = "customer-" + random.nextInt(CUSTOMERS);
        boolean removes = random.nextInt(100) < odds.removalsPercent();
        int what = random.nextInt(6);
        node.store().write(tx -> {
            Customer before = tx.state(Scope.COMPANY, DocType.CUSTOMER.ref(id))
                    .filter(s -> s.value("name").isPresent())
                    .map(Customer::of)
                    .orElse(null);
            if (before == null) {
                Customer.fresh(
                                new CustomerId(id),
                                "name " + mark,
                                null,
                                List.of("05" + mark.length()),
                                List.of("tag"),
                                "street " + mark,
                                new Customer.CreatedBy(node.till, null))
                        .writeTo(tx, Scope.COMPANY);
            } else if (removes) {
                remove(tx, before, what);
            } else {
                changed(before, what, mark).writeChanges(tx, before);
            }
            return true;
        });
    }

    private Customer changed(Customer before, int what, String mark) {
        return switch (what) {
            case 0 -> before.withName("name " + mark);
            case 1 -> before.withNote("note " + mark);
            case 2 -> before.withTags(toggled(before.tags()));
            case 3 -> before.withPhones(toggled(before.phones()));
            default -> before.withAddress("street " + mark);
        };
    }

    private static void remove(Transaction tx, Customer before, int what) {
        switch (what) {
            case 0 -> before.withTags(List.of()).writeChanges(tx, before);
            case 1 -> before.withPhones(List.of()).writeChanges(tx, before);
            case 2 -> tx.remove(Scope.COMPANY, before.ref(), MAIN_ADDRESS);
            default -> tx.remove(Scope.COMPANY, before.ref(), WHOLE); // who asks to be forgotten is
        }
    }

    private List<String> toggled(List<String> elements) {
        var changed = new TreeSet<>(elements);
        String element = any(CODES);
        if (!changed.remove(element)) {
            changed.add(element);
        }
        return List.copyOf(changed);
    }

    // ---- carts

    /** Parks a cart, or takes, parks again or finishes one that lies there. */
    private void handleCart(SimNode node, String mark) {
        Instant at = now(node);
        List<ParkedCart> there = node.carts();
        int what = random.nextInt(4);
        ParkedCart after;
        if (there.isEmpty() || what == 0) {
            after = ParkedCart.parked(filled("parked-" + mark, at), node.till, "cart " + mark, new UserId("noura"), at);
        } else {
            ParkedCart before = any(there);
            after = switch (what) {
                case 1 -> before.with(new ParkedCart.Step(ParkedCart.State.TAKEN, node.till, node.till));
                case 2 -> before.with(new ParkedCart.Step(ParkedCart.State.DONE, node.till, null));
                default -> ParkedCart.parked(before.cart(), node.till, "again " + mark, new UserId("noura"), at);
            };
        }
        node.store().write(tx -> {
            after.writeTo(tx, SimNode.BRANCH);
            return true;
        });
    }

    /** Head office clears away a cart that a till has done with. */
    private void clearCart(SimNode office) {
        List<ParkedCart> done = new ArrayList<>(office.carts());
        done.removeIf(cart -> cart.step().state() != ParkedCart.State.DONE);
        if (!done.isEmpty()) {
            ParkedCart cart = any(done);
            office.store().write(tx -> {
                tx.remove(SimNode.BRANCH, cart.ref(), WHOLE);
                return true;
            });
        }
    }

    // ---- products

    private void editProduct(SimNode office, String mark) {
        Product known = any(PRODUCTS);
        int what = random.nextInt(3);
        Product before = office.retail().catalogue().byId(known.id()).orElse(known); // rot may have taken a part of it
        office.store().write(tx -> {
            named(before, what == 0 ? known.id() + " " + mark : before.name(), barcodes(before, what))
                    .writeTo(tx, Scope.COMPANY);
            return true;
        });
    }

    private List<String> barcodes(Product before, int what) {
        if (what == 0) {
            return before.barcodes();
        }
        return what == 1 ? toggled(before.barcodes()) : List.of(before.id().value());
    }

    private static Product named(Product from, String name, List<String> barcodes) {
        return new Product(
                from.id(),
                name,
                from.nameAr(),
                from.category(),
                from.price(),
                from.unit(),
                from.tax(),
                from.weighed(),
                from.batchTracked(),
                from.ageLimit(),
                from.active(),
                barcodes);
    }

    /** A till writes or removes what only head office may: it must have no effect anywhere. */
    private void overstep(SimNode node, String mark) {
        Product product = any(PRODUCTS);
        int what = random.nextInt(3);
        node.store().write(tx -> {
            switch (what) {
                case 0 -> tx.put(Scope.COMPANY, product.ref(), "name", Value.of("forged " + mark));
                case 1 -> tx.remove(Scope.COMPANY, product.ref(), WHOLE);
                default -> node.carts().forEach(cart -> tx.remove(SimNode.BRANCH, cart.ref(), WHOLE));
            }
            return true;
        });
    }
}
