package org.tillmesh.till.invoice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.Money;

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

    /**
     * What one commit issued, as it is answered.
     *
     * @param all the one that the command is about, then the credit notes beside it
     */
    public static InvoiceAnswers.Receipt answer(List<Issued> all) {
        InvoiceAnswers.Receipt first = all.get(0).toAnswer();
        List<Issued> credits =
                all.stream().filter(issued -> !issued.document().isSale()).toList();
        return all.size() == 1
                ? first
                : first.beside(
                        credits.stream().map(Issued::toCreditNote).toList(),
                        all.stream()
                                .map(issued -> issued.document()
                                        .signed(issued.document().total()))
                                .reduce(Money.ZERO, Money::plus));
    }

    private InvoiceAnswers.CreditNote toCreditNote() {
        return new InvoiceAnswers.CreditNote(
                document.receipt().toString(),
                document.uuid(),
                invoice.icv(),
                document.originalReceipt(),
                document.total(),
                document.vat(),
                InvoiceAnswers.tenders(document.tenders()));
    }

    /** As it is answered. */
    InvoiceAnswers.Receipt toAnswer() {
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
                document.isSale() ? null : InvoiceAnswers.tenders(document.tenders()),
                null,
                null);
    }
}
