package org.tillmesh.relay.office;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.reporting.ReportingDesk;
import org.tillmesh.relay.reporting.ZatcaMonitor;
import org.tillmesh.relay.tills.ActivationDesk;
import org.tillmesh.relay.tills.RollCall;
import org.tillmesh.relay.tills.TillBoard;
import org.tillmesh.relay.tills.TillRequests;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.CatalogueCsv;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.CsvText;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.company.MinVersion;
import org.tillmesh.retail.company.StoreProfile;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** What head office knows and may change, for the HTTP API and the console. */
public final class Office {
    private static final int PRODUCTS_PER_COMMIT = 200;
    private static final long MAKING_WAY_NANOS = 2_000_000;
    private static final int LATEST = 12;
    private static final int NOTE_MAX = 500;

    private final Object importing = new Object();
    private final Store store;
    private final Retail retail;
    private final ActivationDesk activation;
    private final TillBoard board;
    private final EscrowOffice escrow;
    private final RollCall rollCall;
    private final TillRequests requests;
    private final ReportingDesk reporting;
    private final boolean demo;
    private final Clock clock;

    public Office(
            Store store,
            Retail retail,
            ActivationDesk activation,
            TillBoard board,
            EscrowOffice escrow,
            RollCall rollCall,
            TillRequests requests,
            ReportingDesk reporting,
            boolean demo,
            Clock clock) {
        this.store = store;
        this.retail = retail;
        this.activation = activation;
        this.board = board;
        this.escrow = escrow;
        this.rollCall = rollCall;
        this.requests = requests;
        this.reporting = reporting;
        this.demo = demo;
        this.clock = clock;
    }

    public boolean isDemo() {
        return demo;
    }

    public record Sale(String receipt, String kind, String till, Money total, Money vat, String uuid, Instant at) {
        static Sale of(Sold sold) {
            return new Sale(
                    sold.receipt().toString(),
                    sold.isSale() ? "sale" : "return",
                    sold.till().toString(),
                    sold.total(),
                    sold.vat(),
                    sold.uuid(),
                    sold.at());
        }
    }

    /** Every issued document of a store; the digest and what was seen are of the same records or earlier ones. */
    public record Sales(int count, Money gross, Money vat, List<Sale> sales, String digest, String seen) {}

    /** @throws RelayException if the store is unknown */
    public Sales sales(String storeId, @Nullable Instant since) {
        Scope scope = known(storeId);
        Store.Digest digest = store.digest(scope);
        List<Sold> found = retail.sales().since(scope, since == null ? Instant.EPOCH : since);
        SalesBook.Sums sums = SalesBook.sums(found);
        return new Sales(
                sums.count(),
                sums.gross(),
                sums.vat(),
                found.stream().map(Sale::of).toList(),
                digest.digest().toString(),
                digest.seen().toString());
    }

    private Scope known(String storeId) {
        if (!activation.stores().contains(storeId)) {
            throw new RelayException("Store \"" + storeId + "\" is unknown; known are " + activation.stores());
        }
        return Scope.store(storeId);
    }

    public record ChainHead(String receipt, long icv, String hash) {}

    /**
     * A till as last heard of.
     *
     * @param unsent -1 while it never said
     * @param receivedUpTo scope to the number of the last ChangeSet that is held of it
     * @param isProtected whether all that it had issued was on a second disk
     */
    public record Till(
            String till,
            String store,
            boolean activated,
            boolean revoked,
            boolean online,
            @Nullable Instant lastHeard,
            long unsent,
            Map<String, Long> receivedUpTo,
            @Nullable ChainHead chainHead,
            @JsonProperty("protected") boolean isProtected,
            long clockSkewMs) {}

    /** Tills that were activated, or have sent something (those of a demo need no activation). */
    public List<Till> tills() {
        var tills = new ArrayList<Till>();
        var heads = store.vector().heads();
        for (TillProfile profile : activation.tills()) {
            var upTo = new TreeMap<String, Long>();
            heads.forEach((StreamId stream, org.tillmesh.crdt.Head head) -> {
                if (stream.origin().replica().equals(profile.replica())) {
                    upTo.merge(stream.scope().name(), head.seq(), Math::max);
                }
            });
            TillBoard.Seen seen = board.of(profile.id().toString());
            boolean activated = profile.certificate().length > 0;
            if (activated || !upTo.isEmpty() || seen.online() || !demo) {
                tills.add(till(profile, upTo, seen, activated));
            }
        }
        return tills;
    }

    private Till till(TillProfile profile, Map<String, Long> upTo, TillBoard.Seen seen, boolean activated) {
        ChainHead head = retail.invoices()
                .head(Scope.store(profile.id().store()), profile.id())
                .map((InvoiceChain.Link link) -> new ChainHead(link.receipt(), link.icv(), link.hash()))
                .orElse(null);
        return new Till(
                profile.id().toString(),
                profile.id().store(),
                activated,
                !profile.active(),
                seen.online(),
                seen.heard().equals(Instant.EPOCH) ? null : seen.heard(),
                seen.unsent(),
                upTo,
                head,
                seen.unprotected() <= 0,
                seen.skewMillis());
    }

    public record Fleet(long minVersion, int version) {}

    /** Tills below that version say that they need an update. */
    public Fleet requireVersion(String number) {
        if (!number.matches("[0-9]{1,9}")) {
            throw new RelayException("The parameter \"minVersion\" is \"" + number + "\"; give a whole number like "
                    + DocType.SCHEMA + ", the number of this relay's version");
        }
        store.write(tx -> {
            MinVersion.require(tx, Long.parseLong(number));
            return true;
        });
        return new Fleet(Long.parseLong(number), DocType.SCHEMA);
    }

    public record Transfer(String id, String from, String to, String state, String by) {
        private static Transfer of(TillRequests.Transfer transfer) {
            return new Transfer(transfer.id(), transfer.from(), transfer.to(), transfer.state(), transfer.by());
        }
    }

    /** Transfers between branches, the latest first. */
    public List<Transfer> transfers() {
        return requests.transfers().stream().map(Transfer::of).toList();
    }

    public Transfer decideTransfer(String id, boolean approved) {
        return Transfer.of(requests.decideTransfer(id, approved, "head office"));
    }

    public record Approval(String id, String till, String user, String what, String about, String note, String state) {
        private static Approval of(TillRequests.Asked asked) {
            return new Approval(
                    asked.id(), asked.till(), asked.user(), asked.what(), asked.about(), asked.note(), asked.state());
        }
    }

    /** What tills have asked head office to allow. */
    public List<Approval> approvals() {
        return requests.approvals().stream().map(Approval::of).toList();
    }

    public Approval decideApproval(String id, boolean approved, String note) {
        if (note.length() > NOTE_MAX) {
            throw new RelayException(
                    "The parameter \"note\" has " + note.length() + " characters; give at most " + NOTE_MAX);
        }
        return Approval.of(requests.decideApproval(id, approved, "head office", note));
    }

    /**
     * What an account is worth.
     *
     * @param free what no till holds just now
     * @param awaited tills that may hold or have spent some of it and have not been heard since this relay was put back
     */
    public record Balance(String account, Money balance, Money free, List<String> awaited) {
        private static Balance of(EscrowOffice.Balance balance) {
            return new Balance(balance.account(), balance.balance(), balance.free(), balance.awaited());
        }
    }

    /** @param account {@code gift:NUMBER}, {@code credit:CUSTOMER} or {@code points:CUSTOMER} */
    public Balance balance(String account) {
        return Balance.of(escrow.balance(account));
    }

    /** Puts value on an account. @param key the same key again changes nothing */
    public Balance mint(String account, String amount, @Nullable String key) {
        try {
            return Balance.of(escrow.mint(account, Money.parse(amount, Money.SAR), key));
        } catch (IllegalArgumentException e) {
            throw new RelayException(String.valueOf(e.getMessage()), e);
        }
    }

    /** @param product its id */
    public record Stock(String product, String barcode, String name, String nameAr, String onHand) {}

    /** Products of which something was counted or moved in the store, after the demo's first count. */
    public List<Stock> stock(String storeId) {
        Scope scope = known(storeId);
        var moved = new TreeSet<String>();
        store.read(view -> view.scan(scope, DocType.MOVEMENT.typeName())
                        .map(document -> org.tillmesh.retail.stock.Movement.of((Document.Record) document)
                                .product())
                        .toList())
                .forEach(moved::add);
        var stock = new ArrayList<Stock>();
        for (String id : moved) {
            retail.catalogue().byId(id).ifPresent(product -> {
                StockLevels.Level level = retail.stock().level(scope, id);
                stock.add(new Stock(
                        product.id(),
                        product.barcode(),
                        product.name(),
                        product.nameAr(),
                        level.onHand().toString()));
            });
        }
        return stock;
    }

    public List<Product> products() {
        return retail.catalogue().all();
    }

    /** Named tax treatments, by id. */
    public List<TaxProfile> taxProfiles() {
        return List.copyOf(retail.catalogue().taxProfiles().values());
    }

    /**
     * Adds a tax profile, or changes one in name and reason.
     *
     * @throws RelayException if it is not right, or another category is wanted for one that products may have
     */
    public TaxProfile putTaxProfile(byte[] json) {
        TaxProfile wanted = TaxProfiles.read(json);
        TaxProfile old = retail.catalogue().taxProfile(wanted.id()).orElse(null);
        if (old != null && old.category() != wanted.category()) {
            throw new RelayException("Tax profile \"" + wanted.id() + "\" is of category "
                    + old.category().code() + ", and products may have it; make a new one for "
                    + wanted.category().code());
        }
        store.write(tx -> {
            wanted.writeTo(tx, Scope.COMPANY);
            return true;
        });
        return wanted;
    }

    public record Refused(int row, String problem) {}

    /** A code that several products bear: only the first of them is sold by it. */
    public record Doubled(String barcode, List<String> products) {}

    /**
     * @param encoding how the file was read
     * @param doubled codes that more than one product bears since earlier, whatever this file held
     */
    public record Imported(int imported, List<Refused> refused, String encoding, List<Doubled> doubled) {
        /** Whether nothing of the file was taken. */
        public boolean nothing() {
            return imported == 0;
        }
    }

    /**
     * Takes the good rows of a catalogue; each bad one is reported by its row. One file after another, so that two of them
     * do not give one barcode away twice.
     *
     * @param newCategories whether a category that is not there is made; a row that names one is refused otherwise
     * @throws RelayException if it is no text that can be read for sure
     */
    public Imported importProducts(byte[] file, boolean newCategories) {
        CsvText csv;
        try {
            csv = CsvText.of(file);
        } catch (IllegalArgumentException e) {
            throw new RelayException(String.valueOf(e.getMessage()), e);
        }
        synchronized (importing) {
            return importProducts(csv, newCategories);
        }
    }

    private Imported importProducts(CsvText csv, boolean newCategories) {
        CatalogueCsv.Result result = CatalogueCsv.parse(csv.text(), new Known(newCategories));
        List<Product> products = result.products();
        var categories = new TreeSet<String>();
        for (int from = 0; from < products.size(); from += PRODUCTS_PER_COMMIT) {
            List<Product> some = products.subList(from, Math.min(products.size(), from + PRODUCTS_PER_COMMIT));
            some.forEach(product -> categories.add(product.category()));
            store.write(tx -> {
                some.forEach(product -> product.writeTo(tx, Scope.COMPANY));
                return true;
            });
            makeWay();
        }
        categories.removeIf(
                id -> id.isEmpty() || retail.catalogue().category(id).isPresent());
        if (!categories.isEmpty()) {
            store.write(tx -> {
                for (String id : categories) {
                    new Category(id, id, id, retail.catalogue().categories().size() + 1).writeTo(tx, Scope.COMPANY);
                }
                return true;
            });
        }
        return new Imported(
                products.size(),
                result.problems().stream()
                        .map(p -> new Refused(p.row(), p.toString()))
                        .toList(),
                csv.encoding(),
                doubledBarcodes());
    }

    /** Codes that more than one product bears. */
    public List<Doubled> doubledBarcodes() {
        return retail.catalogue().doubledBarcodes().entrySet().stream()
                .map(e -> new Doubled(e.getKey(), e.getValue()))
                .toList();
    }

    /** What a file is held against: the catalogue as it is. */
    private final class Known implements CatalogueCsv.Company {
        private final SortedMap<String, TaxProfile> taxProfiles =
                retail.catalogue().taxProfiles();
        private final @Nullable Set<String> categories;

        Known(boolean newCategories) {
            categories = newCategories
                    ? null
                    : retail.catalogue().categories().stream()
                            .map(Category::id)
                            .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public SortedMap<String, TaxProfile> taxProfiles() {
            return taxProfiles;
        }

        @Override
        public Optional<Product> product(String id) {
            return retail.catalogue().byId(id);
        }

        @Override
        public List<Product> bearers(String code) {
            return retail.catalogue().allByBarcode(code);
        }

        @Override
        public Optional<Set<String>> categories() {
            return Optional.ofNullable(categories);
        }
    }

    /** A writer that comes back at once is let in before all who wait: so whoever wants to read or sell gets a turn first. */
    private static void makeWay() {
        LockSupport.parkNanos(MAKING_WAY_NANOS);
    }

    /** Reported, to report with its age, refused with reasons. */
    public ZatcaMonitor.Overview zatca() {
        return reporting.overview();
    }

    /** @param after uuid of the last refused one of the page before, null for the first page; @param limit of a page */
    public ZatcaMonitor.Overview zatca(@Nullable String after, int limit) {
        return reporting.overview(after, limit);
    }

    /** Whatever waits for its next try is tried now. */
    public ZatcaMonitor.Overview retryReporting() {
        reporting.retry();
        return reporting.overview();
    }

    public record Branch(String id, String name, String nameAr, int count, Money gross) {}

    /**
     * What the console shows.
     *
     * @param branches with what each sold today, in its own time zone
     * @param awaited tills without which no rights are handed out since this relay was put back to an older copy
     * @param zatca how reporting to the authority stands, without the list of what was refused
     */
    public record Dashboard(
            List<Branch> branches,
            List<Till> tills,
            List<Sale> latest,
            List<String> awaited,
            ZatcaMonitor.Overview zatca,
            Instant asOf) {}

    public Dashboard dashboard() {
        var branches = new ArrayList<Branch>();
        var latest = new ArrayList<Sold>();
        Instant now = clock.instant();
        for (String id : activation.stores()) {
            StoreProfile profile = store.read(view -> view.state(Scope.COMPANY, DocType.STORE.ref(id)))
                    .map(StoreProfile::of)
                    .orElseThrow();
            List<Sold> today = retail.sales().since(Scope.store(id), midnight(profile.zone(), now));
            SalesBook.Sums sums = SalesBook.sums(today);
            branches.add(new Branch(id, profile.name(), profile.nameAr(), sums.count(), sums.gross()));
            latest.addAll(today.subList(Math.max(0, today.size() - LATEST), today.size()));
        }
        latest.sort((a, b) -> b.compareTo(a));
        return new Dashboard(
                branches,
                tills(),
                latest.stream().limit(LATEST).map(Sale::of).toList(),
                rollCall.awaited(),
                reporting.overview(null, 0),
                now);
    }

    private static Instant midnight(ZoneId zone, Instant now) {
        return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    }
}
