package org.tillmesh.relay.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A request as pages see it.
 *
 * @param query decoded parameters; @param cookies by name; @param authorization the header, empty if none
 * @param contentType the header, empty if none
 * @param from the caller's address, as the network has it
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
        String from) {
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

    Asked with(byte[] content) {
        return new Asked(method, path, query, cookies, authorization, origin, host, contentType, content, from);
    }
}
