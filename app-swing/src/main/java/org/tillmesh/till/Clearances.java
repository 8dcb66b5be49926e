package org.tillmesh.till;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.DocType;
import org.tillmesh.retail.InvoiceChain;
import org.tillmesh.retail.PrintJob;
import org.tillmesh.retail.Reporting;
import org.tillmesh.store.Transaction;

/**
 * What became of this till's standard invoices: cleared ones wait to be printed as the tax invoices they are now, rejected
 * ones to be issued anew. Both survive a restart: that one was printed is a print job of its own name.
 */
final class Clearances {
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private final Shop shop;

    /** Uuids of which nothing will change any more, so that asking once a second costs little. */
    private final Set<String> settled = new HashSet<>();

    Clearances(Shop shop) {
        this.shop = shop;
    }

    /** How many need a hand. */
    record Counts(long toPrint, long rejected) {}

    synchronized Counts counts() {
        long toPrint = 0;
        long rejected = 0;
        Instant from = shop.clock().instant().minus(LOOKED_BACK);
        for (InvoiceChain.Link link : shop.retail().invoices().standardSince(shop.scope(), shop.till(), from)) {
            if (settled.contains(link.uuid())) {
                continue;
            }
            Optional<Reporting> answer = shop.retail().invoices().answer(shop.scope(), link.uuid());
            if (answer.isEmpty()) {
                continue;
            }
            if (answer.get().isAccepted() && !isPrinted(link.uuid())) {
                toPrint++;
            } else if (answer.get().state() == Reporting.State.REJECTED && isStanding(link.uuid())) {
                rejected++;
            } else if (answer.get().state() != Reporting.State.COPY_MISSING) {
                settled.add(link.uuid());
            }
        }
        return new Counts(toPrint, rejected);
    }

    /** Whether no other invoice was issued in its place. */
    boolean isStanding(String invoice) {
        return shop.retail()
                .invoices()
                .invoice(shop.scope(), invoice)
                .map(record -> shop.retail()
                        .invoices()
                        .standing(shop.scope(), record.document())
                        .map(last -> last.uuid().equals(invoice))
                        .orElse(true))
                .orElse(false);
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
    void print(Transaction tx, Checkout.Issued issued, boolean printed) {
        new PrintJob(
                        id(issued.invoice().uuid()),
                        issued.document().uuid(),
                        false,
                        printed,
                        shop.clock().instant())
                .writeTo(tx, Scope.LOCAL);
    }

    /** Whether its print would be the first one as a tax invoice. */
    boolean isFirstPrint(Checkout.Issued issued) {
        return issued.invoice().standard()
                && issued.isTaxInvoice()
                && !isPrinted(issued.invoice().uuid());
    }
}
