/**
 * Reporting to the tax authority, which the relay alone does: each till's documents in the order of its chain, through
 * outages and restarts, and the onboarding of tills. An answer is a {@code reporting} document of the store; how long
 * to wait before the next try is kept in memory alone.
 *
 * <p>Start at {@link org.tillmesh.relay.reporting.ReportingQueue}.
 *
 * <p>Must not know: HTTP pages, other rooms of the relay, and how a document was made.
 */
@NullMarked
package org.tillmesh.relay.reporting;

import org.jspecify.annotations.NullMarked;
