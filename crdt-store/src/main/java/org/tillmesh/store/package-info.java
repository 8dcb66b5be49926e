/**
 * The door of the store: one folder of a till or of the relay, with documents, a feed of changes, digests,
 * checkpoints, verify and backup. The retail rooms, replication, till and relay come through it. One writer at a time;
 * readers see whole commits.
 *
 * <p>Start at {@link org.tillmesh.store.Store}; {@link org.tillmesh.store.engine.Stores} opens one.
 *
 * <p>Must not know: sales, networks, or what a document means. The rooms behind this door are for the store alone, but
 * for the four types that the rooms test names.
 */
@NullMarked
package org.tillmesh.store;

import org.jspecify.annotations.NullMarked;
