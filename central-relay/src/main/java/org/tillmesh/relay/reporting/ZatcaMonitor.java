package org.tillmesh.relay.reporting;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.DocType;
import org.tillmesh.retail.InvoiceChain;
import org.tillmesh.retail.InvoiceRecord;
import org.tillmesh.retail.Reporting;
import org.tillmesh.retail.ReportingDeadline;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.api.FatooraClient;

/** How reporting stands, for people. */
public final class ZatcaMonitor {
    private static final int REFUSALS_MAX = 500;

    private final Store store;
    private final Retail retail;
    private final Supplier<List<TillId>> tills;
    private final Credentials credentials;
    private final ReportingQueue queue;
    private final Clock clock;

    ZatcaMonitor(
            Store store,
            Retail retail,
            Supplier<List<TillId>> tills,
            Credentials credentials,
            ReportingQueue queue,
            Clock clock) {
        this.store = store;
        this.retail = retail;
        this.tills = tills;
        this.credentials = credentials;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * @param api whom it is reported to, null while no address is set
     * @param waiting documents without an answer, of all tills
     * @param deadline of the oldest of them: far, watch, near, missed
     * @param refused those that need a person, the newest first, at most 500
     */
    public record Overview(
            @Nullable String api,
            @Nullable String environment,
            long waiting,
            @Nullable Instant oldest,
            String deadline,
            List<Till> tills,
            List<Refused> refused,
            Instant asOf) {}

    /**
     * @param icv counter of its last document held here
     * @param missing counters below it that are not held, looked for while something waits
     * @param hindrance of which kind the alarm is, or the trouble where there is none: chain_gap, not_onboarded,
     *     credentials_refused, no_service, not_understood, certificate_ends, failed
     * @param alarm what a person must mend, null if nothing
     * @param trouble what passes by itself, null if nothing
     */
    public record Till(
            String till,
            long icv,
            long reported,
            long waiting,
            @Nullable Instant oldest,
            String deadline,
            long refused,
            int missing,
            @Nullable String hindrance,
            @Nullable String alarm,
            @Nullable String trouble,
            @Nullable Instant nextTry,
            @Nullable Certificate certificate) {}

    /** @param expires soon if it is good for less than 30 days */
    public record Certificate(String documents, String template, String issuer, Instant until, String expires) {}

    /** @param state rejected, copy_missing or before_onboarding; @param mend what a person does about it */
    public record Refused(
            String till,
            String receipt,
            String uuid,
            long icv,
            String state,
            String reasons,
            String mend,
            Instant at) {}

    Overview overview(@Nullable URI api) {
        Instant now = clock.instant();
        var rows = new ArrayList<Till>();
        var refused = new ArrayList<Refused>();
        long waiting = 0;
        Instant oldest = null;
        var byStore = new TreeMap<String, List<Refused>>();
        for (TillId till : tills.get()) {
            Scope scope = Scope.store(till.store());
            long icv = retail.invoices()
                    .head(scope, till)
                    .map(InvoiceChain.Link::icv)
                    .orElse(0L);
            if (icv > 0 || credentials.certificate(till).isPresent()) {
                Till one = till(scope, till, icv, byStore.computeIfAbsent(till.store(), s -> refused(scope)), now);
                rows.add(one);
                waiting += one.waiting();
                if (one.oldest() != null && (oldest == null || one.oldest().isBefore(oldest))) {
                    oldest = one.oldest();
                }
            }
        }
        byStore.values().forEach(refused::addAll);
        refused.sort((a, b) -> b.at().compareTo(a.at()));
        return new Overview(
                api == null ? null : api.toString(),
                api == null ? null : FatooraClient.environmentOf(api).name().toLowerCase(Locale.ROOT),
                waiting,
                oldest,
                deadline(oldest, now),
                rows,
                refused.subList(0, Math.min(refused.size(), REFUSALS_MAX)),
                now);
    }

    private static String deadline(@Nullable Instant oldest, Instant now) {
        return (oldest == null ? ReportingDeadline.FAR : ReportingDeadline.of(Duration.between(oldest, now)))
                .name()
                .toLowerCase(Locale.ROOT);
    }

    private Till till(Scope scope, TillId till, long icv, List<Refused> ofStore, Instant now) {
        InvoiceChain.Unreported open = retail.invoices().unreported(scope, till);
        int missing =
                open.count() == 0 ? 0 : retail.invoices().gaps(scope, till).size();
        long refused = ofStore.stream()
                .filter(r -> r.till().equals(till.toString()) && !r.state().equals("copy_missing"))
                .count();
        ReportingQueue.Standing standing = queue.standing(till);
        String expiring = expiring(till, now);
        Hindrance hindrance =
                standing.alarm() == null && expiring != null ? Hindrance.CERTIFICATE_ENDS : standing.hindrance();
        return new Till(
                till.toString(),
                icv,
                icv - open.count() - refused - missing,
                open.count(),
                open.oldest().orElse(null),
                deadline(open.oldest().orElse(null), now),
                refused,
                missing,
                hindrance == null ? null : hindrance.name().toLowerCase(Locale.ROOT),
                standing.alarm() != null ? standing.alarm() : expiring,
                standing.trouble(),
                standing.nextTry(),
                credentials.certificate(till).map(der -> certificate(der, now)).orElse(null));
    }

    private @Nullable String expiring(TillId till, Instant now) {
        return credentials
                .certificate(till)
                .map(CsidCertificate::of)
                .filter(c -> c.expiry(now) != CsidCertificate.Expiry.FAR)
                .map(c -> "The certificate of till " + till + " ends on " + c.until() + "; renew it at the till")
                .orElse(null);
    }

    private static Certificate certificate(byte[] der, Instant now) {
        CsidCertificate certificate = CsidCertificate.of(der);
        return new Certificate(
                certificate.documents(),
                certificate.template(),
                certificate.issuer(),
                certificate.until(),
                certificate.expiry(now).name().toLowerCase(Locale.ROOT));
    }

    private List<Refused> refused(Scope scope) {
        var found = new ArrayList<Refused>();
        for (Reporting answer : retail.invoices().needingAPerson(scope)) {
            Optional<InvoiceRecord> invoice = store.read(view ->
                    view.record(scope, DocType.INVOICE.ref(answer.invoice())).map(InvoiceRecord::of));
            invoice.filter(i -> isStanding(scope, i))
                    .ifPresent(i -> found.add(new Refused(
                            i.till().toString(),
                            i.receipt(),
                            i.uuid(),
                            i.icv(),
                            answer.state().name().toLowerCase(Locale.ROOT),
                            answer.message(),
                            mend(answer.state()),
                            answer.at())));
        }
        return found;
    }

    /** Whether no other invoice was issued in its place: nobody need look at one that was. */
    private boolean isStanding(Scope scope, InvoiceRecord invoice) {
        return retail.invoices()
                .standing(scope, invoice.document())
                .map(last -> last.uuid().equals(invoice.uuid()))
                .orElse(true);
    }

    private static String mend(Reporting.State state) {
        return switch (state) {
            case REJECTED ->
                "It stays in the chain. Correct the cause (product, customer, company), then let the till issue it anew"
                        + " (reissue): a corrected document with the next counter";
            case COPY_MISSING -> "Fetch the stamped document from the authority's portal for the customer";
            case BEFORE_ONBOARDING -> "Nothing can be reported of it; declare it in the VAT return";
            case ACCEPTED, ACCEPTED_WITH_WARNINGS -> "";
        };
    }
}
