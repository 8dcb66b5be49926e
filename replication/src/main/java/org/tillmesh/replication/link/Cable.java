package org.tillmesh.replication.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wire that a set of links runs through, and a hand that can pull it. Pulled silently it drops what goes in and out
 * without closing a socket, as a cut cable does; plugged in again it closes the sockets that were silenced, so that they
 * are made anew. It stands outermost in a pipeline, before TLS.
 */
public final class Cable {

    /** How a cable is pulled. */
    public enum Cut {
        SILENT,
        RESET
    }

    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private volatile boolean pulled;

    public boolean isPulled() {
        return pulled;
    }

    public void pull(Cut how) {
        pulled = true;
        if (how == Cut.RESET) {
            channels.forEach(Channel::close);
        }
    }

    public void plug() {
        pulled = false;
        channels.forEach(Channel::close);
    }

    /** A handler for one channel; a new channel through a pulled cable is closed at once. */
    ChannelHandler handler() {
        return new Plug();
    }

    private final class Plug extends ChannelDuplexHandler {

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            channels.add(ctx.channel());
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) throws Exception {
            if (pulled) {
                ctx.close();
            } else {
                super.channelActive(ctx);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) throws Exception {
            channels.remove(ctx.channel());
            super.channelInactive(ctx);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
            if (pulled) {
                ReferenceCountUtil.release(message);
            } else {
                super.channelRead(ctx, message);
            }
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
            if (pulled) {
                ReferenceCountUtil.release(message);
                promise.setSuccess();
            } else {
                super.write(ctx, message, promise);
            }
        }
    }
}
