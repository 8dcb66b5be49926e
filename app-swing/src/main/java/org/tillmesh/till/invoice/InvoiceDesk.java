package org.tillmesh.till.invoice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.invoice.ReportingDeadline;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.till.shop.Shop;

/** The store's invoices that are not done with: rejected, without an answer, and the standard ones of late. */
final class InvoiceDesk {
    private static final int WAITING_MAX = 200;
    private static final Duration DUE_AFTER = Duration.ofHours(24);
    private static final Duration SHOWN_FOR = Duration.ofDays(2);

    private final Shop shop;
    private final IssuedBook book;
    private final Clearances clearances;

    InvoiceDesk(Shop shop, IssuedBook book, Clearances clearances) {
        this.shop = shop;
        this.book = book;
        this.clearances = clearances;
    }

    /** Rejected ones first, then what waits, the oldest first, then cleared ones, the newest first. */
    InvoiceAnswers.Invoices list() {
        shop.requireReader();
        InvoiceChain chain = shop.retail().invoices();
        var rows = new ArrayList<InvoiceAnswers.InvoiceState>();
        var shown = new HashSet<String>();
        for (Reporting answer : chain.needingAPerson(shop.scope())) {
            if (clearances.isStanding(answer.invoice())) {
                add(answer.invoice(), answer, rows, shown);
            }
        }
        long waiting = 0;
        for (TillId till : tills(chain)) {
            waiting += chain.unreported(shop.scope(), till).count();
            for (InvoiceChain.Link link : chain.waiting(shop.scope(), till, WAITING_MAX)) {
                add(link.uuid(), null, rows, shown);
            }
        }
        Instant from = shop.clock().instant().minus(SHOWN_FOR);
        List<InvoiceChain.Link> late = chain.standardSince(shop.scope(), shop.till(), from);
        for (int i = late.size() - 1; i >= 0; i--) {
            String uuid = late.get(i).uuid();
            chain.answer(shop.scope(), uuid)
                    .filter(Reporting::isAccepted)
                    .ifPresent(answer -> add(uuid, answer, rows, shown));
        }
        return new InvoiceAnswers.Invoices(waiting, rows);
    }

    private Set<TillId> tills(InvoiceChain chain) {
        var tills = new TreeSet<TillId>(chain.tillsUnreported(shop.scope()));
        tills.add(shop.till());
        return tills;
    }

    private void add(
            String uuid, @Nullable Reporting answer, List<InvoiceAnswers.InvoiceState> into, Set<String> shown) {
        InvoiceRecord invoice = invoice(uuid).orElse(null);
        if (invoice == null || !shown.add(uuid)) {
            return;
        }
        // A sale that has not arrived yet can't be shown whole; its invoice is listed with the next look.
        book.known(invoice.document()).ifPresent(document -> into.add(row(invoice, document, answer)));
    }

    /** An archived one waits for nothing, though in a shop that never reported anything it counts as waiting. */
    private Optional<InvoiceRecord> invoice(String uuid) {
        try {
            return shop.retail().invoices().invoice(shop.scope(), uuid);
        } catch (ArchivedException e) {
            return Optional.empty();
        }
    }

    private InvoiceAnswers.InvoiceState row(
            InvoiceRecord invoice, IssuedDocument document, @Nullable Reporting answer) {
        Instant due = invoice.at().plus(DUE_AFTER);
        Duration age = Duration.between(invoice.at(), shop.clock().instant());
        boolean cleared = answer != null && answer.isAccepted() && invoice.standard();
        boolean own = invoice.till().equals(shop.till());
        return new InvoiceAnswers.InvoiceState(
                invoice.receipt(),
                document.receipt().toString(),
                document.uuid(),
                document.isSale() ? "sale" : "return",
                invoice.standard() ? "standard" : "simplified",
                invoice.till().toString(),
                document.signed(document.total()),
                invoice.at(),
                answer == null ? due : null,
                answer == null ? ReportingDeadline.of(age).name().toLowerCase(Locale.ROOT) : null,
                state(invoice, answer),
                answer == null || answer.message().isEmpty() ? null : answer.message(),
                document.customerId(),
                invoice.buyer() == null ? null : invoice.buyer().name(),
                cleared && own && !clearances.isPrinted(invoice.uuid()),
                own && answer != null && answer.state() == Reporting.State.REJECTED);
    }

    private static String state(InvoiceRecord invoice, @Nullable Reporting answer) {
        if (answer == null) {
            return invoice.standard() ? "waits-for-clearance" : "to-report";
        }
        return switch (answer.state()) {
            case ACCEPTED, ACCEPTED_WITH_WARNINGS -> invoice.standard() ? "cleared" : "reported";
            case REJECTED -> "rejected";
            case COPY_MISSING -> "copy-missing";
            case BEFORE_ONBOARDING -> "before-onboarding";
        };
    }
}
