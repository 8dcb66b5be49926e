/**
 * What a scanned or typed code stands for: a product, a pack, a scale's label, GS1 elements, a coupon.
 *
 * <p>Start at {@link org.tillmesh.till.scan.ScanReader}.
 *
 * <p>Must not know: the open cart, who may what, and any room of the till but the shop.
 */
@NullMarked
package org.tillmesh.till.scan;

import org.jspecify.annotations.NullMarked;
