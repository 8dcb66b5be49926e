/**
 * The store at work: opening, commits, records that come, adopting and joining checkpoints, new bases, dropping, care
 * of the folder.
 *
 * <p>Start at {@link org.tillmesh.store.engine.Stores}, which opens one; then
 * {@link org.tillmesh.store.engine.StoreState} (what is in memory), {@link org.tillmesh.store.engine.CommitPath} (a
 * write) and {@link org.tillmesh.store.engine.StoreOpening} (a start).
 *
 * <p>Must not know: sales and networks. Nobody outside the store calls a type of this room but the first.
 */
@NullMarked
package org.tillmesh.store.engine;

import org.jspecify.annotations.NullMarked;
