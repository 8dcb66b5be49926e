package org.tillmesh.relay.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.tillmesh.relay.Office;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;

/** The HTTPS server of the API and the console. */
public final class WebServer implements AutoCloseable {
    private static final int BODY_BYTES_MAX = 32 << 20;
    private static final int IDLE_SECONDS_MAX = 60;

    private final EventLoopGroup events =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("relay-web", true), NioIoHandler.newFactory());
    private final DefaultEventExecutorGroup work =
            new DefaultEventExecutorGroup(2, new DefaultThreadFactory("relay-web-work", true));
    private final Channel listening;

    private WebServer(int port, SslContext tls, Pages pages) throws IOException {
        var bootstrap = new ServerBootstrap()
                .group(events)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline()
                                .addLast(tls.newHandler(channel.alloc()))
                                .addLast(new IdleStateHandler(IDLE_SECONDS_MAX, 0, 0, TimeUnit.SECONDS))
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(BODY_BYTES_MAX))
                                .addLast(work, new HttpHandler(pages));
                    }
                });
        var bound = bootstrap.bind(port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close(events, work);
            throw new IOException("Port " + port + " for the console can't be opened: "
                    + bound.cause().getMessage() + "; name another one with --http");
        }
        listening = bound.channel();
    }

    /** @param port 0 for any free one; @param isToken whether a text is the API's token */
    public static WebServer start(int port, KeyRing ring, Predicate<String> isToken, Office office) throws IOException {
        try {
            SslContext tls = SslContextBuilder.forServer(
                            ring.key(KeyNames.WEB), ring.certificate(KeyNames.WEB), ring.authority(KeyNames.WEB))
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
            return new WebServer(port, tls, new Pages(office, new Sessions(isToken)));
        } catch (SSLException e) {
            throw new IOException("The console's certificate can't be used: " + e.getMessage(), e);
        }
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        close(events, work);
    }

    private static void close(EventLoopGroup events, DefaultEventExecutorGroup work) {
        work.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        events.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
