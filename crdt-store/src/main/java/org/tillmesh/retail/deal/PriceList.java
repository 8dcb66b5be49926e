package org.tillmesh.retail.deal;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrMap;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.store.Document;

/**
 * Prices that stand in the place of the products' own somewhere and for some time. An OrMap of product to price, so that
 * two people may work on one list.
 *
 * @param prices by product id, VAT included
 */
public record PriceList(String id, String name, String nameAr, Validity validity, SortedMap<String, Money> prices)
        implements StateDocument {
    private static final String PRICES = "prices";

    /** Of the lists that count the one that began last, then the greater id. */
    private static final Comparator<PriceList> STRONGER =
            Comparator.comparing((PriceList list) -> list.validity().began()).thenComparing(PriceList::id);

    public PriceList {
        prices = Collections.unmodifiableSortedMap(new TreeMap<>(prices));
    }

    public Optional<Money> price(ProductId product) {
        return Optional.ofNullable(prices.get(product.value()));
    }

    /** What a product costs in a store at a time. */
    public static Money priceOf(Product product, Collection<PriceList> lists, String store, Instant at) {
        return lists.stream()
                .filter(list -> list.validity().countsIn(store, at))
                .filter(list -> list.price(product.id()).isPresent())
                .max(STRONGER)
                .flatMap(list -> list.price(product.id()))
                .orElse(product.price());
    }

    @Override
    public DocRef ref() {
        return DocType.PRICE_LIST.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        var fields = validity.into(new FieldMap().put("name", name).put("nameAr", nameAr));
        prices.forEach((product, price) -> fields.putAt(List.of(PRICES, product), Value.of(price.minor())));
        return fields.toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of("stores", PRICES);
    }

    @Override
    public List<String> optionalFields() {
        return List.of("from", "until");
    }

    public static PriceList of(Document.State state) {
        Fields in = Fields.of(state);
        OrMap listed = OrMap.at(state.dots(), PRICES);
        var prices = new TreeMap<String, Money>();
        for (String product : listed.keys()) {
            if (listed.register(product).value().orElse(Value.NULL) instanceof Value.Int halalas) {
                prices.put(product, Money.sar(halalas.value()));
            }
        }
        return new PriceList(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                Validity.of(in, OrSet.at(state.dots(), "stores").elements()),
                prices);
    }
}
