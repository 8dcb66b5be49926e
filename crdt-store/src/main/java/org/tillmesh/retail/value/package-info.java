/**
 * Values that cannot be wrong: money, quantities, rounding, tax categories, ids and numbers.
 *
 * <p>Start at {@link org.tillmesh.retail.value.Money}.
 *
 * <p>Must not know: any other room but the words of refusals.
 */
@NullMarked
package org.tillmesh.retail.value;

import org.jspecify.annotations.NullMarked;
