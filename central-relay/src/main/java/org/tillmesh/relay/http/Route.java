package org.tillmesh.relay.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One method of one path.
 *
 * @param path its last step may be a name in braces, which stands for any one step
 * @param parameters that may stand in the address
 * @param bodyMax in bytes; 0 if it takes no body
 * @param lane where the handler works
 * @param guard a rule of this address alone, judged by the head
 */
public record Route(
        String method,
        String path,
        Right right,
        Set<String> parameters,
        int bodyMax,
        Lane lane,
        Guard guard,
        Handler handler) {
    static final int SMALL_BYTES_MAX = 64 << 10;

    /** Answers a whole request; may take its time. */
    @FunctionalInterface
    public interface Handler {
        Reply answer(Asked asked);
    }

    /** A page or a file, from memory. */
    public static Route page(String path, Handler handler) {
        return new Route("GET", path, Right.EVERYBODY, Set.of(), 0, Lane.FRONT, Guard.NONE, handler);
    }

    /** A form, answered from memory. */
    public static Route form(String path, Handler handler) {
        return new Route("POST", path, Right.EVERYBODY, Set.of(), SMALL_BYTES_MAX, Lane.FRONT, Guard.NONE, handler);
    }

    public static Route get(String path, Handler handler, String... parameters) {
        return new Route("GET", path, Right.TOKEN, Set.of(parameters), 0, Lane.WORK, Guard.NONE, handler);
    }

    /** A list that can be asked for in pages. */
    public static Route list(String path, Handler handler, String... parameters) {
        var all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("limit", "after"));
        return get(path, handler, all.toArray(String[]::new));
    }

    /** Puts the whole of a thing at an address of its own. */
    public static Route put(String path, Handler handler) {
        return new Route("PUT", path, Right.TOKEN, Set.of(), SMALL_BYTES_MAX, Lane.WORK, Guard.NONE, handler);
    }

    /** Changes some of a thing at its address. */
    public static Route patch(String path, Handler handler) {
        return new Route("PATCH", path, Right.TOKEN, Set.of(), SMALL_BYTES_MAX, Lane.WORK, Guard.NONE, handler);
    }

    public static Route delete(String path, Handler handler) {
        return new Route("DELETE", path, Right.TOKEN, Set.of(), 0, Lane.WORK, Guard.NONE, handler);
    }

    public static Route post(String path, Handler handler, String... parameters) {
        return new Route(
                "POST", path, Right.TOKEN, Set.of(parameters), SMALL_BYTES_MAX, Lane.WORK, Guard.NONE, handler);
    }

    public Route of(Right other) {
        return new Route(method, path, other, parameters, bodyMax, lane, guard, handler);
    }

    public Route guarded(Guard other) {
        return new Route(method, path, right, parameters, bodyMax, lane, other, handler);
    }

    /** With a body that is large, worked on one after the other. */
    public Route importing(int bytesMax) {
        return new Route(method, path, right, parameters, bytesMax, Lane.IMPORT, guard, handler);
    }
}
