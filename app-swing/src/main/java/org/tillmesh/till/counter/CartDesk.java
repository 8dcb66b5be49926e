package org.tillmesh.till.counter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.hardware.code.Gs1;
import org.tillmesh.hardware.code.WeighedLabel;
import org.tillmesh.replication.Replicator;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** The open cart: journaled after each change, so that a power cut loses no scan. */
public final class CartDesk {
    private static final String RECALL = "recall";
    /** ISO 4217 number of the riyal. */
    private static final String RIYAL = "682";

    private static final Pattern APPROVAL_CODE = Pattern.compile("[0-9A-Za-z]{2,12}");

    private final Shop shop;
    private final Login login;
    private final Supplier<Optional<Replicator>> replicator;
    private final EscrowDesk escrow;

    public CartDesk(Shop shop, Login login, Supplier<Optional<Replicator>> replicator) {
        this.shop = shop;
        this.login = login;
        this.replicator = replicator;
        this.escrow = new EscrowDesk(shop, replicator);
    }

    public EscrowDesk escrow() {
        return escrow;
    }

    public Optional<Cart> open() {
        return shop.store()
                .read(OpenCart::read)
                .filter(c -> !c.isEmpty()
                        || c.customerId() != null
                        || !c.invoice().equals(InvoiceWish.AS_FITS)
                        || !c.unknown().isEmpty());
    }

    public Cart current() {
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

    /**
     * What a code stands for: a product, how much of it, which batch.
     *
     * @param label it says how much itself, so that it is a line of its own
     * @param price what the label asks for the whole; null where quantity × price tells
     * @param shelf what as much costs on the shelf; null where only the label's price tells how much it is
     */
    private record Read(
            Product product,
            Quantity qty,
            boolean label,
            @Nullable Money price,
            @Nullable Money shelf,
            @Nullable String batch,
            @Nullable LocalDate expiry) {
        static Read plain(Product product, @Nullable Quantity qty, @Nullable String batch) {
            return new Read(product, qty == null ? Quantity.ONE : qty, false, null, null, batch, null);
        }

        boolean isGuessed() {
            return price != null
                    && Product.isDivisible(product.unit())
                    && !product.price().isPositive();
        }
    }

    /** The line that a scan touched, and the cart after it. */
    public record Touched(int line, Cart cart, List<String> warnings) {}

    public Touched scan(String code, @Nullable Quantity qty, @Nullable String approve) {
        shop.requireUser();
        return add(read(code.strip(), qty), approve);
    }

    public Touched add(String productId, @Nullable Quantity qty, @Nullable String batch, @Nullable String approve) {
        shop.requireUser();
        Product product = shop.retail().catalogue().byId(productId).orElseThrow(() -> Shop.unknown(productId));
        return add(Read.plain(product, qty, batch), approve);
    }

    private Read read(String code, @Nullable Quantity qty) {
        Optional<Product> exact = shop.retail().catalogue().byBarcode(code);
        if (exact.isPresent()) {
            return Read.plain(exact.get(), qty, null);
        }
        Optional<WeighedLabel> label = WeighedLabel.parse(code);
        if (label.isPresent()) {
            return weighed(code, label.get(), qty);
        }
        if (Gs1.looksLike(code)) {
            try {
                return elements(code, Gs1.parse(code), qty);
            } catch (Gs1.BadCode e) {
                throw Refusals.badValue(String.valueOf(e.getMessage()));
            }
        }
        return Read.plain(shop.product(code), qty, null);
    }

    private Read weighed(String code, WeighedLabel label, @Nullable Quantity qty) {
        Product product = shop.retail().catalogue().byBarcode(label.item()).orElseThrow(() -> Shop.unknown(code));
        refuseSecondQuantity(code, qty);
        return label.kind() == WeighedLabel.Kind.WEIGHT
                ? new Read(product, Quantity.ofThousandths(label.value()), true, null, null, null, null)
                : priced(code, product, null, Money.sar(label.value()), null, null);
    }

    private Read elements(String code, Gs1 gs1, @Nullable Quantity qty) {
        Product product = gs1.gtins().stream()
                .flatMap(CartDesk::knownBy)
                .flatMap(gtin -> shop.retail().catalogue().byBarcode(gtin).stream())
                .findFirst()
                .orElseThrow(() -> Shop.unknown(code));
        String batch = gs1.batch().orElse(null);
        LocalDate expiry = gs1.expiry().orElse(null);
        boolean measured = Product.isDivisible(product.unit());
        Quantity said = (measured
                        ? gs1.measure(product.unit()).map(CartDesk::thousandths)
                        : gs1.count().map(Quantity::of))
                .orElse(null);
        Money price = gs1.price().map(asked -> inRiyals(code, asked)).orElse(null);
        if (said != null || price != null) {
            refuseSecondQuantity(code, qty);
        }
        if (price != null) {
            return priced(code, product, said, price, batch, expiry);
        }
        Quantity much = said != null ? said : qty == null ? Quantity.ONE : qty;
        return new Read(product, much, measured && said != null, null, null, batch, expiry);
    }

    /** Goods that a shop numbers itself (prefix 2) are known by prefix and item code, whatever stands behind. */
    private static Stream<String> knownBy(String gtin) {
        return gtin.length() == 13 && gtin.startsWith("2")
                ? Stream.of(gtin, gtin.substring(0, WeighedLabel.ITEM_DIGITS))
                : Stream.of(gtin);
    }

    private static void refuseSecondQuantity(String code, @Nullable Quantity qty) {
        if (qty != null) {
            throw Refusals.badValue("The label \"" + code + "\" says its own quantity; leave \"qty\" out");
        }
    }

    private static Quantity thousandths(BigDecimal measure) {
        return Quantity.ofThousandths(
                measure.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    private static Money inRiyals(String code, Gs1.Price asked) {
        if (asked.currency() != null && !asked.currency().equals(RIYAL)) {
            throw Refusals.badValue("The label \"" + code + "\" asks for " + asked.amount() + " in currency "
                    + asked.currency() + ", not in riyals (" + RIYAL + "); type the product's own code");
        }
        return Money.sar(asked.amount()
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    /**
     * The label's price is the price, exactly.
     *
     * @param said how much it is; null: by the price of the unit, to the thousandth, or one where that tells nothing
     */
    private static Read priced(
            String code,
            Product product,
            @Nullable Quantity said,
            Money price,
            @Nullable String batch,
            @Nullable LocalDate expiry) {
        if (!price.isPositive()) {
            throw Refusals.badValue("The label \"" + code + "\" of \"" + product.name() + "\" asks for " + price
                    + "; weigh it again, or type the product's own code");
        }
        boolean derived = Product.isDivisible(product.unit()) && product.price().isPositive();
        Quantity qty = said != null
                ? said
                : derived
                        ? thousandths(price.toBigDecimal()
                                .divide(product.price().toBigDecimal(), 3, RoundingMode.HALF_UP)
                                .max(BigDecimal.valueOf(1, 3)))
                        : Quantity.ONE;
        Money shelf = said == null && derived ? null : product.price().times(qty);
        return new Read(product, qty, true, price, shelf, batch, expiry);
    }

    /** Goods are marked down by labels, but anybody can type one that asks nearly nothing. */
    private void checkPrice(Read read, @Nullable String approve) {
        Money price = read.price();
        Money shelf = read.shelf();
        if (price != null && shelf != null && price.plus(price).compareTo(shelf) < 0) {
            checkedByManager(
                    approve,
                    TillException.Code.FORBIDDEN,
                    "The label asks " + price + " for what costs " + shelf + " on the shelf (\""
                            + read.product().name()
                            + "\"), less than half; scan the product's own code, or let a manager approve (\"approve\")");
        }
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
        if (read.isGuessed()) {
            warnings.add("\"" + product.name() + "\" has no price by which its label would tell the " + product.unit()
                    + "; 1 goes off stock");
        }
        String batch = read.batch();
        LocalDate expiry = read.expiry();
        LocalDate today = shop.today();
        LocalDate over = expiry;
        if (product.batchTracked()) {
            Optional<StockLevels.Batch> chosen = batch(product, read, today);
            batch = chosen.map(StockLevels.Batch::batch).orElse(batch);
            LocalDate known = chosen.map(StockLevels.Batch::expiry).orElse(null);
            over = earlier(expiry, known);
            expiry = known == null ? expiry : known;
        }
        if (over != null && over.isBefore(today)) {
            checkedByManager(
                    approve,
                    TillException.Code.EXPIRED,
                    "Batch " + (batch == null ? "" : batch + " ") + "of \"" + product.name() + "\" expired on " + over
                            + "; take it off the shelf, or let a manager approve (\"approve\")");
        }
        checkPrice(read, approve);
        int line = cart.touched(product, batch, read.label());
        Exemption exemption = shop.retail().catalogue().exemption(product).orElse(null);
        Cart changed = read.price() != null
                ? cart.addPriced(product, exemption, read.qty(), read.price(), batch, expiry)
                : read.label()
                        ? cart.addLabel(product, exemption, read.qty(), batch, expiry)
                        : cart.add(product, exemption, read.qty(), batch, expiry);
        Quantity left = stockLeft(changed, product.id());
        if (left.isNegative()) {
            warnings.add(
                    "Stock of \"" + product.name() + "\" is at " + left + " after this; count it when there is time");
        }
        return new Touched(line, keep(changed), warnings);
    }

    /** The batch that was scanned; else the one that expires as the code says; else the one to be sold first. */
    private Optional<StockLevels.Batch> batch(Product product, Read read, LocalDate today) {
        StockLevels stock = shop.retail().stock();
        if (read.batch() != null) {
            return stock.batch(shop.scope(), product.id(), read.batch());
        }
        return read.expiry() == null
                ? stock.suggest(shop.scope(), product.id(), today)
                : stock.level(shop.scope(), product.id()).batches().stream()
                        .filter(b -> read.expiry().equals(b.expiry()))
                        .findFirst();
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        return a == null ? b : b == null || a.isBefore(b) ? a : b;
    }

    private void checkedByManager(@Nullable String approve, TillException.Code code, String otherwise) {
        User user = shop.requireUser();
        if (approve != null) {
            login.approver(approve);
        } else if (!user.isManager() || code == TillException.Code.AGE_CHECK) {
            throw new TillException(code, otherwise);
        }
    }

    public Quantity stockLeft(Cart cart, String productId) {
        Quantity taken = cart.lines().stream()
                .filter(l -> l.productId().equals(productId))
                .map(CartLine::qty)
                .reduce(Quantity.ZERO, Quantity::plus);
        return shop.retail().stock().onHand(shop.scope(), productId).minus(taken);
    }

    public Cart setQty(int line, Quantity qty, @Nullable String approve) {
        shop.requireUser();
        return keep(noted(withoutStaleTenders(current().withQty(line, qty)), approve));
    }

    public Cart voidLine(int line, String reason, @Nullable String approve) {
        shop.requireUser();
        Cart before = current();
        CartLine gone = before.line(line).orElse(null);
        Cart after = noted(withoutStaleTenders(before.withoutLine(line)), approve);
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

    public Cart keepUnknown(String code) {
        shop.requireUser();
        return keep(current().withUnknown(code));
    }

    /** Goods of an unknown code leave unpaid when it is dropped for nothing, so the audit log has it. */
    public Cart dropUnknown(@Nullable String code) {
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

    public Cart discount(@Nullable Integer line, Discount discount, @Nullable String approve) {
        shop.requireUser();
        Cart cart = current();
        if (cart.isEmpty()) {
            throw new TillException(TillException.Code.CART_EMPTY, "The cart is empty; scan something first");
        }
        Cart changed = line == null ? cart.withDiscount(discount) : cart.withLineDiscount(line, discount);
        return keep(withoutStaleTenders(allowed(changed, approve)));
    }

    // ---- what is given by hand

    /** What a cart needs a manager's word for before it is paid; null for nothing. */
    @Nullable public String needsApproval(Cart cart) {
        int limit = shop.cashierDiscountMax();
        return cart.isWithin(limit) ? null : given(cart, limit);
    }

    private static String given(Cart cart, int limit) {
        return "give more than " + limit + " % discount (here " + cart.handShare() + " %)";
    }

    /**
     * The cart as it may be paid: within what a cashier may give by hand, or with a manager's word, which goes with it.
     *
     * @throws TillException FORBIDDEN
     */
    Cart allowed(Cart cart, @Nullable String approve) {
        Cart noted = noted(cart, approve);
        String lacking = needsApproval(noted);
        login.allow(lacking == null, String.valueOf(lacking), null);
        return noted;
    }

    /** The same where the change goes on all the same: it is asked for before anything is paid. */
    private Cart noted(Cart cart, @Nullable String approve) {
        User user = shop.requireUser();
        if (needsApproval(cart) == null || (approve == null && !user.isManager())) {
            return cart;
        }
        User approver = user.isManager() ? user : login.approver(String.valueOf(approve));
        return cart.approvedBy(approver.id());
    }

    public Cart attach(@Nullable String customerId) {
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

    public Cart clear() {
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

    public Cart tender(String kind, Money amount, @Nullable String card, @Nullable String approve) {
        shop.requireShift();
        TenderKind of = TenderKind.of(kind)
                .orElseThrow(() -> Refusals.badValue(
                        "Tender \"" + kind + "\" is unknown; use cash, card, credit, gift or account"));
        Cart cart = allowed(current(), approve);
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
            case CASH -> CashBounds.checkHandedOver(amount, cart.due());
            case CARD -> checkApprovalCode(card);
        }
        return keep(changed);
    }

    /** No terminal is asked by the till, so its slip is the proof. */
    private static void checkApprovalCode(@Nullable String code) {
        if (code == null || !APPROVAL_CODE.matcher(code).matches()) {
            throw Refusals.badValue("Paying by card needs the approval code of the terminal's slip in \"card\", 2 to 12"
                    + " letters or digits; "
                    + (code == null ? "none was given" : "\"" + shortened(code) + "\" is none"));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
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

    public Cart removeTender(int index) {
        shop.requireUser();
        return keep(current().withoutTender(index));
    }

    // ---- parking

    public void refuseOpenCart(String toDo) {
        Optional<Cart> cart = open().filter(c -> !c.isEmpty());
        if (cart.isPresent()) {
            throw new TillException(
                    TillException.Code.CART_OPEN,
                    "A cart of " + cart.get().lines().size() + " lines, "
                            + cart.get().total() + ", is open; complete, park or clear it before you " + toDo);
        }
    }

    public Cart park(String name) {
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

    public List<ParkedCart> parked() {
        return shop.retail().parked().waiting(shop.scope());
    }

    public Cart recall(String cartId, boolean force) {
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
    public Value handOver(TillId to, String cartId) {
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

    public static boolean isRecall(String question) {
        return question.equals(RECALL);
    }

    private static TillException unknownCart(String cartId) {
        return new TillException(
                TillException.Code.UNKNOWN_CART,
                "No cart \"" + cartId + "\" waits in this store; look at the list of parked carts");
    }
}
