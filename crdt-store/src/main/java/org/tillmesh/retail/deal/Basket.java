package org.tillmesh.retail.deal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/**
 * What {@link Pricing} prices: the lines of a cart, and what else the price hangs on.
 *
 * @param lines in the order of their numbers
 * @param discount given by hand on the whole cart; null for none
 */
public record Basket(Where where, List<Line> lines, @Nullable Discount discount) {

    /**
     * @param zone of the branch's clock, for days and hours of promotions
     * @param customer id; null for a customer whom nobody named
     * @param alsoKnownAs ids of those who are one with the customer by merges
     * @param groups of the customer
     * @param coupons codes that were presented
     */
    public record Where(
            String store,
            ZoneId zone,
            Instant at,
            @Nullable String customer,
            Set<String> alsoKnownAs,
            Set<String> groups,
            Set<String> coupons) {
        public Where {
            alsoKnownAs = Set.copyOf(alsoKnownAs);
            groups = Set.copyOf(groups);
            coupons = Set.copyOf(coupons);
        }

        /** The same for a customer who was never merged with another. */
        public Where(
                String store,
                ZoneId zone,
                Instant at,
                @Nullable String customer,
                Set<String> groups,
                Set<String> coupons) {
            this(store, zone, at, customer, Set.of(), groups, coupons);
        }

        /** Whether some ids name the customer, by the own one or by one of somebody who was merged. */
        boolean isNamedBy(Collection<String> customers) {
            return customer != null
                    && (customers.contains(customer) || customers.stream().anyMatch(alsoKnownAs::contains));
        }
    }

    /**
     * @param item product id, or {@code product/unit} for a further unit such as a carton
     * @param category of the product; empty for a further unit, which takes part only by its name
     * @param measured sold by weight or length: one unit of its whole amount
     * @param shelf price of one, as it was when it was scanned
     * @param fixed what its label says that the whole line costs; null for quantity × price
     * @param price given by hand; null for none
     * @param discount given by hand; null for none
     * @param loads a gift card: it costs what it loads, and nothing takes part in it
     * @param vatPercent that is added to a price without VAT; {@link #NO_ONE_RATE} for a bundle whose parts are taxed unlike, which
     *     no price without VAT is for
     */
    public record Line(
            int number,
            String item,
            String category,
            Quantity qty,
            boolean measured,
            Money shelf,
            @Nullable Money fixed,
            @Nullable Money price,
            @Nullable Discount discount,
            boolean loads,
            int vatPercent) {
        public static final int NO_ONE_RATE = -1;

        boolean isByHand() {
            return price != null || discount != null;
        }

        Line withoutHand() {
            return new Line(number, item, category, qty, measured, shelf, fixed, null, null, loads, vatPercent);
        }
    }

    public Basket {
        lines = List.copyOf(lines);
    }

    Basket withoutHand() {
        return new Basket(where, lines.stream().map(Line::withoutHand).toList(), null);
    }
}
