/**
 * The tills that head office knows: activation, roll call, what they ask and were sent.
 */
@NullMarked
package org.tillmesh.relay.tills;

import org.jspecify.annotations.NullMarked;
