/**
 * The immutable base files of the view: made aside, checksummed, named last. Never needed: whatever is wrong with a
 * base, the journal is replayed. Start at {@link org.tillmesh.store.base.BaseTables}.
 */
@NullMarked
package org.tillmesh.store.base;

import org.jspecify.annotations.NullMarked;
