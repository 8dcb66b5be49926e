/**
 * Where figures come from: sums that the store keeps of whole hours, and documents for what is left of a period, for what the
 * sums do not tell apart, and for hours that they do not cover.
 *
 * <p>Start at {@link org.tillmesh.reports.source.SalesSource}.
 *
 * <p>Must not know: columns, files, who asks.
 */
@NullMarked
package org.tillmesh.reports.source;

import org.jspecify.annotations.NullMarked;
