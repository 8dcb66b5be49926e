/**
 * Labels: what stands on one, how it is laid out for the roll, and printers that speak ZPL or TSPL. A label goes to the
 * printer as one picture, so Arabic is shaped here and every printer shows the same.
 *
 * <p>Start at {@link org.tillmesh.hardware.label.LabelText}.
 *
 * <p>Must not know: products and prices; text comes as it is to be printed.
 */
@NullMarked
package org.tillmesh.hardware.label;

import org.jspecify.annotations.NullMarked;
