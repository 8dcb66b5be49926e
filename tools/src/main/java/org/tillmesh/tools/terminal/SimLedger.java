package org.tillmesh.tools.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a simulated terminal has booked: a line a booking, synced before anybody hears of it. */
public final class SimLedger {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECEIPTS = 9_999;

    /**
     * A booking.
     *
     * @param kind payment, refund, reversal or settlement
     * @param amount in minor units
     * @param of receipt that a reversal reverses; 0 for none
     */
    public record Booking(String kind, long amount, int receipt, int trace, int of, boolean offline) {
        private String line() {
            ObjectNode line = JSON.createObjectNode()
                    .put("kind", kind)
                    .put("amount", amount)
                    .put("receipt", receipt)
                    .put("trace", trace)
                    .put("of", of)
                    .put("offline", offline);
            return line + "\n";
        }

        private static Booking of(JsonNode line) {
            return new Booking(
                    line.path("kind").asText(),
                    line.path("amount").asLong(),
                    line.path("receipt").asInt(),
                    line.path("trace").asInt(),
                    line.path("of").asInt(),
                    line.path("offline").asBoolean());
        }
    }

    private final Path file;
    private final List<Booking> bookings = new ArrayList<>();

    private SimLedger(Path file) {
        this.file = file;
    }

    public static SimLedger open(Path file) throws IOException {
        var ledger = new SimLedger(file);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                ledger.bookings.add(Booking.of(JSON.readTree(line)));
            }
        }
        return ledger;
    }

    public synchronized List<Booking> all() {
        return List.copyOf(bookings);
    }

    synchronized Optional<Booking> last() {
        return bookings.isEmpty() ? Optional.empty() : Optional.of(bookings.get(bookings.size() - 1));
    }

    synchronized Booking book(String kind, long amount, int of, boolean offline) throws IOException {
        int n = bookings.size();
        var booking = new Booking(kind, amount, n % RECEIPTS + 1, (n * 3 + 1) % 1_000_000, of, offline);
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            out.write(ByteBuffer.wrap(booking.line().getBytes(StandardCharsets.UTF_8)));
            out.force(true);
        }
        bookings.add(booking);
        return booking;
    }

    /** A payment that no till asked for: somebody typed it in at the terminal. */
    public void bookElsewhere(long amount) throws IOException {
        book("payment", amount, 0, false);
    }

    /** A payment or refund of that receipt that nobody has reversed. */
    synchronized Optional<Booking> reversible(int receipt) {
        boolean isReversed = bookings.stream().anyMatch(b -> b.of() == receipt);
        return isReversed
                ? Optional.empty()
                : bookings.stream()
                        .filter(b -> b.receipt() == receipt && !b.kind().equals("reversal"))
                        .filter(b -> !b.kind().equals("settlement"))
                        .findFirst();
    }

    /** Charged less refunded and reversed, since the last settlement. */
    synchronized List<Booking> unsettled() {
        var open = new ArrayList<Booking>();
        for (Booking booking : bookings) {
            if (booking.kind().equals("settlement")) {
                open.clear();
            } else {
                open.add(booking);
            }
        }
        return open;
    }

    /** What it comes to: a reversed payment counts nothing. */
    static long sum(List<Booking> bookings) {
        return bookings.stream()
                .mapToLong(b -> b.kind().equals("payment") ? b.amount() : -b.amount())
                .sum();
    }
}
