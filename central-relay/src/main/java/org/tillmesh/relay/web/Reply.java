package org.tillmesh.relay.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to a browser or an integrator. */
record Reply(int status, String type, byte[] body, Map<String, String> headers) {
    static Reply json(int status, String json) {
        return new Reply(status, "application/json; charset=utf-8", json.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply html(int status, String html) {
        return new Reply(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Reply seeOther(String where) {
        return new Reply(303, "text/plain", new byte[0], Map.of("Location", where));
    }

    static Reply error(int status, String code, String message) {
        return error(status, code, message, "");
    }

    /** @param id under which the log has more; empty for a mistake of the caller's own */
    static Reply error(int status, String code, String message, String id) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode().put("ok", false);
        ObjectNode error = whole.putObject("error").put("code", code).put("message", message);
        if (!id.isEmpty()) {
            error.put("id", id);
        }
        return json(status, whole.toString());
    }

    Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, type, body, more);
    }
}
