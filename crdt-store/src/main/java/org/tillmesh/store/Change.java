package org.tillmesh.store;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;

/** One document before and after a commit; null where nobody sees one. */
public record Change(Scope scope, DocRef ref, @Nullable Document before, @Nullable Document after) {}
