/**
 * Whether a document, its signature, certificate and QR agree. It trusts nothing that it reads.
 *
 * <p>Start at {@link org.tillmesh.zatca.verify.Verifier}.
 *
 * <p>Must not know: networks and PDFs.
 */
@NullMarked
package org.tillmesh.zatca.verify;

import org.jspecify.annotations.NullMarked;
