package org.tillmesh.till.paper;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.PrintPage;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.customer.Payment;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.PrintJob;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.device.DeviceRefusal;
import org.tillmesh.till.device.DeviceTable;
import org.tillmesh.till.invoice.Clearances;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * The print queue: a job is journaled with its sale and printed beside it. A printer that is missing, broken or out of
 * paper holds no sale up; its jobs wait. That a page was begun is journaled before its first dot: one that nobody knows of
 * whether it is on paper is printed again as a copy. Without a printer receipts are shown, not printed.
 */
public final class PrintDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrintDesk.class);
    private static final int CLOSE_SECONDS_MAX = 5;
    private static final int AGAIN_SECONDS = 10;

    private final Shop shop;
    private final IssuedBook book;
    private final Clearances clearances;
    private final Sheets sheets;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "printing");
        made.setDaemon(true);
        return made;
    });
    private volatile PaperAnswers.Printing printing = new PaperAnswers.Printing(0, null);
    private final Map<String, PrintJob> waiting = new ConcurrentHashMap<>();
    private final Set<String> printed = new HashSet<>(); // by this thread, while the commit is not heard of
    private final Queue<DocumentId> fresh = new ConcurrentLinkedQueue<>();
    private final DeviceTable devices;
    private @Nullable Instant loadedSince; // on the printing thread only, like what follows
    private boolean triesAgain;

    public PrintDesk(Shop shop, IssuedBook book, Clearances clearances, DeviceTable devices) {
        this.shop = shop;
        this.devices = devices;
        this.book = book;
        this.clearances = clearances;
        this.sheets = new Sheets(shop, book);
    }

    /** Loads what the first sale needs, off its path, and prints what waits from before. */
    public void begin() {
        run(() -> {
            if (shop.store()
                    .read(v -> v.state(Scope.COMPANY, DocType.COMPANY.ref(Company.ID)))
                    .isPresent()) {
                shop.signing().key();
            }
        });
        wake();
    }

    /** What a commit adds to the queue, and takes from it; who sold may have woken this desk before it heard of it. */
    public void committed(Store.Commit commit) {
        boolean isNew = false;
        for (Change change : commit.changes()) {
            if (DocType.PRINT_JOB.is(change.ref()) && change.after() instanceof Document.State state) {
                PrintJob job = PrintJob.of(state);
                if (job.printed()) {
                    heardPrinted(job);
                } else {
                    heard(job);
                    isNew |= change.before() == null;
                    if (change.before() == null && !job.copy() && job.paper() == null) {
                        fresh.add(job.document());
                    }
                }
            }
        }
        if (isNew) {
            wake();
        }
    }

    /** The printing thread knows earlier what it did than the feed tells: a word that comes late takes nothing back. */
    private void heard(PrintJob job) {
        synchronized (waiting) {
            if (!printed.contains(job.id())) {
                waiting.merge(job.id(), job, (known, said) -> known.begun() ? known : said);
            }
        }
    }

    private void heardPrinted(PrintJob job) {
        synchronized (waiting) {
            waiting.remove(job.id());
            printed.remove(job.id()); // nothing older of it comes any more
        }
    }

    private void isPrinted(PrintJob job) {
        synchronized (waiting) {
            printed.add(job.id());
            waiting.remove(job.id());
        }
    }

    public void wake() {
        run(() -> {
            kick();
            printOrTryAgain();
        });
    }

    /** A sale that was paid with what lies in the drawer opens it once, whatever becomes of its paper. */
    private void kick() {
        for (DocumentId next = fresh.poll(); next != null; next = fresh.poll()) {
            boolean opens = book.known(next)
                    .filter(sold -> sold.tenders().stream().anyMatch(this::opensDrawer))
                    .isPresent();
            if (opens) {
                kicked();
            }
        }
    }

    /** Opens the drawer; without one, or when it fails, it is opened by hand. */
    public void openDrawer() {
        run(this::kicked);
    }

    private void kicked() {
        try {
            devices.openDrawer();
        } catch (DeviceException e) {
            LOG.warn("The drawer is to be opened by hand: {}", e.getMessage());
        }
    }

    /** How the printer did at its last job. */
    PaperAnswers.Printing printing() {
        return printing;
    }

    /** What waits is tried again by itself until it is printed. */
    private void printOrTryAgain() {
        Optional<Instant> since = devices.printerSince();
        if (since.isEmpty()) {
            waiting.clear();
            printing = new PaperAnswers.Printing(0, null);
            return;
        }
        load(since.get());
        Sentence problem = printWaiting();
        printing = new PaperAnswers.Printing(problem == null ? 0 : waiting.size(), problem);
        if (problem != null) {
            again();
        }
    }

    private void again() {
        if (triesAgain) {
            return;
        }
        triesAgain = true;
        try {
            thread.schedule(
                    () -> {
                        triesAgain = false;
                        printOrTryAgain();
                    },
                    AGAIN_SECONDS,
                    TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The till is closing; what waits is printed at the next start");
        }
    }

    private void run(Runnable work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.warn("Printing: {}", e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The till is closing; the job waits for the next start");
        }
    }

    /** What waited when the till was opened; what came before it had a printer was not meant for one. */
    private void load(Instant since) {
        if (!since.equals(loadedSince)) {
            List<PrintJob> all = shop.store().read(view -> view.scan(Scope.LOCAL, DocType.PRINT_JOB.typeName())
                    .map(d -> PrintJob.of((Document.State) d))
                    .filter(job -> !job.printed())
                    .toList());
            all.forEach(job -> waiting.putIfAbsent(job.id(), job));
            loadedSince = since;
        }
        waiting.values().removeIf(job -> job.at().isBefore(since));
    }

    /** @return what is wrong; null if nothing waits any more */
    private @Nullable Sentence printWaiting() {
        Sentence problem = null;
        for (PrintJob job : waiting.values().stream()
                .sorted(Comparator.comparing(PrintJob::at).thenComparing(PrintJob::id))
                .toList()) {
            try {
                print(job);
            } catch (DeviceException e) {
                LOG.warn("Receipts wait: {}", e.getMessage());
                return DeviceRefusal.of(e).sentence();
            } catch (TillException e) { // of this one's document: the next may go on
                LOG.warn("The receipt of {} waits: {}", job.document(), e.getMessage());
                problem = e.sentence();
            }
        }
        return problem;
    }

    private void print(PrintJob job) throws DeviceException {
        PaperKind kind = PaperKind.of(job.paper());
        boolean isIssued =
                kind == PaperKind.RECEIPT && sheets.payment(job.document()).isEmpty();
        Issued issued = isIssued ? book.find(null, job.document()) : null;
        devices.withPrinter(printer -> {
            printer.ready();
            PrintPage page = sheets.page(kind, job.document(), job.copy() || job.begun(), printer.width());
            shop.writeAnyway(tx -> {
                job.beginning().writeTo(tx, Scope.LOCAL);
                return true;
            });
            heard(job.beginning());
            printer.print(page);
            isPrinted(job);
            return true;
        });
        shop.writeAnyway(tx -> {
            job.beginning().done().writeTo(tx, Scope.LOCAL);
            if (issued != null && clearances.isFirstPrint(issued)) {
                clearances.print(tx, issued, true);
            }
            return true;
        });
    }

    /** As its payment method says; cash does where there is none. */
    private boolean opensDrawer(Tender tender) {
        String method = tender.method();
        return method == null
                ? tender.kind() == TenderKind.CASH
                : shop.store()
                        .read(view -> PaymentMethod.known(view, method))
                        .map(PaymentMethod::opensDrawer)
                        .orElse(tender.kind() == TenderKind.CASH);
    }

    /** Another print; of an invoice that has been cleared since, the first as the tax invoice it is now. */
    void again(Issued issued) {
        shop.write(tx -> {
            if (clearances.isFirstPrint(issued)) {
                clearances.print(tx, issued, false);
                return true;
            }
            copy(tx, issued.document().uuid(), String.valueOf(issued.document().receipt()));
            return true;
        });
    }

    /** Another print of what was paid on account, marked as a copy. */
    void again(Payment payment) {
        shop.write(tx -> {
            copy(tx, new DocumentId(payment.uuid()), PaymentSlips.number(payment));
            return true;
        });
    }

    private void copy(Transaction tx, DocumentId document, String number) {
        new PrintJob(Shop.newId(), document, true, false, shop.clock().instant()).writeTo(tx, Scope.LOCAL);
        shop.audit(tx, "reprint", number, null);
    }

    /** What was paid on account, by its uuid; empty for every other document. */
    Optional<Payment> payment(DocumentId uuid) {
        return sheets.payment(uuid);
    }

    /** Another paper; one of a Z or a card slip that was printed before is a copy. */
    void print(PaperKind kind, DocumentId of) {
        boolean isOnce = kind == PaperKind.Z || kind == PaperKind.MERCHANT || kind == PaperKind.CUSTOMER;
        boolean copy = isOnce
                && shop.store().read(view -> view.scan(Scope.LOCAL, DocType.PRINT_JOB.typeName())
                        .map(d -> PrintJob.of((Document.State) d))
                        .anyMatch(
                                job -> job.document().equals(of) && kind.code().equals(job.paper())));
        shop.write(tx -> {
            new PrintJob(
                            Shop.newId(),
                            of,
                            kind.code(),
                            copy,
                            false,
                            false,
                            shop.clock().instant())
                    .writeTo(tx, Scope.LOCAL);
            if (copy) {
                shop.audit(tx, "reprint", kind.code() + " " + of, null);
            }
            return true;
        });
    }

    /** Every paper's layout. */
    Sheets sheets() {
        return sheets;
    }

    /** Ends what is being printed or made; what waits stays journaled. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
