/**
 * Codes on goods: GTINs and their check digit, GS1 application identifiers, labels that carry a price or weight.
 *
 * <p>Start at {@link org.tillmesh.hardware.code.Gs1}.
 *
 * <p>Must not know: devices and products.
 */
@NullMarked
package org.tillmesh.hardware.code;

import org.jspecify.annotations.NullMarked;
