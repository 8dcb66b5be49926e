/**
 * Shifts, cash movements, and the figures of X and Z reports. {@link org.tillmesh.retail.shift.Shifts} finds them.
 */
@NullMarked
package org.tillmesh.retail.shift;

import org.jspecify.annotations.NullMarked;
