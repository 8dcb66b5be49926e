package org.tillmesh.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.relay.access.Access;
import org.tillmesh.relay.api.CatalogueUpload;
import org.tillmesh.relay.api.ImportReport;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.console.OfficeKeys;
import org.tillmesh.relay.folder.Health;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.relay.folder.Seeds;
import org.tillmesh.relay.http.Sessions;
import org.tillmesh.relay.http.WebServer;
import org.tillmesh.relay.http.WebTls;
import org.tillmesh.relay.log.JournalLog;
import org.tillmesh.relay.log.RelayLog;
import org.tillmesh.relay.office.EscrowOffice;
import org.tillmesh.relay.office.ImportWish;
import org.tillmesh.relay.office.MergedCredit;
import org.tillmesh.relay.office.Office;
import org.tillmesh.relay.office.PinOffice;
import org.tillmesh.relay.reporting.ReportingDesk;
import org.tillmesh.relay.reporting.ZatcaMonitor;
import org.tillmesh.relay.tills.ActivationDesk;
import org.tillmesh.relay.tills.LostDeposits;
import org.tillmesh.relay.tills.RevocationDesk;
import org.tillmesh.relay.tills.RollCall;
import org.tillmesh.relay.tills.ShutOutDesk;
import org.tillmesh.relay.tills.TillBoard;
import org.tillmesh.relay.tills.TillRequests;
import org.tillmesh.replication.RelayServer;
import org.tillmesh.replication.security.OwnerOnly;
import org.tillmesh.reports.archive.InvoiceArchive;
import org.tillmesh.reports.export.ReportFile;
import org.tillmesh.reports.export.ReportWish;
import org.tillmesh.reports.reconcile.Reconciled;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.store.Store;

/** Head office, running on its folder: the tills' links, the HTTP API and the console. */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int DEMO_CODES = 3;
    private static final String DEMO_STORE = "S001";
    private static final String CERTIFICATE_TROUBLE =
            "The console's certificate files can't be used, so it goes on with the last one; the log says why";

    /**
     * @param port for tills, 0 for any free one; @param http for the API and the console, likewise
     * @param zatca the tax authority's address, remembered in the folder; null for what is remembered, empty for none
     * @param clock head office's, which is right: tills go by it
     */
    public record Options(
            Path folder,
            int port,
            int http,
            boolean demo,
            @Nullable String zatca,
            Clock clock,
            Certificate certificate) {
        public Options(Path folder, int port, int http, boolean demo, @Nullable String zatca) {
            this(folder, port, http, demo, zatca, Clock.systemUTC(), Certificate.OF_THIS_MACHINE);
        }

        public Options(Path folder, int port, int http, boolean demo) {
            this(folder, port, http, demo, null);
        }

        public Options at(Clock other) {
            return new Options(folder, port, http, demo, zatca, other, certificate);
        }

        public Options with(Certificate other) {
            return new Options(folder, port, http, demo, zatca, clock, other);
        }
    }

    /**
     * The console's certificate.
     *
     * @param names by which it is asked for, beside this machine's own; @param chain and @param key PEM files of one that
     *     another authority made; null for one of the company's own authority
     */
    public record Certificate(List<String> names, @Nullable Path chain, @Nullable Path key) {
        public static final Certificate OF_THIS_MACHINE = new Certificate(List.of(), null, null);
    }

    /** @param codes and @param token of a demo relay only */
    public record Ready(
            int port, int http, String url, String ca, @Nullable List<String> codes, @Nullable String token) {}

    private final Clock clock;
    private final RelayFolder folder;
    private final ActivationDesk activation;
    private final RevocationDesk revocations;
    private final RollCall rollCall;
    private final EscrowOffice escrow;
    private final Store.Subscription requestsFeed;
    private final Store.Subscription creditFeed;
    private final ReportingDesk reporting;
    private final RelayServer links;
    private final WebTls tls;
    private final Health health;
    private final Sessions sessions;
    private final Office office;
    private final WebServer web;
    private final ControlServer control;
    private final Ready ready;

    /** @param care for one act of the folder's keeper: nothing is announced, nothing is reported */
    private Relay(Options options, boolean care) throws IOException {
        boolean announce = options.demo() && !care;
        clock = options.clock();
        var board = new TillBoard(clock);
        folder = RelayFolder.open(options.folder(), options.demo(), clock);
        try {
            RelayLog log = new JournalLog(folder.store(), clock);
            Retail retail = Retail.attach(folder.store());
            activation = new ActivationDesk(folder, log, clock);
            var seeds = new Seeds(folder, log);
            revocations = new RevocationDesk(folder);
            rollCall = new RollCall(folder, log);
            escrow = new EscrowOffice(folder.store(), retail, rollCall, clock);
            var requests = new TillRequests(folder.store(), retail, activation, clock);
            requestsFeed = requests.begin();
            creditFeed = new MergedCredit(folder.store(), retail, rollCall, clock).begin();
            var pins = new PinOffice(folder.store(), clock);
            reporting = new ReportingDesk(
                    folder.store(),
                    retail,
                    () -> activation.tills().stream().map(TillProfile::id).toList(),
                    folder.ring(),
                    folder.dir(),
                    folder.isDemo(),
                    clock);
            if (options.zatca() != null) {
                reporting.reportTo(options.zatca());
            }
            var port = new TillPort(
                    folder,
                    log,
                    seeds,
                    activation,
                    revocations,
                    rollCall,
                    board,
                    requests,
                    new LostDeposits(folder.store(), retail, revocations),
                    escrow,
                    pins,
                    reporting);
            links = new RelayServer(folder.store(), folder.ring(), clock, options.port(), port);
            tls = care ? WebTls.kept(folder.ring(), folder.dir(), clock) : tls(options.certificate());
            health = new Health(
                    List.of(() -> Health.ofStore(folder.store().trouble()), this::reportingTrouble, () -> tls.trouble()
                            .map(why -> new Health.Problem("certificate", CERTIFICATE_TROUBLE))),
                    () -> folder.dir().toFile().getUsableSpace(),
                    clock);
            var access = Access.of(folder.store(), folder::officeKey, clock, System::nanoTime);
            sessions = new Sessions(
                    folder::isToken,
                    new Sessions.Known(access.tokens()::caller, access.people()::caller),
                    System::nanoTime);
            office = Office.of(
                    folder.store(),
                    retail,
                    activation,
                    board,
                    escrow,
                    rollCall,
                    requests,
                    new ShutOutDesk(folder),
                    reporting,
                    folder::pepper,
                    folder.isDemo(),
                    folder.acts(),
                    clock);
            web = WebServer.start(
                    options.http(),
                    tls,
                    Website.of(office, sessions, access, keys(), folder.acts(), health::state, folder.isDemo(), clock));
            control = ControlServer.start(folder.dir(), this);
            Path ca = folder.writeAuthority();
            ready = new Ready(
                    links.port(),
                    web.port(),
                    "https://localhost:" + web.port(),
                    ca.toString(),
                    announce ? demoCodes() : null,
                    announce ? folder.newToken() : null);
            if (!care) {
                reporting.start();
                tls.begin();
                health.begin();
                office.reconcile().begin();
            }
            OwnerOnly.keep(folder.dir());
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Opens and serves. Without {@code demo} the folder must have been set up ({@link RelaySetup}).
     *
     * @throws RelayException if it was not, or a port is taken
     */
    public static Relay open(Options options) {
        try {
            return new Relay(options, false);
        } catch (IOException e) {
            throw new RelayException("The relay on " + options.folder() + " can't start: " + e.getMessage(), e);
        }
    }

    /** Opens a folder that no relay runs on, whichever company's it is, for one act of its keeper. */
    static Relay openForCare(Path dir) {
        try {
            return new Relay(new Options(dir, 0, 0, RelayFolder.isDemo(dir)), true);
        } catch (IOException e) {
            throw new RelayException("The relay's folder " + dir + " can't be opened: " + e.getMessage(), e);
        }
    }

    private WebTls tls(Certificate wanted) {
        if (wanted.chain() == null && wanted.key() == null) {
            return WebTls.issued(folder.ring(), folder.dir(), wanted.names(), clock);
        }
        if (wanted.chain() == null || wanted.key() == null) {
            throw new RelayException(
                    "One's own certificate is two files: --cert with the certificate and those that signed"
                            + " it, and --key with its key; name both");
        }
        return WebTls.given(wanted.chain(), wanted.key(), clock);
    }

    private Optional<Health.Problem> reportingTrouble() {
        long stopped = activation.tills().stream()
                .filter(till -> !reporting.alarm(till.id()).isEmpty())
                .count();
        return stopped == 0
                ? Optional.empty()
                : Optional.of(new Health.Problem(
                        "reporting",
                        "Reporting to the tax authority stands still for " + stopped
                                + (stopped == 1 ? " till" : " tills") + "; the console's ZATCA page says why"));
    }

    private List<String> demoCodes() {
        activation.voidAll();
        var codes = new ArrayList<String>();
        for (int i = 0; i < DEMO_CODES; i++) {
            codes.add(activation.draw(DEMO_STORE).toString());
        }
        return List.copyOf(codes);
    }

    public Ready ready() {
        return ready;
    }

    /** A new activation code for the next till of a store. */
    public String newCode(String branch) {
        String code = activation.draw(branch).toString();
        record("codes-new", "of " + branch);
        return code;
    }

    /** What the console does with the company's keys; who does it is recorded with the request. */
    private OfficeKeys keys() {
        return new OfficeKeys(
                branch -> activation.draw(branch).toString(), revocations::revoke, folder::hasToken, this::endToken);
    }

    private void endToken() {
        folder.endToken();
        sessions.endAll();
        folder.acts().recordNow();
    }

    /** What the folder's keeper has done without a change of its own records. */
    private void record(String what, String about) {
        folder.acts().record(new OfficeAct(OfficeAct.COMMAND_LINE, what, about));
    }

    private <T> T doing(String what, String about, Supplier<T> work) {
        return folder.acts().doing(new OfficeAct(OfficeAct.COMMAND_LINE, what, about), work);
    }

    /** A new token for the HTTP API; the one before is void. */
    public String newToken() {
        String token = folder.newToken();
        sessions.endAll();
        record("tokens-new", "");
        return token;
    }

    /** Looks through a day of a branch; the branch's today if it is empty. */
    public Reconciled reconcile(String branch, String day) {
        return office.reconcile().day(branch, day);
    }

    /** Writes a report over the branches into a new file. */
    void report(ReportWish wish) {
        ReportTable table = office.reports().report(wish.name(), wish.asked());
        ReportFile.save(
                office.reports().shown(table, wish.asked(), wish.language()), wish.format(), wish.bom(), wish.file());
    }

    /** The invoices of a period into a new zip; what it holds, in words. */
    String archive(SortedMap<String, String> asked, Path file) {
        InvoiceArchive.Written written = office.reports().archive(asked, file);
        return written.invoices() + " invoices are in " + file + "; SHA-256 of its index: " + written.hash();
    }

    /** The branches of the company. */
    public Collection<String> branches() {
        return activation.stores();
    }

    /** How reporting to the tax authority stands. */
    public ZatcaMonitor.Overview zatca() {
        return reporting.overview();
    }

    /** @param address of the tax authority's API, empty for none; @throws IllegalArgumentException if it is no address */
    public void reportTo(String address) {
        reporting.reportTo(address);
        record("zatca-address", address);
    }

    /** Tills without which no rights are handed out, because this relay was put back to an older copy; else empty. */
    public List<String> awaited() {
        return rollCall.awaited();
    }

    /** Whatever waits for its next try is tried now. */
    public void retryReporting() {
        reporting.retry();
    }

    /** Shuts a till out: its links at once, its records up to what is held now. @param till like {@code S001-T02} */
    public void revoke(String till) {
        doing("tills-revoke", till, () -> {
            revocations.revoke(till);
            return true;
        });
    }

    /** Puts value on a gift card ({@code gift:NUMBER}) or store credit ({@code credit:CUSTOMER}); its new balance. */
    String mint(String account, String amount) {
        return doing("escrow-mint", account + " " + amount, () -> escrow.mint(account, amount, null))
                .balance()
                .toString();
    }

    /**
     * Takes in a file of products, or tells what would become of it; see {@link RelayControl#takeCatalogue}.
     *
     * @throws RelayException if the file can't be read or is too large
     */
    String takeCatalogue(Path file, ImportWish wish, Consumer<String> told) {
        byte[] contents = contents(file);
        return ImportReport.of(doing("products-import", String.valueOf(file.getFileName()), () -> office.catalogue()
                        .imports()
                        .run(
                                contents,
                                wish,
                                progress ->
                                        told.accept(ImportReport.of(progress).toString()))))
                .toString();
    }

    private static byte[] contents(Path file) {
        try {
            if (Files.size(file) > CatalogueUpload.BYTES_MAX) {
                throw new RelayException("The file " + file + " has more than " + (CatalogueUpload.BYTES_MAX >> 20)
                        + " MiB; send it in several files");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new RelayException("The file " + file + " is not there; check its name", e);
        } catch (IOException e) {
            throw new RelayException("The file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** A consistent copy of the records, without keys; @return how many journal records it holds. */
    public long backup(Path file) {
        try {
            long records = folder.store().backup(file);
            record("backups-new", String.valueOf(file.getFileName()));
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException("The backup " + file + " can't be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        office.reconcile().close();
        reporting.close();
        control.close();
        web.close();
        health.close();
        tls.close();
        links.close();
        requestsFeed.close();
        creditFeed.close();
        folder.close();
    }
}
