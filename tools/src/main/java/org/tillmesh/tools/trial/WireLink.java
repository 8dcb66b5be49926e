package org.tillmesh.tools.trial;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.LinkTls;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;

/**
 * A link spoken by hand over a blocking TLS socket: measures and tests say exactly what they want to, and see exactly
 * what comes back. One thread may send while another reads.
 */
public final class WireLink implements AutoCloseable {
    private static final int CONNECT_MILLIS_MAX = 5_000;

    private final SSLSocket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private final Clock clock;

    private WireLink(SSLSocket socket, Clock clock) throws IOException {
        this.socket = socket;
        this.clock = clock;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /**
     * Opens with the certificate in the ring; the handshake has succeeded on return, as far as this side can tell.
     *
     * @param clock by which certificates are checked, and which this side tells the other
     */
    public static WireLink open(HostPort to, KeyRing ring, Clock clock) throws IOException {
        return open(to, LinkTls.client(ring, clock), clock);
    }

    public static WireLink open(HostPort to, SslContext tls, Clock clock) throws IOException {
        return open(to, ((JdkSslContext) tls).context(), clock);
    }

    public static WireLink open(HostPort to, SSLContext tls, Clock clock) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(to.host(), to.port()), CONNECT_MILLIS_MAX);
            plain.setSoTimeout(CONNECT_MILLIS_MAX);
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, to.host(), to.port(), true);
            socket.setEnabledProtocols(new String[] {"TLSv1.3"});
            socket.startHandshake();
            return new WireLink(socket, clock);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** A message as it goes over the wire, length first. */
    public static byte[] frame(Message message) {
        byte[] body = Messages.encode(message);
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }

    /** Says Hello as a till that listens nowhere and knows no epoch. */
    public void hello() throws IOException {
        send(new Message.Hello(1, List.of("till"), 0, clock.millis(), Epoch.NONE));
    }

    public void send(Message message) throws IOException {
        sendBytes(frame(message));
    }

    /** Sends bytes as they are, whole frames or not. */
    public void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /**
     * The next message.
     *
     * @throws java.io.EOFException if the other side closed the link
     * @throws java.net.SocketTimeoutException if it said nothing for so long
     */
    public Message next(int millisMax) throws IOException {
        socket.setSoTimeout(millisMax);
        byte[] body = new byte[in.readInt()];
        in.readFully(body);
        return Messages.decode(body);
    }

    /** The next message of a kind; others before it are passed over, pings answered. */
    public <M extends Message> M next(Class<M> kind, int millisMax) throws IOException {
        long until = System.nanoTime() + millisMax * 1_000_000L;
        while (true) {
            Message message = next((int) Math.max(1, (until - System.nanoTime()) / 1_000_000));
            if (kind.isInstance(message)) {
                return kind.cast(message);
            }
            if (message instanceof Message.Ping ping) {
                send(new Message.Pong(ping.number(), clock.millis()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
