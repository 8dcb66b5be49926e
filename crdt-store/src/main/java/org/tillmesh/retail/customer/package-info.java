/**
 * Customers, what they owe, and what they paid towards it.
 *
 * <p>Start at {@link org.tillmesh.retail.customer.Customers}.
 *
 * <p>Must not know: stock, shifts, invoices.
 */
@NullMarked
package org.tillmesh.retail.customer;

import org.jspecify.annotations.NullMarked;
