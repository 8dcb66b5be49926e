package org.tillmesh.replication.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.replication.wire.Message;

/** The end of a pipeline: hands what arrives to the one thread that decides, in order. */
public final class Link extends SimpleChannelInboundHandler<Message> implements PeerLine {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    /** Called on the deciding thread. */
    public interface Owner {
        /** TLS stands. @param peer null if the other side showed no certificate */
        void opened(Link link, @Nullable X509Certificate peer);

        void received(Link link, Message message);

        void closed(Link link);

        /** What was written to a full line is on its way. */
        default void ready(Link link) {}
    }

    /** So many messages may wait for the deciding thread; then nothing more is read until half of them are done. */
    private static final int WAITING_MAX = 128;

    private final Owner owner;
    private final Executor decider;
    private final boolean outgoing;
    private final String address;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile @Nullable Channel channel;

    public Link(Owner owner, Executor decider, boolean outgoing, String address) {
        this.owner = owner;
        this.decider = decider;
        this.outgoing = outgoing;
        this.address = address;
    }

    @Override
    public boolean isOutgoing() {
        return outgoing;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void send(Message message) {
        Channel to = channel;
        if (to != null) {
            to.writeAndFlush(message);
        }
    }

    @Override
    public void close(String reason) {
        Channel to = channel;
        if (to != null && to.isActive()) {
            LOG.info("Link with {} is closed: {}", address, reason);
            to.close();
        }
    }

    @Override
    public void closeAfter(Message last) {
        Channel to = channel;
        if (to != null) {
            to.writeAndFlush(last).addListener(done -> to.close());
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        channel = ctx.channel();
        super.channelActive(ctx);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            X509Certificate peer = peer(ctx.pipeline().get(SslHandler.class));
            decide(() -> owner.opened(this, peer));
        }
        super.userEventTriggered(ctx, event);
    }

    private static @Nullable X509Certificate peer(SslHandler tls) {
        try {
            Certificate[] chain = tls.engine().getSession().getPeerCertificates();
            return (X509Certificate) chain[0];
        } catch (SSLPeerUnverifiedException e) {
            return null; // it showed none; the owner decides what it may do
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Message message) {
        if (waiting.incrementAndGet() >= WAITING_MAX) {
            ctx.channel().config().setAutoRead(false);
        }
        decide(() -> {
            owner.received(this, message);
            if (waiting.decrementAndGet() == WAITING_MAX / 2) {
                ctx.channel().config().setAutoRead(true);
            }
        });
    }

    @Override
    public boolean isReady() {
        Channel to = channel;
        return to != null && to.isWritable();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        if (ctx.channel().isWritable()) {
            decide(() -> owner.ready(this));
        }
        super.channelWritabilityChanged(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        decide(() -> owner.closed(this));
        super.channelInactive(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause.getCause() != null ? cause.getCause() : cause;
        LOG.info("Link with {} failed: {}", address, root.toString());
        ctx.close();
    }

    private void decide(Runnable what) {
        try {
            decider.execute(what);
        } catch (RejectedExecutionException e) {
            LOG.debug("Link with {} outlived its replica", address);
        }
    }
}
