package org.tillmesh.zatca.model;

import java.time.LocalDateTime;
import java.util.List;

/**
 * What was paid before and is taken off an invoice's payable amount: the prepayment invoice (386) that was issued for it,
 * and how much of each VAT class of it is settled here (BR-KSA-73 to 80). In hundredths of the document's currency.
 *
 * @param number of the prepayment invoice
 * @param issuedAt of the prepayment invoice
 * @param vat net and VAT by class, at least one
 */
public record Prepayment(String number, LocalDateTime issuedAt, List<VatSubtotal> vat) {
    public Prepayment {
        issuedAt = issuedAt.withNano(0);
        vat = List.copyOf(vat);
        Refused.unless(
                FreeText.isReference(number, 127),
                "BR-KSA-73",
                "Prepayment \"%s\" is no document number; write the prepayment invoice's number",
                number);
        Refused.unless(
                !vat.isEmpty(),
                "BR-KSA-75",
                "Prepayment %s has no VAT breakdown; give net and VAT of each class that is settled",
                number);
        for (VatSubtotal one : vat) {
            Refused.unless(
                    one.net() > 0 && one.vat() >= 0 && one.net() <= Halalas.LARGEST,
                    "BR-KSA-80",
                    "Prepayment %s has net %s and VAT %s of %s; the net must be more than 0",
                    number,
                    Halalas.text(one.net()),
                    Halalas.text(one.vat()),
                    one.vatClass());
            long exact = one.vatClass().vatOn(one.net());
            Refused.unless(
                    Math.abs(one.vat() - exact) <= one.vatClass().tolerance(1),
                    "BR-KSA-79",
                    "Prepayment %s has VAT %s of %s on %s; it is %s, a halala more or less",
                    number,
                    Halalas.text(one.vat()),
                    one.vatClass(),
                    Halalas.text(one.net()),
                    Halalas.text(exact));
        }
    }

    /** What is taken off, VAT included. */
    public long total() {
        return vat.stream().mapToLong(v -> Math.addExact(v.net(), v.vat())).reduce(0, Math::addExact);
    }
}
