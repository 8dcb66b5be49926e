package org.tillmesh.zatca.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the authority's answers. Only what is recognisably its own counts as an answer. */
final class VerdictReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> DONE = Set.of("REPORTED", "CLEARED");
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final byte[] NONE = {};

    private VerdictReader() {}

    static Verdict verdict(int status, HttpHeaders headers, byte[] body, Clock clock) {
        if (status == 429 || status >= 500) {
            Verdict.Kind kind = status == 429 ? Verdict.Kind.BUSY : Verdict.Kind.UNAVAILABLE;
            return new Verdict(kind, status, messages(tree(body)), NONE, retryAfter(headers, clock));
        }
        if (status == 401 || status == 403) {
            return Verdict.of(Verdict.Kind.CREDENTIALS_REFUSED, status, messages(tree(body)));
        }
        if (status == 413) {
            return Verdict.of(Verdict.Kind.TOO_LARGE, status, messages(tree(body)));
        }
        JsonNode json = tree(body);
        List<Verdict.Message> messages = messages(json);
        if (json == null || !isTheirs(json, messages)) {
            return Verdict.of(Verdict.Kind.NOT_UNDERSTOOD, status, messages);
        }
        return switch (status) {
            case 200, 202 -> accepted(status, json, messages);
            case 303 -> Verdict.of(Verdict.Kind.REPORT_INSTEAD, status, messages);
            case 400 -> Verdict.of(Verdict.Kind.REJECTED, status, messages);
            case 208, 409 -> new Verdict(Verdict.Kind.ALREADY_DONE, status, messages, cleared(json), null);
            default -> Verdict.of(Verdict.Kind.NOT_UNDERSTOOD, status, messages);
        };
    }

    private static boolean isTheirs(JsonNode json, List<Verdict.Message> messages) {
        return json.has("validationResults")
                || json.hasNonNull("clearanceStatus")
                || json.hasNonNull("reportingStatus")
                || !messages.isEmpty();
    }

    private static Verdict accepted(int status, JsonNode json, List<Verdict.Message> messages) {
        String said = json.path("reportingStatus").asText("")
                + json.path("clearanceStatus").asText("");
        said = said.replace("null", "");
        if (!DONE.contains(said)) {
            boolean refused = said.startsWith("NOT_");
            return Verdict.of(refused ? Verdict.Kind.REJECTED : Verdict.Kind.NOT_UNDERSTOOD, status, messages);
        }
        boolean warned =
                status == 202 || messages.stream().anyMatch(m -> m.type().equals("WARNING"));
        return new Verdict(
                warned ? Verdict.Kind.ACCEPTED_WITH_WARNINGS : Verdict.Kind.ACCEPTED,
                status,
                messages,
                cleared(json),
                null);
    }

    private static byte[] cleared(JsonNode json) {
        String text = json.path("clearedInvoice").isTextual()
                ? json.path("clearedInvoice").asText()
                : "";
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return NONE; // as if it had not come: who reads it sees that the stamped copy is missing
        }
    }

    static @Nullable JsonNode tree(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json != null && json.isObject() ? json : null;
        } catch (JsonProcessingException e) {
            return null; // a page of a proxy, or a half
        } catch (IOException e) {
            throw new AssertionError("Bytes in memory can be read", e);
        }
    }

    static List<Verdict.Message> messages(@Nullable JsonNode json) {
        var found = new ArrayList<Verdict.Message>();
        if (json == null) {
            return found;
        }
        JsonNode results = json.path("validationResults");
        for (String list : List.of("errorMessages", "warningMessages", "infoMessages")) {
            JsonNode some = results.path(list);
            String type = list.substring(0, list.indexOf("Messages")).toUpperCase(java.util.Locale.ROOT);
            (some.isArray() ? some : JSON.createArrayNode().add(some)).forEach(one -> add(found, type, one));
        }
        json.path("errors").forEach(one -> add(found, "ERROR", one));
        if (found.isEmpty()) {
            add(found, "ERROR", json);
        }
        return found;
    }

    private static void add(List<Verdict.Message> to, String type, JsonNode one) {
        String code = one.path("code").asText("");
        String text = one.isTextual() ? one.asText() : one.path("message").asText("");
        if (!code.isEmpty() || !text.isEmpty()) {
            to.add(new Verdict.Message(type, code, text, one.path("category").asText("")));
        }
    }

    /** Seconds or an HTTP date; at most an hour is believed. */
    private static @Nullable Duration retryAfter(HttpHeaders headers, Clock clock) {
        String said = headers.firstValue("Retry-After").orElse("").strip();
        try {
            Duration wait = said.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(said))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException e) {
            return null; // none, or one that nobody can read: our own patience rules
        }
    }
}
