package org.tillmesh.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.office.ImportWish;
import org.tillmesh.reports.export.ReportFormat;
import org.tillmesh.reports.export.ReportWish;

/** The same few acts on a relay's folder, whether a relay runs on it or not. */
public final class RelayControl {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper ANSWERS = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));
    private static final int SILENCE_MILLIS = 60_000;

    private final Path folder;

    public RelayControl(Path folder) {
        this.folder = folder;
    }

    /** A new activation code for a store. */
    public String newCode(String branch) {
        return done("code", branch, relay -> relay.newCode(branch));
    }

    /** A new API token; the one before is void. */
    public String newToken() {
        return done("token", "", Relay::newToken);
    }

    /** Shuts a till out. */
    public void revoke(String till) {
        done("revoke", till, relay -> {
            relay.revoke(till);
            return till;
        });
    }

    /** Puts value on a gift card or store credit; its new balance. */
    public String mint(String account, String amount) {
        return done(
                request("mint", account).put("amount", amount), relay -> relay.mint(account, amount), progress -> {});
    }

    /** @return how many journal records the file holds */
    public long backup(Path file) {
        Path absolute = file.toAbsolutePath();
        return Long.parseLong(done("backup", absolute.toString(), relay -> Long.toString(relay.backup(absolute))));
    }

    /**
     * Takes in a file of products, or tells what would become of it.
     *
     * @param told how far it is, now and then
     * @return what became of it, as {@code POST /api/v1/products} answers
     */
    public String takeCatalogue(Path file, ImportWish wish, Consumer<String> told) {
        Path absolute = file.toAbsolutePath();
        ObjectNode request = request("import", absolute.toString())
                .put("preview", wish.preview())
                .put("newCategories", wish.newCategories())
                .put("encoding", wish.encoding())
                .put("sheet", wish.sheet());
        return done(request, relay -> relay.takeCatalogue(absolute, wish, told), told);
    }

    /** The same wish, as it went over the line. */
    static ImportWish wish(JsonNode request) {
        return new ImportWish(
                request.path("preview").asBoolean(),
                request.path("newCategories").asBoolean(),
                request.path("encoding").asText(),
                request.path("sheet").asText());
    }

    /**
     * How reporting stands, as JSON, after an act: {@code api=URL} sets the authority's address, {@code api=} takes it
     * away, {@code retry} tries at once whatever waits; empty does nothing.
     */
    public String zatca(String act) {
        return done("zatca", act, relay -> {
            zatca(relay, act);
            return text(relay.zatca());
        });
    }

    /**
     * Looks through a day of each branch.
     *
     * @param day like {@code 2026-11-30}; empty for each branch's today
     * @return a line a difference, and one a branch that says how many there are
     */
    public String reconcile(String day) {
        return done("reconcile", day, relay -> reconcile(relay, day));
    }

    static String reconcile(Relay relay, String day) {
        return relay.branches().stream()
                .map(branch -> relay.reconcile(branch, day).text())
                .collect(Collectors.joining("\n"));
    }

    /** Writes a report over the company's branches into a new file. */
    public void report(ReportWish wish) {
        ObjectNode request = request("report", wish.name())
                .put("format", wish.format().code())
                .put("language", wish.language().getLanguage())
                .put("bom", wish.bom())
                .put("file", wish.file().toAbsolutePath().toString());
        ObjectNode asked = request.putObject("asked");
        wish.asked().forEach(asked::put);
        done(
                request,
                relay -> {
                    relay.report(wish);
                    return "";
                },
                progress -> {});
    }

    /**
     * The invoices of a period into a new zip.
     *
     * @param asked {@code period}, {@code from}, {@code to} and {@code store}, each where it was given
     * @return what it holds, in words
     */
    public String archive(SortedMap<String, String> asked, Path file) {
        Path absolute = file.toAbsolutePath();
        ObjectNode request = request("archive", absolute.toString());
        ObjectNode fields = request.putObject("asked");
        asked.forEach(fields::put);
        return done(request, relay -> relay.archive(asked, absolute), progress -> {});
    }

    /** What was asked, as it went over the line. */
    static SortedMap<String, String> asked(JsonNode request) {
        var asked = new TreeMap<String, String>();
        request.path("asked")
                .properties()
                .forEach(each -> asked.put(each.getKey(), each.getValue().asText()));
        return asked;
    }

    /** The same report, as it went over the line. */
    static ReportWish reportWish(JsonNode request) {
        return new ReportWish(
                request.path("about").asText(),
                asked(request),
                ReportFormat.of(request.path("format").asText()),
                Locale.forLanguageTag(request.path("language").asText()),
                request.path("bom").asBoolean(),
                Path.of(request.path("file").asText()));
    }

    static void zatca(Relay relay, String act) {
        if (act.startsWith("api=")) {
            relay.reportTo(act.substring(4));
        } else if (act.equals("retry")) {
            relay.retryReporting();
        } else if (!act.isEmpty()) {
            throw new RelayException("\"" + act + "\" is unknown");
        }
    }

    static String text(Object answer) {
        try {
            return ANSWERS.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new AssertionError("An answer can't be written", e);
        }
    }

    private static ObjectNode request(String act, String about) {
        return JSON.createObjectNode().put("do", act).put("about", about);
    }

    private String done(String act, String about, Function<Relay, String> here) {
        return done(request(act, about), here, progress -> {});
    }

    private String done(ObjectNode request, Function<Relay, String> here, Consumer<String> told) {
        Optional<String> running = running(request, told);
        if (running.isPresent()) {
            return running.get();
        }
        try (Relay relay = Relay.openForCare(folder)) {
            return here.apply(relay);
        }
    }

    private Optional<String> running(ObjectNode request, Consumer<String> told) {
        Path file = folder.resolve(ControlServer.FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode control = JSON.readTree(file.toFile());
            try (var socket = new Socket(
                    InetAddress.getLoopbackAddress(), control.path("port").asInt())) {
                socket.setSoTimeout(SILENCE_MILLIS);
                request.put("token", control.path("token").asText());
                socket.getOutputStream().write((request + "\n").getBytes(StandardCharsets.UTF_8));
                return Optional.of(answer(
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                        told));
            }
        } catch (ConnectException e) {
            return Optional.empty(); // left behind by a relay whose plug was pulled
        } catch (IOException e) {
            throw new RelayException("The running relay on " + folder + " can't be asked: " + e.getMessage(), e);
        }
    }

    /** The answer, after words of how far it is. */
    private static String answer(BufferedReader lines, Consumer<String> told) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode said = JSON.readTree(line);
            if (said.has("answer")) {
                return said.path("answer").asText();
            }
            if (said.has("error")) {
                throw new RelayException(said.path("error").asText());
            }
            told.accept(said.path("progress").asText());
        }
        throw new RelayException("The running relay gave no answer; look at its log");
    }
}
