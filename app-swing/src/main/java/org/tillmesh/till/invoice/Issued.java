package org.tillmesh.till.invoice;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.sale.IssuedDocument;

/**
 * An issued document with its invoice; {@code again} if its key had issued it before.
 *
 * @param answer what the tax authority said, null while it has said nothing
 */
public record Issued(IssuedDocument document, InvoiceRecord invoice, @Nullable Reporting answer, boolean again) {
    /** A standard invoice is none until the authority has cleared it. */
    public boolean isTaxInvoice() {
        return !invoice.standard() || (answer != null && answer.isAccepted());
    }

    /** The document as it may be given away: with the authority's stamp where there is one. */
    public byte[] xml() {
        return answer != null && answer.cleared() != null
                ? answer.cleared().xml().unpack()
                : invoice.signedXml();
    }

    public String qr() {
        return answer != null && answer.cleared() != null ? answer.cleared().qr() : invoice.qr();
    }

    /** As it is answered. */
    public InvoiceAnswers.Receipt toAnswer() {
        return new InvoiceAnswers.Receipt(
                document.receipt().toString(),
                document.uuid(),
                invoice.icv(),
                document.total(),
                document.vat(),
                document.change(),
                again,
                invoice.standard() ? "standard" : "simplified",
                isTaxInvoice(),
                invoice.remark().isEmpty() ? null : invoice.remark(),
                document.isSale() ? null : InvoiceAnswers.tenders(document.tenders()));
    }
}
