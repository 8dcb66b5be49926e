package org.tillmesh.store;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;

/**
 * One document before and after a commit. {@code cause} is the ChangeSet that changed it; null when a whole scope was
 * rebuilt (opening, Hard Sync).
 */
public record Change(
        Scope scope,
        DocRef ref,
        @Nullable Document before,
        @Nullable Document after,
        long position,
        @Nullable ChangeSet cause) {}
