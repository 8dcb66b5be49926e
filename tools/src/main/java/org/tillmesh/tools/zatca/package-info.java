/**
 * {@code tillmesh zatca …}: e-invoices from the command line, for whoever integrates, audits or doubts.
 *
 * <p>Start at {@link org.tillmesh.tools.zatca.ZatcaCommand}.
 *
 * <p>Must not know: stores and sales, but for the two commands that ask a till for its certificate. It uses the
 * library as anybody would.
 */
@NullMarked
package org.tillmesh.tools.zatca;

import org.jspecify.annotations.NullMarked;
