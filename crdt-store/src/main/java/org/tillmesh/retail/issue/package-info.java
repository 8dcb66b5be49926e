/**
 * What a till gives out in one commit. Begin at {@link org.tillmesh.retail.issue.SaleCommit}. It knows sales, stock and
 * invoices; none of them knows it.
 */
@NullMarked
package org.tillmesh.retail.issue;

import org.jspecify.annotations.NullMarked;
