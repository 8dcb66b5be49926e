package org.tillmesh.relay.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.retail.words.Sentence;

/**
 * What goes back to a browser or an integrator.
 *
 * @param feed what goes on telling after the head, in the body's place; null for an answer that is whole
 */
public record Reply(int status, String type, byte[] body, Map<String, String> headers, @Nullable Feed feed) {
    private static final Reader ARABIC = new Reader(Locale.forLanguageTag("ar"), ZoneOffset.UTC);

    public Reply(int status, String type, byte[] body, Map<String, String> headers) {
        this(status, type, body, headers, null);
    }

    /** Tells events as they come (server-sent events). */
    public interface Feed {
        /**
         * Begins to tell.
         *
         * @param told takes a piece of text, from any thread; once nobody hears it any more it goes nowhere
         * @return ends it
         */
        AutoCloseable begin(Consumer<String> told);
    }

    /** An answer that goes on. */
    public static Reply events(Feed feed) {
        return new Reply(200, "text/event-stream; charset=utf-8", new byte[0], Map.of(), feed);
    }

    public static Reply json(int status, String json) {
        return new Reply(status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Reply html(int status, String html) {
        return new Reply(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** A file of the class path, as it lies there; who has it asks whether it is still the same. @param beside the class in whose folder it lies */
    public static Reply file(String type, Class<?> beside, String name) {
        return new Reply(200, type, resource(beside, name), Map.of()).with("Cache-Control", "no-cache");
    }

    /** The bytes of a file of the class path that lies beside a class; a file that is not there is a fault of the build. */
    public static byte[] resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError(
                        "The file " + name + " of " + beside.getSimpleName() + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Reply seeOther(String where) {
        return new Reply(303, "text/plain", new byte[0], Map.of("Location", where));
    }

    public static Reply error(int status, String code, String message) {
        return error(status, code, message, "");
    }

    /** @param id under which the log has more; empty for a mistake of the caller's own */
    public static Reply error(int status, String code, String message, String id) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode().put("ok", false);
        ObjectNode error = whole.putObject("error").put("code", code).put("message", message);
        if (!id.isEmpty()) {
            error.put("id", id);
        }
        return json(status, whole.toString());
    }

    /** A refusal in both languages. */
    public static Reply refusal(int status, String code, Sentence said) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode().put("ok", false);
        whole.putObject("error")
                .put("code", code)
                .put("message", said.message())
                .put("messageAr", said.in(ARABIC));
        return json(status, whole.toString());
    }

    public Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, more, feed);
    }
}
