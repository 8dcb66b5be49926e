/**
 * The tills that head office knows: activation, roll call, what they ask and were sent.
 *
 * <p>Start at {@link org.tillmesh.relay.tills.TillBoard}, then {@link org.tillmesh.relay.tills.RollCall} (who was
 * heard out).
 *
 * <p>Must not know: HTTP and pages.
 */
@NullMarked
package org.tillmesh.relay.tills;

import org.jspecify.annotations.NullMarked;
