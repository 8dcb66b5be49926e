package org.tillmesh.replication.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.tillmesh.replication.wire.FrameDecoder;
import org.tillmesh.replication.wire.FrameEncoder;

/** Netty as the pipe: cable, TLS, frames, link; nothing is decided here. */
public final class Sockets implements AutoCloseable {
    private static final int CONNECT_MILLIS_MAX = 3_000;
    public static final int HANDSHAKE_MILLIS_MAX = 5_000;

    /** Bytes on the way to one peer: above the second the line counts as full, until it is below the first. */
    private static final WriteBufferWaterMark FULL = new WriteBufferWaterMark(1 << 20, 4 << 20);

    private final EventLoopGroup loops;

    public Sockets(String name) {
        loops = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory(name + "-net", true), NioIoHandler.newFactory());
    }

    private static ChannelInitializer<SocketChannel> pipeline(
            Cable cable, Function<SocketChannel, SslHandler> tls, Function<SocketChannel, Link> link) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                SslHandler ssl = tls.apply(channel);
                ssl.setHandshakeTimeoutMillis(HANDSHAKE_MILLIS_MAX);
                channel.pipeline()
                        .addLast(cable.handler(), ssl, new FrameEncoder(), new FrameDecoder(), link.apply(channel));
            }
        };
    }

    /** @throws IOException if the port is taken */
    public Channel listen(int port, Cable cable, SslContext tls, Function<SocketChannel, Link> link)
            throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, FULL)
                .childHandler(pipeline(cable, channel -> tls.newHandler(channel.alloc()), link))
                .bind(port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "Port " + port + " can't be listened on: " + bound.cause().getMessage()
                            + ". Name another one, or 0 for any.",
                    bound.cause());
        }
        return bound.channel();
    }

    public static int port(Channel listening) {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Dials; with the same context as before a session is resumed, which spares both sides their signatures. */
    public ChannelFuture dial(String host, int port, Cable cable, SslContext tls, Link link) {
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, FULL)
                .handler(pipeline(cable, channel -> tls.newHandler(channel.alloc(), host, port), channel -> link))
                .connect(host, port);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
