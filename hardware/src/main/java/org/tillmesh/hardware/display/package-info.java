/**
 * Customer displays of two rows, which are models in a file: what clears them, what begins a row, which letters they know.
 *
 * <p>Start at {@link org.tillmesh.hardware.display.RowDisplay}.
 *
 * <p>Must not know: carts and prices.
 */
@NullMarked
package org.tillmesh.hardware.display;

import org.jspecify.annotations.NullMarked;
