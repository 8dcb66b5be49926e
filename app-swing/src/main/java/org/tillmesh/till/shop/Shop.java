package org.tillmesh.till.shop;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.catalogue.Catalogue;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.LabelLayout;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.company.ShutOutRule;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.PaymentIntents;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.ScopedTransaction;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.Transaction;

/** What the desks of one till share: the folder, the projections, the clock, and who is logged in. */
public final class Shop {
    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

    /** What the audit has of a cart before it is sold; all else that is audited is no play. */
    private static final Set<String> OF_A_CART =
            Set.of("void-line", "clear", "discount", "price", "drop-unknown", "age-check", "approval", "take-over");

    private final TillFolder folder;
    private final TillClock clock;
    private final Mesh mesh;
    private final Consumer<Transaction> beforeCommit;
    private final Signing signing;
    private Retail retail;
    private volatile @Nullable User user;
    private boolean pinDue;
    private boolean wasPinLater;

    /** @param beforeCommit writes what goes into every commit of the desks */
    public Shop(TillFolder folder, TillClock clock, Mesh mesh, Consumer<Transaction> beforeCommit) {
        this.folder = folder;
        this.clock = clock;
        this.mesh = mesh;
        this.beforeCommit = beforeCommit;
        this.signing = new Signing(folder, clock);
        this.retail = Retail.attach(folder.store());
        signing.load();
    }

    /** Activation has opened the folder's store anew. */
    public void reopened() {
        retail = Retail.attach(folder.store());
        signing.load();
    }

    public TillFolder folder() {
        return folder;
    }

    public TillClock clock() {
        return clock;
    }

    public Retail retail() {
        return retail;
    }

    public Signing signing() {
        return signing;
    }

    public Store store() {
        return folder.store();
    }

    public TillId till() {
        return folder.till();
    }

    public Scope scope() {
        return folder.scope();
    }

    public LocalDate today() {
        return clock.instant().atZone(folder.branchProfile().zone()).toLocalDate();
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /** @param isPinDue whether only a new PIN or leaving goes on while head office can be reached */
    public void enter(@Nullable User who, boolean isPinDue) {
        User before = user;
        boolean same = before != null && who != null && before.id().equals(who.id());
        wasPinLater = same && wasPinLater;
        pinDue = isPinDue;
        user = who;
    }

    /** That user has a PIN of the own now. */
    public void pinChosen(User chosen) {
        User here = user;
        pinDue = pinDue && (here == null || !here.id().equals(chosen.id()));
    }

    @Nullable public User user() {
        return user;
    }

    /** Whether head office can be reached by this till's own route. */
    public boolean isOnline() {
        return mesh.isOnline();
    }

    /** The cart that is open on this till, if anything is in it. */
    public Optional<Cart> filledCart() {
        return store().read(OpenCart::read).filter(cart -> !cart.isEmpty());
    }

    /** What a cart that is open stands in the way of. */
    public enum Next {
        CLOSE,
        LOG_OUT,
        RECALL,
        /** Begin or end training. */
        TRAIN
    }

    /** What a script is told of a payment of which nobody knows what became. @param intent its id */
    public record Undecided(String intent) {}

    /** @throws TillException TERMINAL_UNKNOWN while a card payment is asked for, or nobody knows what became of one */
    public void refuseUndecided() {
        PaymentIntents.open(store()).ifPresent(intent -> {
            throw new TillException(ShopRefusal.PAYMENT_UNDECIDED, intent.amount(), intent.at())
                    .carrying(new Undecided(intent.id()));
        });
    }

    /** @throws TillException CART_OPEN, or TERMINAL_UNKNOWN as {@link #refuseUndecided} */
    public void refuseOpenCart(Next next) {
        refuseUndecided();
        filledCart().ifPresent(cart -> {
            throw new TillException(ShopRefusal.CART_OPEN, cart.lines().size(), cart.total(), next);
        });
    }

    /** @throws TillException NOT_ACTIVATED */
    public void requireActivated() {
        if (!folder.isActivated()) {
            throw folder.notActivated();
        }
    }

    /**
     * Who works here.
     *
     * @throws TillException NOT_ACTIVATED, NOT_LOGGED_IN (also of a user whom head office has switched off) or PIN_CHANGE
     */
    public User requireUser() {
        User here = loggedIn();
        if (isPinInTheWay()) {
            throw pinChange(here);
        }
        return here;
    }

    /** Without head office no PIN can be changed, and nothing waits for it; a cart that was begun then is finished first. */
    public boolean isPinInTheWay() {
        if (!pinDue) {
            return false;
        }
        if (!isOnline()) {
            wasPinLater = true;
            return false;
        }
        return !wasPinLater || filledCart().isEmpty();
    }

    public static TillException pinChange(User user) {
        return new TillException(ShopRefusal.PIN_CHANGE, user.name());
    }

    /** Who is logged in, whether or not the PIN is to be changed. */
    public User loggedIn() {
        requireActivated();
        User here = user;
        if (here == null) {
            throw new TillException(ShopRefusal.NOT_LOGGED_IN);
        }
        User now = asHeadOfficeHasIt(here);
        if (!now.mayWorkIn(till().branch())) {
            enter(null, false);
            throw new TillException(ShopRefusal.USER_OFF, now.name());
        }
        user = now;
        return now;
    }

    private User asHeadOfficeHasIt(User here) {
        return store().read(view -> Read.state(
                        view.get(Scope.COMPANY, DocType.USER.ref(here.id())).orElse(null), User::of))
                .orElse(here);
    }

    /**
     * Whoever reads what does not fit: somebody who works here. A demo company's till tells everybody.
     *
     * @throws TillException NOT_ACTIVATED, NOT_LOGGED_IN or PIN_CHANGE
     */
    public void requireReader() {
        requireActivated();
        if (!folder.isDemo()) {
            requireUser();
        }
    }

    /** @throws TillException POLICY if head office has shut out this till and lets no such till sell on */
    public void refuseShutOut() {
        if (folder.shutOut().isPresent() && !store().read(view -> ShutOutRule.maySell(view, till().branch()))) {
            throw new TillException(ShopRefusal.SHUT_OUT_SELLS_NO_MORE, till());
        }
    }

    /** Whether what is sold here is only played. */
    public boolean isTraining() {
        return folder.isActivated() && folder.notes().isTraining();
    }

    /** @throws TillException TRAINING */
    public void refuseTraining() {
        if (isTraining()) {
            throw training();
        }
    }

    private TillException training() {
        return new TillException(ShopRefusal.TRAINING, till());
    }

    /** The shift that is open; in training any will do. */
    public ShiftOpened requireShift() {
        User here = requireUser();
        if (isTraining()) {
            return openShift()
                    .orElseGet(() ->
                            new ShiftOpened(new ShiftId(newId()), till(), 0, here.id(), Money.ZERO, clock.instant()));
        }
        return openShift().orElseThrow(() -> new TillException(ShopRefusal.NO_SHIFT, till()));
    }

    public Optional<ShiftOpened> openShift() {
        return retail.shifts().open(scope(), till());
    }

    /**
     * The use that a key had before.
     *
     * @throws TillException BAD_VALUE if it was another command's
     */
    public Optional<CommandKeys.Use> used(@Nullable String key, CommandKeys.Command command) {
        if (key == null) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > 100) {
            throw new TillException(ShopRefusal.KEY_LENGTH, key, key.length());
        }
        if (!folder.isActivated()) {
            return Optional.empty();
        }
        Optional<CommandKeys.Use> use = retail.keys().find(till(), key);
        if (use.isPresent() && use.get().command() != command) {
            throw new TillException(ShopRefusal.KEY_OF_ANOTHER, key, use.get().command());
        }
        return use;
    }

    /** What is sold by its own unit. @param code a barcode or an id */
    public Product product(String code) {
        return retail.catalogue().byBarcode(code).or(() -> byId(code)).orElseThrow(() -> unknown(code));
    }

    /** The same, or what a further unit of that barcode is of. */
    public Catalogue.Sellable sellable(String code) {
        return retail.catalogue()
                .sellable(code)
                .or(() -> byId(code).map(product -> new Catalogue.Sellable(product, null)))
                .orElseThrow(() -> unknown(code));
    }

    private Optional<Product> byId(String code) {
        return Id.isOne(code) ? retail.catalogue().byId(new ProductId(code)) : Optional.empty();
    }

    public static TillException unknown(String code) {
        return new TillException(ShopRefusal.UNKNOWN_BARCODE, code);
    }

    public static TillException unknown(CustomerId id) {
        return new TillException(ShopRefusal.UNKNOWN_CUSTOMER, id);
    }

    /** How the labels are laid out that scales of this store print. */
    public List<LabelLayout> labelLayouts() {
        return settings().labelsOrNone();
    }

    /** What head office has decided for this store. */
    public Settings settings() {
        return store().read(view -> Settings.inForce(view, till().branch()));
    }

    /**
     * Writes what somebody at this till does.
     *
     * @throws TillException TRAINING if it would leave the till while it is only played here
     */
    public <T> T write(Function<Transaction, T> work) {
        return isTraining()
                ? writeAnyway(tx -> work.apply(new ScopedTransaction(tx, Scope.LOCAL, this::training)))
                : writeAnyway(work);
    }

    /** Writes what goes on in training too: answers to other tills, chores, who comes and goes. */
    public <T> T writeAnyway(Function<Transaction, T> work) {
        return store().write(tx -> {
            T done = work.apply(tx);
            beforeCommit.accept(tx);
            return done;
        });
    }

    public void audit(Transaction tx, String what, String about, @Nullable UserId approvedBy) {
        auditAt(tx, what, about, approvedBy, clock.instant());
    }

    /** The same of a moment that the caller knows. */
    public void auditAt(Transaction tx, String what, String about, @Nullable UserId approvedBy, Instant at) {
        if (tx instanceof ScopedTransaction && OF_A_CART.contains(what)) {
            return; // it is only played
        }
        User here = user;
        new AuditEvent(newId(), till(), here == null ? "" : here.id().value(), approvedBy, what, about, at)
                .appendTo(tx, scope());
    }

    /** Records in a commit of its own what changes nothing else, durable when this returns. */
    public void audit(String what, String about, @Nullable UserId approvedBy) {
        write(tx -> {
            audit(tx, what, about, approvedBy);
            return true;
        });
    }

    /** The same where a disk that takes nothing more must not keep people out, who come to mend it. */
    public void auditIfPossible(String what, String about) {
        try {
            writeAnyway(tx -> {
                audit(tx, what, about, null);
                return true;
            });
        } catch (StoreException e) {
            LOG.warn("Not recorded: {} {}: {}", what, about, e.getMessage());
        }
    }
}
