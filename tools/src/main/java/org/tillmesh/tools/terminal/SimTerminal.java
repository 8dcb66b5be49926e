package org.tillmesh.tools.terminal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A payment terminal that speaks ZVT to one till at a time. */
public final class SimTerminal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SimTerminal.class);
    private static final HexFormat HEX = HexFormat.of();
    private static final String ID = "68200001";
    private static final byte[] GARBAGE = HEX.parseHex("DEADBEEF0FF1CE10021003FF");

    private final ServerSocket server;
    private final SimLedger ledger;
    private final boolean serial;
    private final Runnable onDeath;
    private final IntConsumer onPause;
    private final Semaphore work = new Semaphore(1);
    private final Semaphore go = new Semaphore(0);

    private volatile SimFault fault = SimFault.NONE;
    private volatile int faultAt;
    private volatile int messages;
    private volatile int decline;
    private volatile long wrongBy;
    private volatile long slowMillis;
    private volatile boolean offline;
    private volatile boolean reverses;
    private volatile boolean refunds = true;

    /**
     * @param port 0 for any free one
     * @param onDeath what ends it when it loses its power
     * @param onPause told of the message at which it waits
     */
    public SimTerminal(int port, SimLedger ledger, boolean serial, Runnable onDeath, IntConsumer onPause)
            throws IOException {
        this.server = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
        this.ledger = ledger;
        this.serial = serial;
        this.onDeath = onDeath;
        this.onPause = onPause;
        Thread thread = new Thread(this::serve, "simulated terminal");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What goes wrong, once, at the n-th message from now, whoever sends it. */
    public void fault(SimFault what, int at) {
        fault = SimFault.NONE;
        messages = 0;
        faultAt = at;
        fault = what;
    }

    /** The next payments: a result code that declines, an amount that is added, a wait, approval without a host. */
    public void behave(int code, long moreAmount, long waitMillis, boolean isOffline, boolean isReversing) {
        decline = code;
        wrongBy = moreAmount;
        slowMillis = waitMillis;
        offline = isOffline;
        reverses = isReversing;
    }

    /** Whether it gives money back, or only reverses. */
    public void refunds(boolean gives) {
        refunds = gives;
    }

    public void goOn() {
        go.release();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> talk(socket), "simulated terminal's line");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                LOG.debug("The simulated terminal is closed: {}", e.getMessage());
            }
        }
    }

    private void talk(Socket socket) {
        try (var wire = new SimWire(socket, serial)) {
            while (true) {
                byte[] asked = receive(wire);
                if (!work.tryAcquire()) {
                    send(wire, "849C00");
                    continue;
                }
                try {
                    answer(wire, asked);
                } finally {
                    work.release();
                }
            }
        } catch (IOException e) {
            LOG.debug("A till hung up: {}", e.getMessage());
        }
    }

    private void answer(SimWire wire, byte[] asked) throws IOException {
        int command = (asked[0] & 0xFF) << 8 | asked[1] & 0xFF;
        byte[] data = Arrays.copyOfRange(asked, (asked[2] & 0xFF) == 0xFF ? 5 : 3, asked.length);
        switch (command) {
            case 0x0600 -> {
                send(wire, "800000");
                tell(wire, "060F0C1900" + "29" + ID + "49" + "0682" + "0600");
            }
            case 0x0601 -> charge(wire, "payment", bcd(data, at(data, 0, 0x04), 6));
            case 0x0631 -> {
                if (refunds) {
                    charge(wire, "refund", bcd(data, at(data, 3, 0x04), 6));
                } else {
                    send(wire, "848300");
                }
            }
            case 0x0630 -> reverse(wire, (int) bcd(data, at(data, 3, 0x87), 2));
            case 0x0620 -> repeat(wire);
            case 0x0501 -> {
                send(wire, "800000");
                tell(wire, "060F0100");
            }
            case 0x0610 -> totals(wire, false);
            case 0x0650 -> totals(wire, true);
            case 0x0651, 0x0670, 0x0602 -> {
                send(wire, "800000");
                tell(wire, "060F00");
            }
            case 0x06B0 -> send(wire, "800000");
            default -> send(wire, "848300");
        }
    }

    /** Where the value of a bitmap begins; only the few that a till sends are known. */
    private static int at(byte[] data, int from, int bitmap) {
        for (int i = from; i < data.length; ) {
            int one = data[i] & 0xFF;
            if (one == bitmap) {
                return i + 1;
            }
            i += one == 0x04 ? 7 : one == 0x49 || one == 0x87 ? 3 : one == 0x19 ? 2 : data.length;
        }
        return -1;
    }

    private static long bcd(byte[] data, int at, int bytes) {
        return at < 0 ? 0 : Long.parseLong(HEX.formatHex(data, at, at + bytes));
    }

    private void charge(SimWire wire, String kind, long amount) throws IOException {
        send(wire, "800000");
        tell(wire, "04FF010A");
        pause();
        tell(wire, "04FF0104");
        if (decline != 0) {
            tell(wire, status(String.format(Locale.ROOT, "27%02X04%012d", decline, amount)));
            tell(wire, "060F00");
            return;
        }
        SimLedger.Booking booked = ledger.book(kind, amount + wrongBy, 0, offline);
        try {
            tell(wire, booking(booked));
        } catch (IOException e) {
            if (reverses) {
                ledger.book("reversal", booked.amount(), booked.receipt(), false);
            }
            throw e;
        }
        print(wire);
        tell(wire, "060F00");
    }

    private void pause() {
        try {
            Thread.sleep(slowMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reverse(SimWire wire, int receipt) throws IOException {
        send(wire, "800000");
        Optional<SimLedger.Booking> found = ledger.reversible(receipt);
        if (found.isEmpty()) {
            tell(wire, "061E01B4");
            return;
        }
        tell(wire, booking(ledger.book("reversal", found.get().amount(), receipt, false)));
        print(wire);
        tell(wire, "060F00");
    }

    private void repeat(SimWire wire) throws IOException {
        send(wire, "800000");
        Optional<SimLedger.Booking> last = ledger.last().filter(b -> !b.kind().equals("settlement"));
        if (last.isPresent()) {
            tell(wire, booking(last.get()));
            print(wire);
        }
        tell(wire, "060F00");
    }

    private void totals(SimWire wire, boolean settles) throws IOException {
        send(wire, "800000");
        List<SimLedger.Booking> open = ledger.unsettled();
        long total = Math.max(0, SimLedger.sum(open)); // the field has no sign
        var block = new StringBuilder("0001").append("9999");
        for (int brand = 0; brand < 7; brand++) {
            boolean visa = brand == 4;
            block.append(
                    String.format(Locale.ROOT, "%02X%012d", visa ? Math.min(255, open.size()) : 0, visa ? total : 0));
        }
        tell(wire, status(String.format(Locale.ROOT, "270004%012d60F0F5F3%s", total, block)));
        if (settles) {
            ledger.book("settlement", total, 0, false);
        }
        tell(wire, "060F00");
    }

    /** The state of a booking, with the card's whole number, as some terminals send it. */
    private static String booking(SimLedger.Booking booked) {
        String command =
                switch (booked.kind()) {
                    case "refund" -> "0631";
                    case "reversal" -> "0630";
                    default -> "0601";
                };
        String tlv = "0A02" + command + "1F1101" + (booked.offline() ? "00" : "01");
        String approval = HEX.formatHex(
                String.format(Locale.ROOT, "A%05d", booked.receipt()).getBytes(StandardCharsets.US_ASCII));
        String fields = String.format(
                Locale.ROOT,
                "270004%012d490682" + "0B%06d" + "0C121500" + "0D1201" + "22F0F84111111111111111" + "29%s" + "3B%s0000"
                        + "87%04d" + "8A0A" + "8BF0F55649534100",
                booked.amount(),
                booked.trace(),
                ID,
                approval,
                booked.receipt());
        return status(fields + String.format(Locale.ROOT, "06%02X%s", tlv.length() / 2, tlv));
    }

    private static String status(String fields) {
        return String.format(Locale.ROOT, "040F%02X%s", fields.length() / 2, fields);
    }

    private void print(SimWire wire) throws IOException {
        String line = HEX.formatHex("Card 4111 1111 1111 1111".getBytes(StandardCharsets.US_ASCII));
        tell(wire, String.format(Locale.ROOT, "06D1%02X00%s", line.length() / 2 + 1, line));
    }

    /** Sends what the till has to acknowledge, and waits for that. */
    private void tell(SimWire wire, String message) throws IOException {
        send(wire, message);
        byte[] ack = receive(wire);
        if ((ack[0] & 0xFF) != 0x80 && (ack[0] & 0xFF) != 0x84) {
            throw new IOException("The till does not acknowledge");
        }
    }

    private byte[] receive(SimWire wire) throws IOException {
        byte[] got = wire.receive();
        SimFault now = due();
        strike(wire, now, new byte[0]);
        return got;
    }

    private void send(SimWire wire, String message) throws IOException {
        byte[] bytes = HEX.parseHex(message);
        strike(wire, due(), bytes);
        wire.send(bytes);
    }

    private synchronized SimFault due() {
        messages++;
        SimFault now = messages == faultAt ? fault : SimFault.NONE;
        fault = now == SimFault.NONE ? fault : SimFault.NONE;
        return now;
    }

    private void strike(SimWire wire, SimFault now, byte[] next) throws IOException {
        switch (now) {
            case NONE -> {}
            case CUT -> throw new IOException("Cut at message " + messages);
            case DIE -> {
                onDeath.run();
                throw new IOException("Died at message " + messages);
            }
            case PAUSE -> {
                onPause.accept(messages);
                go.acquireUninterruptibly();
            }
            case SILENCE -> hold(wire);
            case HALF -> {
                wire.sendHalf(next);
                hold(wire);
            }
            case GARBAGE -> wire.raw(GARBAGE);
            case TWICE -> wire.raw(next);
            case FLOOD -> {
                byte[] state = HEX.parseHex("04FF010E");
                for (int i = 0; i < 1_000_000; i++) {
                    wire.raw(state);
                }
            }
        }
    }

    /** Says nothing more until the till hangs up. */
    private void hold(SimWire wire) throws IOException {
        while (true) {
            wire.receive();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
