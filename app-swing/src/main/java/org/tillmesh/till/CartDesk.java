package org.tillmesh.till;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.hardware.Gs1;
import org.tillmesh.hardware.WeighedLabel;
import org.tillmesh.replication.NoAnswerException;
import org.tillmesh.replication.OfflineException;
import org.tillmesh.replication.Replicator;
import org.tillmesh.retail.Cart;
import org.tillmesh.retail.CartLine;
import org.tillmesh.retail.Customer;
import org.tillmesh.retail.Discount;
import org.tillmesh.retail.DocType;
import org.tillmesh.retail.Exemption;
import org.tillmesh.retail.InvoiceWish;
import org.tillmesh.retail.Money;
import org.tillmesh.retail.OpenCart;
import org.tillmesh.retail.ParkedCart;
import org.tillmesh.retail.Product;
import org.tillmesh.retail.Quantity;
import org.tillmesh.retail.Role;
import org.tillmesh.retail.StockLevels;
import org.tillmesh.retail.Tender;
import org.tillmesh.retail.TenderKind;
import org.tillmesh.retail.TillId;
import org.tillmesh.retail.User;

/** The open cart: journaled after each change, so that a power cut loses no scan. */
final class CartDesk {
    private static final String RECALL = "recall";

    private final Shop shop;
    private final Login login;
    private final Supplier<Optional<Replicator>> replicator;
    private final EscrowDesk escrow;

    CartDesk(Shop shop, Login login, Supplier<Optional<Replicator>> replicator) {
        this.shop = shop;
        this.login = login;
        this.replicator = replicator;
        this.escrow = new EscrowDesk(shop, replicator);
    }

    EscrowDesk escrow() {
        return escrow;
    }

    Optional<Cart> open() {
        return shop.store()
                .read(OpenCart::read)
                .filter(c -> !c.isEmpty()
                        || c.customerId() != null
                        || !c.invoice().equals(InvoiceWish.AS_FITS)
                        || !c.unknown().isEmpty());
    }

    Cart current() {
        return open().orElseGet(() -> Cart.open(Shop.newId(), shop.clock().instant()));
    }

    private Cart keep(Cart cart) {
        shop.write(tx -> {
            escrow.handBack(tx, OpenCart.read(tx).orElse(null), cart);
            OpenCart.keep(tx, cart);
            return true;
        });
        return cart;
    }

    // ---- lines

    /** What a code stands for: a product, how much of it, which batch. */
    private record Read(
            Product product, Quantity qty, boolean label, @Nullable String batch, @Nullable LocalDate expiry) {}

    /** The line that a scan touched, and the cart after it. */
    record Touched(int line, Cart cart, List<String> warnings) {}

    Touched scan(String code, @Nullable Quantity qty, @Nullable String approve) {
        shop.requireUser();
        return add(read(code.strip(), qty), approve);
    }

    Touched add(String productId, @Nullable Quantity qty, @Nullable String batch, @Nullable String approve) {
        shop.requireUser();
        Product product = shop.retail().catalogue().byId(productId).orElseThrow(() -> Shop.unknown(productId));
        return add(new Read(product, qty == null ? Quantity.ONE : qty, false, batch, null), approve);
    }

    private Read read(String code, @Nullable Quantity qty) {
        Optional<Product> exact = shop.retail().catalogue().byBarcode(code);
        if (exact.isPresent()) {
            return new Read(exact.get(), qty == null ? Quantity.ONE : qty, false, null, null);
        }
        Optional<WeighedLabel> label = WeighedLabel.parse(code);
        if (label.isPresent()) {
            return weighed(code, label.get(), qty);
        }
        if (Gs1.looksLike(code)) {
            try {
                Gs1 gs1 = Gs1.parse(code);
                Product product = shop.product(gs1.gtin().orElseThrow(() -> Shop.unknown(code)));
                return new Read(
                        product,
                        qty == null ? Quantity.ONE : qty,
                        false,
                        gs1.batch().orElse(null),
                        gs1.expiry().orElse(null));
            } catch (Gs1.BadCode e) {
                throw Refusals.badValue(String.valueOf(e.getMessage()));
            }
        }
        return new Read(shop.product(code), qty == null ? Quantity.ONE : qty, false, null, null);
    }

    private Read weighed(String code, WeighedLabel label, @Nullable Quantity qty) {
        Product product = shop.retail().catalogue().byBarcode(label.item()).orElseThrow(() -> Shop.unknown(code));
        if (qty != null) {
            throw Refusals.badValue("The label \"" + code + "\" says its own quantity; leave \"qty\" out");
        }
        Quantity weight = label.kind() == WeighedLabel.Kind.WEIGHT
                ? Quantity.ofThousandths(label.value())
                : weightFor(product, Money.sar(label.value()));
        return new Read(product, weight, true, null, null);
    }

    /** The weight that gives a priced label's price, to the gram. */
    private static Quantity weightFor(Product product, Money price) {
        if (!product.price().isPositive()) {
            throw Refusals.badValue("\"" + product.name() + "\" has no price, so its priced label can't be read");
        }
        long grams = Math.round(price.minor() * 1000.0 / product.price().minor());
        return Quantity.ofThousandths(Math.max(1, grams));
    }

    private Touched add(Read read, @Nullable String approve) {
        Product product = read.product();
        Cart cart = current();
        if (product.ageLimit() > 0
                && cart.lines().stream().noneMatch(l -> l.productId().equals(product.id()))) {
            checkedByManager(
                    approve,
                    TillException.Code.AGE_CHECK,
                    "\"" + product.name() + "\" is sold from " + product.ageLimit()
                            + " years; look at an identity card and let a manager approve (\"approve\")");
        }
        var warnings = new ArrayList<String>();
        String batch = read.batch();
        LocalDate expiry = read.expiry();
        LocalDate today = shop.today();
        if (product.batchTracked()) {
            Optional<StockLevels.Batch> chosen = batch == null
                    ? shop.retail().stock().suggest(shop.scope(), product.id(), today)
                    : shop.retail().stock().batch(shop.scope(), product.id(), batch);
            batch = chosen.map(StockLevels.Batch::batch).orElse(batch);
            expiry = chosen.map(StockLevels.Batch::expiry).orElse(expiry);
        }
        if (expiry != null && expiry.isBefore(today)) {
            checkedByManager(
                    approve,
                    TillException.Code.EXPIRED,
                    "Batch " + (batch == null ? "" : batch + " ") + "of \"" + product.name() + "\" expired on " + expiry
                            + "; take it off the shelf, or let a manager approve (\"approve\")");
        }
        int line = cart.touched(product, batch, read.label());
        Exemption exemption = shop.retail().catalogue().exemption(product).orElse(null);
        Cart changed = read.label()
                ? cart.addLabel(product, exemption, read.qty(), batch, expiry)
                : cart.add(product, exemption, read.qty(), batch, expiry);
        Quantity left = stockLeft(changed, product.id());
        if (left.isNegative()) {
            warnings.add(
                    "Stock of \"" + product.name() + "\" is at " + left + " after this; count it when there is time");
        }
        return new Touched(line, keep(changed), warnings);
    }

    private void checkedByManager(@Nullable String approve, TillException.Code code, String otherwise) {
        User user = shop.requireUser();
        if (approve != null) {
            login.approver(approve);
        } else if (!user.isManager() || code == TillException.Code.AGE_CHECK) {
            throw new TillException(code, otherwise);
        }
    }

    Quantity stockLeft(Cart cart, String productId) {
        Quantity taken = cart.lines().stream()
                .filter(l -> l.productId().equals(productId))
                .map(CartLine::qty)
                .reduce(Quantity.ZERO, Quantity::plus);
        return shop.retail().stock().onHand(shop.scope(), productId).minus(taken);
    }

    Cart setQty(int line, Quantity qty) {
        shop.requireUser();
        return keep(withoutStaleTenders(current().withQty(line, qty)));
    }

    Cart voidLine(int line, String reason) {
        shop.requireUser();
        Cart before = current();
        CartLine gone = before.line(line).orElse(null);
        Cart after = withoutStaleTenders(before.withoutLine(line));
        shop.write(tx -> {
            escrow.handBack(tx, before, after);
            OpenCart.keep(tx, after);
            if (gone != null) {
                shop.audit(
                        tx, "void-line", gone.name() + " " + gone.qty() + " × " + gone.price() + ": " + reason, null);
            }
            return true;
        });
        return after;
    }

    Cart keepUnknown(String code) {
        shop.requireUser();
        return keep(current().withUnknown(code));
    }

    /** Goods of an unknown code leave unpaid when it is dropped for nothing, so the audit log has it. */
    Cart dropUnknown(@Nullable String code) {
        shop.requireUser();
        Cart before = current();
        Cart after = before.withoutUnknown(code);
        shop.write(tx -> {
            OpenCart.keep(tx, after);
            before.unknown().stream()
                    .filter(c -> !after.unknown().contains(c))
                    .forEach(c -> shop.audit(tx, "drop-unknown", c, null));
            return true;
        });
        return after;
    }

    Cart discount(@Nullable Integer line, Discount discount, @Nullable String approve) {
        shop.requireUser();
        Cart cart = current();
        if (cart.isEmpty()) {
            throw new TillException(TillException.Code.CART_EMPTY, "The cart is empty; scan something first");
        }
        Cart changed = line == null ? cart.withDiscount(discount) : cart.withLineDiscount(line, discount);
        login.allow(
                !changed.discountsExceed(Role.CASHIER_DISCOUNT_MAX_PERCENT),
                "give more than " + Role.CASHIER_DISCOUNT_MAX_PERCENT + " % discount",
                approve);
        return keep(withoutStaleTenders(changed));
    }

    Cart attach(@Nullable String customerId) {
        shop.requireUser();
        if (customerId != null && shop.retail().customers().byId(customerId).isEmpty()) {
            throw CustomerDesk.unknown(customerId);
        }
        Cart cart = current();
        // What was chosen for one customer is no choice of the next.
        return keep(
                Objects.equals(customerId, cart.customerId())
                        ? cart
                        : cart.withCustomer(customerId).withInvoice(InvoiceWish.AS_FITS));
    }

    /** Which invoice the cashier wants of the cart. */
    Cart choose(InvoiceWish wish) {
        shop.requireUser();
        return keep(current().withInvoice(wish));
    }

    /** Tenders that give no change may not come to more than a total that has become smaller. */
    private static Cart withoutStaleTenders(Cart cart) {
        Money fixed = cart.tenders().stream()
                .filter(t -> !t.kind().givesChange())
                .map(Tender::amount)
                .reduce(Money.ZERO, Money::plus);
        return fixed.compareTo(cart.total()) > 0 ? cart.withoutTenders() : cart;
    }

    Cart clear() {
        shop.requireUser();
        Cart before = current();
        shop.write(tx -> {
            escrow.handBack(tx, before, null);
            OpenCart.clear(tx);
            if (!before.isEmpty()) {
                shop.audit(tx, "clear", before.lines().size() + " lines, " + before.total(), null);
            }
            shop.retail().parked().find(shop.scope(), before.id()).ifPresent(parked -> parked.with(
                            new ParkedCart.Step(ParkedCart.State.DONE, shop.till(), shop.till()))
                    .writeTo(tx, shop.scope()));
            return true;
        });
        return Cart.open(Shop.newId(), shop.clock().instant());
    }

    // ---- tenders

    Cart tender(String kind, Money amount, @Nullable String card) {
        shop.requireShift();
        TenderKind of = TenderKind.of(kind)
                .orElseThrow(() -> Refusals.badValue(
                        "Tender \"" + kind + "\" is unknown; use cash, card, credit, gift or account"));
        Cart cart = current();
        if (of.needsCustomer() && cart.customerId() == null) {
            throw new TillException(
                    TillException.Code.UNKNOWN_CUSTOMER,
                    "Paying by " + kind + " needs a customer; attach one to the cart first");
        }
        if (cart.isForCitizens() && (cart.customerId() == null || cart.invoice().nationalId() == null)) {
            throw Refusals.badValue("Education and health care without VAT are for a citizen, whom the invoice names;"
                    + " attach the customer and give the national ID before taking money");
        }
        Cart changed = cart.withTender(new Tender(of, amount, card));
        switch (of) {
            case GIFT, CREDIT -> escrow.require(changed, new Tender(of, amount, card));
            case ACCOUNT -> checkLimit(changed, amount);
            case CASH, CARD -> {}
        }
        return keep(changed);
    }

    private void checkLimit(Cart cart, Money amount) {
        String id = String.valueOf(cart.customerId());
        Customer customer = shop.retail().customers().byId(id).orElseThrow(() -> CustomerDesk.unknown(id));
        Money limit = customer.creditLimit() == null ? Money.ZERO : customer.creditLimit();
        Money owed = shop.retail().sales().onAccount(shop.scope(), id);
        if (owed.plus(amount).compareTo(limit) > 0) {
            throw new TillException(
                    TillException.Code.NO_RIGHTS,
                    "\"" + customer.name() + "\" owes " + owed + " of a limit of " + limit + "; " + amount
                            + " more is too much. Take another tender, or ask head office to raise the limit");
        }
    }

    Cart removeTender(int index) {
        shop.requireUser();
        return keep(current().withoutTender(index));
    }

    // ---- parking

    void refuseOpenCart(String toDo) {
        Optional<Cart> cart = open().filter(c -> !c.isEmpty());
        if (cart.isPresent()) {
            throw new TillException(
                    TillException.Code.CART_OPEN,
                    "A cart of " + cart.get().lines().size() + " lines, "
                            + cart.get().total() + ", is open; complete, park or clear it before you " + toDo);
        }
    }

    Cart park(String name) {
        User user = shop.requireUser();
        Cart cart = current().withoutTenders();
        if (cart.isEmpty()) {
            throw new TillException(TillException.Code.CART_EMPTY, "The cart is empty; there is nothing to park");
        }
        shop.write(tx -> {
            escrow.handBack(tx, OpenCart.read(tx).orElse(null), null);
            ParkedCart.parked(cart, shop.till(), name, user.id(), shop.clock().instant())
                    .writeTo(tx, shop.scope());
            OpenCart.clear(tx);
            return true;
        });
        return cart;
    }

    List<ParkedCart> parked() {
        return shop.retail().parked().waiting(shop.scope());
    }

    Cart recall(String cartId, boolean force) {
        shop.requireUser();
        refuseOpenCart("recall another");
        ParkedCart parked = shop.retail()
                .parked()
                .find(shop.scope(), cartId)
                .filter(ParkedCart::isWaiting)
                .orElseThrow(() -> unknownCart(cartId));
        if (parked.home().equals(shop.till())) {
            return take(parked, ParkedCart.State.HANDED);
        }
        try {
            Replicator line = replicator.get().orElseThrow(() -> new OfflineException("no replication"));
            Value body = line.ask(parked.home().toString(), RECALL, Value.of(cartId));
            return keep(Cart.fromValue(body));
        } catch (OfflineException | NoAnswerException e) {
            if (force) {
                return take(parked, ParkedCart.State.TAKEN);
            }
            throw new TillException(
                    TillException.Code.OFFLINE,
                    "Cart \"" + parked.name() + "\" is parked at " + parked.home()
                            + ", which can't be reached; it may be open there too. Recall it with \"force\":true if you are sure",
                    e);
        } catch (IllegalArgumentException e) {
            throw unknownCart(cartId);
        }
    }

    private Cart take(ParkedCart parked, ParkedCart.State how) {
        Cart cart = parked.cart();
        shop.write(tx -> {
            parked.with(new ParkedCart.Step(how, shop.till(), shop.till())).writeTo(tx, shop.scope());
            OpenCart.keep(tx, cart);
            return true;
        });
        return cart;
    }

    /** This till is the home of a parked cart, and a neighbour asks for it: handed out once, journaled before the answer. */
    Value handOver(TillId to, String cartId) {
        return shop.write(tx -> {
            ParkedCart parked = tx.state(shop.scope(), DocType.PARKED.ref(cartId))
                    .map(ParkedCart::of)
                    .filter(ParkedCart::isWaiting)
                    .orElseThrow(() -> new IllegalArgumentException("Cart " + cartId + " does not wait here"));
            parked.with(new ParkedCart.Step(ParkedCart.State.HANDED, shop.till(), to))
                    .writeTo(tx, shop.scope());
            return parked.body();
        });
    }

    static boolean isRecall(String question) {
        return question.equals(RECALL);
    }

    private static TillException unknownCart(String cartId) {
        return new TillException(
                TillException.Code.UNKNOWN_CART,
                "No cart \"" + cartId + "\" waits in this store; look at the list of parked carts");
    }
}
