package org.tillmesh.zatca.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One line. {@code net = round(quantity × price ÷ baseQuantity) − discount} (BR-KSA-EN16931-11).
 *
 * @param quantity positive, at most 6 decimals
 * @param unit code of UN/ECE Recommendation 20: PCE, KGM, LTR, MTR …
 * @param price net price of {@code baseQuantity} units in SAR
 * @param discount net halalas taken off this line
 * @param net halalas without VAT, after the discount
 * @param vat the line's own VAT in halalas; the document's VAT is summed by class, not from these
 */
public record InvoiceLine(
        String name,
        BigDecimal quantity,
        String unit,
        BigDecimal price,
        BigDecimal baseQuantity,
        long discount,
        String discountReason,
        VatClass vatClass,
        long net,
        long vat,
        List<LineAdjustment> adjustments) {
    public InvoiceLine {
        adjustments = List.copyOf(adjustments);
        name = FreeText.clean(name);
        discountReason = FreeText.clean(discountReason);
        Refused.unless(!name.isEmpty(), "BR-25", "A line has no name; give the product one");
        checkQuantity(name, quantity, unit);
        Refused.unless(
                baseQuantity.signum() > 0,
                "BR-KSA-EN16931-12",
                "Line \"%s\": price is for %s units; use more than 0",
                name,
                baseQuantity.toPlainString());
        Refused.unless(
                price.signum() >= 0 && discount >= 0 && net >= 0 && vat >= 0 && net <= Halalas.LARGEST,
                "BR-KSA-F-04",
                "Line \"%s\": price %s, discount %s, net %s, VAT %s; none may be negative, a return is a credit note",
                name,
                price.toPlainString(),
                Halalas.text(discount),
                Halalas.text(net),
                Halalas.text(vat));
        long listed = quantity.multiply(price)
                .movePointRight(2)
                .divide(baseQuantity, 0, RoundingMode.HALF_UP)
                .longValueExact();
        Refused.unless(
                listed - discount + sum(adjustments) == net,
                "BR-KSA-EN16931-11",
                "Line \"%s\": %s × %s / %s − %s is not %s; compute the net from them",
                name,
                quantity.toPlainString(),
                price.toPlainString(),
                baseQuantity.toPlainString(),
                Halalas.text(discount - sum(adjustments)),
                Halalas.text(net));
    }

    public InvoiceLine(
            String name,
            BigDecimal quantity,
            String unit,
            BigDecimal price,
            BigDecimal baseQuantity,
            long discount,
            String discountReason,
            VatClass vatClass,
            long net,
            long vat) {
        this(name, quantity, unit, price, baseQuantity, discount, discountReason, vatClass, net, vat, List.of());
    }

    static long sum(List<LineAdjustment> adjustments) {
        return adjustments.stream().mapToLong(LineAdjustment::signed).reduce(0, Math::addExact);
    }

    static void checkQuantity(String name, BigDecimal quantity, String unit) {
        Refused.unless(
                quantity.signum() > 0
                        && quantity.stripTrailingZeros().scale() <= 6
                        && quantity.compareTo(BigDecimal.valueOf(1_000_000_000L)) < 0,
                "BR-22",
                "Line \"%s\": quantity %s; use more than 0, under 1,000,000,000, with at most 6 decimals",
                name,
                quantity.toPlainString());
        Refused.unless(
                FreeText.isUnit(unit),
                "BR-KSA-F-06-C18",
                "Line \"%s\": unit \"%s\" is no code of UN/ECE Recommendation 20; use one like PCE or KGM",
                name,
                unit);
    }

    /** A line priced without VAT: net = round half-up(quantity × price) − discount. */
    public static InvoiceLine exclusive(
            String name, BigDecimal quantity, String unit, BigDecimal price, VatClass vatClass, long discount) {
        List<LineAdjustment> adjustments =
                discount == 0 ? List.of() : List.of(LineAdjustment.allowance(discount, "Discount"));
        return exclusive(name, quantity, unit, price, vatClass, adjustments);
    }

    /** A line priced without VAT: net = round half-up(quantity × price) − allowances + charges. */
    public static InvoiceLine exclusive(
            String name,
            BigDecimal quantity,
            String unit,
            BigDecimal price,
            VatClass vatClass,
            List<LineAdjustment> adjustments) {
        checkQuantity(FreeText.clean(name), quantity, unit);
        Refused.unless(
                price.signum() >= 0
                        && price.scale() <= 12
                        && price.compareTo(BigDecimal.valueOf(Halalas.LARGEST, 2)) <= 0
                        && price.multiply(quantity).compareTo(BigDecimal.valueOf(Halalas.LARGEST, 2)) <= 0,
                "BR-KSA-F-04",
                "Line \"%s\": price %s × %s; use a price from 0 with at most 12 decimals, and under %s in all",
                FreeText.clean(name),
                price.toPlainString(),
                quantity.toPlainString(),
                Halalas.text(Halalas.LARGEST));
        long listed = quantity.multiply(price)
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        // A first plain discount keeps the place that discounts always had.
        boolean first = !adjustments.isEmpty()
                && !adjustments.get(0).charge()
                && adjustments.get(0).reasonCode().equals(LineAdjustment.DISCOUNT);
        long discount = first ? adjustments.get(0).amount() : 0;
        List<LineAdjustment> others = first ? adjustments.subList(1, adjustments.size()) : adjustments;
        long net = listed - discount + sum(others);
        Refused.unless(
                net >= 0,
                "BR-KSA-F-04",
                "Line \"%s\": %s is taken off %s; take off at most what the line comes to",
                FreeText.clean(name),
                Halalas.text(listed - net),
                Halalas.text(listed));
        return new InvoiceLine(
                name,
                quantity,
                unit,
                price,
                BigDecimal.ONE,
                discount,
                first ? adjustments.get(0).reason() : "",
                vatClass,
                net,
                vatClass.vatOn(net),
                others);
    }

    /**
     * A line whose net came out of a tax-inclusive total: the price is said so that it multiplies back exactly.
     *
     * @param discountNet the discount without its VAT
     * @param adjustments without their VAT
     */
    static InvoiceLine fromNet(
            InclusiveLine line, long net, long vat, long discountNet, List<LineAdjustment> adjustments) {
        BigDecimal listed = BigDecimal.valueOf(Math.addExact(net, discountNet) - sum(adjustments), 2);
        BigDecimal each = listed.divide(line.quantity(), 2, RoundingMode.HALF_UP);
        boolean even = each.multiply(line.quantity()).compareTo(listed) == 0;
        return new InvoiceLine(
                line.name(),
                line.quantity(),
                line.unit(),
                even ? each : listed,
                even ? BigDecimal.ONE : line.quantity(),
                discountNet,
                line.discountReason(),
                line.vatClass(),
                net,
                vat,
                adjustments);
    }

    public long gross() {
        return net + vat;
    }
}
