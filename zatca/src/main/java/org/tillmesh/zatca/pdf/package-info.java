/**
 * A signed document as people read it: PDF/A-3, Arabic and English, its QR, and the XML itself embedded. Written from
 * the XML alone, so it also serves documents that the authority has cleared, and documents of others. Start at
 * {@link org.tillmesh.zatca.pdf.InvoicePdf}.
 */
@NullMarked
package org.tillmesh.zatca.pdf;

import org.jspecify.annotations.NullMarked;
