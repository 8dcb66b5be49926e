package org.tillmesh.relay.reporting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.InvoiceXml;
import org.tillmesh.retail.Reporting;
import org.tillmesh.retail.TillId;
import org.tillmesh.zatca.ClearanceStamp;
import org.tillmesh.zatca.MalformedDocument;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.api.Verdict;

/**
 * Decides what is sent next and what an answer means. A till's documents go one after another in the order of its chain;
 * the next is not sent before this one has a final answer, and a refusal is one. An answer is durable before the next
 * document goes, and a document whose answer was lost is sent again: the authority then says that it has it (409).
 * Tills do not wait for each other. One thread at a time for one till.
 */
final class ReportingQueue {
    /** How long a document waits for one before it that has not arrived: less than what is left of the 24 hours. */
    static final Duration GAP_PATIENCE = Duration.ofHours(6);

    private final Backlog backlog;
    private final Authority authority;
    private final Passes passes;
    private final Clock clock;
    private final DoubleSupplier chance;
    private final Map<TillId, Pace> paces = new ConcurrentHashMap<>();

    ReportingQueue(Backlog backlog, Authority authority, Passes passes, Clock clock, DoubleSupplier chance) {
        this.backlog = backlog;
        this.authority = authority;
        this.passes = passes;
        this.clock = clock;
        this.chance = chance;
    }

    /** How a till stands; null in all fields if nothing keeps it. */
    record Standing(
            @Nullable Hindrance hindrance,
            @Nullable String alarm,
            @Nullable String trouble,
            @Nullable Instant nextTry) {}

    Standing standing(TillId till) {
        Pace pace = paces.get(till);
        return pace == null
                ? new Standing(null, null, null, null)
                : new Standing(
                        pace.hindrance(),
                        pace.alarm(),
                        pace.trouble(),
                        pace.isDue(clock.instant()) ? null : pace.notBefore());
    }

    boolean isDue(TillId till) {
        Pace pace = paces.get(till);
        return pace == null || pace.isDue(clock.instant());
    }

    /** Something was mended: nobody waits any longer. */
    void retryAll() {
        paces.values().forEach(Pace::retry);
    }

    /** What should not happen did: the same document later. */
    void failed(TillId till, RuntimeException problem) {
        pace(till).later(clock.instant(), null, Hindrance.FAILED, "Internal error: " + problem);
    }

    private Pace pace(TillId till) {
        return paces.computeIfAbsent(till, t -> new Pace(chance));
    }

    /** Sends the till's next document if its time has come. @return whether the one after it may be tried at once */
    boolean step(TillId till) {
        Pace pace = pace(till);
        if (!pace.isDue(clock.instant())) {
            return false;
        }
        Optional<Due> next = backlog.next(till);
        if (next.isEmpty()) {
            pace.went();
            return false;
        }
        Due due = next.get();
        Instant now = clock.instant();
        if (due.gapBefore() && now.isBefore(due.at().plus(GAP_PATIENCE))) {
            pace.blocked(
                    now,
                    Hindrance.CHAIN_GAP,
                    due.receipt() + " waits for document " + (due.icv() - 1) + " of the chain",
                    false);
            return false;
        }
        Optional<Csid> csid = passes.of(till, due.certificate());
        if (csid.isEmpty()) {
            pace.blocked(
                    now,
                    Hindrance.NOT_ONBOARDED,
                    "Till " + till + " is not onboarded: its documents can't be reported. Onboard it",
                    true);
            return false;
        }
        if (isDevelopment(due) && !csid.get().secret().equals(Credentials.DEMO_SECRET)) {
            backlog.answered(
                    till,
                    new Reporting(
                            due.uuid(),
                            Reporting.State.BEFORE_ONBOARDING,
                            "Signed before the till was onboarded; no authority takes it",
                            now));
            return true;
        }
        return conclude(due, pace, send(due, csid.get()));
    }

    private static boolean isDevelopment(Due due) {
        try {
            return CsidCertificate.of(due.certificate()).isDevelopment();
        } catch (IllegalArgumentException e) {
            return false; // the authority will say what it thinks of it
        }
    }

    private record Sent(Verdict verdict, boolean asReport) {}

    private Sent send(Due due, Csid csid) {
        if (!due.standard()) {
            return new Sent(authority.report(csid, due.submission()), true);
        }
        Verdict cleared = authority.clear(csid, due.submission());
        return cleared.kind() == Verdict.Kind.REPORT_INSTEAD
                ? new Sent(authority.report(csid, due.submission()), true)
                : new Sent(cleared, false);
    }

    private boolean conclude(Due due, Pace pace, Sent sent) {
        Verdict verdict = sent.verdict();
        Instant now = clock.instant();
        String reasons = verdict.reasons();
        switch (verdict.kind()) {
            case ACCEPTED, ACCEPTED_WITH_WARNINGS -> keep(due, pace, accepted(due, sent, now));
            case ALREADY_DONE -> keep(due, pace, already(due, sent, now));
            case REJECTED -> keep(due, pace, new Reporting(due.uuid(), Reporting.State.REJECTED, reasons, now));
            case TOO_LARGE ->
                keep(
                        due,
                        pace,
                        new Reporting(
                                due.uuid(),
                                Reporting.State.REJECTED,
                                "The document is too large for the authority (413); split the sale into several",
                                now));
            case CREDENTIALS_REFUSED ->
                pace.refused(
                        now,
                        Hindrance.CREDENTIALS_REFUSED,
                        "The authority refuses the credentials of till " + due.till() + " (status " + verdict.status()
                                + "); its reporting stands still. Renew its certificate, or onboard it again");
            case BUSY, UNAVAILABLE, REPORT_INSTEAD ->
                pace.later(
                        now,
                        verdict.retryAfter(),
                        Hindrance.NO_SERVICE,
                        "No service (status " + verdict.status() + ") " + reasons);
            case NOT_UNDERSTOOD ->
                pace.later(
                        now,
                        null,
                        Hindrance.NOT_UNDERSTOOD,
                        "The answer (status " + verdict.status()
                                + ") is not the authority's; check the address, and what stands between");
        }
        return pace.isDue(now);
    }

    private void keep(Due due, Pace pace, Reporting answer) {
        backlog.answered(due.till(), answer);
        pace.went();
    }

    private static Reporting accepted(Due due, Sent sent, Instant now) {
        Verdict verdict = sent.verdict();
        Reporting.State state = verdict.kind() == Verdict.Kind.ACCEPTED
                ? Reporting.State.ACCEPTED
                : Reporting.State.ACCEPTED_WITH_WARNINGS;
        return sent.asReport()
                ? new Reporting(due.uuid(), state, verdict.reasons(), now)
                : cleared(due, state, verdict, now);
    }

    /** The answer was lost before, or the document came by another way: it is done. */
    private static Reporting already(Due due, Sent sent, Instant now) {
        return sent.asReport()
                ? new Reporting(due.uuid(), Reporting.State.ACCEPTED, "Reported earlier (409)", now)
                : cleared(due, Reporting.State.ACCEPTED, sent.verdict(), now);
    }

    private static Reporting cleared(Due due, Reporting.State state, Verdict verdict, Instant now) {
        Optional<byte[]> xml = verdict.clearedXml();
        if (xml.isPresent()) {
            try {
                String qr = ClearanceStamp.qrOf(xml.get());
                return new Reporting(
                        due.uuid(),
                        state,
                        verdict.reasons(),
                        now,
                        new Reporting.Cleared(InvoiceXml.pack(xml.get()), qr));
            } catch (MalformedDocument e) {
                return copyMissing(due, "The cleared document can't be read: " + e.getMessage(), now);
            }
        }
        return copyMissing(due, "The answer with the stamped document was lost", now);
    }

    private static Reporting copyMissing(Due due, String why, Instant now) {
        return new Reporting(
                due.uuid(),
                Reporting.State.COPY_MISSING,
                why
                        + ". It is cleared; fetch it from the authority's portal, or take it back with a credit note and sell"
                        + " again",
                now);
    }
}
