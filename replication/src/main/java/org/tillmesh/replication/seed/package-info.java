/**
 * Hard Sync: a checkpoint fetched chunk by chunk, verified, and swapped in.
 *
 * <p>Start at {@link org.tillmesh.replication.seed.Seeding}.
 *
 * <p>Must not know: when a checkpoint is needed, or which other links there are.
 */
@NullMarked
package org.tillmesh.replication.seed;

import org.jspecify.annotations.NullMarked;
