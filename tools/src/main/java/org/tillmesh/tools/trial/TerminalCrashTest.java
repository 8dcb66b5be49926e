package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.demo.DemoBarcodes;

/**
 * A till that takes cards through a simulated terminal and gives back to them; between any two messages the till, the terminal
 * or both are killed with -9. What the till can't know a manager decides by the customer's slip, which is the terminal's own
 * ledger. After each kill what the terminal booked must stand on one sale or credit note.
 */
public final class TerminalCrashTest {
    private static final int TOLD_EVERY = 50;

    /** More messages than a payment has, so that some kills come behind it. */
    private static final int MESSAGES = 26;

    private static final int SECONDS_MAX = 60;

    private final Path dir;
    private final Random random;
    private final Clock clock = Clock.systemUTC();
    private final PrintStream told;
    private final List<String> problems = new ArrayList<>();
    private ChildTerminal terminal;
    private ChildTill till;
    private int port;
    private int done;
    private int byItself;
    private int byManager;

    /** Of the last sale, whose goods may come back; null if they have. */
    private @Nullable String receipt;

    public TerminalCrashTest(Path dir, long seed, PrintStream told) throws IOException {
        this.dir = Files.createDirectories(dir);
        this.random = new Random(seed);
        this.told = told;
        this.terminal = startTerminal();
        this.till = startTill();
    }

    /**
     * Several of them at once, each in a folder of its own.
     *
     * @return what is wrong, in words
     */
    public static List<String> run(Path dir, long seed, PrintStream told, int kills, int parallel) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(parallel);
        try {
            var running = new ArrayList<Future<List<String>>>();
            for (int i = 0; i < parallel; i++) {
                int share = kills / parallel + (i < kills % parallel ? 1 : 0);
                var one = new TerminalCrashTest(dir.resolve("pair-" + (i + 1)), seed + i, told);
                running.add(threads.submit(() -> one.run(share)));
            }
            var all = new ArrayList<String>();
            for (Future<List<String>> one : running) {
                all.addAll(one.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private ChildTerminal startTerminal() throws IOException {
        ChildTerminal started = ChildTerminal.start(dir.resolve("terminal"), dir.resolve("terminal.log"), port);
        port = started.port();
        return started;
    }

    private ChildTill startTill() throws IOException {
        ChildTill started = ChildTill.start("till", dir.resolve("till"), dir.resolve("till.log"), "--demo");
        started.ask("login", "pin", "9999", "user", "manager");
        if (started.ask("status").path("shift").isNull()) {
            started.ask("shift-open", "float", "200.00");
            started.ask(
                    "device",
                    "set",
                    Map.of(
                            "id",
                            "terminal",
                            "kind",
                            "terminal",
                            "driver",
                            "zvt",
                            "address",
                            "tcp:127.0.0.1:" + port,
                            "settings",
                            Map.of("recoverySeconds", "3", "ackSeconds", "2", "answerSeconds", "5")));
        }
        return started;
    }

    /** @return what is wrong, in words; empty if what was booked is what was sold and taken back */
    public List<String> run(int kills) throws Exception {
        try {
            while (done < kills && problems.isEmpty()) {
                round();
                done++;
                if (done % TOLD_EVERY == 0) {
                    told.println("  " + summary());
                }
            }
            if (problems.isEmpty()) {
                compareAll();
            }
            told.println(summary());
        } finally {
            till.close();
            terminal.close();
        }
        return problems;
    }

    private String summary() throws IOException {
        return done + " kills, " + bookings().size() + " bookings, each on one sale or credit note; " + byItself
                + " found again by the till itself, " + byManager + " decided by the slip";
    }

    private void round() throws Exception {
        Instant began = clock.instant();
        int before = bookings().size();
        ObjectNode asked;
        String sold = random.nextInt(3) == 0 ? receipt : null;
        if (sold != null) {
            asked = ChildProgram.JSON.createObjectNode().put("do", "return").put("receipt", sold);
            asked.putArray("lines").addObject().put("line", 1).put("qty", "1");
            asked.put("reason", "crash test").put("key", "back " + sold);
        } else {
            till.ask("scan", "code", DemoBarcodes.PLAIN);
            String due = till.ask("cart").path("cart").path("due").asText();
            asked = ChildProgram.JSON
                    .createObjectNode()
                    .put("do", "tender")
                    .put("kind", "card")
                    .put("amount", due);
        }
        strike(asked);
        decideAll(before);
        if (sold != null) {
            till.ask(asked);
            receipt = null;
        } else {
            finishSale();
        }
        compare(began, before);
    }

    /** Asks the till, and kills one of the two, or both, at some message between them. */
    private void strike(ObjectNode asked) throws Exception {
        int at = 1 + random.nextInt(MESSAGES);
        int who = random.nextInt(4); // the till twice as often as the terminal or both
        if (who == 2) {
            terminal.tell("{\"fault\":\"die\",\"at\":" + at + "}");
            till.send(asked.toString());
            terminalDies();
            return;
        }
        terminal.tell("{\"fault\":\"pause\",\"at\":" + at + "}");
        till.send(asked.toString());
        boolean isPaused = isPausedFirst();
        till.kill();
        if (who == 3) {
            terminal.kill();
            terminal = startTerminal();
        } else {
            if (isPaused) {
                terminal.tell("{\"go\":true}");
            }
            terminal.tell("{\"fault\":\"none\"}");
        }
        till = startTill();
    }

    /** The till waits for it meanwhile; it comes back while the till still asks, or later. */
    private void terminalDies() throws Exception {
        boolean isSoon = random.nextBoolean();
        boolean isAnswered = false;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (terminal.isRunning() && !isAnswered && System.nanoTime() < until) {
            isAnswered = hasAnswered();
            Thread.sleep(5);
        }
        if (!isAnswered && !isSoon) {
            awaitAnswer();
            isAnswered = true;
        }
        terminal.kill();
        terminal = startTerminal();
        if (!isAnswered) {
            awaitAnswer();
        }
    }

    private boolean hasAnswered() {
        JsonNode line = till.poll();
        return line != null && !line.has("event");
    }

    private void awaitAnswer() {
        JsonNode answer = till.next(SECONDS_MAX);
        while (answer.has("event")) {
            answer = till.next(SECONDS_MAX);
        }
    }

    /** Waits until the terminal stands at its message, or the till has its answer. */
    private boolean isPausedFirst() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (System.nanoTime() < until) {
            JsonNode line = terminal.poll();
            if (line != null && line.has("paused")) {
                return true;
            }
            if (hasAnswered()) {
                return false;
            }
            Thread.sleep(2);
        }
        throw new IllegalStateException("Neither did the terminal wait nor the till answer");
    }

    private void decideAll(int before) throws IOException {
        for (JsonNode intent : till.ask("intents").path("intents")) {
            String state = intent.path("state").asText();
            boolean isRefund = intent.path("kind").asText().equals("refund");
            if (state.equals("open") || state.equals("unknown")) {
                decide(intent.path("id").asText(), before);
            } else if (state.equals("approved") && !intent.path("settled").asBoolean() && !isRefund) {
                problems.add("An approved payment is neither a tender nor reversed: " + intent);
            }
        }
    }

    private void decide(String intent, int before) throws IOException {
        try {
            String state = till.ask("intent", "id", intent, "resolve", "query")
                    .path("intent")
                    .path("state")
                    .asText();
            if (!state.equals("unknown") && !state.equals("open")) {
                return;
            }
        } catch (ChildTill.Refused e) {
            if (!e.code().equals("TERMINAL_UNKNOWN")) {
                throw e;
            }
        }
        byManager++;
        boolean isBooked = bookings().size() > before;
        till.ask("intent", "id", intent, "resolve", isBooked ? "approved" : "declined", "approve", "9999");
    }

    /** Whatever the till knows of the payment, it ends with a sale that is paid by that charge, or without either. */
    private void finishSale() {
        JsonNode cart = till.ask("cart").path("cart");
        if (cart.path("tenders").isEmpty()) {
            till.ask("clear");
        } else {
            byItself++;
            receipt = till.ask("complete").path("receipt").asText();
        }
    }

    private void compare(Instant began, int before) throws IOException {
        List<JsonNode> all = bookings();
        long booked = sum(all.subList(before, all.size()));
        long sold = gross(till.ask("sales", "since", began.toString()));
        if (sold != booked) {
            problems.add("After kill " + (done + 1) + " sales come to " + sold + " halalas, bookings to " + booked);
        }
    }

    /** Everything at the end, and each receipt of the terminal for one intent. */
    private void compareAll() throws IOException {
        long sold = gross(till.ask("sales"));
        long booked = sum(bookings());
        if (sold != booked) {
            problems.add("Sales come to " + sold + " halalas, bookings to " + booked);
        }
        var receipts = new HashSet<Integer>();
        for (JsonNode intent : till.ask("intents").path("intents")) {
            int number = intent.path("terminal").path("receipt").asInt();
            if (number != 0 && !receipts.add(number)) {
                problems.add("Receipt " + number + " of the terminal stands for two intents");
            }
        }
    }

    private static long gross(JsonNode sales) {
        return new BigDecimal(sales.path("gross").asText()).movePointRight(2).longValueExact();
    }

    private static long sum(List<JsonNode> bookings) {
        return bookings.stream()
                .mapToLong(line -> line.path("kind").asText().equals("payment")
                        ? line.path("amount").asLong()
                        : -line.path("amount").asLong())
                .sum();
    }

    private List<JsonNode> bookings() throws IOException {
        var all = new ArrayList<JsonNode>();
        Path file = dir.resolve("terminal").resolve("charges.jsonl");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                all.add(ChildProgram.JSON.readTree(line));
            }
        }
        return all;
    }
}
