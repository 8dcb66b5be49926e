package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.TaxCategory;

/**
 * How a line is taxed: alike in one piece, or, of a bundle whose parts are taxed unlike, by what its parts are worth. An amount
 * is shared out by largest remainder, so that the shares come to it.
 *
 * @param all the one that is worth most first, of equals that of the part with the lower id
 */
public record TaxShares(List<Share> all) {

    /**
     * @param weight its part of the sum of all weights
     * @param part the first part that is taxed so; null for goods that are one thing
     */
    public record Share(TaxCategory tax, @Nullable Exemption exemption, long weight, @Nullable BundlePart part) {}

    private record Taxed(TaxCategory tax, @Nullable Exemption exemption) {}

    public TaxShares {
        all = List.copyOf(all);
    }

    public static TaxShares of(TaxCategory tax, @Nullable Exemption exemption) {
        return new TaxShares(List.of(new Share(tax, exemption, 1, null)));
    }

    public static TaxShares of(List<BundlePart> parts) {
        boolean worthless = parts.stream().allMatch(part -> part.worth().isZero());
        var shares = new LinkedHashMap<Taxed, Share>();
        for (BundlePart part : parts) {
            shares.merge(
                    new Taxed(part.tax(), part.exemption()),
                    new Share(
                            part.tax(),
                            part.exemption(),
                            worthless ? 1 : part.worth().minor(),
                            part),
                    (one, more) -> new Share(one.tax, one.exemption, one.weight + more.weight, one.part));
        }
        var sorted = new ArrayList<>(shares.values());
        sorted.removeIf(share -> share.weight() == 0);
        sorted.sort(Comparator.comparingLong(Share::weight).reversed());
        return new TaxShares(sorted);
    }

    /** Whether there is more than one. */
    public boolean isMixed() {
        return all.size() > 1;
    }

    public Share first() {
        return all.get(0);
    }

    /** What each has of an amount of zero or more. */
    public long[] of(long amount) {
        long[] weights = all.stream().mapToLong(Share::weight).toArray();
        long sum = 0;
        for (long weight : weights) {
            sum = Math.addExact(sum, weight);
        }
        return Rounding.largestRemainder(amount, weights, amount, sum);
    }
}
