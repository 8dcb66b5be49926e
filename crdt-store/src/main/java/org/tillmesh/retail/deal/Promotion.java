package org.tillmesh.retail.deal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.store.Document;

/**
 * Something off certain products for some time. A sale names it with what it took off, so that the sale stays readable
 * whatever becomes of the promotion.
 *
 * @param groups of customers, empty for everybody
 * @param coupon it counts only where this code was presented; null for always
 * @param licence of a sale or promotion season, as the authority gave it; null for none
 * @param priority lower ones take their units first
 * @param atMost sets (for percent, amount and price: units) in one sale; 0 for no bound
 * @param products ids or {@code product/unit}, and {@code categories} ids: an item in either set takes part
 */
public record Promotion(
        String id,
        String name,
        String nameAr,
        Validity validity,
        Hours hours,
        List<String> groups,
        @Nullable String coupon,
        @Nullable String licence,
        int priority,
        int atMost,
        List<String> products,
        List<String> categories,
        Offer offer)
        implements StateDocument {
    public static final int PRIORITY = 100;

    public Promotion {
        groups = groups.stream().sorted().distinct().toList();
        products = products.stream().sorted().distinct().toList();
        categories = categories.stream().sorted().distinct().toList();
        if (atMost < 0) {
            throw new RetailException(Rule.AT_MOST_NEGATIVE, atMost);
        }
    }

    boolean counts(Basket.Where where) {
        return validity.countsIn(where.store(), where.at())
                && hours.hold(where.at().atZone(where.zone()))
                && (groups.isEmpty() || groups.stream().anyMatch(where.groups()::contains))
                && (coupon == null || where.coupons().contains(coupon));
    }

    boolean names(Basket.Line line) {
        return Collections.binarySearch(products, line.item()) >= 0
                || Collections.binarySearch(categories, line.category()) >= 0;
    }

    /** What it names one by one: its products, of a bundle those of its parts. */
    List<String> items() {
        return offer instanceof Offer.Bundle bundle
                ? bundle.parts().stream().flatMap(part -> part.items().stream()).toList()
                : products;
    }

    boolean namesNothing() {
        return products.isEmpty() && categories.isEmpty();
    }

    @Override
    public DocRef ref() {
        return DocType.PROMOTION.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return validity.into(new FieldMap().put("name", name).put("nameAr", nameAr))
                .putSet("days", hours.days().stream().map(DayOfWeek::name).toList())
                .put("hoursFrom", hours.from() == null ? null : hours.from().toString())
                .put("hoursUntil", hours.until() == null ? null : hours.until().toString())
                .putSet("groups", groups)
                .put("coupon", coupon)
                .put("licence", licence)
                .put("priority", priority)
                .putUnlessZero("atMost", atMost)
                .put("offer", offer.toValue())
                .putSet("products", products)
                .putSet("categories", categories)
                .toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of("stores", "days", "groups", "products", "categories");
    }

    @Override
    public List<String> optionalFields() {
        return List.of("from", "until", "hoursFrom", "hoursUntil", "coupon", "licence", "atMost");
    }

    public static Promotion of(Document.State state) {
        Fields in = Fields.of(state);
        return Read.checked(() -> new Promotion(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                Validity.of(in, OrSet.at(state.dots(), "stores").elements()),
                hours(in, OrSet.at(state.dots(), "days").elements()),
                OrSet.at(state.dots(), "groups").elements(),
                in.textOrNull("coupon"),
                in.textOrNull("licence"),
                in.smallNumber("priority", PRIORITY),
                in.smallNumber("atMost", 0),
                OrSet.at(state.dots(), "products").elements(),
                OrSet.at(state.dots(), "categories").elements(),
                Offer.of(in.needed("offer"))));
    }

    private static Hours hours(Fields in, List<String> days) {
        try {
            return new Hours(
                    days.stream().map(DayOfWeek::valueOf).toList(), time(in, "hoursFrom"), time(in, "hoursUntil"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw in.wrong("days", "days of the week and hours like 16:00");
        }
    }

    private static @Nullable LocalTime time(Fields in, String field) {
        String text = in.textOrNull(field);
        return text == null ? null : LocalTime.parse(text);
    }
}
