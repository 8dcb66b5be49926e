package org.tillmesh.relay.reporting;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.invoice.ReportingDeadline;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.api.FatooraClient;

/** How reporting stands, for people. */
public final class ZatcaMonitor {
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
     * @param state the worst of its tills
     * @param refusedCount of those that need a person
     * @param refused those that need a person, the newest first; a page of them
     * @param next what to give as {@code after} for those that follow, null if none do
     */
    public record Overview(
            @Nullable String api,
            @Nullable String environment,
            long waiting,
            @Nullable Instant oldest,
            String deadline,
            State state,
            List<Till> tills,
            int refusedCount,
            List<Refused> refused,
            @Nullable String next,
            Instant asOf) {}

    /** How reporting stands, from good to bad. */
    public enum State {
        FINE,
        /** Nobody is reported to, and nothing waits to be. */
        OFF,
        /** Something keeps it that passes by itself, or must be done some day. */
        LOOK,
        /** A person must act now: refused, nearly or over 24 hours, or nothing can be reported. */
        ALARM;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param icv counter of its last document held here
     * @param missing counters below it that are not held, looked for while something waits
     * @param hindrance of which kind the alarm is, or the trouble where there is none: one of {@link Hindrance}
     * @param stuck documents that get no usable answer while others do
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
            int stuck,
            State state,
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

    /** @param after uuid of the last refused one of the page before, null for the first page; @param limit of a page, 0 for none and no gaps */
    Overview overview(@Nullable URI api, @Nullable String after, int limit) {
        Instant now = clock.instant();
        var rows = new ArrayList<Till>();
        var refused = new ArrayList<Refused>();
        long waiting = 0;
        Instant oldest = null;
        var byBranch = new TreeMap<String, List<Refused>>();
        for (TillId till : tills.get()) {
            Scope scope = Scope.branch(till.branch());
            long icv = retail.invoices()
                    .head(scope, till)
                    .map(InvoiceChain.Link::icv)
                    .orElse(0L);
            if (icv > 0 || credentials.certificate(till).isPresent()) {
                Till one = till(
                        api,
                        limit > 0,
                        scope,
                        till,
                        icv,
                        byBranch.computeIfAbsent(till.branch(), s -> refused(scope)),
                        now);
                rows.add(one);
                waiting += one.waiting();
                if (one.oldest() != null && (oldest == null || one.oldest().isBefore(oldest))) {
                    oldest = one.oldest();
                }
            }
        }
        byBranch.values().forEach(refused::addAll);
        refused.sort(
                Comparator.comparing(Refused::at).thenComparing(Refused::uuid).reversed());
        List<Refused> page = after(refused, after);
        boolean isMore = page.size() > limit;
        page = isMore ? page.subList(0, limit) : page;
        return new Overview(
                api == null ? null : api.toString(),
                api == null ? null : FatooraClient.environmentOf(api).name().toLowerCase(Locale.ROOT),
                waiting,
                oldest,
                deadline(oldest, now),
                rows.stream()
                        .map(Till::state)
                        .max(Comparator.naturalOrder())
                        .orElse(api == null ? State.OFF : State.FINE),
                rows,
                refused.size(),
                page,
                isMore && !page.isEmpty() ? page.get(page.size() - 1).uuid() : null,
                now);
    }

    /** One that is no longer refused begins at the first page again. */
    private static List<Refused> after(List<Refused> all, @Nullable String uuid) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).uuid().equals(uuid)) {
                return all.subList(i + 1, all.size());
            }
        }
        return all;
    }

    private static String deadline(@Nullable Instant oldest, Instant now) {
        return (oldest == null ? ReportingDeadline.FAR : ReportingDeadline.of(Duration.between(oldest, now)))
                .name()
                .toLowerCase(Locale.ROOT);
    }

    /** @param whole whether gaps are looked for too, which reads the till's whole chain */
    private Till till(
            @Nullable URI api, boolean whole, Scope scope, TillId till, long icv, List<Refused> ofBranch, Instant now) {
        InvoiceChain.Unreported open = retail.invoices().unreported(scope, till);
        int missing = !whole || open.count() == 0
                ? 0
                : retail.invoices().gaps(scope, till).size();
        long refused = ofBranch.stream()
                .filter(r -> r.till().equals(till.toString()) && !r.state().equals("copy_missing"))
                .count();
        Kept kept = kept(api, till, open.count(), now);
        String deadline = deadline(open.oldest().orElse(null), now);
        boolean isNear = deadline.equals("near") || deadline.equals("missed");
        State state = State.FINE;
        if (kept.alarm() != null && !kept.isEarly() || refused > 0 || isNear) {
            state = State.ALARM;
        } else if (kept.alarm() != null || kept.trouble() != null || missing > 0 || deadline.equals("watch")) {
            state = State.LOOK;
        } else if (api == null) {
            state = State.OFF;
        }
        return new Till(
                till.toString(),
                icv,
                icv - open.count() - refused - missing,
                open.count(),
                open.oldest().orElse(null),
                deadline,
                refused,
                missing,
                kept.stuck(),
                state,
                kept.hindrance() == null ? null : kept.hindrance().name().toLowerCase(Locale.ROOT),
                kept.alarm(),
                kept.trouble(),
                kept.nextTry(),
                credentials.certificate(till).map(der -> certificate(der, now)).orElse(null));
    }

    /** @param isEarly whether the alarm has days yet */
    private record Kept(
            @Nullable Hindrance hindrance,
            @Nullable String alarm,
            @Nullable String trouble,
            @Nullable Instant nextTry,
            int stuck,
            boolean isEarly) {}

    private Kept kept(@Nullable URI api, TillId till, long waiting, Instant now) {
        if (api == null) {
            return waiting == 0
                    ? new Kept(null, null, null, null, 0, false)
                    : new Kept(
                            Hindrance.NO_ADDRESS,
                            "No address of the authority is set: nothing is reported. Set it with relay zatca --api",
                            null,
                            null,
                            0,
                            false);
        }
        ReportingQueue.Standing standing = queue.standing(till);
        CsidCertificate.Expiry expiry = credentials
                .certificate(till)
                .map(der -> CsidCertificate.of(der).expiry(now))
                .orElse(CsidCertificate.Expiry.FAR);
        if (standing.alarm() != null || expiry == CsidCertificate.Expiry.FAR) {
            return new Kept(
                    standing.hindrance(),
                    standing.alarm(),
                    standing.trouble(),
                    standing.nextTry(),
                    standing.stuck(),
                    false);
        }
        boolean isOver = expiry == CsidCertificate.Expiry.OVER;
        return new Kept(
                isOver ? Hindrance.CERTIFICATE_OVER : Hindrance.CERTIFICATE_ENDS,
                credentials
                        .certificate(till)
                        .map(der -> "The certificate of till " + till + (isOver ? " ended on " : " ends on ")
                                + CsidCertificate.of(der).until() + "; renew it at the till")
                        .orElseThrow(),
                standing.trouble(),
                standing.nextTry(),
                standing.stuck(),
                expiry == CsidCertificate.Expiry.SOON);
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
