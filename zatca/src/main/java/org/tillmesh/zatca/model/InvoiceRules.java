package org.tillmesh.zatca.model;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The business rules that a document could break by what it was given, each refused with its id and the mend. */
final class InvoiceRules {
    private InvoiceRules() {}

    static void checkHeader(
            DocumentKind kind,
            Profile profile,
            Set<TransactionFlag> flags,
            String number,
            LocalDateTime issuedAt,
            long icv,
            String previousHash) {
        Refused.unless(
                FreeText.isReference(number, 127),
                "BR-02",
                "Number \"%s\" of this %s is not 1 to 127 plain characters; write it like S001-T01-000123",
                number,
                kind);
        Refused.unless(
                issuedAt.getYear() >= 2000 && issuedAt.getYear() < 3000,
                "BR-KSA-F-01",
                "Issue time %s of %s is no date of this century; set the till's clock",
                issuedAt,
                number);
        Refused.unless(icv > 0, "BR-KSA-33", "Counter (ICV) %d of %s; the first document has 1", icv, number);
        Refused.unless(
                InvoiceHash.isHash(previousHash),
                "BR-KSA-26",
                "Previous hash \"%s\" of %s is not base64 of a SHA-256; give the previous document's invoice hash, or"
                        + " InvoiceHash.FIRST_PREVIOUS",
                previousHash,
                number);
        Refused.unless(
                !(flags.contains(TransactionFlag.SELF_BILLED) && flags.contains(TransactionFlag.EXPORT)),
                "BR-KSA-07",
                "%s is both self-billed and an export; drop one",
                number);
        Refused.unless(
                profile == Profile.STANDARD
                        || !(flags.contains(TransactionFlag.SELF_BILLED) || flags.contains(TransactionFlag.EXPORT)),
                "BR-KSA-31",
                "%s is simplified and %s; a simplified document may be third party, nominal or summary only",
                number,
                flags);
    }

    static void checkSeller(TradeParty seller) {
        Refused.unless(!seller.name().isEmpty(), "BR-06", "The seller has no name; give its registered name");
        Refused.unless(
                seller.vatNumber() != null,
                "BR-KSA-39",
                "Seller \"%s\" has no VAT number; give its 15 digits",
                seller.name());
        PartyId id = seller.id();
        Refused.unless(
                id != null && PartyId.OF_SELLERS.contains(id.scheme()),
                "BR-KSA-08",
                "Seller \"%s\" has id %s; give one of %s",
                seller.name(),
                id,
                PartyId.OF_SELLERS);
        PostalAddress address = seller.address();
        if (address == null) {
            throw new Refused("BR-08", "Seller \"" + seller.name() + "\" has no address; give its national address");
        }
        checkFull("BR-KSA-09", "Seller", seller, address);
        Refused.unless(
                FreeText.isDigits(address.building(), 4),
                "BR-KSA-37",
                "Seller's building number \"%s\" is not 4 digits; look it up in the national address",
                address.building());
        Refused.unless(
                FreeText.isDigits(address.postalCode(), 5),
                "BR-KSA-66",
                "Seller's postal code \"%s\" is not 5 digits; look it up in the national address",
                address.postalCode());
    }

    static void checkBuyer(
            DocumentKind kind,
            Profile profile,
            Set<TransactionFlag> flags,
            TradeParty seller,
            @Nullable TradeParty buyer,
            List<VatSubtotal> subtotals) {
        boolean citizen = subtotals.stream().anyMatch(s -> s.vatClass().needsCitizen());
        if (citizen) {
            Refused.unless(
                    buyer != null
                            && !buyer.name().isEmpty()
                            && buyer.id() != null
                            && buyer.id().scheme().equals("NAT"),
                    "BR-KSA-49",
                    "Education and health care at 0 %% are for a citizen; give the buyer's name and national id (NAT)");
        }
        if (buyer == null) {
            Refused.unless(
                    profile == Profile.SIMPLIFIED,
                    "BR-KSA-42",
                    "A standard %s has no buyer; name one, or issue a simplified document",
                    kind);
            Refused.unless(
                    !flags.contains(TransactionFlag.SUMMARY),
                    "BR-KSA-71",
                    "A summary document has no buyer; give the buyer's name");
            return;
        }
        Refused.unless(!buyer.name().isEmpty(), "BR-KSA-42", "The buyer has no name; give one");
        Refused.unless(
                buyer.vatNumber() == null || !buyer.vatNumber().equals(seller.vatNumber()),
                "BR-CUSTOM-VALIDATION-01",
                "Buyer \"%s\" has the seller's own VAT number %s; correct the customer",
                buyer.name(),
                buyer.vatNumber());
        if (profile == Profile.STANDARD) {
            checkBusiness(buyer);
        }
    }

    private static void checkBusiness(TradeParty buyer) {
        Refused.unless(
                buyer.vatNumber() != null || buyer.id() != null,
                "BR-KSA-81",
                "Buyer \"%s\" has neither VAT number nor another id; give one",
                buyer.name());
        PostalAddress address = buyer.address();
        if (address == null) {
            throw new Refused("BR-KSA-10", "Buyer \"" + buyer.name() + "\" has no address; give it");
        }
        Refused.unless(
                !address.street().isEmpty() && !address.city().isEmpty(),
                "BR-KSA-10",
                "Address of buyer \"%s\" lacks street or city; give both",
                buyer.name());
        if (address.inKingdom()) {
            checkFull("BR-KSA-63", "Buyer", buyer, address);
            Refused.unless(
                    FreeText.isDigits(address.postalCode(), 5),
                    "BR-KSA-67",
                    "Postal code \"%s\" of buyer \"%s\" is not 5 digits; correct it",
                    address.postalCode(),
                    buyer.name());
        }
    }

    private static void checkFull(String rule, String who, TradeParty party, PostalAddress address) {
        Refused.unless(
                !address.street().isEmpty()
                        && !address.building().isEmpty()
                        && !address.district().isEmpty()
                        && !address.city().isEmpty()
                        && !address.postalCode().isEmpty(),
                rule,
                "%s \"%s\" has address %s; give street, building, district, city and postal code",
                who,
                party.name(),
                address);
    }

    static void checkNote(DocumentKind kind, List<BillingReference> references, String reason) {
        if (kind.isNote()) {
            Refused.unless(
                    !references.isEmpty(),
                    "BR-KSA-56",
                    "This %s names no original; give the number of the invoice it corrects",
                    kind);
            Refused.unless(
                    !reason.isEmpty(), "BR-KSA-17", "This %s has no reason; say why, like \"Goods returned\"", kind);
        }
    }

    static void checkDelivery(
            DocumentKind kind,
            Profile profile,
            Set<TransactionFlag> flags,
            @Nullable LocalDate deliveredOn,
            @Nullable LocalDate deliveredUntil) {
        Refused.unless(
                deliveredOn != null || !(profile == Profile.STANDARD && kind == DocumentKind.INVOICE),
                "BR-KSA-15",
                "A standard invoice has no date of supply; give the day of delivery");
        Refused.unless(
                deliveredUntil == null || (deliveredOn != null && !deliveredUntil.isBefore(deliveredOn)),
                "BR-KSA-36",
                "Supply ends %s but begins %s; set the end on or after the begin",
                deliveredUntil,
                deliveredOn);
        Refused.unless(
                !(profile == Profile.SIMPLIFIED && flags.contains(TransactionFlag.SUMMARY)) || deliveredUntil != null,
                "BR-KSA-72",
                "A summary document lacks the first or last day of supply; give both");
    }

    static void checkSums(List<InvoiceLine> lines, List<AllowanceCharge> allowances, List<VatSubtotal> subtotals) {
        Refused.unless(
                !lines.isEmpty() && lines.size() <= 999_999,
                "BR-16",
                "The document has %d lines; it needs 1 to 999,999",
                lines.size());
        SortedMap<VatClass, Long> nets = VatBreakdown.nets(lines, allowances);
        var given = new TreeMap<VatClass, Long>();
        for (VatSubtotal subtotal : subtotals) {
            Refused.unless(
                    given.put(subtotal.vatClass(), subtotal.net()) == null,
                    "BR-S-08",
                    "%s stands twice in the VAT breakdown; add the two",
                    subtotal.vatClass());
            checkVat(subtotal, lines.size());
        }
        Refused.unless(
                given.equals(nets),
                "BR-S-08",
                "The VAT breakdown has nets %s (halalas) but lines and allowances have %s; sum them by class",
                given,
                nets);
    }

    private static void checkVat(VatSubtotal subtotal, int lines) {
        Refused.unless(
                subtotal.net() >= 0 && subtotal.vat() >= 0 && subtotal.net() <= Halalas.LARGEST,
                "BR-KSA-F-04",
                "%s has net %s and VAT %s; allowances may not exceed the lines of their class",
                subtotal.vatClass(),
                Halalas.text(subtotal.net()),
                Halalas.text(subtotal.vat()));
        long exact = subtotal.vatClass().vatOn(subtotal.net());
        long allowed = subtotal.vatClass().tolerance(lines);
        Refused.unless(
                Math.abs(subtotal.vat() - exact) <= allowed,
                "BR-CO-17",
                "VAT %s of %s on %s is further than %s from %s; compute it with InclusiveTotals or from the net",
                Halalas.text(subtotal.vat()),
                subtotal.vatClass(),
                Halalas.text(subtotal.net()),
                Halalas.text(allowed),
                Halalas.text(exact));
    }
}
