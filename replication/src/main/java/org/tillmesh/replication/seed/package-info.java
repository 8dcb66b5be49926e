/**
 * Hard Sync: a checkpoint fetched chunk by chunk, verified, and swapped in.
 */
@NullMarked
package org.tillmesh.replication.seed;

import org.jspecify.annotations.NullMarked;
