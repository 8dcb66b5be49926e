package org.tillmesh.tools.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A device on a loopback port, one connection after another or several at once. */
public abstract class DeviceSim implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSim.class);

    /** How long one that is slow waits before each answer. */
    private static final int SLOW_MILLIS = 300;

    /** What may be wrong with it. */
    public enum Fault {
        /** It says nothing any more. */
        SILENT,
        SLOW,
        /** It answers the first half of each answer. */
        HALF,
        /** It answers with one bit turned round. */
        WRONG,
        /** It hangs up instead of answering. */
        CUT,
        PAPER_OUT,
        COVER_OPEN,
        OFFLINE,
        /** A scale's load swings. */
        MOVING,
        OVERLOAD,
        BELOW_ZERO
    }

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();
    private volatile BiConsumer<String, String> events = (what, about) -> {};

    /** @param port 0 for any free one */
    DeviceSim(int port) throws IOException {
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    /** Lets connections in. */
    final void begin(String name) {
        var thread = new Thread(this::accepting, name + "-simulator");
        thread.setDaemon(true);
        thread.start();
    }

    public final int port() {
        return server.getLocalPort();
    }

    public final String address() {
        return "tcp:127.0.0.1:" + port();
    }

    /** Exactly these; none to be well again. */
    public final void fault(Fault... now) {
        faults.clear();
        faults.addAll(Arrays.asList(now));
    }

    final boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** @param told what happens, and about what; on any thread */
    final void listen(BiConsumer<String, String> told) {
        events = told;
    }

    final void happens(String what, String about) {
        events.accept(what, about);
    }

    /** What a person does to it: {@code weigh 1.240}. @return whether it knows the word */
    abstract boolean told(String word, String about) throws IOException;

    /** Talks until the other side hangs up. */
    abstract void talk(InputStream in, OutputStream out) throws IOException;

    private void accepting() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                var thread =
                        new Thread(() -> serve(socket), Thread.currentThread().getName() + "-line");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                LOG.debug("The simulator listens no more: {}", e.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            talk(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            LOG.debug("A connection ended: {}", e.getMessage());
        } finally {
            connections.remove(socket);
        }
    }

    /** Sends an answer as its faults let it. */
    final void answer(OutputStream out, byte... answer) throws IOException {
        if (has(Fault.SILENT)) {
            return;
        }
        if (has(Fault.CUT)) {
            throw new IOException("cut");
        }
        if (has(Fault.SLOW)) {
            try {
                Thread.sleep(SLOW_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] sent = has(Fault.HALF) ? Arrays.copyOf(answer, answer.length / 2) : answer.clone();
        if (has(Fault.WRONG) && sent.length > 0) {
            sent[sent.length / 2] ^= 0x40;
        }
        out.write(sent);
        out.flush();
    }

    /** Pulls the cable: whoever is connected is cut off. */
    public final void hangUp() throws IOException {
        for (Socket socket : connections) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }
}
