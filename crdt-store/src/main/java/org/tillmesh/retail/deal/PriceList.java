package org.tillmesh.retail.deal;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrMap;
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
 * Prices that stand in the place of the products' own somewhere, for somebody and for some time. An OrMap of product to
 * price, so that two people may work on one list.
 *
 * @param vatExcluded whether its prices are without VAT, which is added to the sum of what is bought by it
 * @param prices by product id (or {@code product/unit}), then by the quantity from which a price counts
 */
public record PriceList(
        String id,
        String name,
        String nameAr,
        Validity validity,
        Audience audience,
        boolean vatExcluded,
        SortedMap<String, SortedMap<Quantity, Money>> prices)
        implements StateDocument {
    private static final String PRICES = "prices";

    /** Stands between a product and the quantity from which its price counts; no id has it. */
    private static final char STEP = '\u001f';

    public PriceList {
        var copy = new TreeMap<String, SortedMap<Quantity, Money>>();
        prices.forEach((item, steps) -> copy.put(item, Collections.unmodifiableSortedMap(new TreeMap<>(steps))));
        prices = Collections.unmodifiableSortedMap(copy);
    }

    /** One whose prices have VAT in them. */
    public PriceList(
            String id,
            String name,
            String nameAr,
            Validity validity,
            Audience audience,
            SortedMap<String, SortedMap<Quantity, Money>> prices) {
        this(id, name, nameAr, validity, audience, false, prices);
    }

    /** The price of one when so many are bought: that of the highest step that they reach. */
    public Optional<Money> price(String item, Quantity qty) {
        SortedMap<Quantity, Money> steps = prices.get(item);
        if (steps == null) {
            return Optional.empty();
        }
        SortedMap<Quantity, Money> reached = steps.headMap(Quantity.ofThousandths(qty.thousandths() + 1));
        return reached.isEmpty() ? Optional.empty() : Optional.ofNullable(reached.get(reached.lastKey()));
    }

    @Override
    public DocRef ref() {
        return DocType.PRICE_LIST.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        FieldMap fields = audience.into(
                        validity.into(new FieldMap().put("name", name).put("nameAr", nameAr)))
                .putIfTrue("vatExcluded", vatExcluded);
        prices.forEach((item, steps) -> steps.forEach(
                (from, price) -> fields.putAt(List.of(PRICES, key(item, from)), Value.of(price.minor()))));
        return fields.toMap();
    }

    /** A price that counts from the first piece on is named as version 0.1 named it. */
    private static String key(String item, Quantity from) {
        return from.isZero() ? item : item + STEP + from.thousandths();
    }

    @Override
    public List<String> setFields() {
        return List.of("stores", "groups", "customers", PRICES);
    }

    @Override
    public List<String> optionalFields() {
        return List.of("from", "until", "vatExcluded");
    }

    public static PriceList of(Document.State state) {
        Fields in = Fields.of(state);
        return new PriceList(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                Validity.of(in, OrSet.at(state.dots(), "stores").elements()),
                Audience.of(state),
                in.flag("vatExcluded"),
                prices(OrMap.at(state.dots(), PRICES)));
    }

    private static SortedMap<String, SortedMap<Quantity, Money>> prices(OrMap listed) {
        var prices = new TreeMap<String, SortedMap<Quantity, Money>>();
        for (String key : listed.keys()) {
            int step = key.indexOf(STEP);
            Quantity from = step < 0 ? Quantity.ZERO : Quantity.ofThousandths(number(key.substring(step + 1)));
            if (listed.register(key).value().orElse(Value.NULL) instanceof Value.Int halalas) {
                prices.computeIfAbsent(step < 0 ? key : key.substring(0, step), item -> new TreeMap<>())
                        .put(from, Money.sar(halalas.value()));
            }
        }
        return prices;
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE; // a step that nothing reaches
        }
    }

    /** A list of one price an item, from the first piece on. */
    public static SortedMap<String, SortedMap<Quantity, Money>> plain(Map<String, Money> prices) {
        var made = new TreeMap<String, SortedMap<Quantity, Money>>();
        prices.forEach((item, price) -> made.put(item, new TreeMap<>(Map.of(Quantity.ZERO, price))));
        return made;
    }
}
