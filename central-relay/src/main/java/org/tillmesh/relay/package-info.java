/**
 * Head office, opened: takes the records of every till once, acknowledges them, seeds tills, admits and shuts them
 * out, reports, and shows what is sold.
 *
 * <p>Start at {@link org.tillmesh.relay.Relay}.
 *
 * <p>Must not know: Swing, and the till's use cases.
 */
@NullMarked
package org.tillmesh.relay;

import org.jspecify.annotations.NullMarked;
