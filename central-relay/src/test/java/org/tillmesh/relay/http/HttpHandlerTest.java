package org.tillmesh.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connection without a network, on a clock that the test moves. */
class HttpHandlerTest {
    private final List<Asked> answered = new ArrayList<>();
    private final Lanes lanes = new Lanes();
    private long now;
    private volatile @Nullable Predicate<String> hears;
    private volatile boolean ended;
    private volatile boolean isOver;
    private final LargeBodies largeBodies = new LargeBodies(100_000, 100_000, () -> now);
    private final EmbeddedChannel channel = channel();

    /** Takes 20 bytes for /small, 100,000 for /large, and refuses /secret by its head. */
    private final class Shop implements Site {
        @Override
        public Verdict judge(Asked head) {
            if (head.path().equals("/secret") || head.path().equals("/events") && isOver) {
                return Verdict.refused(Reply.error(401, "FORBIDDEN", "no"));
            }
            return new Verdict(null, head.path().equals("/large") ? 100_000 : 20, Lane.WORK);
        }

        @Override
        public Reply answer(Asked whole) {
            synchronized (answered) {
                answered.add(whole);
            }
            return whole.path().equals("/events")
                    ? Reply.events(told -> {
                        hears = told;
                        return () -> ended = true;
                    })
                    : Reply.json(200, whole.path());
        }
    }

    private EmbeddedChannel channel() {
        var deadlines = new Deadlines();
        var made = new EmbeddedChannel();
        made.config().setAutoRead(false);
        made.pipeline()
                .addLast(deadlines)
                .addLast(new HttpServerCodec())
                .addLast(new HttpHandler(new Shop(), lanes, largeBodies, deadlines));
        made.pipeline().fireChannelActive();
        return made;
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
        lanes.close();
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text.replace("\n", "\r\n"), StandardCharsets.UTF_8));
    }

    /** What has been answered, once so many answers are there. */
    private String said(int answers) {
        var all = new StringBuilder();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (all.toString().split("HTTP/1.1 [0-9]", -1).length <= answers) {
            assertThat(System.nanoTime()).as("answers to come: " + all).isLessThan(until);
            channel.runPendingTasks();
            ByteBuf out = channel.readOutbound();
            if (out == null) {
                Thread.onSpinWait();
            } else {
                all.append(out.toString(StandardCharsets.UTF_8));
                out.release();
            }
        }
        return all + rest(channel);
    }

    private static String rest(EmbeddedChannel of) {
        var all = new StringBuilder();
        for (ByteBuf out = of.readOutbound(); out != null; out = of.readOutbound()) {
            all.append(out.toString(StandardCharsets.UTF_8));
            out.release();
        }
        return all.toString();
    }

    @Test
    void requests_of_one_connection_are_answered_in_their_order() {
        send(
                "GET /one HTTP/1.1\nHost: a\n\nGET /two HTTP/1.1\nHost: a\n\nPOST /three HTTP/1.1\nHost: a\nContent-Length: 3\n\nabc");
        String said = said(3);
        assertThat(said.indexOf("/one")).isLessThan(said.indexOf("/two"));
        assertThat(said.indexOf("/two")).isLessThan(said.indexOf("/three"));
        assertThat(new String(answered.get(2).body(), StandardCharsets.UTF_8)).isEqualTo("abc");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void what_a_refused_head_announces_is_not_waited_for() {
        send("POST /secret HTTP/1.1\nHost: a\nContent-Length: 33554432\n\n");
        assertThat(said(1)).startsWith("HTTP/1.1 401").contains("connection: close");
        send("some of the body");
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.advanceTimeBy(Deadlines.LEAVE_SECONDS, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(answered).isEmpty();
    }

    @Test
    void a_refusal_without_a_body_leaves_the_connection_standing() {
        send("GET /secret HTTP/1.1\nHost: a\n\nGET /one HTTP/1.1\nHost: a\n\n");
        assertThat(said(2)).contains("HTTP/1.1 401", "/one");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_body_over_the_limit_is_refused_before_it_is_there() {
        send("POST /small HTTP/1.1\nHost: a\nContent-Length: 21\n\n");
        assertThat(said(1)).startsWith("HTTP/1.1 413").contains("connection: close");
    }

    @Test
    void a_chunked_body_is_refused_at_the_byte_that_is_one_too_many() {
        send("POST /small HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n14\n01234567890123456789\n");
        channel.runPendingTasks();
        assertThat(channel.<Object>readOutbound()).isNull();
        send("1\nx\n");
        assertThat(said(1)).startsWith("HTTP/1.1 413");
        assertThat(answered).isEmpty();
    }

    @Test
    void who_asks_first_may_go_on_or_hears_why_not() {
        send("POST /small HTTP/1.1\nHost: a\nExpect: 100-continue\nContent-Length: 5\n\n");
        assertThat(said(1)).startsWith("HTTP/1.1 100");
        send("12345");
        assertThat(said(1)).contains("HTTP/1.1 200");
        send("POST /secret HTTP/1.1\nHost: a\nExpect: 100-continue\nContent-Length: 5\n\n");
        assertThat(said(1)).startsWith("HTTP/1.1 401");
    }

    @Test
    void a_large_body_has_long_but_has_to_go_on_coming() {
        send("POST /large HTTP/1.1\nHost: a\nContent-Length: 90000\n\n");
        send("x".repeat(Deadlines.PACE_BYTES));
        channel.advanceTimeBy(Deadlines.PACE_SECONDS, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.<Object>readOutbound()).isNull();
        for (int second = 0; second < Deadlines.PACE_SECONDS; second++) {
            send("x");
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(said(1)).startsWith("HTTP/1.1 408").contains("TOO_SLOW", "connection: close");
        channel.advanceTimeBy(Deadlines.LEAVE_SECONDS, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(answered).isEmpty();
    }

    @Test
    void a_body_for_which_there_is_no_memory_is_told_to_come_again() {
        EmbeddedChannel slow = channel();
        slow.writeInbound(Unpooled.copiedBuffer(
                "POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n" + "x".repeat(60_000),
                StandardCharsets.UTF_8));
        now = 1_000_000;
        send("POST /large HTTP/1.1\nHost: a\nContent-Length: 90000\n\n" + "x".repeat(90_000));
        assertThat(said(1)).startsWith("HTTP/1.1 200");
        slow.runPendingTasks();
        assertThat(rest(slow)).startsWith("HTTP/1.1 503").contains("Retry-After");
    }

    @Test
    void a_byte_now_and_then_wins_no_time_for_a_head() {
        send("GET / HT");
        for (int second = 1; second < Deadlines.HEAD_SECONDS; second++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            send("T");
            assertThat(channel.isOpen()).as("after " + second + " s").isTrue();
        }
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void nor_for_a_body() {
        send("POST /small HTTP/1.1\nHost: a\nContent-Length: 20\n\n");
        for (int second = 1; second <= Deadlines.BODY_SECONDS; second++) {
            assertThat(channel.isOpen()).as("after " + second + " s").isTrue();
            send("x");
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_connection_that_asks_nothing_is_ended_and_its_next_head_has_a_heads_time() {
        send("GET /one HTTP/1.1\nHost: a\n\n");
        said(1);
        channel.advanceTimeBy(Deadlines.IDLE_SECONDS - 1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        send("G");
        channel.advanceTimeBy(Deadlines.HEAD_SECONDS - 1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_broken_percent_sign_and_a_name_that_stands_twice_are_told_in_words() {
        send("GET /one?a=%zz HTTP/1.1\nHost: a\n\n");
        assertThat(said(1)).startsWith("HTTP/1.1 400").contains("two hex digits");
        EmbeddedChannel first = channel();
        first.writeInbound(
                Unpooled.copiedBuffer("GET /one?a=1&a=2 HTTP/1.1\r\nHost: a\r\n\r\n", StandardCharsets.UTF_8));
        assertThat(rest(first)).startsWith("HTTP/1.1 400").contains("stands there twice");
    }

    // ---- events

    @Test
    void events_are_told_as_they_come_until_the_other_side_hangs_up() {
        send("GET /events HTTP/1.1\nHost: x\n\n");
        assertThat(said(1)).contains("text/event-stream", "chunked").doesNotContain("content-length");
        Predicate<String> telling = Objects.requireNonNull(hears);
        assertThat(telling.test("data: 1\n\n")).isTrue();
        channel.runPendingTasks();
        assertThat(rest(channel)).contains("data: 1");
        send("GET /small HTTP/1.1\nHost: x\n\n");
        channel.runPendingTasks();
        assertThat(rest(channel)).as("the connection is the feed's").isEmpty();
        channel.close();
        channel.runPendingTasks();
        assertThat(ended).isTrue();
        assertThat(telling.test("data: 2\n\n")).isFalse();
    }

    @Test
    void whoever_may_not_ask_any_more_hears_no_more() {
        send("GET /events HTTP/1.1\nHost: x\n\n");
        said(1);
        channel.advanceTimeBy(16, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        isOver = true;
        channel.advanceTimeBy(16, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        assertThat(ended).isTrue();
    }
}
