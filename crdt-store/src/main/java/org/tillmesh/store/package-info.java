/**
 * The store of one till or of the relay: a journal that is the truth, MapDB base files and an overlay that are the
 * view, a change feed, digests, checkpoints, verify, backup and restore. This package is the door: {@link
 * org.tillmesh.store.Store} and the types that stand in its answers. {@code retail}, {@code replication}, {@code till}
 * and {@code relay} come through it, opened by {@link org.tillmesh.store.engine.Stores}. One writer at a time; readers
 * see whole commits. Knows bytes, documents and deltas, nothing of sales. The rooms behind are for the store alone.
 */
@NullMarked
package org.tillmesh.store;

import org.jspecify.annotations.NullMarked;
