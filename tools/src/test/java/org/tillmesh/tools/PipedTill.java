package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tillmesh.till.script.ScriptedTill;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.trial.ChildProgram;

/** A scripted till in this process, spoken to through pipes; every line is held against the contract. */
final class PipedTill implements AutoCloseable {
    private final OutputStream in;
    private final BufferedReader out;
    private final CompletableFuture<Integer> exit;
    final List<JsonNode> progress = new ArrayList<>();
    final JsonNode ready;

    private PipedTill(TillOptions options) throws IOException {
        var commands = new PipedInputStream(1 << 16);
        in = new PipedOutputStream(commands);
        var answers = new PipedInputStream(1 << 20);
        var written = new PipedOutputStream(answers);
        out = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
        exit = new CompletableFuture<>();
        var thread = new Thread(
                () -> {
                    try (commands;
                            written) {
                        exit.complete(ScriptedTill.run(options, commands, written));
                    } catch (IOException | RuntimeException | AssertionError e) {
                        exit.completeExceptionally(e);
                    }
                },
                "scripted till");
        thread.setDaemon(true);
        thread.start();
        ready = line();
        if (ready.has("ready")) {
            Contract.holds("ready", ready);
        }
    }

    static PipedTill demo(Path folder) throws IOException {
        return demo(folder, "T01", null);
    }

    static PipedTill demo(Path folder, String till, @Nullable String relay, String... peers) throws IOException {
        return new PipedTill(new TillOptions(folder, true, "S001", till, relay, List.of(peers), 0));
    }

    /** A demo till of any branch. */
    static PipedTill of(Path folder, String branch, String till, String relay) throws IOException {
        return new PipedTill(new TillOptions(folder, true, branch, till, relay, List.of(), 0));
    }

    static PipedTill empty(Path folder) throws IOException {
        return new PipedTill(new TillOptions(folder, false, null, null, null, List.of(), 0));
    }

    static PipedTill withRelay(Path folder, String relay) throws IOException {
        return new PipedTill(new TillOptions(folder, false, null, null, relay, List.of(), 0));
    }

    static PipedTill selling(Path folder) throws IOException {
        PipedTill till = demo(folder);
        till.openShop();
        return till;
    }

    void openShop() {
        ok("login", "pin", "1111", "user", "cashier");
        ok("shift-open", "float", "200.00");
    }

    /** A user of a company that is no demo takes a PIN of the own, as head office wants it. */
    void choosePin(String user, String given, String chosen) {
        assertTrue(ok("login", "pin", given, "user", user).path("changePin").asBoolean());
        ok("change-pin", "pin", given, "new", chosen);
        ok("logout");
    }

    private JsonNode line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError("The till ended");
        }
        return ChildProgram.JSON.readTree(line);
    }

    /** Sends bytes as they are and gives the next answer that is no progress. */
    JsonNode raw(byte[] bytes) {
        try {
            in.write(bytes);
            in.write('\n');
            in.flush();
            JsonNode answer = line();
            while (answer.has("event")) {
                Contract.holds(answer.path("event").asText(), answer);
                progress.add(answer);
                answer = line();
            }
            return answer;
        } catch (IOException e) {
            throw new AssertionError("The till's pipe broke", e);
        }
    }

    JsonNode ask(String command, Object... fields) {
        ObjectNode request = ChildProgram.JSON.createObjectNode().put("do", command);
        for (int i = 0; i < fields.length; i += 2) {
            request.set((String) fields[i], ChildProgram.JSON.valueToTree(fields[i + 1]));
        }
        JsonNode answer = raw(request.toString().getBytes(StandardCharsets.UTF_8));
        Contract.holds(request, answer);
        return answer;
    }

    JsonNode ok(String command, Object... fields) {
        JsonNode answer = ask(command, fields);
        assertTrue(answer.path("ok").asBoolean(), () -> command + " was refused: " + answer);
        return answer;
    }

    /** The command is refused with this code; the message. */
    String refused(String code, String command, Object... fields) {
        return refusal(code, ask(command, fields));
    }

    static String refusal(String code, JsonNode answer) {
        Contract.holds("error", answer);
        assertEquals(code, answer.path("error").path("code").asText(), answer::toString);
        return answer.path("error").path("message").asText();
    }

    /** A paid sale of one piece of each code. */
    JsonNode sell(String key, String... codes) {
        for (String code : codes) {
            ok("scan", "code", code);
        }
        ok(
                "tender",
                "kind",
                "cash",
                "amount",
                ok("cart").path("cart").path("due").asText());
        return ok("complete", "key", key);
    }

    int end() throws Exception {
        in.close();
        return exit.get();
    }

    @Override
    public void close() throws IOException {
        in.close();
        exit.exceptionally(e -> -1).join();
    }
}
