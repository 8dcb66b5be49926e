package org.tillmesh.replication.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.time.Clock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.ReplicaId;

/** A second link between the same two is cheaper, and no less sure of who is at its other end. */
class LinkTlsTest {
    private static final KeyRing ONE = DemoCredentials.till("S001", "S001-T01", new ReplicaId(1));
    private static final KeyRing TWO = DemoCredentials.till("S001", "S001-T02", new ReplicaId(2));
    private static final KeyRing OTHER = DemoCredentials.till("S001", "S001-T03", new ReplicaId(3));

    private static SSLEngine dialling(SslContext context) {
        return context.newEngine(UnpooledByteBufAllocator.DEFAULT, "127.0.0.1", 4711);
    }

    private static SSLEngine answering(SslContext context) {
        return context.newEngine(UnpooledByteBufAllocator.DEFAULT);
    }

    @Test
    void a_link_that_is_made_anew_resumes_its_session_and_knows_both_certificates() throws SSLException {
        SslContext calling = LinkTls.client(ONE, Clock.systemUTC());
        SslContext listening = LinkTls.server(TWO, Clock.systemUTC(), false);
        SSLEngine first = dialling(calling);
        shake(first, answering(listening));

        SSLEngine again = dialling(calling);
        SSLEngine answer = answering(listening);
        shake(again, answer);

        assertThat(again.getSession().getCreationTime())
                .as("resumed")
                .isEqualTo(first.getSession().getCreationTime());
        assertThat(answer.getSession().getPeerCertificates()[0]).isEqualTo(certificate(ONE));
        assertThat(again.getSession().getPeerCertificates()[0]).isEqualTo(certificate(TWO));
    }

    @Test
    void whoever_takes_over_an_address_is_known_as_itself() throws SSLException {
        SslContext calling = LinkTls.client(ONE, Clock.systemUTC());
        shake(dialling(calling), answering(LinkTls.server(TWO, Clock.systemUTC(), false)));

        SSLEngine again = dialling(calling);
        shake(again, answering(LinkTls.server(OTHER, Clock.systemUTC(), false)));

        assertThat(again.getSession().getPeerCertificates()[0]).isEqualTo(certificate(OTHER));
    }

    private static Certificate certificate(KeyRing ring) {
        return ring.certificate(KeyNames.SELF);
    }

    /** To and fro until neither has anything to say, and a word of the answering side, behind which its ticket comes. */
    private static void shake(SSLEngine client, SSLEngine server) throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        ByteBuffer up = ByteBuffer.allocate(1 << 17);
        ByteBuffer down = ByteBuffer.allocate(1 << 17);
        for (int i = 0; i < 40; i++) {
            say(client, up);
            hear(server, up);
            say(server, down);
            hear(client, down);
        }
    }

    private static void say(SSLEngine engine, ByteBuffer into) throws SSLException {
        work(engine);
        if (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP
                || engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING) {
            engine.wrap(ByteBuffer.wrap(new byte[] {1}), into);
        }
        work(engine);
    }

    private static void hear(SSLEngine engine, ByteBuffer from) throws SSLException {
        from.flip();
        ByteBuffer plain = ByteBuffer.allocate(1 << 16);
        while (from.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(from, plain);
            work(engine);
            if (result.bytesConsumed() == 0
                    && engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_UNWRAP) {
                break;
            }
        }
        from.compact();
    }

    private static void work(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
