package org.tillmesh.relay.reporting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.retail.invoice.InvoiceXml;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.api.Verdict;
import org.tillmesh.zatca.sign.ClearanceStamp;

/**
 * Decides what is sent next and what an answer means. A till's documents go one after another in the order of its chain;
 * the next is not sent before this one has a final answer, and a refusal is one. One that gets none of any sort is set
 * aside in the end ({@link TillLane}): that all are reported within 24 hours counts more than their order. An answer is durable
 * before the next document goes, and a document whose answer was lost is sent again: the authority then says that it has it
 * (208, 409). Tills do not wait for each other. One thread at a time for one till.
 */
final class ReportingQueue {
    /** How long a document waits for one before it that has not arrived: less than what is left of the 24 hours. */
    static final Duration GAP_PATIENCE = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(ReportingQueue.class);

    private final Backlog backlog;
    private final TaxAuthority authority;
    private final Passes passes;
    private final Clock clock;
    private final DoubleSupplier chance;
    private final Map<TillId, TillLane> lanes = new ConcurrentHashMap<>();

    ReportingQueue(Backlog backlog, TaxAuthority authority, Passes passes, Clock clock, DoubleSupplier chance) {
        this.backlog = backlog;
        this.authority = authority;
        this.passes = passes;
        this.clock = clock;
        this.chance = chance;
    }

    /**
     * How a till stands; null in all fields if nothing keeps it.
     *
     * @param stuck documents that are set aside because they get no usable answer
     */
    record Standing(
            @Nullable Hindrance hindrance,
            @Nullable String alarm,
            @Nullable String trouble,
            @Nullable Instant nextTry,
            int stuck) {}

    Standing standing(TillId till) {
        TillLane lane = lanes.get(till);
        return lane == null ? new Standing(null, null, null, null, 0) : lane.standing(clock.instant());
    }

    boolean isDue(TillId till) {
        TillLane lane = lanes.get(till);
        return lane == null || lane.pace.isDue(clock.instant());
    }

    /** Something was mended: nobody waits any longer. */
    void retryAll() {
        lanes.values().forEach(TillLane::retry);
    }

    /** What should not happen did: the till later. */
    void failed(TillId till, RuntimeException problem) {
        lane(till).pace.later(clock.instant(), null, Hindrance.FAILED, "Internal error: " + problem, false);
    }

    private TillLane lane(TillId till) {
        return lanes.computeIfAbsent(till, t -> new TillLane(chance));
    }

    /** Sends the till's next document if its time has come. @return whether the one after it may be tried at once */
    boolean step(TillId till) {
        TillLane lane = lane(till);
        Instant now = clock.instant();
        if (!lane.pace.isDue(now)) {
            return false;
        }
        Optional<String> aside = lane.asideDue(now);
        if (aside.isPresent()) {
            return again(till, aside.get(), lane);
        }
        Optional<Waiting> next = next(till, lane, now);
        if (next.isEmpty()) {
            lane.pace.went();
            return false;
        }
        Waiting one = next.get();
        Optional<Due> read;
        try {
            read = backlog.read(till, one.uuid());
        } catch (RuntimeException e) {
            LOG.warn("{} can't be read to be reported", one.receipt(), e);
            read = Optional.empty();
        }
        if (read.isEmpty()) {
            lane.setAside(one.uuid(), one.receipt(), now, Hindrance.FAILED, "it can't be read here");
            return true;
        }
        Due due = read.get();
        if (due.gapBefore() && now.isBefore(due.at().plus(GAP_PATIENCE))) {
            lane.pace.blocked(
                    now,
                    Hindrance.CHAIN_GAP,
                    due.receipt() + " waits for document " + (due.icv() - 1) + " of the chain",
                    false);
            return false;
        }
        return serve(due, lane);
    }

    /** The first that is not set aside, or, while that one gets no answer for long, one behind it by turns. */
    private Optional<Waiting> next(TillId till, TillLane lane, Instant now) {
        if (lane.isOthersTurn(now)) {
            Optional<Waiting> other = backlog.first(till, lane::wasTried);
            if (other.isPresent()) {
                return other;
            }
            lane.beginAgain();
        }
        return backlog.first(till, lane::isAside);
    }

    private boolean again(TillId till, String uuid, TillLane lane) {
        Optional<Due> due;
        try {
            due = backlog.read(till, uuid);
        } catch (RuntimeException e) {
            LOG.warn("Document {} can't be read to be reported", uuid, e);
            lane.setAside(uuid, uuid, clock.instant(), Hindrance.FAILED, "it can't be read here");
            return true;
        }
        if (due.isEmpty()) {
            lane.forget(uuid);
            return true;
        }
        return serve(due.get(), lane);
    }

    private boolean serve(Due due, TillLane lane) {
        TillId till = due.till();
        Instant now = clock.instant();
        if (lane.isRefused(due.certificate(), now)) {
            refusedEarlier(due, lane, 401);
            return true;
        }
        Optional<Csid> csid = passes.of(till, due.certificate());
        if (csid.isEmpty()) {
            lane.pace.blocked(
                    now,
                    Hindrance.NOT_ONBOARDED,
                    "Till " + till + " is not onboarded: its documents can't be reported. Onboard it",
                    true);
            return false;
        }
        if (isDevelopment(due) && !csid.get().secret().equals(Credentials.DEMO_SECRET)) {
            keep(
                    due,
                    lane,
                    new Reporting(
                            due.uuid(),
                            Reporting.State.BEFORE_ONBOARDING,
                            "Signed before the till was onboarded; no authority takes it",
                            now));
            return true;
        }
        Sent sent;
        try {
            sent = send(due, csid.get());
        } catch (RuntimeException e) {
            LOG.warn("{} can't be sent to the authority", due.receipt(), e);
            lane.silence(due.uuid(), due.receipt(), now, null, Hindrance.FAILED, "internal error: " + e);
            return lane.pace.isDue(now);
        }
        return conclude(due, lane, sent);
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

    private boolean conclude(Due due, TillLane lane, Sent sent) {
        Verdict verdict = sent.verdict();
        Instant now = clock.instant();
        switch (verdict.kind()) {
            case ACCEPTED, ACCEPTED_WITH_WARNINGS -> {
                lane.accepted();
                keep(due, lane, accepted(due, sent, now));
            }
            case ALREADY_DONE -> {
                lane.accepted();
                keep(due, lane, already(due, sent, now));
            }
            case REJECTED -> rejected(due, lane, verdict, now);
            case TOO_LARGE ->
                keep(
                        due,
                        lane,
                        new Reporting(
                                due.uuid(),
                                Reporting.State.REJECTED,
                                "The document is too large for the authority (413); split the sale into several",
                                now));
            case CREDENTIALS_REFUSED -> credentialsRefused(due, lane, verdict, now);
            case BUSY, UNAVAILABLE, REPORT_INSTEAD ->
                lane.silence(
                        due.uuid(),
                        due.receipt(),
                        now,
                        verdict.retryAfter(),
                        Hindrance.NO_SERVICE,
                        "No service (status " + verdict.status() + ") " + verdict.reasons());
            case NOT_UNDERSTOOD ->
                lane.silence(
                        due.uuid(),
                        due.receipt(),
                        now,
                        null,
                        Hindrance.NOT_UNDERSTOOD,
                        "The answer (status " + verdict.status()
                                + ") is not the authority's; check the address, and what stands between");
        }
        return lane.pace.isDue(now);
    }

    private void rejected(Due due, TillLane lane, Verdict verdict, Instant now) {
        int row = lane.rejected(due.certificate(), verdict.isNoDocumentsOwn());
        keep(due, lane, new Reporting(due.uuid(), Reporting.State.REJECTED, verdict.reasons(), now));
        if (row >= TillLane.ROW && !isOthersAhead(due)) {
            lane.pace.stopped(
                    now,
                    Hindrance.REJECTED_IN_A_ROW,
                    "The authority rejected the last " + row + " documents of till " + due.till()
                            + " for a cause that is none of theirs: " + verdict.reasons()
                            + ". Its reporting stands still but for one try an hour. Compare the company's VAT number with"
                            + " the certificate's and renew the certificate, or onboard the till again; then try now");
        }
    }

    private void credentialsRefused(Due due, TillLane lane, Verdict verdict, Instant now) {
        if (lane.isAside(due.uuid())) {
            refusedEarlier(due, lane, verdict.status());
            return;
        }
        if (isOthersAhead(due)) {
            lane.refuse(due.certificate(), now);
            refusedEarlier(due, lane, verdict.status());
            return;
        }
        lane.pace.refused(
                now,
                Hindrance.CREDENTIALS_REFUSED,
                "The authority refuses the credentials of till " + due.till() + " (status " + verdict.status()
                        + "); its reporting stands still. Renew its certificate, or onboard it again");
    }

    private void refusedEarlier(Due due, TillLane lane, int status) {
        lane.setAside(
                due.uuid(),
                due.receipt(),
                clock.instant(),
                Hindrance.CREDENTIALS_REFUSED,
                "the credentials of the earlier certificate that signed it are refused (status " + status + ")");
    }

    /** Whether what the till issues now is signed with another certificate than this one. */
    private boolean isOthersAhead(Due due) {
        return backlog.last(due.till())
                .filter(last -> last.icv() > due.icv())
                .flatMap(last -> backlog.read(due.till(), last.uuid()))
                .filter(last -> !Arrays.equals(last.certificate(), due.certificate()))
                .isPresent();
    }

    private void keep(Due due, TillLane lane, Reporting answer) {
        backlog.answered(due.till(), answer);
        lane.answered(due.uuid(), answer.at());
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
                ? new Reporting(
                        due.uuid(),
                        Reporting.State.ACCEPTED,
                        "Reported earlier (" + sent.verdict().status() + ")",
                        now)
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
            } catch (RuntimeException e) { // whatever came instead, the document is cleared
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
