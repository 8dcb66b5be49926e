package org.tillmesh.till.counter;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.CartSplit;
import org.tillmesh.retail.cart.InvoiceTraits;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.device.ScaleDesk;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillLock;
import org.tillmesh.till.tender.TenderAnswers;
import org.tillmesh.till.tender.TenderWish;

/** What a cashier does at the counter: finds products, fills carts, takes money, takes goods back, knows customers. */
public final class Counter {
    private final TillLock lock;
    private final Shop shop;
    private final Mesh mesh;
    private final CounterDesks desks;
    private final CounterViews views;
    private final Runnable wakePrinter;
    private final ScaleDesk scales;

    /** @param wakePrinter called after each finished document */
    public Counter(TillLock lock, Shop shop, Mesh mesh, CounterDesks desks, ScaleDesk scales, Runnable wakePrinter) {
        this.lock = lock;
        this.shop = shop;
        this.mesh = mesh;
        this.desks = desks;
        this.views = desks.views;
        this.scales = scales;
        this.wakePrinter = wakePrinter;
    }

    /** What is sold by weight and was scanned without any is weighed, if this till has a scale. */
    public CounterAnswers.Scanned scan(String code, @Nullable Quantity qty, @Nullable String approve) {
        return scan(code, qty, null, null, approve);
    }

    /**
     * The same of one piece with a serial number, or sold by another than the cashier.
     *
     * @param seller user's id
     */
    public CounterAnswers.Scanned scan(
            String code,
            @Nullable Quantity qty,
            @Nullable String serial,
            @Nullable String seller,
            @Nullable String approve) {
        Quantity much = qty == null ? weighed(code) : qty;
        return lock.doing(() -> scanned(desks.carts.scan(code, much, new CartDesk.Beside(serial, seller, approve))));
    }

    /** Outside the lock: a scale takes its time to come to rest. */
    private @Nullable Quantity weighed(String code) {
        return scales.isThere()
                ? lock.doing(() -> desks.carts.toWeigh(code))
                        .flatMap(product -> scales.weigh(product.price()))
                        .orElse(null)
                : null;
    }

    /** Who sold a line, or every line with null; an empty id stands for the cashier. */
    public CounterAnswers.Cart seller(@Nullable Integer line, String user) {
        return lock.doing(() -> views.cart(desks.carts.seller(line, user)));
    }

    /**
     * Takes goods of a receipt back with the open cart.
     *
     * @param line of the receipt; 0 for whichever has such goods left
     */
    public CounterAnswers.Scanned back(
            String code, @Nullable Quantity qty, String receipt, int line, @Nullable String approve) {
        return back(code, qty, receipt, line, null, approve);
    }

    /** The same of one piece with a serial number. */
    public CounterAnswers.Scanned back(
            String code,
            @Nullable Quantity qty,
            String receipt,
            int line,
            @Nullable String serial,
            @Nullable String approve) {
        return lock.doing(() -> scanned(desks.carts.back(code, qty, receipt, line, serial, approve)));
    }

    /** Adds a product that was found by name. */
    public CounterAnswers.Scanned add(
            ProductId productId, @Nullable Quantity qty, @Nullable String batch, @Nullable String approve) {
        return add(productId, qty, null, batch, approve);
    }

    /** The same of one piece with a serial number. */
    public CounterAnswers.Scanned add(
            ProductId productId,
            @Nullable Quantity qty,
            @Nullable String serial,
            @Nullable String batch,
            @Nullable String approve) {
        return lock.doing(
                () -> scanned(desks.carts.add(productId, qty, batch, new CartDesk.Beside(serial, null, approve))));
    }

    private CounterAnswers.Scanned scanned(CartDesk.Touched touched) {
        CounterAnswers.Cart cart = views.cart(touched.cart());
        CounterAnswers.Line line = cart.lines().stream()
                .filter(l -> l.line() == touched.line())
                .findFirst()
                .orElseThrow(() -> new AssertionError("The scanned line " + touched.line() + " is not in the cart"));
        return new CounterAnswers.Scanned(line, cart.total(), cart, touched.warnings());
    }

    /** Keeps a scanned code that stands for nothing here in the open cart: it is parked, recalled and found again with it. */
    public CounterAnswers.Cart keepUnknown(String code) {
        return lock.doing(() -> views.cart(desks.carts.keepUnknown(code.strip())));
    }

    /** Lets go of one such code, or of all with null. */
    public CounterAnswers.Cart dropUnknown(@Nullable String code) {
        return lock.doing(() -> views.cart(desks.carts.dropUnknown(code)));
    }

    public List<CounterAnswers.Product> search(String text, int limit) {
        return lock.doing(() -> shop.retail().catalogue().search(text, limit).stream()
                .map(p -> views.product(p))
                .toList());
    }

    /** @param code a barcode or an id */
    public CounterAnswers.Product product(String code) {
        return lock.doing(() -> views.product(shop.product(code)));
    }

    /** Active products of a category for tiles, or of all with an empty id. */
    public List<CounterAnswers.Product> products(String categoryId, int limit) {
        return lock.doing(() -> {
            List<Product> found = categoryId.isEmpty()
                    ? shop.retail().catalogue().search("", limit)
                    : shop.retail().catalogue().inCategory(categoryId, limit);
            return found.stream().map(p -> views.product(p)).toList();
        });
    }

    /** Category id → [name, nameAr], in display order. */
    public Map<String, List<String>> categories() {
        return lock.doing(() -> {
            var found = new LinkedHashMap<String, List<String>>();
            shop.retail().catalogue().categories().forEach(c -> found.put(c.id(), List.of(c.name(), c.nameAr())));
            return found;
        });
    }

    public CounterAnswers.Cart cart() {
        return lock.doing(() -> {
            shop.requireUser();
            return views.cart(desks.cart.current());
        });
    }

    public CounterAnswers.Cart setQty(int line, Quantity qty, @Nullable String approve) {
        return lock.doing(() -> views.cart(desks.carts.setQty(line, qty, approve)));
    }

    public CounterAnswers.Cart voidLine(int line, String reason, @Nullable String approve) {
        return lock.doing(() -> views.cart(desks.carts.voidLine(line, reason, approve)));
    }

    /** No line: the whole cart. Exactly one of percent and amount. */
    public CounterAnswers.Cart discount(
            @Nullable Integer line, @Nullable String percent, @Nullable Money amount, @Nullable String approve) {
        return lock.doing(() -> {
            if ((percent == null) == (amount == null)) {
                throw new TillException(CounterRefusal.DISCOUNT_EITHER);
            }
            Discount discount = percent != null
                    ? Discount.Percent.parse(percent)
                    : new Discount.Amount(Objects.requireNonNull(amount));
            return views.cart(desks.carts.discount(line, discount, approve));
        });
    }

    /**
     * A price by hand for each of a line.
     *
     * @param reason why, for the audit: 1 to 200 characters
     */
    public CounterAnswers.Cart price(int line, Money price, String reason, @Nullable String approve) {
        return lock.doing(() -> views.cart(desks.carts.price(line, price, reason, approve)));
    }

    /** What is to be said of a line; a blank text takes it away. */
    public CounterAnswers.Cart note(int line, String text) {
        return lock.doing(() -> views.cart(desks.carts.note(line, text)));
    }

    /** Presents a coupon; one that was presented already is taken out. */
    public CounterAnswers.Cart coupon(String code) {
        return lock.doing(() -> views.cart(desks.carts.coupon(code.strip())));
    }

    /** Presents a coupon that was scanned; empty if the code is no coupon's. One that was presented already stays. */
    public Optional<CounterAnswers.Cart> presentCoupon(String code) {
        return lock.doing(() -> desks.carts.present(code.strip()).map(views::cart));
    }

    public CounterAnswers.Cart attachCustomer(@Nullable CustomerId id) {
        return lock.doing(() -> views.cart(desks.carts.attach(id)));
    }

    /**
     * Which invoice the open cart gets; it stays with the cart until it is sold or the customer changes.
     *
     * @param from first day of a summary, null for all others
     * @param nationalId of the citizen who buys education or health care without VAT; null otherwise
     */
    public CounterAnswers.Cart chooseInvoice(
            InvoiceWish.Form form,
            Set<InvoiceTraits.Mark> marks,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String nationalId) {
        return lock.doing(() -> views.cart(
                desks.carts.choose(new InvoiceWish(form, new InvoiceTraits(marks, from, until), nationalId))));
    }

    public CounterAnswers.Cart clear(@Nullable String approve) {
        return lock.doing(() -> views.cart(desks.carts.clear()));
    }

    /** Brings back what was taken out of the cart last, or the whole cart that was cleared. */
    public CounterAnswers.Cart bringBack() {
        return lock.doing(() -> views.cart(desks.carts.bringBack()));
    }

    /** Parks the cart; its id. */
    public String park(String name) {
        return lock.doing(() -> desks.parking.park(name).id());
    }

    /** Parks the cart as a quotation that holds for so many days. */
    public CounterAnswers.Cart quote(int days, String name) {
        return lock.doing(() -> views.cart(desks.parking.quote(days, name)));
    }

    /**
     * Takes a deposit on the open cart and parks it: by its tenders, or in cash if none stands.
     *
     * @return the prepayment invoice
     */
    public InvoiceAnswers.Receipt deposit(Money amount, String name, @Nullable String key, @Nullable String approve) {
        InvoiceAnswers.Receipt receipt =
                lock.doing(() -> Issued.answer(desks.deposits.take(amount, name, key, approve)));
        wakePrinter.run();
        return receipt;
    }

    /** Pays the last deposit of the open cart back; the credit note. */
    public InvoiceAnswers.Receipt cancelDeposit(
            @Nullable String key, @Nullable String approve, Consumer<String> said) {
        InvoiceAnswers.Receipt receipt = lock.doing(() -> Issued.answer(desks.deposits.cancel(key, approve, said)));
        wakePrinter.run();
        return receipt;
    }

    /** Parks some of the open cart as a cart of its own; the rest stays open. */
    public CounterAnswers.Cart split(List<CartSplit.Part> parts, String name) {
        return lock.doing(() -> views.cart(desks.parking.split(parts, name)));
    }

    public List<CounterAnswers.ParkedCart> parked() {
        return lock.doing(() -> {
            shop.requireUser();
            List<String> near = mesh.neighbours();
            return desks.parking.parked().stream()
                    .map(p -> views.parked(p, near))
                    .toList();
        });
    }

    public CounterAnswers.Cart recall(String cartId, boolean force) {
        return lock.doing(() -> views.cart(desks.parking.recall(cartId, force)));
    }

    public CounterAnswers.Cart tender(TenderKind kind, Money amount, @Nullable String card) {
        return tender(kind, amount, card, null);
    }

    /** @param card the gift card's number, or the approval code of a terminal that the till does not drive itself */
    public CounterAnswers.Cart tender(TenderKind kind, Money amount, @Nullable String card, @Nullable String approve) {
        return tender(new TenderWish(kind, amount, card, null), approve, text -> {});
    }

    /** @param said gets what a payment terminal shows meanwhile */
    public CounterAnswers.Cart tender(TenderWish wish, @Nullable String approve, Consumer<String> said) {
        return lock.doing(() -> views.cart(desks.tenders.tender(wish, approve, said)));
    }

    /** What head office lets this store take, in the order in which it is shown. */
    public List<TenderAnswers.Method> paymentMethods() {
        return lock.doing(() ->
                desks.methods.inForce().stream().map(TenderAnswers.Method::of).toList());
    }

    /** Puts a gift card into the cart; its sale loads the card. */
    public CounterAnswers.Cart sellGiftCard(String card, Money amount) {
        return lock.doing(() -> views.cart(desks.gifts.sell(card, amount)));
    }

    public TenderAnswers.GiftValue giftCard(String card) {
        return lock.doing(() -> desks.gifts.balance(card));
    }

    /** Takes money towards a customer's account: cash, by card or by transfer. */
    public TenderAnswers.PaidOnAccount payAccount(CustomerId customer, TenderWish wish, @Nullable String key) {
        return lock.doing(() -> desks.accounts.pay(customer, wish, key));
    }

    /** What a customer can pay with besides money. */
    public TenderAnswers.Wallet wallet(CustomerId customer) {
        return lock.doing(() -> desks.accounts.wallet(customer));
    }

    /** @param from inclusive; @param to exclusive; null is open */
    public TenderAnswers.Statement statement(CustomerId customer, @Nullable Instant from, @Nullable Instant to) {
        return lock.doing(() -> desks.accounts.statement(customer, from, to));
    }

    /** Takes the n-th tender (0, 1 …) back. */
    public CounterAnswers.Cart removeTender(int index) {
        return lock.doing(() -> views.cart(desks.tenders.removeTender(index, text -> {})));
    }

    /** Answered only when the sale is durable. */
    public InvoiceAnswers.Receipt complete(@Nullable String key) {
        return complete(key, null);
    }

    /** @param invoice standard or simplified; null: what was chosen for the cart, or what fits the customer */
    public InvoiceAnswers.Receipt complete(@Nullable String key, InvoiceWish.@Nullable Form invoice) {
        return complete(key, invoice, null);
    }

    /** The same with a manager's word for what the cart gives by hand. */
    public InvoiceAnswers.Receipt complete(
            @Nullable String key, InvoiceWish.@Nullable Form invoice, @Nullable String approve) {
        return complete(key, invoice, approve, text -> {});
    }

    /** @param said gets what a payment terminal shows, where an exchange gives something back to a card */
    public InvoiceAnswers.Receipt complete(
            @Nullable String key,
            InvoiceWish.@Nullable Form invoice,
            @Nullable String approve,
            Consumer<String> said) {
        InvoiceAnswers.Receipt receipt = lock.doing(() -> desks.checkout.complete(key, invoice, approve, said));
        wakePrinter.run();
        return receipt;
    }

    public List<CounterAnswers.Customer> findCustomers(String text) {
        return lock.doing(() ->
                desks.customers.find(text).stream().map(c -> views.customer(c)).toList());
    }

    public CounterAnswers.Customer newCustomer(NewCustomer customer, @Nullable String key) {
        return lock.doing(
                () -> views.customer(desks.customers.add(customer, key, false).customer()));
    }

    /**
     * The same, and whether the key had made the customer before.
     *
     * @param anyway although somebody has that phone or VAT number
     */
    public Map.Entry<CounterAnswers.Customer, Boolean> newCustomerOnce(
            NewCustomer customer, @Nullable String key, boolean anyway) {
        return lock.doing(() -> {
            CustomerDesk.Made made = desks.customers.add(customer, key, anyway);
            return Map.entry(views.customer(made.customer()), made.again());
        });
    }

    public CounterAnswers.Customer customer(CustomerId id) {
        return lock.doing(() -> views.customer(desks.customers.byId(id)));
    }

    /** Fields: name, phone, vatNumber, address, note, tags. */
    public CounterAnswers.Customer editCustomer(CustomerId id, Map<String, String> set) {
        return editCustomer(id, set, false);
    }

    /** @param anyway although somebody has that phone or VAT number */
    public CounterAnswers.Customer editCustomer(CustomerId id, Map<String, String> set, boolean anyway) {
        return lock.doing(() -> views.customer(desks.customers.edit(id, set, anyway)));
    }

    /** Makes several customers one; the first stays. */
    public CounterAnswers.Customer mergeCustomers(List<CustomerId> ids, @Nullable String approve) {
        return lock.doing(() -> views.customer(desks.customers.merge(ids, approve)));
    }

    /** Takes away all that says who a customer is. */
    public CounterAnswers.Customer anonymiseCustomer(CustomerId id, @Nullable String approve) {
        return lock.doing(() -> views.customer(desks.customers.anonymise(id, approve)));
    }
}
