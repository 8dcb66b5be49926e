/**
 * Scales under the till's hand: the protocols of Mettler-Toledo 8217 and of Checkout-Dialog 06.
 *
 * <p>Start at {@link org.tillmesh.hardware.scale.Toledo8217}.
 *
 * <p>Must not know: what is weighed, and labels that other scales print.
 */
@NullMarked
package org.tillmesh.hardware.scale;

import org.jspecify.annotations.NullMarked;
