/**
 * Payment terminals behind a program of somebody else's, such as an acquirer's own library: a line of JSON in, lines of
 * JSON out. {@code hardware/README.md} has the protocol.
 *
 * <p>Start at {@link org.tillmesh.hardware.helper.HelperTerminal}.
 *
 * <p>Must not know: sales, the store.
 */
@NullMarked
package org.tillmesh.hardware.helper;

import org.jspecify.annotations.NullMarked;
