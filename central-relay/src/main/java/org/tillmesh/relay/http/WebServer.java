package org.tillmesh.relay.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** An HTTPS server of one {@link Site}. */
public final class WebServer implements AutoCloseable {
    private static final int NETWORK_THREADS = 2;

    private final EventLoopGroup events = new MultiThreadIoEventLoopGroup(
            NETWORK_THREADS, new DefaultThreadFactory("relay-web", true), NioIoHandler.newFactory());
    private final Lanes lanes = new Lanes();
    private final LargeBodies largeBodies = new LargeBodies();
    private final Channel listening;

    /** How many connections it keeps. @param ofAddress from one address; @param inAll from all together */
    record Connections(int ofAddress, int inAll) {
        static final Connections USUAL = new Connections(64, 1_000);
    }

    WebServer(int port, Supplier<SslContext> tls, Site site, Connections most) throws IOException {
        var door = new Doorkeeper(most.ofAddress(), most.inAll());
        var bootstrap = new ServerBootstrap()
                .group(events)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (!door.letsIn(channel)) {
                            channel.close();
                            return;
                        }
                        var deadlines = new Deadlines();
                        channel.pipeline()
                                .addLast(tls.get().newHandler(channel.alloc()))
                                .addLast(deadlines)
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpHandler(site, lanes, largeBodies, deadlines));
                    }
                });
        var bound = bootstrap.bind(port).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            events.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException("Port " + port + " for the console can't be opened: "
                    + bound.cause().getMessage() + "; name another one with --http");
        }
        listening = bound.channel();
    }

    /**
     * @param port 0 for any free one
     * @throws IOException if the port is taken
     */
    public static WebServer start(int port, Supplier<SslContext> tls, Site site) throws IOException {
        return new WebServer(port, tls, site, Connections.USUAL);
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        lanes.close();
        events.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
