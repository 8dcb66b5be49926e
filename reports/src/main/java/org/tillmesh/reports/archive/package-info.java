/**
 * A period's invoices as the tax authority wants them kept: their XML under its file names, with an index and hashes.
 *
 * <p>Start at {@link org.tillmesh.reports.archive.InvoiceArchive}.
 *
 * <p>Must not know: keys, networks, signatures, who asks.
 */
@NullMarked
package org.tillmesh.reports.archive;

import org.jspecify.annotations.NullMarked;
