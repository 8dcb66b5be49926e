/**
 * Reporting to the tax authority, which the relay alone does: each till's documents in the order of its chain, through
 * outages and restarts, and the onboarding of tills. What was answered is a {@code reporting} document of the store; how
 * long to wait before the next try is kept in memory alone.
 */
@NullMarked
package org.tillmesh.relay.reporting;

import org.jspecify.annotations.NullMarked;
