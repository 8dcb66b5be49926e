/**
 * Goods beside their sales: what does not sell, what counts found, what was bought.
 *
 * <p>Start at {@link org.tillmesh.reports.goods.GoodsTables}.
 *
 * <p>Must not know: Swing, HTTP, who asks. It reads documents and writes nothing.
 */
@NullMarked
package org.tillmesh.reports.goods;

import org.jspecify.annotations.NullMarked;
