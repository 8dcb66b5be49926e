package org.tillmesh.zatca;

import java.math.BigDecimal;

/**
 * A line as a shop's till knows it: VAT is in the price.
 *
 * @param listed round half-up(quantity × shelf price), halalas with VAT, before the discount
 * @param discount halalas with VAT taken off, 0 to {@code listed}; the line's share of a cart discount included
 */
public record InclusiveLine(
        String name,
        BigDecimal quantity,
        String unit,
        VatClass vatClass,
        long listed,
        long discount,
        String discountReason) {
    public InclusiveLine {
        name = FreeText.clean(name);
        discountReason = FreeText.clean(discountReason);
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
    }

    public InclusiveLine(String name, BigDecimal quantity, String unit, VatClass vatClass, long listed) {
        this(name, quantity, unit, vatClass, listed, 0, "");
    }

    public long gross() {
        return listed - discount;
    }
}
