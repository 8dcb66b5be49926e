package org.tillmesh.retail.deal;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Document;

/**
 * Something off certain products for some time. It shows up in a sale as a line's discount, so that a sale stays readable
 * whatever becomes of the promotion.
 *
 * @param products ids, and {@code categories} ids: a product in either set takes part
 */
public record Promotion(
        String id,
        String name,
        String nameAr,
        Validity validity,
        Offer offer,
        List<String> products,
        List<String> categories)
        implements StateDocument {

    /** What a promotion takes off a line. */
    public record Gift(Promotion promotion, Money off) {}

    public Promotion {
        products = products.stream().sorted().distinct().toList();
        categories = categories.stream().sorted().distinct().toList();
    }

    public boolean takesPart(String product, String category) {
        return products.contains(product) || categories.contains(category);
    }

    /** The promotion that takes most off a line; of equal ones the lower id. Promotions don't add up. */
    public static Optional<Gift> best(
            String product,
            String category,
            Quantity quantity,
            Money price,
            Collection<Promotion> promotions,
            String store,
            Instant at) {
        return promotions.stream()
                .filter(p -> p.validity().countsIn(store, at) && p.takesPart(product, category))
                .map(p -> new Gift(p, p.offer().off(quantity, price)))
                .filter(gift -> gift.off().isPositive())
                .min(Comparator.comparing(Gift::off).reversed().thenComparing(gift -> gift.promotion()
                        .id()));
    }

    @Override
    public DocRef ref() {
        return DocType.PROMOTION.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return validity.into(new FieldMap().put("name", name).put("nameAr", nameAr))
                .put("offer", offer.toValue())
                .putSet("products", products)
                .putSet("categories", categories)
                .toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of("stores", "products", "categories");
    }

    @Override
    public List<String> optionalFields() {
        return List.of("from", "until");
    }

    public static Promotion of(Document.State state) {
        Fields in = Fields.of(state);
        return new Promotion(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                Validity.of(in, OrSet.at(state.dots(), "stores").elements()),
                Offer.of(in.needed("offer")),
                OrSet.at(state.dots(), "products").elements(),
                OrSet.at(state.dots(), "categories").elements());
    }
}
