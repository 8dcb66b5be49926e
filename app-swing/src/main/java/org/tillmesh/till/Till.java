package org.tillmesh.till;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Change;
import org.tillmesh.store.Store;
import org.tillmesh.till.backroom.TillReports;
import org.tillmesh.till.invoice.ZatcaDesk;
import org.tillmesh.till.links.SyncDesk;
import org.tillmesh.till.people.PinDesk;
import org.tillmesh.till.shop.Answers;
import org.tillmesh.till.shop.ClockDesk;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillVersion;

/**
 * One till, open on its folder. {@code approve} is always the PIN of a manager who approves on the spot, or null.
 * Every refusal is a {@link TillException}; nothing changed then.
 */
public final class Till extends BackRoomTill implements AutoCloseable {
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

    private final Ready ready;

    private Till(Options options) {
        super(options);
        try {
            if (folder.isActivated()) {
                begin();
            }
            ready = describe();
        } catch (RuntimeException e) {
            closeFolder();
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
            takeOver(known);
            return session(known);
        });
    }

    /** Lets a user in; an open cart of another belongs to the till, stays, and the audit says who took it over. */
    private void takeOver(User known) {
        User before = desks.shop().user();
        desks.shop().enter(known, desks.login().isPinDue(known));
        if (before != null && !before.id().equals(known.id())) {
            desks.carts().open().filter(cart -> !cart.isEmpty()).ifPresent(cart -> desks.shop()
                    .write(tx -> {
                        desks.shop().audit(tx, "take-over", "cart " + cart.id() + " of " + before.id(), null);
                        return true;
                    }));
        }
    }

    public void logout() {
        doing(() -> {
            desks.shop().loggedIn();
            if (!desks.shop().isPinInTheWay()) {
                desks.carts().refuseOpenCart("log out");
            }
            desks.shop().enter(null, false);
            return true;
        });
    }

    /** Whether who is logged in can only choose a new PIN or leave. */
    public boolean isPinInTheWay() {
        return doing(() -> desks.shop().isPinInTheWay());
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

    /** The till's certificate at the tax authority. */
    public ZatcaDesk zatca() {
        return zatca;
    }

    @Override
    public synchronized void close() {
        desks.prints().close();
        closeFolder();
    }
}
