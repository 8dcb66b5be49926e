/**
 * What head office says of itself: company, stores, tills, users, roles, PINs, settings, payment methods, and which
 * origin is whose.
 *
 * <p>Start at {@link org.tillmesh.retail.company.Company}; {@link org.tillmesh.retail.company.Party} is an origin as
 * authority sees it.
 *
 * <p>Must not know: products, carts, sales.
 */
@NullMarked
package org.tillmesh.retail.company;

import org.jspecify.annotations.NullMarked;
