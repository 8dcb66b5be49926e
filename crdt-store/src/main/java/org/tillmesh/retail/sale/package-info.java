/**
 * What was sold and what came back: issued documents, returns, refunds and their promises, and the keys of commands.
 * {@link org.tillmesh.retail.sale.SalesBook} finds them.
 */
@NullMarked
package org.tillmesh.retail.sale;

import org.jspecify.annotations.NullMarked;
