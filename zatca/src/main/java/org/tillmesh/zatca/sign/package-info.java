/**
 * Keys, certificates, signatures, QR codes: what makes a document a till's.
 *
 * <p>Start at {@link org.tillmesh.zatca.sign.Stamper}.
 *
 * <p>Must not know: networks, PDFs, and where the chain's head is kept.
 */
@NullMarked
package org.tillmesh.zatca.sign;

import org.jspecify.annotations.NullMarked;
