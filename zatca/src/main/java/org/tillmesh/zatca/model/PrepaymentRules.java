package org.tillmesh.zatca.model;

import java.time.LocalDateTime;
import java.util.List;

/** What the rules ask of an invoice that settles prepayments (BR-KSA-73 to 82, BR-CO-16). */
final class PrepaymentRules {
    private PrepaymentRules() {}

    static void check(
            DocumentKind kind,
            LocalDateTime issuedAt,
            List<InvoiceLine> lines,
            List<VatSubtotal> subtotals,
            List<Prepayment> prepayments) {
        if (prepayments.isEmpty()) {
            return;
        }
        Refused.unless(
                kind == DocumentKind.INVOICE,
                "BR-KSA-73",
                "This %s settles a prepayment; only an invoice does, so take it off the invoice",
                kind);
        long total = 0;
        long entries = lines.size();
        for (Prepayment prepayment : prepayments) {
            Refused.unless(
                    !prepayment.issuedAt().isAfter(issuedAt),
                    "BR-KSA-73",
                    "Prepayment %s is of %s, after this invoice of %s; correct one of the dates",
                    prepayment.number(),
                    prepayment.issuedAt(),
                    issuedAt);
            for (VatSubtotal paid : prepayment.vat()) {
                Refused.unless(
                        subtotals.stream().anyMatch(s -> s.vatClass().equals(paid.vatClass())),
                        "BR-S-01",
                        "Prepayment %s is for %s, which no line of this invoice has; settle it on an invoice that does",
                        prepayment.number(),
                        paid.vatClass());
                entries++;
            }
            total = Math.addExact(total, prepayment.total());
        }
        long due = subtotals.stream().mapToLong(s -> s.net() + s.vat()).sum();
        Refused.unless(
                total <= due,
                "BR-CO-16",
                "Prepayments of %s exceed the total %s; settle at most that, and give the rest back by a credit note",
                Halalas.text(total),
                Halalas.text(due));
        Refused.unless(
                entries <= 999_999,
                "BR-KSA-F-06-C17",
                "Lines and prepayments are %d together; at most 999,999 fit",
                entries);
    }
}
