/**
 * Stock as movements and counts that lie after each other in time. {@link org.tillmesh.retail.stock.StockLevels}
 * answers what is on hand.
 */
@NullMarked
package org.tillmesh.retail.stock;

import org.jspecify.annotations.NullMarked;
