/**
 * The ChangeSets of each origin, in order, with their hashes, holes and forks: what is held, and what another replica
 * can be told of it. In memory, packed. Start at {@link org.tillmesh.store.stream.ScopeStreams}.
 */
@NullMarked
package org.tillmesh.store.stream;

import org.jspecify.annotations.NullMarked;
