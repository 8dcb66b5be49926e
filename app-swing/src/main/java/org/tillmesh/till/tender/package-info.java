/**
 * The ways to pay: tenders of the open cart, rights to gift cards, store credit and points, accounts of customers, and what
 * a cashier may give by hand before anything is paid.
 *
 * <p>Start at {@link org.tillmesh.till.tender.TenderDesk}.
 *
 * <p>Must not know: how a cart is filled, how a sale is issued, links, paper, the back room.
 */
@NullMarked
package org.tillmesh.till.tender;

import org.jspecify.annotations.NullMarked;
