package org.tillmesh.relay.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tillmesh.relay.access.Area;

/**
 * One method of one path.
 *
 * @param path its last step may be a name in braces, which stands for any one step
 * @param need which right it needs
 * @param parameters that may stand in the address
 * @param bodyMax in bytes; 0 if it takes no body
 * @param lane where the handler works
 * @param guard a rule of this address alone, judged by the head
 */
public record Route(
        String method,
        String path,
        Right right,
        Need need,
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

    /**
     * What somebody must be allowed to be answered.
     *
     * @param isSifted whether the handler itself leaves out what is of branches that the caller doesn't see
     * @param isGrave whether it is about money or keys, so that a person says the password again
     * @param isProven whether it must bring the secret of the session, whoever holds that
     */
    public record Need(Area area, boolean isSifted, boolean isGrave, boolean isProven) {
        static final Need NOTHING = new Need(Area.ANY, false, false, false);
    }

    /** A page or a file, from memory. */
    public static Route page(String path, Handler handler) {
        return new Route("GET", path, Right.EVERYBODY, Need.NOTHING, Set.of(), 0, Lane.FRONT, Guard.NONE, handler);
    }

    /** A form, answered from memory. */
    public static Route form(String path, Handler handler) {
        return new Route(
                "POST",
                path,
                Right.EVERYBODY,
                Need.NOTHING,
                Set.of(),
                SMALL_BYTES_MAX,
                Lane.FRONT,
                Guard.NONE,
                handler);
    }

    public static Route get(String path, Handler handler, String... parameters) {
        return new Route("GET", path, Right.TOKEN, Need.NOTHING, Set.of(parameters), 0, Lane.WORK, Guard.NONE, handler);
    }

    /** A list that can be asked for in pages. */
    public static Route list(String path, Handler handler, String... parameters) {
        var all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("limit", "after"));
        return get(path, handler, all.toArray(String[]::new));
    }

    private static Route changing(String method, String path, Handler handler, String... parameters) {
        return new Route(
                method,
                path,
                Right.TOKEN,
                Need.NOTHING,
                Set.of(parameters),
                SMALL_BYTES_MAX,
                Lane.WORK,
                Guard.NONE,
                handler);
    }

    /** Puts the whole of a thing at an address of its own. */
    public static Route put(String path, Handler handler) {
        return changing("PUT", path, handler);
    }

    /** Changes some of a thing at its address. */
    public static Route patch(String path, Handler handler) {
        return changing("PATCH", path, handler);
    }

    public static Route delete(String path, Handler handler) {
        Route with = changing("DELETE", path, handler);
        return new Route(with.method, path, with.right, with.need, with.parameters, 0, with.lane, with.guard, handler);
    }

    public static Route post(String path, Handler handler, String... parameters) {
        return changing("POST", path, handler, parameters);
    }

    /** A page for whoever is logged in and has the right to read its area. */
    public static Route seen(String path, Area area, Handler handler, String... parameters) {
        return get(path, handler, parameters).of(Right.SESSION).needing(area).sifted();
    }

    /** A form of such a page, which changes something. */
    public static Route sent(String path, Area area, Handler handler) {
        Route posted = post(path, handler).of(Right.SESSION);
        return posted.with(new Need(area, true, false, true));
    }

    public Route of(Right other) {
        return new Route(method, path, other, need, parameters, bodyMax, lane, guard, handler);
    }

    /** Of an area; what is no question needs the right to change it. */
    public Route needing(Area area) {
        return with(new Need(area, need.isSifted, need.isGrave, need.isProven));
    }

    public Route sifted() {
        return with(new Need(need.area, true, need.isGrave, need.isProven));
    }

    public Route grave() {
        return with(new Need(need.area, need.isSifted, true, need.isProven));
    }

    private Route with(Need other) {
        return new Route(method, path, right, other, parameters, bodyMax, lane, guard, handler);
    }

    public Route guarded(Guard other) {
        return new Route(method, path, right, need, parameters, bodyMax, lane, other, handler);
    }

    /** Answered in another way. */
    public Route answeredBy(Handler other) {
        return new Route(method, path, right, need, parameters, bodyMax, lane, guard, other);
    }

    /** With a body that is large, worked on one after the other. */
    public Route importing(int bytesMax) {
        return new Route(method, path, right, need, parameters, bytesMax, Lane.IMPORT, guard, handler);
    }

    /** Whether it changes something. */
    public boolean isChange() {
        return !method.equals("GET");
    }
}
