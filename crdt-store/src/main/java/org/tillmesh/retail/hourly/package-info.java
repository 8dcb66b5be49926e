/**
 * What each hour of each till and cashier sold, as sums that reports add up: by document, and by product. The rows are pure
 * functions of sales and returns; an index folds them.
 *
 * <p>Start at {@link org.tillmesh.retail.hourly.HourRows}.
 *
 * <p>Must not know: zones and days, names of things, who asks.
 */
@NullMarked
package org.tillmesh.retail.hourly;

import org.jspecify.annotations.NullMarked;
