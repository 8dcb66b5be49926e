package org.tillmesh.relay.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is told events until it closes, hears too slowly, or its session ends. Lives on the network's thread. */
final class EventChannel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventChannel.class);
    private static final int BEAT_SECONDS = 15;

    private final ChannelHandlerContext context;
    private final AutoCloseable telling;
    private final ScheduledFuture<?> beat;

    /** @param mayHear whether whoever listens may go on, asked now and then */
    EventChannel(ChannelHandlerContext context, Reply.Feed feed, BooleanSupplier mayHear) {
        this.context = context;
        this.telling = feed.begin(text -> tell(text));
        this.beat = context.executor()
                .scheduleAtFixedRate(
                        () -> {
                            if (!mayHear.getAsBoolean() || !tell(":\n\n")) {
                                context.close();
                            }
                        },
                        BEAT_SECONDS,
                        BEAT_SECONDS,
                        TimeUnit.SECONDS);
    }

    /** From any thread. Whoever does not take what was told before is let go, and asks again when it can. */
    private boolean tell(String text) {
        if (!context.channel().isActive()) {
            return false;
        }
        if (!context.channel().isWritable()) {
            context.close();
            return false;
        }
        context.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
        return true;
    }

    @Override
    public void close() {
        beat.cancel(false);
        try {
            telling.close();
        } catch (Exception e) {
            LOG.warn("A feed of events could not be ended", e);
        }
    }
}
