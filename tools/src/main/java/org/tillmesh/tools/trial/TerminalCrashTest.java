package org.tillmesh.tools.trial;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.tillmesh.retail.demo.DemoBarcodes;

/**
 * A till that takes cards through a simulated terminal; between any two messages the till, the terminal or both are killed
 * with -9. What the till can't know a manager decides by the customer's slip, which is the terminal's own ledger. At the end
 * each charge must be the tender of one sale, and each card sale a charge.
 */
public final class TerminalCrashTest {
    private static final int TOLD_EVERY = 50;

    /** More messages than a payment has, so that some kills come behind it. */
    private static final int MESSAGES = 26;

    private static final int PAUSED_SECONDS_MAX = 15;

    private final Path dir;
    private final Random random;
    private final PrintStream told;
    private final List<String> problems = new ArrayList<>();
    private final Set<Integer> decidedReceipts = new HashSet<>();
    private ChildTerminal terminal;
    private ChildTill till;
    private int port;
    private int byItself;
    private int byManager;

    public TerminalCrashTest(Path dir, long seed, PrintStream told) throws IOException {
        this.dir = Files.createDirectories(dir);
        this.random = new Random(seed);
        this.told = told;
        this.terminal = startTerminal();
        this.till = startTill();
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

    /** @return what is wrong, in words; empty if charges and sales are the same */
    public List<String> run(int kills) throws Exception {
        try {
            for (int kill = 1; kill <= kills && problems.isEmpty(); kill++) {
                payAndKill();
                settle();
                if (kill % TOLD_EVERY == 0) {
                    told.println("  " + kill + " kills, " + charges().size() + " charges, " + byItself
                            + " found again by the till itself, " + byManager + " decided by the slip");
                }
            }
            judge();
        } finally {
            till.close();
            terminal.close();
        }
        return problems;
    }

    public String summary() throws IOException {
        return charges().size() + " charges, each the tender of one sale; " + byItself
                + " found again by the till itself, " + byManager + " decided by the slip";
    }

    private void payAndKill() throws Exception {
        till.ask("scan", "code", DemoBarcodes.PLAIN);
        String due = till.ask("cart").path("cart").path("due").asText();
        int at = 1 + random.nextInt(MESSAGES);
        int who = random.nextInt(4); // the till twice as often as the terminal or both
        boolean dies = who == 2 || who == 3;
        terminal.tell("{\"fault\":\"" + (who == 2 ? "die" : "pause") + "\",\"at\":" + at + "}");
        till.send("{\"do\":\"tender\",\"kind\":\"card\",\"amount\":\"" + due + "\"}");
        if (who == 2) {
            awaitAnswer();
        } else if (terminal.isPaused(at < 8 ? PAUSED_SECONDS_MAX : 2)) {
            till.kill();
            if (!dies) {
                terminal.send("{\"go\":true}");
                terminal.next(PAUSED_SECONDS_MAX);
            }
        } else {
            till.kill();
        }
        if (dies) {
            terminal.kill();
            terminal = startTerminal();
        } else {
            terminal.tell("{\"fault\":\"none\"}");
        }
        if (who != 2) {
            till = startTill();
        }
    }

    private void awaitAnswer() {
        JsonNode answer = till.next(60);
        while (answer.has("event")) {
            answer = till.next(60);
        }
    }

    /** Whatever the till knows of the payment, it ends with a sale that is paid by that charge, or without either. */
    private void settle() throws Exception {
        for (JsonNode intent : till.ask("intents").path("intents")) {
            String state = intent.path("state").asText();
            if (state.equals("open") || state.equals("unknown")) {
                decide(intent.path("id").asText());
            } else if (state.equals("approved") && !intent.path("settled").asBoolean()) {
                problems.add("An approved payment is neither a tender nor reversed: " + intent);
            }
        }
        JsonNode cart = till.ask("cart").path("cart");
        if (!cart.path("tenders").isEmpty()) {
            byItself++;
            till.ask("complete");
        } else {
            till.ask("clear");
        }
        long sold = new BigDecimal(till.ask("sales").path("gross").asText())
                .movePointRight(2)
                .longValueExact();
        long charged = charges().stream()
                .mapToLong(line -> line.path("amount").asLong())
                .sum();
        if (sold != charged) {
            problems.add("Sales come to " + sold + " halalas, charges to " + charged);
        }
    }

    private void decide(String intent) throws IOException {
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
        boolean isCharged = charges().size() > tendersOfSales();
        till.ask("intent", "id", intent, "resolve", isCharged ? "approved" : "declined", "approve", "9999");
    }

    private int tendersOfSales() {
        return till.ask("sales").path("count").asInt();
    }

    private List<JsonNode> charges() throws IOException {
        var charges = new ArrayList<JsonNode>();
        Path file = dir.resolve("terminal").resolve("charges.jsonl");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                charges.add(ChildProgram.JSON.readTree(line));
            }
        }
        return charges;
    }

    /** Each receipt of the terminal stands on one sale at most. */
    private void judge() throws IOException {
        for (JsonNode intent : till.ask("intents").path("intents")) {
            int receipt = intent.path("terminal").path("receipt").asInt();
            if (receipt != 0 && !decidedReceipts.add(receipt)) {
                problems.add("Receipt " + receipt + " of the terminal stands for two payments");
            }
        }
    }
}
