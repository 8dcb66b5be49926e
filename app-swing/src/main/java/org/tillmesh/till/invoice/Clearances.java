package org.tillmesh.till.invoice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.audit.Misfits;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.sale.PrintJob;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Shop;

/**
 * What became of this till's invoices: cleared standard ones wait to be printed as the tax invoices they are now, rejected
 * ones of either kind to be issued anew. Both survive a restart: that one was printed is a print job of its own name.
 */
public final class Clearances {
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private final Shop shop;

    /** Uuids that never will be to print any more, so that asking once a second costs little. */
    private final Set<String> printed = new HashSet<>();

    /** Uuids that need nobody any more for a rejection. */
    private final Set<String> settled = new HashSet<>();

    /** This till's rejected invoices by uuid. */
    private final Map<String, Refused> refused = new HashMap<>();

    /** @param document the sale or return that it is of */
    private record Refused(String receipt, DocumentId document) {}

    Clearances(Shop shop) {
        this.shop = shop;
    }

    /** What needs a hand. @param rejected numbers of the invoices that are rejected, and neither issued anew nor resolved */
    record Counts(long toPrint, List<String> rejected) {}

    synchronized Counts counts() {
        return new Counts(toPrint(), rejected());
    }

    private long toPrint() {
        long toPrint = 0;
        Instant from = shop.clock().instant().minus(LOOKED_BACK);
        for (InvoiceChain.Link link : shop.retail().invoices().standardSince(shop.scope(), shop.till(), from)) {
            if (printed.contains(link.uuid())) {
                continue;
            }
            Optional<Reporting> answer = shop.retail().invoices().answer(shop.scope(), link.uuid());
            if (answer.isEmpty()) {
                continue;
            }
            if (answer.get().isAccepted() && !isPrinted(link.uuid())) {
                toPrint++;
            } else if (answer.get().state() != Reporting.State.COPY_MISSING) {
                printed.add(link.uuid());
            }
        }
        return toPrint;
    }

    private List<String> rejected() {
        var receipts = new ArrayList<String>();
        for (String uuid : shop.retail().invoices().uuidsNeedingAPerson(shop.scope())) {
            if (settled.contains(uuid)) {
                continue;
            }
            Refused one = refused.computeIfAbsent(uuid, this::refused);
            if (one == null) {
                continue;
            }
            if (isStanding(uuid, one.document()) && !isResolved(uuid)) {
                receipts.add(one.receipt());
            } else {
                settled.add(uuid);
            }
        }
        return receipts.stream().sorted().toList();
    }

    /** Null while its invoice has not arrived, and for one that is not this till's or not rejected. */
    private @Nullable Refused refused(String uuid) {
        InvoiceRecord invoice =
                shop.retail().invoices().invoice(shop.scope(), uuid).orElse(null);
        if (invoice == null) {
            return null;
        }
        boolean isRejected = shop.retail()
                .invoices()
                .answer(shop.scope(), uuid)
                .filter(answer -> answer.state() == Reporting.State.REJECTED)
                .isPresent();
        if (!invoice.till().equals(shop.till()) || !isRejected) {
            settled.add(uuid);
            return null;
        }
        return new Refused(invoice.receipt(), invoice.document());
    }

    private boolean isResolved(String uuid) {
        return shop.store()
                .read(view -> shop.retail().misfits().isResolved(view, shop.scope(), Misfits.Kind.REJECTED, uuid));
    }

    /** Whether no other invoice was issued in its place. */
    boolean isStanding(String invoice) {
        return shop.retail()
                .invoices()
                .invoice(shop.scope(), invoice)
                .map(record -> isStanding(invoice, record.document()))
                .orElse(false);
    }

    private boolean isStanding(String invoice, DocumentId document) {
        return shop.retail()
                .invoices()
                .standing(shop.scope(), document)
                .map(last -> last.uuid().equals(invoice))
                .orElse(true);
    }

    /** Whether a cleared invoice was printed, or waits for the printer. */
    boolean isPrinted(String invoice) {
        return shop.store()
                .read(view -> view.state(Scope.LOCAL, DocType.PRINT_JOB.ref(id(invoice))))
                .isPresent();
    }

    private static String id(String invoice) {
        return "cleared-" + invoice;
    }

    /** The print of a cleared invoice as the tax invoice: its first is the original, not a copy. */
    public void print(Transaction tx, Issued issued, boolean printed) {
        new PrintJob(
                        id(issued.invoice().uuid()),
                        issued.document().uuid(),
                        false,
                        printed,
                        shop.clock().instant())
                .writeTo(tx, Scope.LOCAL);
    }

    /** Whether its print would be the first one as a tax invoice. */
    public boolean isFirstPrint(Issued issued) {
        return issued.invoice().standard()
                && issued.isTaxInvoice()
                && !isPrinted(issued.invoice().uuid());
    }
}
