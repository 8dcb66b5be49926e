package org.tillmesh.tools.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bad network between two programs on loopback: it hands bytes on late, slowly, altered, not at all, or hangs up. Takes
 * calls at {@link #port} and dials the target for each. What it does may be changed while calls run.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int PIECE = 8 << 10;
    private static final int CONNECT_MILLIS_MAX = 3_000;
    private static final int HELD_MILLIS = 5;

    private final ServerSocket listening;
    private volatile int target;
    private final Random random;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong carried = new AtomicLong();
    private final AtomicLong flipped = new AtomicLong();
    private final AtomicLong cuts = new AtomicLong();
    private volatile boolean refuses;
    private volatile boolean silent;
    private volatile boolean holdsAnswers;
    private volatile int delayMillis;
    private volatile int bytesPerSecond;
    private volatile int flipOneBitIn;
    private final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);

    /** @param target a port on loopback */
    public FaultProxy(int target, long seed) throws IOException {
        this.target = target;
        this.random = new Random(seed);
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin("accepts", this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** New calls go elsewhere from now on. */
    public void retarget(int port) {
        target = port;
    }

    /** Bytes that came through, both ways. */
    long carried() {
        return carried.get();
    }

    public long flipped() {
        return flipped.get();
    }

    public long cuts() {
        return cuts.get();
    }

    // ---- what is wrong with it

    /** New calls are hung up on. */
    public void refuse(boolean refuse) {
        refuses = refuse;
    }

    /** Bytes vanish in both directions; nobody is told (half-open). */
    public void silence(boolean silence) {
        silent = silence;
    }

    /** What the target says is kept back until this ends; what is said to it arrives. */
    public void holdAnswers(boolean hold) {
        holdsAnswers = hold;
    }

    /** Each piece is handed on so much later. */
    public void delay(int millis) {
        delayMillis = millis;
    }

    /** No more than so much in each direction; 0 for no limit. */
    public void throttle(int bytes) {
        bytesPerSecond = bytes;
    }

    /** About one bit in so many bytes is turned round; 0 for none. */
    public void flip(int oneIn) {
        flipOneBitIn = oneIn;
    }

    /** Hangs up once after so many more bytes. */
    public void cutAfter(long bytes) {
        cutAfter.set(carried.get() + bytes);
    }

    public void cutNow() {
        cuts.incrementAndGet();
        for (Socket each : sockets) {
            hangUp(each);
        }
    }

    // ---- carrying

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, "proxy " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket from = listening.accept();
                if (refuses) {
                    hangUp(from);
                    continue;
                }
                Socket to = new Socket();
                sockets.add(from);
                sockets.add(to);
                try {
                    to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS_MAX);
                    begin("there", () -> carry(from, to, false));
                    begin("back", () -> carry(to, from, true));
                } catch (IOException e) {
                    hangUp(from); // the target is down: its callers learn it as they would without a proxy
                    hangUp(to);
                }
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException("The proxy can't take calls any more", e);
                }
            }
        }
    }

    /** A piece on its way, and when it may arrive; an empty one is the end. */
    private record Piece(byte[] bytes, long dueNanos) {}

    private void carry(Socket from, Socket to, boolean isBack) {
        var onTheWay = new LinkedBlockingQueue<Piece>();
        begin("hands on", () -> handOn(onTheWay, to, isBack));
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            for (int got = in.read(piece); got >= 0; got = in.read(piece)) {
                if (silent) {
                    continue;
                }
                long before = carried.getAndAdd(got);
                long end = cutAfter.get();
                if (before + got >= end && cutAfter.compareAndSet(end, Long.MAX_VALUE)) {
                    cutNow();
                    return;
                }
                spoil(piece, got);
                onTheWay.add(new Piece(Arrays.copyOf(piece, got), System.nanoTime() + delayMillis * 1_000_000L));
            }
        } catch (IOException e) {
            // One side hung up: the other is hung up on below, as a network would.
        } finally {
            onTheWay.add(new Piece(new byte[0], System.nanoTime()));
            hangUp(from);
        }
    }

    private void handOn(BlockingQueue<Piece> onTheWay, Socket to, boolean isBack) {
        try {
            OutputStream out = to.getOutputStream();
            for (Piece piece = onTheWay.take(); piece.bytes().length > 0; piece = onTheWay.take()) {
                long wait = piece.dueNanos() - System.nanoTime();
                TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
                while (isBack && holdsAnswers) {
                    Thread.sleep(HELD_MILLIS);
                }
                int limit = bytesPerSecond;
                if (limit > 0) {
                    Thread.sleep(piece.bytes().length * 1_000L / limit);
                }
                out.write(piece.bytes());
                out.flush();
            }
        } catch (IOException e) {
            // As above: nobody listens any more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp(to);
        }
    }

    private void spoil(byte[] piece, int length) {
        int oneIn = flipOneBitIn;
        if (oneIn > 0) {
            synchronized (random) {
                for (int at = random.nextInt(oneIn); at < length; at += 1 + random.nextInt(2 * oneIn)) {
                    piece[at] ^= (byte) (1 << random.nextInt(8));
                    flipped.incrementAndGet();
                }
            }
        }
    }

    private void hangUp(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        sockets.forEach(this::hangUp);
    }
}
