/**
 * Figures over the store as typed tables: what was sold, taken, taxed, what lies on the shelf. Called by the till and
 * the relay.
 *
 * <p>Start at {@link org.tillmesh.reports.Reports}.
 *
 * <p>Must not know: Swing, HTTP, who asks. It reads documents and writes nothing.
 */
@NullMarked
package org.tillmesh.reports;

import org.jspecify.annotations.NullMarked;
