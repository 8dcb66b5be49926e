/**
 * A signed document as people read it: PDF/A-3, Arabic and English, its QR, and the XML itself embedded. Written from
 * the XML alone, so it serves cleared documents and those of others too.
 *
 * <p>Start at {@link org.tillmesh.zatca.pdf.InvoicePdf}.
 *
 * <p>Must not know: keys, networks, and the figures behind the XML.
 */
@NullMarked
package org.tillmesh.zatca.pdf;

import org.jspecify.annotations.NullMarked;
