package org.tillmesh.relay.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.Submission;
import org.tillmesh.zatca.api.Verdict;

/** The queue's logic alone: an authority that fails as it likes, a relay that dies as it likes, and days that pass at once. */
class ReportingQueueTest {
    private static final TillId T01 = TillId.parse("S001-T01");
    private static final TillId T02 = TillId.parse("S001-T02");
    private static final Instant MORNING = Instant.parse("2027-03-01T06:00:00Z");

    private final Days clock = new Days();
    private final Papers papers = new Papers();
    private final Office office = new Office();
    private final Random random = new Random(11);
    private boolean onboarded = true;

    private static final class Days extends Clock {
        private Instant now = MORNING;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    /** The plug is pulled. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What is durable: documents and answers. */
    private static final class Papers implements Backlog {
        private final Map<TillId, TreeMap<Long, Due>> chains = new HashMap<>();
        private final Map<String, Reporting> answers = new HashMap<>();
        private boolean killBeforeAnswer;
        private String unreadable = "";
        private byte[] certificate = new byte[0];

        void issue(TillId till, long icv, Instant at, boolean standard) {
            String uuid = till + "/" + icv;
            chains.computeIfAbsent(till, t -> new TreeMap<>())
                    .put(
                            icv,
                            new Due(
                                    till,
                                    till + "-" + icv,
                                    icv,
                                    at,
                                    false,
                                    standard,
                                    new Submission("hash of " + uuid, uuid, new byte[] {1}),
                                    certificate));
        }

        @Override
        public List<TillId> tills() {
            return chains.keySet().stream().sorted().toList();
        }

        private Stream<Due> open(TillId till) {
            return chains.getOrDefault(till, new TreeMap<>()).values().stream()
                    .filter(d -> !answers.containsKey(d.uuid()));
        }

        private static Waiting waiting(Due due) {
            return new Waiting(due.uuid(), due.receipt(), due.icv(), due.at());
        }

        @Override
        public Optional<Waiting> first(TillId till, Predicate<String> isPassedOver) {
            return open(till)
                    .filter(d -> !isPassedOver.test(d.uuid()))
                    .findFirst()
                    .map(Papers::waiting);
        }

        @Override
        public Optional<Waiting> last(TillId till) {
            return open(till).reduce((a, b) -> b).map(Papers::waiting);
        }

        @Override
        public Optional<Due> read(TillId till, String uuid) {
            if (unreadable.equals(uuid)) {
                throw new IllegalStateException("rot");
            }
            TreeMap<Long, Due> chain = chains.getOrDefault(till, new TreeMap<>());
            return open(till)
                    .filter(d -> d.uuid().equals(uuid))
                    .findFirst()
                    .map(d -> d.icv() == 1 || chain.containsKey(d.icv() - 1)
                            ? d
                            : new Due(
                                    d.till(),
                                    d.receipt(),
                                    d.icv(),
                                    d.at(),
                                    true,
                                    d.standard(),
                                    d.submission(),
                                    d.certificate()));
        }

        @Override
        public void answered(TillId till, Reporting answer) {
            if (killBeforeAnswer) {
                killBeforeAnswer = false;
                throw new Killed();
            }
            assertThat(answers.put(answer.invoice(), answer))
                    .as("one answer for each")
                    .isNull();
        }

        Reporting.@Nullable State state(TillId till, long icv) {
            Reporting answer = answers.get(till + "/" + icv);
            return answer == null ? null : answer.state();
        }
    }

    /** The authority: takes a document once, in whatever mood it is. */
    private final class Office implements TaxAuthority {
        private final List<String> taken = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();
        private Function<String, Verdict.@Nullable Kind> mood = uuid -> null;
        private @Nullable Duration retryAfter;
        private String code = "BR-1";

        @Override
        public Verdict report(Csid csid, Submission document) {
            return answer("report", document);
        }

        @Override
        public Verdict clear(Csid csid, Submission document) {
            return answer("clear", document);
        }

        private Verdict answer(String way, Submission document) {
            asked.add(way + " " + document.uuid());
            Verdict.Kind kind = mood.apply(way + " " + document.uuid());
            if (kind == null) {
                kind = taken.contains(document.uuid()) ? Verdict.Kind.ALREADY_DONE : Verdict.Kind.ACCEPTED;
            }
            if (kind == Verdict.Kind.ACCEPTED) {
                taken.add(document.uuid());
            }
            return new Verdict(
                    kind, 0, List.of(new Verdict.Message("ERROR", code, "as it is")), new byte[0], retryAfter);
        }
    }

    private ReportingQueue queue() {
        Passes passes = (till, certificate) ->
                onboarded ? Optional.of(new Csid("", Csid.tokenOf(new byte[] {1}), "secret")) : Optional.empty();
        return new ReportingQueue(papers, office, passes, clock, random::nextDouble);
    }

    private void run(ReportingQueue queue, TillId till) {
        while (queue.step(till)) {
            assertThat(office.asked).hasSizeLessThan(100_000);
        }
    }

    @Test
    void a_tills_documents_go_in_the_order_of_its_chain_and_a_refusal_does_not_hold_up_the_next() {
        for (int icv = 1; icv <= 4; icv++) {
            papers.issue(T01, icv, MORNING, false);
        }
        office.mood = what -> what.endsWith("/2") ? Verdict.Kind.REJECTED : null;

        run(queue(), T01);

        assertThat(office.asked)
                .containsExactly("report S001-T01/1", "report S001-T01/2", "report S001-T01/3", "report S001-T01/4");
        assertThat(papers.state(T01, 2)).isEqualTo(Reporting.State.REJECTED);
        assertThat(papers.answers.get("S001-T01/2").message()).isEqualTo("BR-1: as it is");
        assertThat(papers.state(T01, 4)).isEqualTo(Reporting.State.ACCEPTED);
    }

    @Test
    void an_outage_keeps_the_same_document_first_and_is_tried_less_and_less_often() {
        papers.issue(T01, 1, MORNING, false);
        papers.issue(T01, 2, MORNING, false);
        office.mood = what -> Verdict.Kind.UNAVAILABLE;
        ReportingQueue queue = queue();
        Instant end = MORNING.plus(Duration.ofDays(3));
        while (clock.instant().isBefore(end)) {
            run(queue, T01);
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(office.asked.stream().filter("report S001-T01/1"::equals).count())
                .as("the other is only looked at by turns")
                .isGreaterThanOrEqualTo(office.asked.size() / 2 - TillLane.FEW);
        assertThat(office.asked.size()).as("tries in three days").isBetween(800, 1_800);
        assertThat(queue.standing(T01).trouble()).contains("No service");
        assertThat(queue.standing(T01).hindrance()).isEqualTo(Hindrance.NO_SERVICE);

        office.mood = what -> null;
        clock.pass(Pace.LONGEST);
        run(queue, T01);
        assertThat(office.taken).containsExactly("S001-T01/1", "S001-T01/2");
        assertThat(queue.standing(T01).trouble()).isNull();
        assertThat(queue.standing(T01).hindrance()).isNull();
    }

    @Test
    void whoever_is_busy_says_for_how_long() {
        papers.issue(T01, 1, MORNING, false);
        office.mood = what -> Verdict.Kind.BUSY;
        office.retryAfter = Duration.ofSeconds(90);
        ReportingQueue queue = queue();
        run(queue, T01);
        clock.pass(Duration.ofSeconds(89));
        run(queue, T01);
        assertThat(office.asked).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        run(queue, T01);
        assertThat(office.asked).hasSize(2);
    }

    @Test
    void refused_credentials_stop_that_till_alone_with_an_alarm_until_they_are_mended() {
        papers.issue(T01, 1, MORNING, false);
        papers.issue(T02, 1, MORNING, false);
        office.mood = what -> what.contains("T01") ? Verdict.Kind.CREDENTIALS_REFUSED : null;
        ReportingQueue queue = queue();
        run(queue, T01);
        run(queue, T02);
        assertThat(office.taken).containsExactly("S001-T02/1");
        assertThat(queue.standing(T01).alarm()).contains("S001-T01").contains("Renew");
        assertThat(queue.standing(T01).hindrance()).isEqualTo(Hindrance.CREDENTIALS_REFUSED);
        assertThat(queue.standing(T02).alarm()).isNull();

        office.mood = what -> null;
        queue.retryAll();
        run(queue, T01);
        assertThat(papers.state(T01, 1)).isEqualTo(Reporting.State.ACCEPTED);
        assertThat(queue.standing(T01).alarm()).isNull();
    }

    @Test
    void a_till_without_a_certificate_waits_with_an_alarm_and_asks_nobody() {
        papers.issue(T01, 1, MORNING, false);
        onboarded = false;
        ReportingQueue queue = queue();
        run(queue, T01);
        assertThat(office.asked).isEmpty();
        assertThat(queue.standing(T01).alarm()).contains("not onboarded");
        assertThat(queue.standing(T01).hindrance()).isEqualTo(Hindrance.NOT_ONBOARDED);
    }

    @Test
    void a_page_that_is_not_the_authoritys_proves_nothing() {
        papers.issue(T01, 1, MORNING, false);
        office.mood = what -> Verdict.Kind.NOT_UNDERSTOOD;
        ReportingQueue queue = queue();
        run(queue, T01);
        assertThat(papers.answers).isEmpty();
        assertThat(queue.standing(T01).trouble()).contains("not the authority's");
        assertThat(queue.standing(T01).hindrance()).isEqualTo(Hindrance.NOT_UNDERSTOOD);
    }

    @Test
    void a_standard_invoice_is_cleared_and_reported_instead_where_clearance_is_off() {
        papers.issue(T01, 1, MORNING, true);
        office.mood = what -> what.startsWith("clear") ? Verdict.Kind.REPORT_INSTEAD : null;
        run(queue(), T01);
        assertThat(office.asked).containsExactly("clear S001-T01/1", "report S001-T01/1");
        assertThat(papers.state(T01, 1)).isEqualTo(Reporting.State.ACCEPTED);
    }

    @Test
    void a_clearance_whose_answer_was_lost_is_done_but_says_that_the_stamped_copy_is_missing() {
        papers.issue(T01, 1, MORNING, true);
        office.taken.add("S001-T01/1");
        run(queue(), T01);
        assertThat(papers.state(T01, 1)).isEqualTo(Reporting.State.COPY_MISSING);
    }

    @Test
    void a_document_waits_six_hours_for_one_before_it_and_no_longer() {
        papers.issue(T01, 1, MORNING, false);
        papers.issue(T01, 3, MORNING, false);
        ReportingQueue queue = queue();
        run(queue, T01);
        assertThat(office.taken).containsExactly("S001-T01/1");
        assertThat(queue.standing(T01).trouble()).contains("document 2");
        assertThat(queue.standing(T01).hindrance()).isEqualTo(Hindrance.CHAIN_GAP);

        clock.pass(Duration.ofHours(5));
        papers.issue(T01, 2, MORNING, false);
        run(queue, T01);
        assertThat(office.taken).containsExactly("S001-T01/1", "S001-T01/2", "S001-T01/3");

        papers.issue(T01, 5, clock.instant(), false);
        run(queue, T01);
        clock.pass(ReportingQueue.GAP_PATIENCE);
        run(queue, T01);
        assertThat(office.taken).endsWith("S001-T01/5");
    }

    /** Whatever it is: a status nobody knows, a page, a fault, a connection that is cut. */
    @Test
    void documents_that_get_no_usable_answer_are_set_aside_with_an_alarm_and_the_others_go_on() {
        for (Verdict.Kind bad :
                List.of(Verdict.Kind.NOT_UNDERSTOOD, Verdict.Kind.UNAVAILABLE, Verdict.Kind.REPORT_INSTEAD)) {
            clock.now = MORNING;
            papers.chains.clear();
            papers.answers.clear();
            office.taken.clear();
            office.asked.clear();
            for (int icv = 1; icv <= 30; icv++) {
                papers.issue(T01, icv, MORNING, icv == 4);
            }
            office.mood = what -> what.endsWith("/2") || what.endsWith("/3") || what.endsWith("/4") ? bad : null;
            ReportingQueue queue = queue();

            work(queue, Duration.ofMinutes(3));

            assertThat(office.taken).as("%s", bad).hasSize(27).contains("S001-T01/1", "S001-T01/5", "S001-T01/30");
            ReportingQueue.Standing standing = queue.standing(T01);
            assertThat(standing.hindrance()).isEqualTo(Hindrance.DOCUMENT_STUCK);
            assertThat(standing.stuck()).isEqualTo(3);
            assertThat(standing.alarm())
                    .contains("S001-T01-2", "S001-T01-3", "S001-T01-4", "since 2027-03-01T06:", "status 0");

            office.asked.clear();
            papers.issue(T01, 31, clock.instant(), false);
            work(queue, Duration.ofHours(12));
            assertThat(office.taken).as("what comes later goes at once").contains("S001-T01/31");
            assertThat(office.asked.size())
                    .as("and these are tried less and less often")
                    .isBetween(30, 80);

            office.mood = what -> null;
            work(queue, TillLane.LONGEST_ASIDE);
            assertThat(office.taken)
                    .contains("S001-T01/2", "S001-T01/3", "S001-T01/4")
                    .doesNotHaveDuplicates();
            assertThat(queue.standing(T01).alarm()).isNull();
        }
    }

    @Test
    void a_document_that_can_not_be_read_holds_nobody() {
        papers.issue(T01, 1, MORNING, false);
        papers.issue(T01, 2, MORNING, false);
        papers.unreadable = "S001-T01/1";
        ReportingQueue queue = queue();
        run(queue, T01);
        assertThat(office.taken).containsExactly("S001-T01/2");
        assertThat(queue.standing(T01).alarm()).contains("S001-T01-1").contains("can't be read");

        papers.unreadable = "";
        queue.retryAll();
        run(queue, T01);
        assertThat(office.taken).containsExactly("S001-T01/2", "S001-T01/1");
        assertThat(queue.standing(T01).alarm()).isNull();
    }

    @Test
    void an_outage_sets_nobody_aside_and_the_order_stays() {
        for (int icv = 1; icv <= 20; icv++) {
            papers.issue(T01, icv, MORNING, false);
        }
        office.mood = what -> Verdict.Kind.UNAVAILABLE;
        ReportingQueue queue = queue();
        work(queue, Duration.ofHours(5));
        office.mood = what -> null;
        work(queue, Pace.LONGEST.multipliedBy(2));
        assertThat(queue.standing(T01).stuck()).isZero();
        assertThat(office.taken).hasSize(20);
        // Whoever was looked at when the authority came back may be one too early, nobody else.
        assertThat(office.taken.subList(1, 20).stream()
                        .map(uuid -> Integer.parseInt(uuid.substring(uuid.indexOf('/') + 1)))
                        .toList())
                .isSorted();
        assertThat(queue.standing(T01).alarm()).isNull();
    }

    @Test
    void credentials_of_an_earlier_certificate_that_are_refused_hold_only_what_it_signed() {
        papers.certificate = new byte[] {1};
        papers.issue(T01, 1, MORNING, false);
        papers.issue(T01, 2, MORNING, false);
        papers.certificate = new byte[] {2};
        papers.issue(T01, 3, MORNING, false);
        office.mood = what -> what.endsWith("/3") ? null : Verdict.Kind.CREDENTIALS_REFUSED;
        ReportingQueue queue = queue();
        run(queue, T01);
        assertThat(office.taken).containsExactly("S001-T01/3");
        assertThat(office.asked).as("the second is not even asked about").hasSize(2);
        assertThat(queue.standing(T01).alarm()).contains("S001-T01-1", "S001-T01-2", "earlier certificate");
    }

    @Test
    void three_refusals_in_a_row_for_the_certificate_stop_that_till_alone_until_it_is_mended() {
        for (int icv = 1; icv <= 10; icv++) {
            papers.issue(T01, icv, MORNING, false);
            papers.issue(T02, icv, MORNING, false);
        }
        office.code = "certificate-permissions";
        office.mood = what -> what.contains("T01") ? Verdict.Kind.REJECTED : null;
        ReportingQueue queue = queue();
        run(queue, T01);
        run(queue, T02);
        assertThat(office.taken).hasSize(10).allMatch(uuid -> uuid.startsWith("S001-T02"));
        assertThat(papers.answers.keySet().stream().filter(uuid -> uuid.startsWith("S001-T01")))
                .hasSize(3);
        assertThat(queue.standing(T01).hindrance()).isEqualTo(Hindrance.REJECTED_IN_A_ROW);
        assertThat(queue.standing(T01).alarm())
                .contains("S001-T01", "certificate-permissions", "onboard the till again");
        assertThat(queue.standing(T02).alarm()).isNull();

        clock.pass(Pace.LONGEST_REFUSED.minusSeconds(1));
        run(queue, T01);
        assertThat(papers.answers.keySet().stream().filter(uuid -> uuid.startsWith("S001-T01")))
                .hasSize(3);

        office.mood = what -> null;
        queue.retryAll();
        run(queue, T01);
        assertThat(papers.state(T01, 4)).isEqualTo(Reporting.State.ACCEPTED);
        assertThat(papers.state(T01, 10)).isEqualTo(Reporting.State.ACCEPTED);
        assertThat(queue.standing(T01).alarm()).isNull();
    }

    @Test
    void refusals_for_causes_of_their_own_stop_nothing_however_many() {
        for (int icv = 1; icv <= 10; icv++) {
            papers.issue(T01, icv, MORNING, false);
        }
        office.mood = what -> Verdict.Kind.REJECTED;
        run(queue(), T01);
        assertThat(papers.answers).hasSize(10);
    }

    private void work(ReportingQueue queue, Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            run(queue, T01);
            clock.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void days_of_outages_and_kills_report_every_document_exactly_once_and_hardly_one_out_of_order() {
        for (long seed = 1; seed <= 40; seed++) {
            days(seed);
        }
    }

    /** Three tills sell for five days; the authority has moods of hours, and the relay is killed at any moment. */
    private void days(long seed) {
        var random = new Random(seed);
        clock.now = MORNING;
        papers.chains.clear();
        papers.answers.clear();
        office.taken.clear();
        office.asked.clear();
        List<TillId> tills = List.of(T01, T02, TillId.parse("S002-T01"));
        var icvs = new HashMap<TillId, Long>();
        Verdict.Kind[] moods = {
            Verdict.Kind.UNAVAILABLE,
            Verdict.Kind.BUSY,
            Verdict.Kind.NOT_UNDERSTOOD,
            Verdict.Kind.CREDENTIALS_REFUSED,
            Verdict.Kind.ACCEPTED_WITH_WARNINGS
        };
        ReportingQueue queue = queue();
        long outages = 0;
        for (int minute = 0; minute < 5 * 24 * 60; minute += 5) {
            if (random.nextInt(40) == 0) {
                Verdict.Kind bad = moods[random.nextInt(4)];
                boolean isOut = random.nextInt(3) > 0;
                outages++;
                office.mood = what -> isOut ? bad : null;
            }
            for (TillId till : tills) {
                if (random.nextInt(3) == 0) {
                    papers.issue(till, icvs.merge(till, 1L, Long::sum), clock.instant(), random.nextInt(5) == 0);
                }
                papers.killBeforeAnswer = random.nextInt(10) == 0;
                queue = stepped(queue, till);
            }
            clock.pass(Duration.ofMinutes(5));
        }
        office.mood = what -> null;
        papers.killBeforeAnswer = false;
        clock.pass(Duration.ofHours(2));
        for (TillId till : tills) {
            queue = stepped(queue, till);
            long issued = icvs.getOrDefault(till, 0L);
            List<String> expected = new ArrayList<>();
            for (long icv = 1; icv <= issued; icv++) {
                expected.add(till + "/" + icv);
            }
            List<String> taken =
                    office.taken.stream().filter(u -> u.startsWith(till + "/")).toList();
            assertThat(taken).as("seed %d, till %s", seed, till).containsExactlyInAnyOrderElementsOf(expected);
            long steps = 0;
            for (int i = 1; i < taken.size(); i++) {
                steps += expected.indexOf(taken.get(i)) < expected.indexOf(taken.get(i - 1)) ? 1 : 0;
            }
            assertThat(steps)
                    .as("seed %d, till %s: whoever was looked at when an outage ended came too early", seed, till)
                    .isLessThanOrEqualTo(outages);
            assertThat(expected).as("seed %d", seed).allMatch(papers.answers::containsKey);
        }
    }

    /** A killed relay comes back with what is durable, and knows nothing else. */
    private ReportingQueue stepped(ReportingQueue queue, TillId till) {
        try {
            run(queue, till);
            return queue;
        } catch (Killed e) {
            return queue();
        }
    }
}
