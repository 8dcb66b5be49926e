package org.tillmesh.zatca.model;

import java.util.Comparator;

/**
 * What VAT is summed by: category, rate and exemption reason together, never the rate alone (Z, E and O are all 0 %).
 *
 * @param percent whole per cent: 15 or 5 for S, 0 otherwise
 * @param exemptionCode {@code VATEX-SA-…} for Z, E and O, empty for S
 * @param exemptionText the reason in words, empty for S
 */
public record VatClass(VatCategory category, int percent, String exemptionCode, String exemptionText)
        implements Comparable<VatClass> {
    /** The rate of nearly everything. */
    public static final VatClass S15 = new VatClass(VatCategory.S, 15, "", "");

    private static final Comparator<VatClass> ORDER = Comparator.comparing(VatClass::category)
            .thenComparing(VatClass::percent, Comparator.reverseOrder())
            .thenComparing(VatClass::exemptionCode)
            .thenComparing(VatClass::exemptionText);

    public VatClass {
        exemptionText = FreeText.clean(exemptionText);
        if (category == VatCategory.S) {
            Refused.unless(
                    percent == 15 || percent == 5,
                    "BR-KSA-84",
                    "VAT rate %d %% is not a standard rate; use 15 or 5",
                    percent);
            Refused.unless(
                    exemptionCode.isEmpty() && exemptionText.isEmpty(),
                    "BR-S-10",
                    "Category S carries exemption \"%s\"; leave it out, or use category Z, E or O",
                    exemptionCode + exemptionText);
        } else {
            Refused.unless(percent == 0, "BR-KSA-84", "Category %s has rate %d %%; its rate is 0", category, percent);
            Refused.unless(
                    ExemptionReason.ofCode(exemptionCode)
                            .filter(r -> r.category() == category)
                            .isPresent(),
                    "BR-KSA-CL-04",
                    "Exemption code \"%s\" does not belong to category %s; use one of %s",
                    exemptionCode,
                    category,
                    category.exemptionCodes());
            Refused.unless(
                    !exemptionText.isEmpty(),
                    "BR-KSA-83",
                    "Exemption %s has no reason in words; say why no VAT is charged",
                    exemptionCode);
        }
    }

    public static VatClass standard(int percent) {
        return new VatClass(VatCategory.S, percent, "", "");
    }

    public static VatClass zeroRated(String exemptionCode, String reason) {
        return new VatClass(VatCategory.Z, 0, exemptionCode, reason);
    }

    public static VatClass exempt(String exemptionCode, String reason) {
        return new VatClass(VatCategory.E, 0, exemptionCode, reason);
    }

    /** Z, E or O for this reason, in the authority's own words. */
    public static VatClass of(ExemptionReason reason) {
        return new VatClass(reason.category(), 0, reason.code(), reason.text());
    }

    public static VatClass outOfScope(String reason) {
        return new VatClass(VatCategory.O, 0, "VATEX-SA-OOS", reason);
    }

    /** VAT within a tax-inclusive total: round half-up(G·r/(100+r)), so that the total stays what the shelf said. */
    public long vatWithin(long grossHalalas) {
        return Halalas.divideHalfUp(Math.multiplyExact(grossHalalas, (long) percent), 100L + percent);
    }

    /**
     * The VAT within a total that is nearest to the one wished for and that BR-CO-17 takes: for the return of a part,
     * whose VAT is what is left of the sale's and may be a halala further off than the rules allow.
     *
     * @param documentLines lines of the whole document; the rules allow one halala for each
     */
    public long vatWithin(long grossHalalas, long wishedHalalas, int documentLines) {
        long best = vatWithin(grossHalalas);
        long step = Long.signum(wishedHalalas - best);
        while (best != wishedHalalas && isTaken(grossHalalas, best + step, documentLines)) {
            best += step;
        }
        return best;
    }

    private boolean isTaken(long gross, long vat, int documentLines) {
        return vat >= 0 && vat <= gross && Math.abs(vat - vatOn(gross - vat)) <= tolerance(documentLines);
    }

    /** The published rules allow VAT to be off by a halala for each line of the document (BR-CO-17, BR-S-09). */
    long tolerance(int documentLines) {
        return percent == 0 ? 0 : documentLines;
    }

    /** VAT on a tax-exclusive sum: round half-up(net·r/100) (BR-CO-17). */
    public long vatOn(long netHalalas) {
        return Halalas.divideHalfUp(Math.multiplyExact(netHalalas, (long) percent), 100);
    }

    /** Education and health care of citizens: the buyer is named with a national id (BR-KSA-25, BR-KSA-49). */
    boolean needsCitizen() {
        return exemptionCode.equals("VATEX-SA-EDU") || exemptionCode.equals("VATEX-SA-HEA");
    }

    @Override
    public int compareTo(VatClass other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return category + (category == VatCategory.S ? String.valueOf(percent) : " " + exemptionCode);
    }
}
