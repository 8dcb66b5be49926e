package org.tillmesh.till;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.replication.Replicator;
import org.tillmesh.retail.cart.InvoiceTraits;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.counter.CartDesk;
import org.tillmesh.till.counter.CustomerDesk;
import org.tillmesh.till.counter.InvoiceForm;
import org.tillmesh.till.shop.Answers;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Views;

/** What a cashier does at the counter: finds products, fills carts, takes money, takes goods back, knows customers. */
abstract sealed class CounterTill extends OpenTill permits BackRoomTill {
    CounterTill(Till.Options options) {
        super(options);
    }

    // ---- the cart

    public Answers.Scanned scan(String code, @Nullable Quantity qty, @Nullable String approve) {
        return doing(() -> scanned(desks.carts().scan(code, qty, approve)));
    }

    /** Adds a product that was found by name. */
    public Answers.Scanned add(
            String productId, @Nullable Quantity qty, @Nullable String batch, @Nullable String approve) {
        return doing(() -> scanned(desks.carts().add(productId, qty, batch, approve)));
    }

    private Answers.Scanned scanned(CartDesk.Touched touched) {
        Answers.Cart cart = views().cart(touched.cart());
        Answers.Line line = cart.lines().stream()
                .filter(l -> l.line() == touched.line())
                .findFirst()
                .orElseThrow(() -> new AssertionError("The scanned line " + touched.line() + " is not in the cart"));
        return new Answers.Scanned(line, cart.total(), cart, touched.warnings());
    }

    /** Keeps a scanned code that stands for nothing here in the open cart: it is parked, recalled and found again with it. */
    public Answers.Cart keepUnknown(String code) {
        return doing(() -> views().cart(desks.carts().keepUnknown(code.strip())));
    }

    /** Lets go of one such code, or of all with null. */
    public Answers.Cart dropUnknown(@Nullable String code) {
        return doing(() -> views().cart(desks.carts().dropUnknown(code)));
    }

    public List<Answers.Product> search(String text, int limit) {
        return doing(() -> desks.shop().retail().catalogue().search(text, limit).stream()
                .map(p -> views().product(p))
                .toList());
    }

    /** Active products of a category for tiles, or of all with an empty id. */
    public List<Answers.Product> products(String categoryId, int limit) {
        return doing(() -> {
            List<Product> found = categoryId.isEmpty()
                    ? desks.shop().retail().catalogue().search("", limit)
                    : desks.shop().retail().catalogue().inCategory(categoryId, limit);
            return found.stream().map(p -> views().product(p)).toList();
        });
    }

    /** Category id → [name, nameAr], in display order. */
    public Map<String, List<String>> categories() {
        return doing(() -> {
            var found = new LinkedHashMap<String, List<String>>();
            desks.shop()
                    .retail()
                    .catalogue()
                    .categories()
                    .forEach(c -> found.put(c.id(), List.of(c.name(), c.nameAr())));
            return found;
        });
    }

    public Answers.Cart cart() {
        return doing(() -> {
            desks.shop().requireUser();
            return views().cart(desks.carts().current());
        });
    }

    public Answers.Cart setQty(int line, Quantity qty, @Nullable String approve) {
        return doing(() -> views().cart(desks.carts().setQty(line, qty, approve)));
    }

    public Answers.Cart voidLine(int line, String reason, @Nullable String approve) {
        return doing(() -> views().cart(desks.carts().voidLine(line, reason, approve)));
    }

    /** No line: the whole cart. Exactly one of percent and amount. */
    public Answers.Cart discount(
            @Nullable Integer line, @Nullable String percent, @Nullable Money amount, @Nullable String approve) {
        return doing(() -> {
            if ((percent == null) == (amount == null)) {
                throw Refusals.badValue("A discount has either \"percent\" or \"amount\"; give exactly one");
            }
            Discount discount = percent != null
                    ? Discount.Percent.parse(percent)
                    : new Discount.Amount(Objects.requireNonNull(amount));
            return views().cart(desks.carts().discount(line, discount, approve));
        });
    }

    public Answers.Cart attachCustomer(@Nullable String id) {
        return doing(() -> views().cart(desks.carts().attach(id)));
    }

    /**
     * Which invoice the open cart gets; it stays with the cart until it is sold or the customer changes.
     *
     * @param form as-fits, standard or simplified
     * @param marks third-party, nominal, summary
     * @param from first day of a summary, null for all others
     * @param nationalId of the citizen who buys education or health care without VAT; null otherwise
     */
    public Answers.Cart chooseInvoice(
            String form,
            List<String> marks,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String nationalId) {
        return doing(() -> views().cart(desks.checkout()
                .choose(new InvoiceWish(
                        Objects.requireNonNull(InvoiceForm.wished(form)),
                        new InvoiceTraits(InvoiceForm.marks(marks), from, until),
                        nationalId))));
    }

    /** Invoices that are rejected or have no answer of the tax authority, and the standard ones of late. */
    public Answers.Invoices invoices() {
        return doing(() -> desks.invoices().list());
    }

    public Answers.Cart clear(@Nullable String approve) {
        return doing(() -> views().cart(desks.carts().clear()));
    }

    /** Parks the cart; its id. */
    public String park(String name) {
        return doing(() -> desks.carts().park(name).id());
    }

    public List<Answers.ParkedCart> parked() {
        return doing(() -> {
            requireActivated();
            List<String> near = sync.ifRunning().map(Replicator::neighbours).orElse(List.of());
            return desks.carts().parked().stream()
                    .map(p -> views().parked(p, near))
                    .toList();
        });
    }

    public Answers.Cart recall(String cartId, boolean force) {
        return doing(() -> views().cart(desks.carts().recall(cartId, force)));
    }

    public Answers.Cart tender(String kind, Money amount, @Nullable String card) {
        return tender(kind, amount, card, null);
    }

    /** @param card the gift card's number, or the approval code of a terminal that the till does not drive itself */
    public Answers.Cart tender(String kind, Money amount, @Nullable String card, @Nullable String approve) {
        return doing(() -> views().cart(desks.carts().tender(kind, amount, card, approve)));
    }

    /** Takes the n-th tender (0, 1 …) back. */
    public Answers.Cart removeTender(int index) {
        return doing(() -> views().cart(desks.carts().removeTender(index)));
    }

    /** Answered only when the sale is durable. */
    public Answers.Receipt complete(@Nullable String key) {
        return complete(key, null);
    }

    /** @param invoice standard or simplified; null: what was chosen for the cart, or what fits the customer */
    public Answers.Receipt complete(@Nullable String key, @Nullable String invoice) {
        return complete(key, invoice, null);
    }

    /** The same with a manager's word for what the cart gives by hand. */
    public Answers.Receipt complete(@Nullable String key, @Nullable String invoice, @Nullable String approve) {
        Answers.Receipt receipt =
                doing(() -> Views.receipt(desks.checkout().complete(key, InvoiceForm.wished(invoice), approve)));
        desks.prints().wake();
        return receipt;
    }

    /** @param tender original (the way it was paid), or cash, card or account, which a cashier may not change alone */
    public Answers.Receipt returnGoods(
            @Nullable String receipt,
            @Nullable String uuid,
            List<Till.ReturnLine> lines,
            String reason,
            String tender,
            boolean restock,
            @Nullable String key,
            @Nullable String approve) {
        Answers.Receipt credit = doing(() -> Views.receipt(
                desks.checkout().returnGoods(receipt, uuid, lines, reason, tender, restock, key, approve)));
        desks.prints().wake();
        return credit;
    }

    /** Another document in place of one that the tax authority refused; a manager's act. */
    public Answers.Receipt reissue(
            @Nullable String receipt, @Nullable String uuid, @Nullable String invoice, @Nullable String approve) {
        Answers.Receipt made = doing(
                () -> Views.receipt(desks.checkout().reissue(receipt, uuid, InvoiceForm.wished(invoice), approve)));
        desks.prints().wake();
        return made;
    }

    /** What of a receipt can still come back. */
    public List<Answers.ReturnableLine> returnable(String receipt) {
        return doing(() -> views().returnable(desks.checkout().document(receipt, null)));
    }

    // ---- customers

    public List<Answers.Customer> findCustomers(String text) {
        return doing(() -> desks.customers().find(text).stream()
                .map(c -> views().customer(c))
                .toList());
    }

    public Answers.Customer newCustomer(Till.NewCustomer customer, @Nullable String key) {
        return doing(() -> views().customer(desks.customers().add(customer, key).customer()));
    }

    /** The same, and whether the key had made the customer before. */
    public Map.Entry<Answers.Customer, Boolean> newCustomerOnce(Till.NewCustomer customer, @Nullable String key) {
        return doing(() -> {
            CustomerDesk.Made made = desks.customers().add(customer, key);
            return Map.entry(views().customer(made.customer()), made.again());
        });
    }

    public Answers.Customer customer(String id) {
        return doing(() -> views().customer(desks.customers().byId(id)));
    }

    /** Fields: name, phone, vatNumber, address, note, tags. */
    public Answers.Customer editCustomer(String id, Map<String, String> set) {
        return doing(() -> views().customer(desks.customers().edit(id, set)));
    }
}
