/**
 * A sandbox of the tax authority's API on this machine: gives certificates from its own authority, holds every
 * document against the published rules, clears standard ones under its own stamp, and fails on demand. Nobody's taxes
 * are declared by it.
 *
 * <p>Start at {@link org.tillmesh.tools.sandbox.ZatcaSandbox}.
 *
 * <p>Must not know: tills and relays. It meets them over HTTP.
 */
@NullMarked
package org.tillmesh.tools.sandbox;

import org.jspecify.annotations.NullMarked;
