package org.tillmesh.till.shop;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a till is opened.
 *
 * @param demo makes a usable till of an empty folder
 * @param store of the demo company, like {@code S001}; null for its first
 * @param till of that store, like {@code T01}; null for its first
 * @param relay address of head office, {@code HOST:PORT}; null for the one that the folder remembers
 * @param peers addresses of neighbours beside those that are discovered
 * @param listenPort where neighbours reach this till; 0 for any free one
 */
public record TillOptions(
        Path folder,
        boolean demo,
        @Nullable String store,
        @Nullable String till,
        @Nullable String relay,
        List<String> peers,
        int listenPort) {}
