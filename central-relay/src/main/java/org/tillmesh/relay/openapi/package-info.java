/**
 * The description of the API that head office serves, made of its routes and of the records that it answers.
 *
 * <p>Start at {@link org.tillmesh.relay.openapi.Description}.
 *
 * <p>Must not know: how an address is answered.
 */
@NullMarked
package org.tillmesh.relay.openapi;

import org.jspecify.annotations.NullMarked;
