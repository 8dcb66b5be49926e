/**
 * What a person should look at, and who did what: derived exceptions and their resolutions, approvals, the audit
 * trail.
 *
 * <p>Start at {@link org.tillmesh.retail.audit.Misfits}.
 *
 * <p>Must not know: carts, shifts, and who is logged in.
 */
@NullMarked
package org.tillmesh.retail.audit;

import org.jspecify.annotations.NullMarked;
