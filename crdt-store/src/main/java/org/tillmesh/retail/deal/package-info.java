/**
 * What takes something off a price: discounts, price lists, promotions, and for how long they count.
 */
@NullMarked
package org.tillmesh.retail.deal;

import org.jspecify.annotations.NullMarked;
