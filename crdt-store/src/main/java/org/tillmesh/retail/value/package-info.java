/**
 * Values that cannot be wrong: money, quantities, rounding, tax categories, ids and numbers. Every room calls it, it
 * calls none.
 */
@NullMarked
package org.tillmesh.retail.value;

import org.jspecify.annotations.NullMarked;
