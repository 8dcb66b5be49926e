/**
 * The log of accepted changes: everything else at head office can be made again from it. One interface, one contract
 * test; the embedded log is the relay's own journal.
 */
@NullMarked
package org.tillmesh.relay.log;

import org.jspecify.annotations.NullMarked;
