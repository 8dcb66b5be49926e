/**
 * What a till gives out in one commit, so that no part of it is ever there alone.
 *
 * <p>Start at {@link org.tillmesh.retail.issue.SaleCommit}.
 *
 * <p>Must not know: how an invoice is stamped, and who writes (a till, a simulation, a measurement).
 */
@NullMarked
package org.tillmesh.retail.issue;

import org.jspecify.annotations.NullMarked;
