/**
 * What was sold: by time, place, people, goods, tender, promotion and tax.
 *
 * <p>Start at {@link org.tillmesh.reports.sales.SalesTables}.
 *
 * <p>Must not know: Swing, HTTP, who asks. It reads documents and writes nothing.
 */
@NullMarked
package org.tillmesh.reports.sales;

import org.jspecify.annotations.NullMarked;
