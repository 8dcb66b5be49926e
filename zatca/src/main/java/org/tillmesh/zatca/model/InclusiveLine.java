package org.tillmesh.zatca.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * A line as a shop's till knows it: VAT is in the price.
 *
 * @param listed round half-up(quantity × shelf price), halalas with VAT, before the discount
 * @param discount halalas with VAT taken off, 0 to {@code listed}; the line's share of a cart discount included
 * @param adjustments further allowances and charges of this line, with VAT
 * @param net what it comes to without VAT, of a line whose price was said without it; −1 where the total tells
 */
public record InclusiveLine(
        String name,
        BigDecimal quantity,
        String unit,
        VatClass vatClass,
        long listed,
        long discount,
        String discountReason,
        List<LineAdjustment> adjustments,
        long net) {
    /** {@link #net} of a line whose total tells it. */
    private static final long OF_TOTAL = -1;

    public InclusiveLine {
        name = FreeText.clean(name);
        discountReason = FreeText.clean(discountReason);
        adjustments = List.copyOf(adjustments);
        if (discount > 0 && discountReason.isEmpty()) {
            discountReason = "Discount";
        }
        InvoiceLine.checkQuantity(name, quantity, unit);
        Refused.unless(
                listed >= 0 && listed <= Halalas.LARGEST && discount >= 0 && discount <= listed,
                "BR-KSA-F-04",
                "Line \"%s\": listed %s, discount %s; a discount lies between 0 and the listed total",
                name,
                Halalas.text(listed),
                Halalas.text(discount));
        long gross = listed - discount + InvoiceLine.sum(adjustments);
        Refused.unless(
                gross >= 0 && gross <= Halalas.LARGEST,
                "BR-KSA-F-04",
                "Line \"%s\": %s is taken off %s; take off at most what the line comes to",
                name,
                Halalas.text(listed - gross),
                Halalas.text(listed));
    }

    public InclusiveLine(
            String name,
            BigDecimal quantity,
            String unit,
            VatClass vatClass,
            long listed,
            long discount,
            String discountReason,
            List<LineAdjustment> adjustments) {
        this(name, quantity, unit, vatClass, listed, discount, discountReason, adjustments, OF_TOTAL);
    }

    public InclusiveLine(
            String name,
            BigDecimal quantity,
            String unit,
            VatClass vatClass,
            long listed,
            long discount,
            String discountReason) {
        this(name, quantity, unit, vatClass, listed, discount, discountReason, List.of());
    }

    public InclusiveLine(String name, BigDecimal quantity, String unit, VatClass vatClass, long listed) {
        this(name, quantity, unit, vatClass, listed, 0, "");
    }

    /** The same, whose price was said without VAT. @param said what it comes to without VAT, after its discount */
    public InclusiveLine withNet(long said) {
        Refused.unless(
                said >= 0 && said <= gross(),
                "BR-KSA-F-04",
                "Line \"%s\": %s without VAT of %s; the part without VAT lies between 0 and the total",
                name,
                Halalas.text(said),
                Halalas.text(gross()));
        return new InclusiveLine(name, quantity, unit, vatClass, listed, discount, discountReason, adjustments, said);
    }

    boolean hasNet() {
        return net != OF_TOTAL;
    }

    /** What the line comes to, VAT included. */
    public long gross() {
        return listed - discount + InvoiceLine.sum(adjustments);
    }
}
