/**
 * What a person should look at, and who did what: derived exceptions and their resolutions, approvals, the audit trail.
 */
@NullMarked
package org.tillmesh.retail.audit;

import org.jspecify.annotations.NullMarked;
