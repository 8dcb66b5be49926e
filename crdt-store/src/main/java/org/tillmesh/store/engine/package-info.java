/**
 * The store at work: opening, commits, joining what came, adopting a checkpoint, making a base, compaction, care of the
 * folder. {@link org.tillmesh.store.engine.Stores} opens one; everything else is reached through {@link
 * org.tillmesh.store.Store}.
 */
@NullMarked
package org.tillmesh.store.engine;

import org.jspecify.annotations.NullMarked;
