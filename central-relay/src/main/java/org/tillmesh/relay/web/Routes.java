package org.tillmesh.relay.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Every address with its methods: which parameters each takes, how large a body, where it is worked on. */
final class Routes {
    static final int SMALL_BYTES_MAX = 64 << 10;
    private static final int CATALOGUE_BYTES_MAX = 32 << 20;

    private static final Map<String, Map<String, Route>> ALL = new LinkedHashMap<>();

    /** @param parameters that may stand in the address */
    record Route(Set<String> parameters, int bodyMax, Lane lane) {}

    static {
        for (String page : List.of("/health", "/", "/zatca", "/console.css", "/console.js", "/zatca.js")) {
            put("GET", page, new Route(Set.of(), 0, Lane.FRONT));
        }
        for (String form : List.of("/login", "/logout")) {
            put("POST", form, new Route(Set.of(), SMALL_BYTES_MAX, Lane.FRONT));
        }
        post("/zatca/retry");
        list("/api/v1/sales", "store", "since");
        list("/api/v1/tills");
        list("/api/v1/stock", "store");
        list("/api/v1/products");
        list("/api/v1/products/doubled");
        put("POST", "/api/v1/products", new Route(Set.of("categories"), CATALOGUE_BYTES_MAX, Lane.IMPORT));
        get("/api/v1/tax-profiles");
        post("/api/v1/tax-profiles");
        get("/api/v1/escrow", "account");
        post("/api/v1/escrow", "account", "amount", "key");
        list("/api/v1/transfers");
        post("/api/v1/transfers", "id", "decision");
        list("/api/v1/approvals");
        post("/api/v1/approvals", "id", "decision", "note");
        post("/api/v1/fleet", "minVersion");
        get("/api/v1/dashboard");
        list("/api/v1/zatca");
        post("/api/v1/zatca/retry");
        get("/api/v1/openapi.json");
    }

    private Routes() {}

    private static void get(String path, String... parameters) {
        put("GET", path, new Route(Set.of(parameters), 0, Lane.WORK));
    }

    /** A list that can be asked for in pages. */
    private static void list(String path, String... parameters) {
        var all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("limit", "after"));
        get(path, all.toArray(String[]::new));
    }

    private static void post(String path, String... parameters) {
        put("POST", path, new Route(Set.of(parameters), SMALL_BYTES_MAX, Lane.WORK));
    }

    private static void put(String method, String path, Route route) {
        ALL.computeIfAbsent(path, p -> new TreeMap<>()).put(method, route);
    }

    static Optional<Route> find(String method, String path) {
        return Optional.ofNullable(ALL.getOrDefault(path, Map.of()).get(method));
    }

    /** What a path can be asked with; empty if there is no such path. */
    static Collection<String> methods(String path) {
        return ALL.getOrDefault(path, Map.of()).keySet();
    }

    static Collection<String> paths() {
        return ALL.keySet();
    }
}
