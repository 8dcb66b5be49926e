/**
 * Customers, what they owe, and what they paid towards it. {@link org.tillmesh.retail.customer.Customers} finds them.
 */
@NullMarked
package org.tillmesh.retail.customer;

import org.jspecify.annotations.NullMarked;
