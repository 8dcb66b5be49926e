/**
 * The API for integrators: a class a resource, which declares its addresses and answers them from {@code office}. What each
 * takes and answers is described for programs in {@code openapi.json}.
 */
@NullMarked
package org.tillmesh.relay.api;

import org.jspecify.annotations.NullMarked;
