/**
 * Checkpoints as the relay makes them and a till keeps them, the join of two, and the archives of old months.
 *
 * <p>Start at {@link org.tillmesh.store.checkpoint.Checkpoints}.
 *
 * <p>Must not know: the journal, or when a checkpoint is adopted.
 */
@NullMarked
package org.tillmesh.store.checkpoint;

import org.jspecify.annotations.NullMarked;
