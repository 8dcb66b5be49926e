package org.tillmesh.relay.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every address with its methods. A path whose last step is a name in braces ({@code /lists/{id}}) stands for every path of
 * that beginning that is not declared itself.
 */
public final class Routes {
    private static final String ANY = "{}";

    /** By path, then by method; of a name in braces only the braces. */
    private final Map<String, Map<String, Route>> all = new TreeMap<>();

    /** @throws IllegalArgumentException if two routes answer one method of one path */
    public Routes(List<Route> routes) {
        for (Route route : routes) {
            String path = route.path().replaceFirst("\\{[a-z]+}$", ANY);
            Route other = all.computeIfAbsent(path, p -> new TreeMap<>()).put(route.method(), route);
            if (other != null) {
                throw new IllegalArgumentException(
                        route.method() + " " + route.path() + " is declared twice; one of them is never answered");
            }
        }
    }

    public Optional<Route> find(String method, String path) {
        return Optional.ofNullable(at(path).get(method));
    }

    /** What a path can be asked with; empty if there is no such path. */
    public Collection<String> methods(String path) {
        return at(path).keySet();
    }

    private Map<String, Route> at(String path) {
        Map<String, Route> declared = all.get(path);
        int last = path.lastIndexOf('/') + 1;
        return declared != null || last == path.length()
                ? Objects.requireNonNullElse(declared, Map.of())
                : all.getOrDefault(path.substring(0, last) + ANY, Map.of());
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
