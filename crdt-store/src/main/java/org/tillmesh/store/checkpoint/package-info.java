/**
 * Checkpoints as the relay makes and a till keeps them, their join, and the archive of months gone by. Start at {@link
 * org.tillmesh.store.checkpoint.Checkpoints}.
 */
@NullMarked
package org.tillmesh.store.checkpoint;

import org.jspecify.annotations.NullMarked;
