package org.tillmesh.tools.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A request as the endpoints see it. */
record Request(String method, String path, Headers headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param token as user name, @param secret as password */
    record Basic(String token, String secret) {}

    static Request of(HttpExchange exchange, byte[] body) {
        return new Request(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
    }

    /** Whatever stands before the endpoint's own path is not looked at. */
    boolean is(String wanted, String endpoint) {
        boolean longer = endpoint.equals("/compliance/invoices") || !path.endsWith("/compliance/invoices");
        return method.equals(wanted) && path.endsWith(endpoint) && longer;
    }

    String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value.strip();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body's fields; an empty object if it is none. */
    JsonNode json() {
        try {
            JsonNode json = JSON.readTree(text());
            return json != null && json.isObject() ? json : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode(); // whoever reads a field says that it is missing
        }
    }

    /** Null if there is none that can be read. */
    @Nullable Basic basic() {
        String value = header("Authorization");
        if (!value.startsWith("Basic ")) {
            return null;
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(value.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : new Basic(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
