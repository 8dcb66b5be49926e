/**
 * Work behind the counter: shifts, reports, exceptions, requests to head office.
 *
 * <p>Start at {@link org.tillmesh.till.backroom.Backroom}, the door.
 *
 * <p>Must not know: paper, links, and how a document is stamped.
 */
@NullMarked
package org.tillmesh.till.backroom;

import org.jspecify.annotations.NullMarked;
