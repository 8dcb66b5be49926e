/**
 * Codes on goods: GTINs and their check digit, GS1 application identifiers, labels that carry a price or weight.
 */
@NullMarked
package org.tillmesh.hardware.code;

import org.jspecify.annotations.NullMarked;
