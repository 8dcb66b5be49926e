/**
 * The store of one till or of the relay: a journal that is the truth, MapDB base files and an overlay that are the view,
 * a change feed, digests, checkpoints, verify, backup and restore. {@link org.tillmesh.store.Store} is the door;
 * {@code retail}, {@code replication}, {@code till} and {@code relay} come through it. One writer at a time; readers see
 * whole commits. Knows bytes, documents and deltas, nothing of sales.
 */
@NullMarked
package org.tillmesh.store;

import org.jspecify.annotations.NullMarked;
