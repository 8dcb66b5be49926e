package org.tillmesh.tools.bench;

import io.netty.handler.ssl.JdkSslContext;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.LinkTls;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.value.TillId;

/** The least that moving bytes costs: one TLS 1.3 stream over loopback into one file, synced once at the end. */
final class RawTls {
    private RawTls() {}

    /** Nanoseconds of the quickest of some rounds. */
    static long best(List<byte[]> chunks, Path dir, int rounds) throws Exception {
        Files.createDirectories(dir);
        long best = Long.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            best = Math.min(best, once(chunks, dir.resolve("stream" + i)));
        }
        return best;
    }

    private static long once(List<byte[]> chunks, Path file) throws Exception {
        TillId till = new TillId("S001", "T18");
        var tls = (JdkSslContext) LinkTls.client(
                DemoCredentials.till("S001", till.toString(), DemoSeed.replicaOf(till)), Clock.systemUTC());
        var served = (JdkSslContext) LinkTls.server(DemoCredentials.relay(), Clock.systemUTC(), false);
        try (var server = (SSLServerSocket)
                served.context().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try (SSLSocket to = (SSLSocket) server.accept()) {
                    OutputStream out = to.getOutputStream();
                    for (byte[] chunk : chunks) {
                        out.write(chunk);
                    }
                    out.flush();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            var at = new HostPort("127.0.0.1", server.getLocalPort());
            try (SSLSocket from = (SSLSocket) tls.context().getSocketFactory().createSocket(at.host(), at.port());
                    FileChannel into = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                from.startHandshake();
                long began = System.nanoTime();
                var in = from.getInputStream();
                byte[] buffer = new byte[1 << 16];
                for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                    into.write(ByteBuffer.wrap(buffer, 0, got));
                }
                into.force(true);
                sent.get();
                return System.nanoTime() - began;
            }
        }
    }
}
