/**
 * The till's links to head office and to the other tills: activation, the three syncs, what is safe elsewhere, and the
 * care of the folder.
 *
 * <p>Start at {@link org.tillmesh.till.links.Links} and {@link org.tillmesh.till.links.Keeper}, the doors.
 *
 * <p>Must not know: paper, and what a question is about; rooms put their questions on the board.
 */
@NullMarked
package org.tillmesh.till.links;

import org.jspecify.annotations.NullMarked;
