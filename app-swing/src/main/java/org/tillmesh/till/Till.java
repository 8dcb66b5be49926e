package org.tillmesh.till;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.tillmesh.replication.ArchivedRecords;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.store.Store;
import org.tillmesh.till.backroom.Backroom;
import org.tillmesh.till.backroom.ReconcileDesk;
import org.tillmesh.till.backroom.ReportDesk;
import org.tillmesh.till.counter.Counter;
import org.tillmesh.till.counter.CounterDesks;
import org.tillmesh.till.device.DeviceTable;
import org.tillmesh.till.device.Devices;
import org.tillmesh.till.device.Facing;
import org.tillmesh.till.device.PoleRows;
import org.tillmesh.till.device.ScaleDesk;
import org.tillmesh.till.goods.Stockroom;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.invoice.TaxInvoices;
import org.tillmesh.till.links.Diagnosis;
import org.tillmesh.till.links.HeadOfficeReport;
import org.tillmesh.till.links.Keeper;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.links.LinkDesk;
import org.tillmesh.till.links.Links;
import org.tillmesh.till.links.QuestionBoard;
import org.tillmesh.till.links.StatusDesk;
import org.tillmesh.till.links.SyncDesk;
import org.tillmesh.till.links.TillActivation;
import org.tillmesh.till.paper.LabelDesk;
import org.tillmesh.till.paper.Papers;
import org.tillmesh.till.paper.PrintDesk;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.people.People;
import org.tillmesh.till.refund.Refunds;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.ClockDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Progress;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillClock;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillFolder;
import org.tillmesh.till.shop.TillLock;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.till.shop.TillVersion;
import org.tillmesh.till.shop.Topic;
import org.tillmesh.till.terminal.CardSums;
import org.tillmesh.till.terminal.TerminalDesk;
import org.tillmesh.till.terminal.Terminals;

/**
 * One till, open on its folder: the door to its rooms. {@code approve} is always the PIN of a manager who approves on the
 * spot, or null. Every refusal is a {@link TillException}; nothing changed then.
 */
public final class Till implements AutoCloseable {
    private final TillOptions options;
    private final List<Consumer<Topic>> listeners = new CopyOnWriteArrayList<>();
    private final TillLock lock = new TillLock();
    final TillFolder folder;
    private final Shop shop;
    private final ClockDesk clocks;
    private final DeviceTable table;
    private final PrintDesk prints;
    private final PoleRows poleRows;
    private final Facing facing;
    private final Devices devices;
    private final ScaleDesk scales;
    private final LabelDesk labels;
    private final StatusDesk status;
    private final HeadOfficeReport report;
    private final LinkDesk line;
    private final TillActivation activation;
    private final Counter counter;
    private final Refunds refunds;
    private final Backroom backroom;
    private final Stockroom goods;
    private final People people;
    private final TaxInvoices invoices;
    private final Papers papers;
    private final Links links;
    private final Keeper keeper;
    private final Diagnosis diagnosis;
    private final Terminals terminals;
    private final Ready ready;

    private Till(TillOptions options, TillFolder folder, TillClock clock) {
        this.options = options;
        this.folder = folder;
        var mesh = new Mesh(folder, lock);
        clocks = new ClockDesk(folder, clock);
        shop = new Shop(folder, clock, mesh, clocks::mark);
        var login = new Login(shop);
        var archive = new ArchiveDesk(folder, mesh);
        var issued = new InvoiceDesks(shop, login, mesh, archive);
        table = new DeviceTable(shop, () -> changed(Topic.STATUS));
        prints = new PrintDesk(shop, issued.book(), issued.clearances(), table);
        poleRows = new PoleRows(shop, table);
        facing = new Facing(shop, table, uuid -> qr(issued, uuid));
        devices = new Devices(lock, shop, login, table, prints::wake);
        scales = new ScaleDesk(table);
        labels = new LabelDesk(lock, shop, table);
        var terminal = new TerminalDesk(shop, mesh, login, table::terminal, () -> changed(Topic.STATUS));
        terminals = new Terminals(lock, shop, login, terminal);
        var desks = new CounterDesks(shop, login, mesh, archive, issued, terminal, prints::openDrawer);
        var syncs = new SyncDesk(folder, mesh);
        var board = new QuestionBoard();
        board.put(desks.questions());
        board.put(desks.refunds().questions());
        board.put(Map.of(ArchivedRecords.QUESTION, (from, body) -> ArchivedRecords.answer(folder.store(), from, body)));
        status = new StatusDesk(shop, mesh, issued.standing());
        report = new HeadOfficeReport(lock, mesh, status, issued.standing(), desks);
        line = new LinkDesk(options, lock, shop, clocks, issued.chain(), mesh, board, () -> changed(Topic.STATUS));
        activation = new TillActivation(folder, clock, mesh, syncs);
        counter = new Counter(lock, shop, mesh, desks, scales, prints::wake);
        refunds = new Refunds(lock, shop, desks.refunds(), issued.book(), prints::wake);
        var reconciling = new ReconcileDesk(shop, archive, status::unsent);
        var reports = new ReportDesk(shop, archive);
        backroom = new Backroom(
                lock,
                shop,
                login,
                mesh,
                reports,
                clocks,
                reconciling,
                () -> status.unsent().size(),
                prints::openDrawer,
                new CardSums(shop, terminal));
        goods = new Stockroom(lock, shop, login);
        people = new People(lock, shop, login, mesh);
        invoices = new TaxInvoices(lock, shop, login, mesh, issued, prints::wake);
        papers = new Papers(lock, shop, login, issued, prints);
        links = new Links(lock, shop, mesh, status, syncs);
        keeper = new Keeper(lock, shop, login, mesh, reconciling, reports);
        diagnosis = new Diagnosis(shop, links, keeper, this::deviceStates);
        try {
            ready = describe();
            if (folder.isActivated()) {
                begin();
            }
        } catch (RuntimeException e) {
            line.close();
            throw e;
        }
    }

    /**
     * Opens a folder as it was left; a power cut's open cart is there again.
     *
     * @throws TillException STORE_LOCKED, READ_ONLY, DISK_FULL or BAD_VALUE
     */
    public static Till open(TillOptions options) {
        try {
            var clock = new TillClock(Clock.systemUTC());
            TillFolder folder = TillFolder.open(options, clock);
            try {
                return new Till(options, folder, clock);
            } catch (RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    private void begin() {
        clocks.begin();
        shop.retail()
                .sales()
                .highest(folder.scope(), folder.till())
                .ifPresent(s -> clocks.issuedBefore(
                        (s.isSale() ? DocType.SALE : DocType.RETURN).typeName(),
                        s.uuid().value()));
        line.start(status, keeper, report);
        folder.store().subscribe(commit -> Topic.of(commit).forEach(this::changed));
        folder.store().subscribe(prints::committed);
        folder.store().subscribe(poleRows::committed);
        folder.store().subscribe(facing::committed);
        table.begin();
        prints.begin();
        terminals.begin();
    }

    private static String qr(InvoiceDesks issued, DocumentId uuid) {
        Issued found = issued.book().find(null, uuid);
        return found.isTaxInvoice() ? found.qr() : "";
    }

    private void changed(Topic topic) {
        listeners.forEach(listener -> listener.accept(topic));
    }

    private Ready describe() {
        Store.Recovery found = folder.store().recovery();
        Optional<Sold> last =
                folder.isActivated() ? shop.retail().sales().highest(folder.scope(), folder.till()) : Optional.empty();
        return new Ready(
                TillVersion.text(),
                folder.isActivated() ? folder.identity().till() : null,
                line.listenPort(),
                folder.isDemo(),
                folder.store().self().incarnation().toString(),
                new Ready.Recovered(
                        found.cleanStop(),
                        found.commits(),
                        last.map(s -> s.receipt().toString()).orElse(null),
                        last.map(Sold::key).orElse(null),
                        last.map(Sold::total).orElse(null),
                        shop.filledCart().isPresent(),
                        terminals.undecided(),
                        found.cutBytes(),
                        found.quarantined(),
                        found.lost(),
                        found.tookMs()));
    }

    public Ready ready() {
        return ready;
    }

    public TillOptions options() {
        return options;
    }

    /**
     * Calls the listener, on whichever thread it happens, when something that a screen may show has changed.
     *
     * @return to be closed when nobody listens any more
     */
    public AutoCloseable listen(Consumer<Topic> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Makes this empty folder a till of a company by a code, and seeds it from head office.
     *
     * @param relay {@code HOST:PORT}
     * @throws TillException BAD_CODE, BAD_VALUE, OFFLINE
     */
    public LinkAnswers.Activated activate(String relay, String code, Progress progress) {
        return lock.doing(() -> activation.run(relay, code, progress, () -> {
            clocks.reopened();
            shop.reopened();
            begin();
        }));
    }

    /** Names of this till, its store and company, for the screen; empty before activation. */
    public Map<String, String> place() {
        return lock.doing(() -> {
            var place = new LinkedHashMap<String, String>();
            if (folder.isActivated()) {
                place.put("till", folder.identity().till());
                place.put("company", folder.company().name());
                place.put("companyAr", folder.company().nameAr());
                place.put("store", folder.branchProfile().name());
                place.put("storeAr", folder.branchProfile().nameAr());
                place.put("storeId", shop.till().branch());
                place.put("zone", folder.branchProfile().zone().toString());
            }
            return place;
        });
    }

    /** Sells. */
    public Counter counter() {
        return counter;
    }

    /** Takes goods back. */
    public Refunds refunds() {
        return refunds;
    }

    /** Shifts, reports, head office, exceptions. */
    public Backroom backroom() {
        return backroom;
    }

    /** Stock, counts, purchase orders. */
    public Stockroom goods() {
        return goods;
    }

    public People people() {
        return people;
    }

    /** Tax invoices after the sale, and the till's certificate. */
    public TaxInvoices invoices() {
        return invoices;
    }

    public Papers papers() {
        return papers;
    }

    public Links links() {
        return links;
    }

    /** What stands on the counter. */
    /** What a screen that faces the customer shows. */
    public Facing facing() {
        return facing;
    }

    public Devices devices() {
        return devices;
    }

    public ScaleDesk scale() {
        return scales;
    }

    public LabelDesk labels() {
        return labels;
    }

    /**
     * Calls the listener with each code of a scanner that has a line of its own, on the scanner's thread.
     *
     * @return to be closed when nobody listens any more
     */
    public AutoCloseable listenScans(Consumer<String> listener) {
        return table.listen(listener);
    }

    /** Card payments through a terminal. */
    public Terminals terminals() {
        return terminals;
    }

    /** Id of each device with how it did at its last use. */
    private Map<String, String> deviceStates() {
        var states = new LinkedHashMap<String, String>();
        devices.list(null)
                .devices()
                .forEach(device ->
                        states.put(device.id(), device.kind() + " " + device.driver() + ": " + device.state()));
        return states;
    }

    /** How this till is, for whoever looks for a fault. */
    public Diagnosis diagnosis() {
        return diagnosis;
    }

    /** The care of the folder. */
    public Keeper keeper() {
        return keeper;
    }

    @Override
    public void close() {
        lock.alone(() -> {
            diagnosis.close();
            terminals.close();
            prints.close();
            poleRows.close();
            table.close();
            line.close();
            folder.close();
            return true;
        });
    }
}
