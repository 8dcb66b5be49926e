package org.tillmesh.retail.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tillmesh.retail.value.Quantity;

/**
 * Goods taken out of several batches, what expires first before the rest (first expired, first out).
 *
 * @param parts what each batch gives, in the order of their expiry
 * @param rest what no batch holds
 */
public record Fefo(List<Part> parts, Quantity rest) {

    /** So much of a batch. */
    public record Part(StockLevels.Batch batch, Quantity qty) {}

    public Fefo {
        parts = List.copyOf(parts);
    }

    /**
     * Splits a quantity over batches.
     *
     * @param batches that may be sold, the first to expire first
     * @param taken what is spoken for of each batch, such as by the open cart
     * @param step what can't be divided between batches: a piece, a carton, a thousandth of a kilogram
     */
    public static Fefo split(
            List<StockLevels.Batch> batches, Map<String, Quantity> taken, Quantity wanted, Quantity step) {
        var parts = new ArrayList<Part>();
        Quantity rest = wanted;
        for (StockLevels.Batch batch : batches) {
            Quantity free = batch.onHand().minus(taken.getOrDefault(String.valueOf(batch.batch()), Quantity.ZERO));
            Quantity given = wholeSteps(free.compareTo(rest) < 0 ? free : rest, step);
            if (given.isPositive()) {
                parts.add(new Part(batch, given));
                rest = rest.minus(given);
            }
        }
        return new Fefo(parts, rest);
    }

    /** The most of a quantity that is made of whole steps; zero of a negative one. */
    public static Quantity wholeSteps(Quantity qty, Quantity step) {
        long whole = Math.max(0, qty.thousandths()) / step.thousandths();
        return Quantity.ofThousandths(whole * step.thousandths());
    }
}
