/**
 * The ChangeSets of each origin in order, with their hashes, holes and forks: what is held, and what another replica
 * can be told. All in memory, packed.
 *
 * <p>Start at {@link org.tillmesh.store.stream.ScopeStreams}, then {@link org.tillmesh.store.stream.HeldStream}.
 *
 * <p>Must not know: documents, files, or where a ChangeSet came from.
 */
@NullMarked
package org.tillmesh.store.stream;

import org.jspecify.annotations.NullMarked;
