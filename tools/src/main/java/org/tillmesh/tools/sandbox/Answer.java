package org.tillmesh.tools.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What goes back; status 0 means that the connection is closed without an answer. */
record Answer(int status, String type, String body, Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final Answer DROPPED = new Answer(0, "", "", Map.of());

    boolean isDropped() {
        return status == 0;
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", body.toString(), Map.of());
    }

    static Answer page(int status, String body) {
        return new Answer(status, "text/html; charset=utf-8", body, Map.of());
    }

    /** As the authority words what is wrong with a request. */
    static Answer error(int status, String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("errors").addObject().put("code", code).put("message", message);
        return json(status, body);
    }

    static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END CERTIFICATE-----\n";
    }

    Answer with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, more);
    }
}
