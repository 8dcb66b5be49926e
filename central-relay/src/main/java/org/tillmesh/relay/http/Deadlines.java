package org.tillmesh.relay.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a connection whose other side lets it wait too long in any step: for a head, a body, the taking of an answer, the
 * next request. A step's time runs from its beginning, so that a byte now and then wins nothing; a large body has long, but
 * has to go on coming. Sits before the codec.
 */
final class Deadlines extends ChannelInboundHandlerAdapter {
    static final int HEAD_SECONDS = 10;
    static final int BODY_SECONDS = 10;
    static final int LARGE_BODY_SECONDS = 300;
    static final int PACE_SECONDS = 10;
    static final int PACE_BYTES = 40 << 10;
    static final int ANSWER_SECONDS = 120;
    static final int IDLE_SECONDS = 60;
    static final int LEAVE_SECONDS = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> running;
    private @Nullable ScheduledFuture<?> pace;
    private boolean isIdle;

    /** A new connection has as long for its handshake and first head together as any other head has. */
    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        begin(HEAD_SECONDS, "its first request");
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object bytes) {
        if (isIdle) {
            begin(HEAD_SECONDS, "a request's head");
        }
        from.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext from) {
        end();
        from.fireChannelInactive();
    }

    void awaitBody() {
        begin(BODY_SECONDS, "a request's body");
    }

    /**
     * A large body may take long, but {@link #PACE_BYTES} of it have to come in any {@link #PACE_SECONDS}.
     *
     * @param come how many bytes have come so far; @param tooSlow is run when too few came
     */
    void awaitLargeBody(LongSupplier come, Runnable tooSlow) {
        begin(LARGE_BODY_SECONDS, "a request's large body");
        watchPace(come, tooSlow);
    }

    private void watchPace(LongSupplier come, Runnable tooSlow) {
        long before = come.getAsLong();
        pace = Objects.requireNonNull(context)
                .executor()
                .schedule(
                        () -> {
                            if (come.getAsLong() - before < PACE_BYTES) {
                                tooSlow.run();
                            } else {
                                watchPace(come, tooSlow);
                            }
                        },
                        PACE_SECONDS,
                        TimeUnit.SECONDS);
    }

    void awaitTaken() {
        begin(ANSWER_SECONDS, "its answer to be taken");
    }

    void awaitNext() {
        begin(IDLE_SECONDS, "the next request");
        isIdle = true;
    }

    /** It was refused and told so; it may hear that out. */
    void awaitLeave() {
        begin(LEAVE_SECONDS, "a refused caller to leave");
    }

    /** Now it is we who let the other side wait. */
    void end() {
        isIdle = false;
        if (running != null) {
            running.cancel(false);
            running = null;
        }
        if (pace != null) {
            pace.cancel(false);
            pace = null;
        }
    }

    private void begin(int seconds, String what) {
        end();
        ChannelHandlerContext here = context;
        if (here != null) {
            running = here.executor()
                    .schedule(
                            () -> {
                                LOG.debug(
                                        "{} let us wait for {}", here.channel().remoteAddress(), what);
                                here.close();
                            },
                            seconds,
                            TimeUnit.SECONDS);
        }
    }
}
