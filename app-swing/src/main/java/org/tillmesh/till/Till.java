package org.tillmesh.till;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.Replicator;
import org.tillmesh.retail.Discount;
import org.tillmesh.retail.DocType;
import org.tillmesh.retail.InvoiceTraits;
import org.tillmesh.retail.InvoiceWish;
import org.tillmesh.retail.Money;
import org.tillmesh.retail.PinRule;
import org.tillmesh.retail.Product;
import org.tillmesh.retail.Quantity;
import org.tillmesh.retail.ShiftClosed;
import org.tillmesh.retail.Sold;
import org.tillmesh.retail.User;
import org.tillmesh.store.Change;
import org.tillmesh.store.Store;

/**
 * One till, open on its folder. {@code approve} is always the PIN of a manager who approves on the spot, or null.
 * Every refusal is a {@link TillException}; nothing changed then.
 */
public final class Till implements AutoCloseable {
    /** Opens a folder; {@code demo} makes a usable till of an empty one. */
    public record Options(
            Path folder,
            boolean demo,
            @Nullable String store,
            @Nullable String till,
            @Nullable String relay,
            List<String> peers,
            int listenPort) {}

    public record Ready(
            String version,
            @Nullable String till,
            @JsonProperty("listen") int port,
            boolean demo,
            String incarnation,
            Recovered recovered) {}

    public record Recovered(
            boolean cleanStop,
            long commits,
            @Nullable String lastReceipt,
            @Nullable String lastKey,
            @Nullable Money lastTotal,
            boolean openCart,
            int openIntents,
            long cutBytes,
            long quarantined,
            long lost,
            long tookMs) {}

    public record Activated(String company, String store, String till) {}

    /** @param national its address part by part (street, building, district, city, postalCode); empty if only a line */
    public record NewCustomer(
            String name,
            @Nullable String phone,
            @Nullable String vatNumber,
            @Nullable String address,
            List<String> tags,
            Map<String, String> national) {
        public NewCustomer(
                String name,
                @Nullable String phone,
                @Nullable String vatNumber,
                @Nullable String address,
                List<String> tags) {
            this(name, phone, vatNumber, address, tags, Map.of());
        }
    }

    public record ReturnLine(int line, Quantity qty) {}

    /** Called from a till thread with how much of a long work is done. */
    @FunctionalInterface
    public interface Progress {
        void at(long done, long total);
    }

    /** Something that a screen may show has changed (a sale here or on a neighbour, stock, status …). */
    @FunctionalInterface
    public interface Listener {
        void changed(Topic topic);
    }

    public enum Topic {
        CATALOGUE,
        STOCK,
        SALES,
        CUSTOMERS,
        PARKED,
        SHIFT,
        STATUS,
        EXCEPTIONS
    }

    private final Options options;
    private final TillClock clock = new TillClock(Clock.systemUTC());
    private final TillFolder folder;
    private final SyncDesk sync;
    private final ZatcaDesk zatca;
    private final Ready ready;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private Desks desks;

    /** The desks over one opened store; made anew when activation re-opens it. */
    private record Desks(
            Shop shop,
            Login login,
            CartDesk carts,
            Checkout checkout,
            CustomerDesk customers,
            StockDesk stock,
            ShiftDesk shifts,
            ExceptionDesk exceptions,
            PrintDesk prints,
            InvoiceDesk invoices,
            ArchiveDesk archive) {

        static Desks of(TillFolder folder, TillClock clock, SyncDesk sync) {
            Shop shop = new Shop(folder, clock);
            Login login = new Login(shop);
            CartDesk carts = new CartDesk(shop, login, sync::ifRunning);
            ArchiveDesk archive = new ArchiveDesk(shop.store(), sync::ifRunning);
            RefundDesk refunds = new RefundDesk(shop, sync::ifRunning, archive);
            Checkout checkout = new Checkout(shop, carts, login, refunds, archive);
            return new Desks(
                    shop,
                    login,
                    carts,
                    checkout,
                    new CustomerDesk(shop),
                    new StockDesk(shop, login),
                    new ShiftDesk(shop, carts, login),
                    new ExceptionDesk(shop),
                    new PrintDesk(shop, checkout),
                    new InvoiceDesk(shop, checkout),
                    archive);
        }
    }

    private Till(Options options) {
        this.options = options;
        folder = TillFolder.open(options, clock);
        sync = new SyncDesk(options, folder, clock, this::changed, this::alone);
        zatca = new ZatcaDesk(folder, sync, clock, () -> desks.login());
        try {
            desks = Desks.of(folder, clock, sync);
            if (folder.isActivated()) {
                begin();
            }
            ready = describe();
        } catch (RuntimeException e) {
            sync.close();
            folder.close();
            throw e;
        }
    }

    /**
     * Opens a folder as it was left; a power cut's open cart is there again.
     *
     * @throws TillException STORE_LOCKED, READ_ONLY, DISK_FULL or BAD_VALUE
     */
    public static Till open(Options options) {
        try {
            return new Till(options);
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    private void begin() {
        ClockDesk clocks = desks.shop().clockDesk();
        clocks.begin();
        desks.shop()
                .retail()
                .sales()
                .highest(folder.scope(), folder.till())
                .ifPresent(s -> clocks.issuedBefore((s.isSale() ? DocType.SALE : DocType.RETURN).typeName(), s.uuid()));
        sync.start(desks.shop(), desks.carts(), desks.checkout().refunds());
        folder.store().subscribe(commit -> topics(commit).forEach(this::changed));
        desks.prints().begin();
    }

    private Ready describe() {
        Store.Recovery found = folder.store().recovery();
        Optional<Sold> last = folder.isActivated()
                ? desks.shop().retail().sales().highest(folder.scope(), folder.till())
                : Optional.empty();
        return new Ready(
                TillVersion.text(),
                folder.isActivated() ? folder.identity().till() : null,
                sync.listenPort(),
                folder.isDemo(),
                folder.store().self().incarnation().toString(),
                new Recovered(
                        found.cleanStop(),
                        found.commits(),
                        last.map(s -> s.receipt().toString()).orElse(null),
                        last.map(Sold::key).orElse(null),
                        last.map(Sold::total).orElse(null),
                        desks.carts().open().filter(c -> !c.isEmpty()).isPresent(),
                        (int) folder.store()
                                .read(v -> v.count(Scope.LOCAL, DocType.INTENT.typeName()))
                                .longValue(),
                        found.cutBytes(),
                        found.quarantined(),
                        found.lost(),
                        found.tookMs()));
    }

    private static Set<Topic> topics(Store.Commit commit) {
        var topics = EnumSet.noneOf(Topic.class);
        for (Change change : commit.changes()) {
            DocType.named(change.ref().type()).map(Till::topic).ifPresent(topics::add);
        }
        return topics;
    }

    private static Topic topic(DocType type) {
        return switch (type) {
            case PRODUCT, CATEGORY, PRICE_LIST, PROMOTION -> Topic.CATALOGUE;
            case MOVEMENT, COUNT -> Topic.STOCK;
            case SALE, RETURN, INVOICE -> Topic.SALES;
            case CUSTOMER -> Topic.CUSTOMERS;
            case PARKED -> Topic.PARKED;
            case SHIFT_OPENED, SHIFT_CLOSED, DAY_Z, CASH -> Topic.SHIFT;
            case RESOLUTION -> Topic.EXCEPTIONS;
            default -> Topic.STATUS;
        };
    }

    private void changed(Topic topic) {
        listeners.forEach(l -> l.changed(topic));
    }

    /** One command at a time; whatever the layers below throw becomes a refusal with a code. */
    private synchronized <T> T doing(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    private synchronized void alone(Runnable work) {
        work.run();
    }

    public Ready ready() {
        return ready;
    }

    public Activated activate(String relay, String code, Progress progress) {
        return doing(() -> sync.activate(relay, code, progress, () -> {
            desks = Desks.of(folder, clock, sync);
            begin();
        }));
    }

    // ---- people

    /** Users who may log in here, for the tiles of the login screen. */
    public List<Answers.Session> users() {
        return doing(() -> folder.isActivated()
                ? desks.login().users().stream().map(this::session).toList()
                : List.of());
    }

    public Answers.Session login(@Nullable String user, String pin) {
        return doing(() -> {
            User known = desks.login().login(user, pin);
            desks.shop().enter(known);
            return session(known);
        });
    }

    public void logout() {
        doing(() -> {
            desks.shop().requireUser();
            desks.carts().refuseOpenCart("log out");
            desks.shop().enter(null);
            return true;
        });
    }

    public Answers.@Nullable Session session() {
        User user = desks.shop().user();
        return user == null ? null : session(user);
    }

    private Answers.Session session(User user) {
        return new Answers.Session(
                user.id(),
                user.name(),
                user.nameAr(),
                user.role().name().toLowerCase(Locale.ROOT),
                desks.login().isPinToBeChanged(user));
    }

    /**
     * Who is logged in chooses another PIN; it counts in the whole store as soon as head office has it.
     *
     * @param pin the one of now, which goes on working whenever this is refused
     * @throws TillException OFFLINE without head office, WRONG_PIN, LOCKED after too many tries, BAD_VALUE for a PIN that
     *     breaks the rules or is somebody else's, FORBIDDEN if head office refuses it, TIMEOUT if head office did not say whether it took it
     */
    public Answers.NewPin changePin(String pin, String chosen) {
        PinDesk desk = pins();
        PinDesk.Chosen made = doing(() -> desk.choose(pin, chosen));
        return new Answers.NewPin(made.user(), desk.awaitKnown(made)); // a cashier sells on while it comes
    }

    /** How long a PIN of whoever is logged in may be. */
    public PinRule pinRule() {
        return doing(() -> pins().rule());
    }

    private PinDesk pins() {
        return new PinDesk(desks.shop(), desks.login(), sync::running);
    }

    /** Names of this till, its store and company, for the screen; empty before activation. */
    public Map<String, String> place() {
        return doing(() -> {
            var place = new LinkedHashMap<String, String>();
            if (folder.isActivated()) {
                place.put("till", folder.identity().till());
                place.put("company", folder.company().name());
                place.put("companyAr", folder.company().nameAr());
                place.put("store", folder.storeProfile().name());
                place.put("storeAr", folder.storeProfile().nameAr());
                place.put("zone", folder.storeProfile().zone().toString());
            }
            return place;
        });
    }

    // ---- shifts

    public Answers.Shift openShift(Money openingFloat) {
        return doing(() -> SyncDesk.shift(desks.shifts().open(openingFloat)));
    }

    public Answers.ShiftClosed closeShift(Money counted, @Nullable String approve) {
        return doing(() -> {
            ShiftClosed closed = desks.shifts().close(counted, approve);
            return new Answers.ShiftClosed(
                    closed.shift(), closed.number(), closed.expected(), closed.counted(), closed.difference());
        });
    }

    public Answers.Report x() {
        return doing(() -> desks.shifts().x());
    }

    public Answers.Report dayZ(@Nullable String approve) {
        return doing(() -> desks.shifts().dayZ(approve));
    }

    public Answers.Report report(String name, @Nullable Instant from, @Nullable Instant to, @Nullable String approve) {
        return doing(() -> {
            desks.login().allow(false, "see sales reports", approve);
            return TillReports.report(desks.shop(), desks.archive(), name, from, to);
        });
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

    private Views views() {
        return new Views(desks.shop(), desks.carts(), desks.checkout());
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
        return doing(() -> views().cart(desks.carts().setQty(line, qty)));
    }

    public Answers.Cart voidLine(int line, String reason, @Nullable String approve) {
        return doing(() -> views().cart(desks.carts().voidLine(line, reason)));
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
            if (!folder.isActivated()) {
                throw TillFolder.notActivated();
            }
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
        return doing(() -> views().cart(desks.carts().tender(kind, amount, card)));
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
        Answers.Receipt receipt =
                doing(() -> Views.receipt(desks.checkout().complete(key, InvoiceForm.wished(invoice))));
        desks.prints().wake();
        return receipt;
    }

    public Answers.Receipt returnGoods(
            @Nullable String receipt,
            @Nullable String uuid,
            List<ReturnLine> lines,
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

    /** The till's certificate at the tax authority. */
    public ZatcaDesk zatca() {
        return zatca;
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

    public Answers.Customer newCustomer(NewCustomer customer, @Nullable String key) {
        return doing(() -> views().customer(desks.customers().add(customer, key).customer()));
    }

    /** The same, and whether the key had made the customer before. */
    public Map.Entry<Answers.Customer, Boolean> newCustomerOnce(NewCustomer customer, @Nullable String key) {
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

    // ---- stock

    public Answers.Stock stock(String code) {
        return doing(() -> desks.stock().stock(code));
    }

    public Answers.Stock receive(
            String code,
            Quantity qty,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            @Nullable Money cost,
            @Nullable String key,
            @Nullable String approve) {
        return receiveOnce(code, qty, batch, expiry, cost, key, approve).getKey();
    }

    /** The same, and whether the key had received it before. */
    public Map.Entry<Answers.Stock, Boolean> receiveOnce(
            String code,
            Quantity qty,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            @Nullable Money cost,
            @Nullable String key,
            @Nullable String approve) {
        return doing(() -> entry(desks.stock().receive(code, qty, batch, expiry, cost, key, approve)));
    }

    public Answers.Stock count(
            String code, @Nullable String batch, Quantity qty, @Nullable String key, @Nullable String approve) {
        return countOnce(code, batch, qty, key, approve).getKey();
    }

    /** The same, and whether the key had counted it before. */
    public Map.Entry<Answers.Stock, Boolean> countOnce(
            String code, @Nullable String batch, Quantity qty, @Nullable String key, @Nullable String approve) {
        return doing(() -> entry(desks.stock().count(code, batch, qty, key, approve)));
    }

    private static Map.Entry<Answers.Stock, Boolean> entry(StockDesk.Done done) {
        return Map.entry(done.stock(), done.again());
    }

    // ---- links

    /** @param mode {@code hard}, {@code soft} or {@code push} */
    public Answers.Synced sync(String mode, Progress progress) {
        try {
            return sync.sync(mode, progress); // not one at a time: a cashier sells on while it runs
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    public Answers.Status status() {
        return doing(sync::status);
    }

    /** Cuts or restores the route to the relay, for tests. */
    public void link(boolean up, boolean silent) {
        doing(() -> {
            Replicator here = sync.running();
            if (up) {
                here.restoreRelay();
            } else {
                here.cutRelay(silent);
            }
            return true;
        });
    }

    /** Cuts or restores the routes to the neighbours, for tests. */
    public void lan(boolean up, boolean silent) {
        doing(() -> {
            Replicator here = sync.running();
            if (up) {
                here.restoreLan();
            } else {
                here.cutLan(silent);
            }
            return true;
        });
    }

    // ---- what needs head office

    public List<Answers.BranchStock> branchStock(String code) {
        return doing(() -> office().branchStock(code));
    }

    private OfficeDesk office() {
        return new OfficeDesk(desks.shop(), desks.login(), sync::running);
    }

    /** Asks for goods of another branch; the id of the request and of its transfer. */
    public String requestGoods(String from, String code, Quantity qty, String note, @Nullable String approve) {
        return doing(() -> office().requestGoods(from, code, qty, note, approve));
    }

    public List<Answers.Transfer> transfers() {
        return doing(() -> office().transfers());
    }

    /** The goods of a transfer have left this branch, or have come to it. */
    public Answers.Transfer transferStep(String id, boolean sent, @Nullable String approve) {
        return doing(() -> office().step(id, sent, approve));
    }

    public Answers.Approved askApproval(String what, String about, @Nullable Money amount, String note) {
        return doing(() -> office().approval(office().askApproval(what, about, amount, note)));
    }

    public Answers.Approved approval(String request) {
        return doing(() -> office().approval(request));
    }

    /** What syncs did of late, the newest first. */
    public List<Answers.SyncRun> syncHistory() {
        return doing(() -> sync.running().history().stream()
                .map(e -> new Answers.SyncRun(
                        e.mode(),
                        e.at(),
                        e.tookMs(),
                        e.received(),
                        e.sent(),
                        e.acknowledged(),
                        e.left(),
                        e.headsEqual(),
                        e.problem().isEmpty() ? null : e.problem()))
                .toList());
    }

    /** Stops a Hard Sync that is under way; what has come stays for the next one. */
    public void cancelSync() {
        try {
            sync.running().cancelHard();
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    // ---- the clock and the chain

    /** A wrong clock, for tests; demo tills only. */
    public void pretendClock(long offsetMillis) {
        doing(() -> {
            if (!folder.isDemo()) {
                throw new TillException(
                        TillException.Code.FORBIDDEN, "Only a demo till's clock can be set wrong on purpose");
            }
            clock.pretend(offsetMillis);
            return true;
        });
    }

    /** A manager's correction of the clock. */
    public Instant setTime(Instant at, @Nullable String approve) {
        return doing(() -> {
            if (!folder.isActivated()) {
                throw TillFolder.notActivated();
            }
            String approver = desks.login().allow(false, "set the time", approve);
            long before = clock.offsetMillis();
            User manager = desks.shop().user();
            desks.shop().clockDesk().set(at, approver != null ? approver : manager == null ? null : manager.id());
            desks.shop().write(tx -> {
                desks.shop()
                        .audit(
                                tx,
                                "clock-fix",
                                "offset " + before + " ms to " + clock.offsetMillis() + " ms",
                                approver);
                return true;
            });
            return clock.instant();
        });
    }

    /** Confirms the head of the invoice chain by the QR of the till's last receipt. */
    public Answers.Zatca confirmHead(String qr, @Nullable String approve) {
        return doing(() -> {
            if (!folder.isActivated()) {
                throw TillFolder.notActivated();
            }
            desks.login().allow(false, "confirm the invoice chain", approve);
            desks.exceptions().checkHead(qr);
            folder.confirmChain();
            return sync.status().zatca();
        });
    }

    // ---- what was sold, what does not fit

    public Answers.Sales sales(@Nullable Instant since) {
        return doing(() -> {
            if (!folder.isActivated()) {
                throw TillFolder.notActivated();
            }
            return views().sales(since);
        });
    }

    public List<Answers.SyncIssue> exceptions() {
        return doing(() -> desks.exceptions().list());
    }

    public Answers.SyncIssue resolve(String exception, String note, @Nullable String approve) {
        return doing(() -> {
            String approver = desks.login().allow(false, "resolve an exception", approve);
            return desks.exceptions().resolve(exception, note, approver);
        });
    }

    public Map<String, Answers.ScopeDigest> digest() {
        return doing(() -> {
            var digests = new LinkedHashMap<String, Answers.ScopeDigest>();
            if (folder.isActivated()) {
                for (Scope scope : List.of(Scope.COMPANY, folder.scope())) {
                    Store.Digest digest = folder.store().digest(scope);
                    digests.put(
                            scope.name(),
                            new Answers.ScopeDigest(
                                    digest.digest().toString(), digest.seen().toString(), digest.schema()));
                }
            }
            return digests;
        });
    }

    // ---- papers

    /** The receipt as the printer would print it, as a PNG. */
    public byte[] receiptImage(@Nullable String receipt, @Nullable String uuid) {
        return doing(() -> desks.prints().png(desks.checkout().find(receipt, uuid), false));
    }

    /** Prints (or queues) it once more: a copy, or a standard invoice that has been cleared since as the tax invoice it is. */
    public void print(@Nullable String receipt, @Nullable String uuid) {
        doing(() -> {
            desks.prints().again(desks.checkout().find(receipt, uuid));
            return true;
        });
        desks.prints().wake();
    }

    /** The signed XML, with the authority's stamp once it is cleared. */
    public byte[] invoice(@Nullable String receipt, @Nullable String uuid) {
        return invoiceDocument(receipt, uuid).xml();
    }

    /** The same, and what it is worth. */
    public Answers.Document invoiceDocument(@Nullable String receipt, @Nullable String uuid) {
        return doing(() -> Views.document(desks.checkout().find(receipt, uuid)));
    }

    // ---- keeping

    public Store.Verification verify() {
        return doing(() -> folder.store().verify());
    }

    /** Drops records older than thirty days that head office has for good; done once a day by itself. */
    public Store.Compacted compact() {
        return doing(() -> {
            if (!folder.isActivated()) {
                throw TillFolder.notActivated();
            }
            return sync.compact();
        });
    }

    /** @return how many journal records the file holds */
    public long backup(Path file, @Nullable String approve) {
        return doing(() -> {
            desks.login().allow(false, "make a backup", approve);
            return Exports.backup(folder.store(), file);
        });
    }

    /** Writes what head office has not acknowledged yet; @return how many ChangeSets. */
    public long exportUnsent(Path file, @Nullable String approve) {
        return doing(() -> {
            desks.login().allow(false, "export unsent records", approve);
            return Exports.unsent(sync.unsent(), file);
        });
    }

    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    public Options options() {
        return options;
    }

    @Override
    public synchronized void close() {
        desks.prints().close();
        sync.close();
        folder.close();
    }
}
