/**
 * The immutable base files of the view: made aside, checksummed, named last. A base is never needed: whatever is wrong
 * with it, the journal is replayed.
 *
 * <p>Start at {@link org.tillmesh.store.base.BaseTables}.
 *
 * <p>Must not know: what lies over a base, or when a new one is made.
 */
@NullMarked
package org.tillmesh.store.base;

import org.jspecify.annotations.NullMarked;
