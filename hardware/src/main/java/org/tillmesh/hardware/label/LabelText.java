package org.tillmesh.hardware.label;

/**
 * What stands on a label. Empty text is left out.
 *
 * @param price with VAT; the largest thing on a shelf label
 * @param unitPrice what a kilogram, litre or piece costs; of a weighed label the price of a kilogram
 * @param before the price before a promotion, struck through
 * @param remark below: a promotion's licence, weight, dates
 * @param code what its barcode says: an EAN of 8 or 13 digits, a UPC-A, else Code 128
 */
public record LabelText(
        Kind kind,
        String nameAr,
        String name,
        String price,
        String unitPrice,
        String before,
        String remark,
        String code) {
    /** What the label is for. */
    public enum Kind {
        /** On the edge of a shelf: the price rules. */
        SHELF,
        /** On the goods: the barcode rules. */
        PRODUCT,
        /** On goods that were weighed in the shop: weight, price of a kilogram, price. */
        WEIGHED,
        /** On a gift card: its number. */
        GIFT
    }
}
