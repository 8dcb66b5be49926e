package org.tillmesh.till.script;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.till.OrderlyEnd;
import org.tillmesh.till.Ready;
import org.tillmesh.till.Till;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.Progress;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;

/** Reads commands, answers each with one line, in order, flushed. End of input is an orderly close. */
public final class ScriptedTill {
    private static final Reader ARABIC = new Reader(Locale.forLanguageTag("ar"), ZoneOffset.UTC);
    private static final Logger LOG = LoggerFactory.getLogger(ScriptedTill.class);
    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final OutputStream out;
    private final Till till;

    private ScriptedTill(Till till, OutputStream out) {
        this.till = till;
        this.out = out;
    }

    /**
     * Runs until the input ends or {@code quit}.
     *
     * @return the exit code: 0 after an orderly close, 1 if the folder could not be opened (one line says why)
     */
    public static int run(TillOptions options, InputStream in, OutputStream out) throws IOException {
        Till till;
        try {
            till = Till.open(options);
        } catch (TillException e) {
            if (e.code() == RefusalCode.INTERNAL) {
                LOG.error("The till could not be opened", e);
            }
            write(out, refusal(e));
            return 1;
        }
        try (var end = new OrderlyEnd(() -> till)) {
            new ScriptedTill(till, out).serve(in);
        }
        return 0;
    }

    /** The page for users about every command, as Markdown. */
    public static String page() {
        return CommandPage.markdown();
    }

    /** The schema that {@code help} gives. */
    public static JsonNode schema() {
        return ContractSchema.ofAll(CommandTable.commands());
    }

    /** A finished document as {@code complete} answers it. */
    public static String line(InvoiceAnswers.Receipt receipt) {
        ObjectNode line = JSON.createObjectNode().put("ok", true);
        line.setAll((ObjectNode) Json.write(Replies.Receipt.of(receipt)));
        return line.toString();
    }

    /** Any answer of the till, as a command would give it. */
    public static String line(Record answer) {
        ObjectNode line = JSON.createObjectNode().put("ok", true);
        line.setAll((ObjectNode) Json.write(answer));
        return line.toString();
    }

    private void serve(InputStream in) throws IOException {
        write(out, ready());
        var lines = new LineReader(in);
        boolean goesOn = true;
        while (goesOn) {
            String line;
            try {
                line = lines.next();
            } catch (BadLine e) {
                write(out, refusal(e.code(), e.getMessage()));
                continue;
            }
            if (line == null) {
                return;
            }
            if (!line.isBlank()) {
                goesOn = answer(line);
            }
        }
    }

    private ObjectNode ready() {
        Ready ready = till.ready();
        ObjectNode line = JSON.createObjectNode().put("ready", true);
        line.setAll((ObjectNode) Json.write(ready));
        return line;
    }

    /** @return false after {@code quit} */
    private boolean answer(String line) throws IOException {
        JsonNode id = null;
        try {
            ObjectNode request = request(line);
            id = request.get("id");
            Command command = command(request);
            Arguments arguments = Arguments.checked(command.name(), command.fields(), request);
            ObjectNode answer = JSON.createObjectNode().put("ok", true);
            var progress = new Reports(id);
            Record done;
            try {
                done = command.work().on(till, arguments, progress);
            } finally {
                progress.end();
            }
            answer.setAll((ObjectNode) Json.write(done));
            write(out, withId(answer, id));
            return !command.name().equals("quit");
        } catch (TillException e) {
            if (e.code() == RefusalCode.INTERNAL) {
                LOG.error("Command failed: {}", line.length() > 500 ? line.substring(0, 500) : line, e);
            }
            ObjectNode refused = refusal(e);
            if (e.carried() != null) {
                refused.withObject("/error").setAll((ObjectNode) Json.write(e.carried()));
            }
            write(out, withId(refused, id));
        } catch (BadLine e) {
            write(out, withId(refusal(e.code(), e.getMessage()), id));
        } catch (RetailException | BadText e) {
            write(out, withId(refusal(Refusals.of(e)), id));
        } catch (RuntimeException e) {
            LOG.error("Command failed: {}", line.length() > 500 ? line.substring(0, 500) : line, e);
            write(out, withId(refusal(RefusalCode.INTERNAL, "An internal error: " + e + "; the log has more"), id));
        }
        return true;
    }

    private static ObjectNode request(String line) {
        JsonNode parsed;
        try {
            parsed = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " at character " + e.getLocation().getColumnNr();
            throw new BadLine(RefusalCode.BAD_JSON, "The line is no JSON" + where + ": " + e.getOriginalMessage(), e);
        }
        if (!(parsed instanceof ObjectNode request)) {
            throw new BadLine(RefusalCode.BAD_JSON, "The line is no JSON object; write one like {\"do\":\"status\"}");
        }
        return request;
    }

    private static Command command(ObjectNode request) {
        JsonNode name = request.get("do");
        if (name == null || !name.isTextual()) {
            throw new BadLine(
                    RefusalCode.UNKNOWN_COMMAND,
                    "The request names no command in \"do\"; known are " + String.join(", ", CommandTable.names()));
        }
        return CommandTable.named(name.textValue())
                .orElseThrow(() -> new BadLine(
                        RefusalCode.UNKNOWN_COMMAND,
                        "Command \"" + shortened(name.textValue()) + "\" is unknown; known are "
                                + String.join(", ", CommandTable.names())));
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    /** Progress lines of one command; none after its answer. */
    private final class Reports implements Progress {
        private final @Nullable JsonNode id;
        private final AtomicBoolean over = new AtomicBoolean();
        private long beganNanos;
        private long beganAt;

        Reports(@Nullable JsonNode id) {
            this.id = id;
        }

        @Override
        public void at(long done, long total) {
            synchronized (out) {
                if (!over.get()) {
                    ObjectNode line = JSON.createObjectNode().put("event", "progress");
                    withId(line, id).put("done", done).put("total", total);
                    putRate(line, done, total);
                    try {
                        write(out, line);
                    } catch (IOException e) {
                        LOG.warn("A progress line could not be written", e);
                    }
                }
            }
        }

        @Override
        public void said(String text) {
            synchronized (out) {
                if (!over.get()) {
                    ObjectNode line = JSON.createObjectNode().put("event", "terminal");
                    withId(line, id).put("text", text);
                    try {
                        write(out, line);
                    } catch (IOException e) {
                        LOG.warn("A line of the terminal could not be written", e);
                    }
                }
            }
        }

        /** How quick it is and how long the rest takes at that, once there is something to go by. */
        private void putRate(ObjectNode line, long done, long total) {
            long now = System.nanoTime();
            if (done == 0 || beganNanos == 0 || done < beganAt) {
                beganNanos = now;
                beganAt = done;
                return;
            }
            long tookMillis = (now - beganNanos) / 1_000_000;
            long moved = done - beganAt;
            if (tookMillis > 0 && moved > 0) {
                line.put("perSecond", moved * 1000 / tookMillis);
                line.put("restMs", (total - done) * tookMillis / moved);
            }
        }

        void end() {
            synchronized (out) {
                over.set(true);
            }
        }
    }

    private static ObjectNode withId(ObjectNode line, @Nullable JsonNode id) {
        if (id != null) {
            line.set("id", id);
        }
        return line;
    }

    /** What the shop refuses it says in both languages; what is wrong with the line itself is a programmer's matter. */
    private static ObjectNode refusal(TillException refused) {
        ObjectNode line = refusal(refused.code(), refused.getMessage());
        line.withObject("/error").put("messageAr", refused.sentence().in(ARABIC));
        return line;
    }

    private static ObjectNode refusal(RefusalCode code, @Nullable String message) {
        ObjectNode line = JSON.createObjectNode().put("ok", false);
        line.putObject("error").put("code", code.name()).put("message", String.valueOf(message));
        return line;
    }

    private static void write(OutputStream out, ObjectNode line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(bytes);
            out.flush();
        }
    }
}
