/**
 * The log of accepted changes, from which everything else at head office can be made again. One interface, one
 * contract test; the log is the relay's own journal.
 *
 * <p>Start at {@link org.tillmesh.relay.log.RelayLog}.
 *
 * <p>Must not know: tills, pages, sales.
 */
@NullMarked
package org.tillmesh.relay.log;

import org.jspecify.annotations.NullMarked;
