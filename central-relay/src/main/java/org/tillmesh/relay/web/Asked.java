package org.tillmesh.relay.web;

import java.util.Map;

/**
 * A request as pages see it.
 *
 * @param query decoded parameters; @param cookies by name; @param authorization the header, empty if none
 * @param contentType the header, empty if none
 */
record Asked(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> cookies,
        String authorization,
        String origin,
        String host,
        String contentType,
        byte[] body) {
    boolean is(String wantedMethod, String wantedPath) {
        return method.equals(wantedMethod) && path.equals(wantedPath);
    }

    Asked with(byte[] content) {
        return new Asked(method, path, query, cookies, authorization, origin, host, contentType, content);
    }
}
