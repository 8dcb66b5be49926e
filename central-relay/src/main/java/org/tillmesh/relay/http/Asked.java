package org.tillmesh.relay.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Caller;

/**
 * A request as pages see it.
 *
 * @param query decoded parameters; @param cookies by name; @param authorization the header, empty if none
 * @param contentType the header, empty if none
 * @param from the caller's address, as the network has it
 * @param wishes what else its headers say
 * @param by who asks; null while nobody has looked
 */
public record Asked(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> cookies,
        String authorization,
        String origin,
        String host,
        String contentType,
        byte[] body,
        String from,
        Wishes wishes,
        @Nullable Caller by) {

    /**
     * @param proof the session's secret that a page of the console sends along, empty if none
     * @param encodings that the answer may have; @param held the tag of the answer that is there already
     * @param isQuiet whether a page asks by itself, so that nobody is awake for it
     */
    public record Wishes(String proof, String encodings, String held, boolean isQuiet) {
        static final Wishes NONE = new Wishes("", "", "", false);
    }

    public Asked(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> cookies,
            String authorization,
            String origin,
            String host,
            String contentType,
            byte[] body,
            String from) {
        this(method, path, query, cookies, authorization, origin, host, contentType, body, from, Wishes.NONE, null);
    }

    /** Who asks; of an address that everybody may ask there is nobody. */
    public Caller caller() {
        if (by == null) {
            throw new AssertionError("Nobody is known at " + path);
        }
        return by;
    }

    /** Whether it comes from a page of this console itself: a page of another site can't say so. */
    public boolean isFromConsole() {
        return origin.equals("https://" + host);
    }

    /** Who reads it: the cookie says so once somebody has chosen. */
    public boolean isArabic() {
        return "ar".equals(cookie("lang"));
    }

    /** What the body says, as a form that a browser sent: each field once. */
    public Map<String, String> form() throws BadHead {
        return Heads.parameters(new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), false));
    }

    /** Empty if there is none of that name. */
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** The step of the path that a route's name in braces stands for; empty if it has none. */
    public String lastStep() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same with one parameter in its address. */
    public Asked asking(String name, String value) {
        return new Asked(
                method,
                path,
                Map.of(name, value),
                cookies,
                authorization,
                origin,
                host,
                contentType,
                body,
                from,
                wishes,
                by);
    }

    Asked with(byte[] content) {
        return new Asked(
                method, path, query, cookies, authorization, origin, host, contentType, content, from, wishes, by);
    }

    Asked by(Caller who) {
        return new Asked(
                method, path, query, cookies, authorization, origin, host, contentType, body, from, wishes, who);
    }
}
