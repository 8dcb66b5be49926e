/**
 * What was sold and what came back: issued documents, returns, refunds and their promises, and the keys of commands.
 *
 * <p>Start at {@link org.tillmesh.retail.sale.IssuedDocument}; {@link org.tillmesh.retail.sale.SalesBook} finds them.
 *
 * <p>Must not know: stock, shifts, customers' accounts, gift cards. Those rooms read the issued document.
 */
@NullMarked
package org.tillmesh.retail.sale;

import org.jspecify.annotations.NullMarked;
