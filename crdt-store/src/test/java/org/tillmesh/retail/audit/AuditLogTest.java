package org.tillmesh.retail.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.ShopTill;
import org.tillmesh.retail.value.UserId;

/** The trail is read by time, by who and by what, the newest event first, at whichever till it was written. */
class AuditLogTest {
    @TempDir
    Path dir;

    private ShopTill one;
    private ShopTill two;

    @BeforeEach
    void open() {
        one = ShopTill.open(dir.resolve("1"), T01, 1);
        two = ShopTill.open(dir.resolve("2"), T02, 2);
        one.append(new AuditEvent("a", T01, "noura", null, "login", "noura", NOON));
        one.append(new AuditEvent("b", T01, "noura", new UserId("khalid"), "discount", "line 1", NOON.plusMillis(1)));
        two.append(new AuditEvent("c", T02, "", null, "pin-locked", "khalid", NOON.plusSeconds(1)));
        two.append(new AuditEvent("d", T02, "khalid", null, "login-failed", "khalid", NOON.plusSeconds(1)));
        one.hear(two);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private List<String> ids(AuditLog.Asked asked, int limit) {
        return one.retail.audit().events(S001, asked, limit).stream()
                .map(AuditEvent::uuid)
                .toList();
    }

    private static AuditLog.Asked between(@Nullable Instant from, @Nullable Instant to) {
        return new AuditLog.Asked(from, to, null, null, null);
    }

    private static AuditLog.Asked by(@Nullable String user, @Nullable String kind) {
        return new AuditLog.Asked(null, null, user, kind, null);
    }

    @Test
    void the_newest_stands_first_and_of_one_moment_the_lower_id() {
        assertThat(ids(by(null, null), 10)).containsExactly("c", "d", "b", "a");
        assertThat(ids(by(null, null), 3)).containsExactly("c", "d", "b");
    }

    @Test
    void a_period_takes_its_first_moment_and_leaves_its_last() {
        assertThat(ids(between(NOON.plusMillis(1), NOON.plusSeconds(1)), 10)).containsExactly("b");
        assertThat(ids(between(NOON, NOON), 10)).isEmpty();
        assertThat(ids(between(NOON.plusNanos(1), null), 10)).containsExactly("c", "d", "b");
        assertThat(ids(between(null, NOON.plusNanos(1)), 10)).containsExactly("a");
    }

    @Test
    void who_approved_is_found_too_and_a_kinds_first_part_finds_all_that_begin_with_it() {
        assertThat(ids(by("khalid", null), 10)).containsExactly("d", "b");
        assertThat(ids(by(null, "login"), 10)).containsExactly("d", "a");
        assertThat(ids(by(null, "pin"), 10)).containsExactly("c");
        assertThat(ids(by(null, "log"), 10)).isEmpty();
        assertThat(ids(by("noura", "discount"), 10)).containsExactly("b");
    }

    @Test
    void a_list_goes_on_behind_an_event() {
        AuditEvent after = one.retail.audit().find(S001, "d").orElseThrow();
        assertThat(ids(new AuditLog.Asked(null, null, null, null, after), 10)).containsExactly("b", "a");
        assertThat(ids(new AuditLog.Asked(NOON, NOON.plusMillis(1), null, null, after), 10))
                .containsExactly("a");
        AuditEvent last = one.retail.audit().find(S001, "a").orElseThrow();
        assertThat(ids(new AuditLog.Asked(null, null, null, null, last), 10)).isEmpty();
        assertThat(ids(new AuditLog.Asked(NOON.plusSeconds(1), null, null, null, last), 10))
                .isEmpty();
    }

    @Test
    void who_clocked_last_is_known_at_every_till_of_the_store() {
        assertThat(one.retail.audit().lastClocked(S001, new UserId("noura"))).isEmpty();
        one.append(new AuditEvent("in", T01, "noura", null, AuditEvent.CLOCK_IN, "noura", NOON));
        two.hear(one);
        assertThat(two.retail
                        .audit()
                        .lastClocked(S001, new UserId("noura"))
                        .orElseThrow()
                        .what())
                .isEqualTo(AuditEvent.CLOCK_IN);
        two.append(new AuditEvent("out", T02, "noura", null, AuditEvent.CLOCK_OUT, "noura", NOON.plusSeconds(9)));
        one.hear(two);
        assertThat(one.retail
                        .audit()
                        .lastClocked(S001, new UserId("noura"))
                        .orElseThrow()
                        .uuid())
                .isEqualTo("out");
        assertThat(one.retail.audit().lastClocked(S001, new UserId("nour"))).isEmpty();
    }
}
