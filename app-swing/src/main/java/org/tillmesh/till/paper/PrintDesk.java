package org.tillmesh.till.paper;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Scope;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.ReceiptPrinter;
import org.tillmesh.hardware.escpos.FilePrinter;
import org.tillmesh.hardware.escpos.TcpPrinter;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.PrintJob;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.store.Document;
import org.tillmesh.till.invoice.Clearances;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.shop.Shop;

/**
 * The print queue: a job is journaled with its sale and printed beside it. A printer that is missing, broken or out of
 * paper holds no sale up; its jobs wait. Which printer is a setting of this machine: {@code -Dtillmesh.printer=HOST:PORT}
 * or a file; without one receipts are shown, not printed.
 */
public final class PrintDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrintDesk.class);
    private static final int CLOSE_SECONDS_MAX = 5;
    private static final int AGAIN_SECONDS = 10;

    private final Shop shop;
    private final IssuedBook book;
    private final Clearances clearances;
    private final Receipts receipts;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "printing");
        made.setDaemon(true);
        return made;
    });
    private volatile PaperAnswers.Printing printing = new PaperAnswers.Printing(0, null);
    private boolean triesAgain; // on the printing thread only

    public PrintDesk(Shop shop, IssuedBook book, Clearances clearances) {
        this.shop = shop;
        this.book = book;
        this.clearances = clearances;
        this.receipts = new Receipts(shop);
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

    public void wake() {
        printer().ifPresent(printer -> run(() -> printOrTryAgain(printer)));
    }

    /** Opens the drawer that hangs on the printer; without one it is opened by hand. */
    public void openDrawer() {
        printer()
                .ifPresent(printer -> run(() -> {
                    try {
                        printer.openDrawer();
                    } catch (DeviceException e) {
                        LOG.warn("The drawer is to be opened by hand: {}", e.getMessage());
                    }
                }));
    }

    /** How the printer did at its last job. */
    PaperAnswers.Printing printing() {
        return printing;
    }

    /** What waits is tried again by itself until it is printed. */
    private void printOrTryAgain(ReceiptPrinter printer) {
        try {
            printWaiting(printer);
        } catch (DeviceException | RuntimeException e) {
            LOG.warn("Receipts wait: {}", e.toString());
            printing = new PaperAnswers.Printing(waiting().size(), String.valueOf(e.getMessage()));
            again(printer);
            return;
        }
        printing = new PaperAnswers.Printing(0, null);
    }

    private void again(ReceiptPrinter printer) {
        if (triesAgain) {
            return;
        }
        triesAgain = true;
        try {
            thread.schedule(
                    () -> {
                        triesAgain = false;
                        printOrTryAgain(printer);
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

    private static Optional<ReceiptPrinter> printer() {
        String setting = System.getProperty("tillmesh.printer", "");
        if (setting.isEmpty()) {
            return Optional.empty();
        }
        if (setting.matches(".+:[0-9]{1,5}")) {
            HostPort at = HostPort.parse(setting);
            return Optional.of(new TcpPrinter(at.host(), at.port()));
        }
        return Optional.of(new FilePrinter(Path.of(setting)));
    }

    private List<PrintJob> waiting() {
        return shop.store().read(view -> view.scan(Scope.LOCAL, DocType.PRINT_JOB.typeName())
                .map(d -> PrintJob.of((Document.State) d))
                .filter(j -> !j.printed())
                .sorted(Comparator.comparing(PrintJob::at))
                .toList());
    }

    private void printWaiting(ReceiptPrinter printer) throws DeviceException {
        for (PrintJob job : waiting()) {
            Issued issued = book.find(null, job.document());
            boolean cash = issued.document().tenders().stream().anyMatch(t -> t.kind() == TenderKind.CASH);
            printer.print(receipts.picture(receipts.receipt(issued, job.copy())), cash && !job.copy());
            shop.writeAnyway(tx -> {
                job.done().writeTo(tx, Scope.LOCAL);
                if (clearances.isFirstPrint(issued)) {
                    clearances.print(tx, issued, true);
                }
                return true;
            });
        }
    }

    /** Another print; of an invoice that has been cleared since, the first as the tax invoice it is now. */
    void again(Issued issued) {
        shop.write(tx -> {
            if (clearances.isFirstPrint(issued)) {
                clearances.print(tx, issued, false);
                return true;
            }
            new PrintJob(
                            Shop.newId(),
                            issued.document().uuid(),
                            true,
                            false,
                            shop.clock().instant())
                    .writeTo(tx, Scope.LOCAL);
            shop.audit(tx, "reprint", String.valueOf(issued.document().receipt()), null);
            return true;
        });
    }

    /** Of a sale that is only played. */
    byte[] png(IssuedDocument played) {
        return receipts.png(receipts.played(played));
    }

    byte[] png(ParkedCart quotation) {
        return receipts.png(receipts.quoted(quotation));
    }

    byte[] png(Issued issued) {
        return receipts.png(receipts.receipt(issued, false));
    }

    byte[] giftPng(Issued issued) {
        return receipts.png(receipts.gift(issued));
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
