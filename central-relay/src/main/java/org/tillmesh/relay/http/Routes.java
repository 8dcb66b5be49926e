package org.tillmesh.relay.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every address with its methods. */
public final class Routes {
    /** By path, then by method. */
    private final Map<String, Map<String, Route>> all = new TreeMap<>();

    /** @throws IllegalArgumentException if two routes answer one method of one path */
    public Routes(List<Route> routes) {
        for (Route route : routes) {
            Route other =
                    all.computeIfAbsent(route.path(), p -> new TreeMap<>()).put(route.method(), route);
            if (other != null) {
                throw new IllegalArgumentException(
                        route.method() + " " + route.path() + " is declared twice; one of them is never answered");
            }
        }
    }

    public Optional<Route> find(String method, String path) {
        return Optional.ofNullable(all.getOrDefault(path, Map.of()).get(method));
    }

    /** What a path can be asked with; empty if there is no such path. */
    public Collection<String> methods(String path) {
        return all.getOrDefault(path, Map.of()).keySet();
    }

    /** The refusal of a path that can be asked otherwise. */
    public Reply notAllowed(Asked head) {
        Collection<String> methods = methods(head.path());
        return Reply.error(
                        405,
                        "UNKNOWN_COMMAND",
                        head.path() + " can't be asked with " + head.method() + "; use " + String.join(" or ", methods))
                .with("Allow", String.join(", ", methods));
    }
}
