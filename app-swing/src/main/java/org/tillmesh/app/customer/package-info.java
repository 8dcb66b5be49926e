/**
 * Finding, writing and attaching a customer, and the buyer of a tax invoice.
 *
 * <p>Start at {@link org.tillmesh.app.customer.CustomerPresenter}.
 *
 * <p>Must not know: other screens.
 */
@NullMarked
package org.tillmesh.app.customer;

import org.jspecify.annotations.NullMarked;
