/**
 * The API for integrators: a class a resource, which declares its addresses and answers them from the office. What
 * each takes and answers is described for programs in {@code openapi.json}.
 *
 * <p>Start at {@link org.tillmesh.relay.api.Api}.
 *
 * <p>Must not know: stores and pages.
 */
@NullMarked
package org.tillmesh.relay.api;

import org.jspecify.annotations.NullMarked;
