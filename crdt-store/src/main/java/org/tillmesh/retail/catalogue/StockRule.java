package org.tillmesh.retail.catalogue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrMap;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Document;

/**
 * How a product is to be stocked: fields of its product document beside those of {@link Product}.
 *
 * @param negative whether more may be sold than is known to be there
 * @param min below which the stock of a branch is low; null for no such figure
 * @param mins the same of single branches, by their ids
 */
public record StockRule(ProductId product, boolean negative, @Nullable Quantity min, SortedMap<String, Quantity> mins)
        implements StateDocument {
    private static final String NEGATIVE = "negativeStock";
    private static final String MIN = "minStock";
    private static final String MINS = "minStocks";

    public StockRule {
        mins = Collections.unmodifiableSortedMap(new TreeMap<>(mins));
    }

    /** While head office has said nothing. */
    public static StockRule none(ProductId product) {
        return new StockRule(product, true, null, new TreeMap<>());
    }

    /** Below which the stock of that branch is low. */
    public Optional<Quantity> min(String branch) {
        return Optional.ofNullable(mins.getOrDefault(branch, min));
    }

    /** The same with what a table says, which has no figures of single branches. */
    StockRule saying(boolean below, @Nullable Quantity least) {
        return new StockRule(product, below, least, mins);
    }

    public boolean isNone() {
        return equals(none(product));
    }

    @Override
    public DocRef ref() {
        return DocType.PRODUCT.ref(product);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        var fields = new FieldMap();
        if (!negative) {
            fields.put(NEGATIVE, false);
        }
        if (min != null) {
            fields.put(MIN, min.thousandths());
        }
        mins.forEach((branch, qty) -> fields.putAt(List.of(MINS, branch), Value.of(qty.thousandths())));
        return fields.toMap();
    }

    @Override
    public List<String> optionalFields() {
        return List.of(NEGATIVE, MIN);
    }

    @Override
    public List<String> setFields() {
        return List.of(MINS);
    }

    public static StockRule of(Document.State product) {
        Fields in = Fields.of(product);
        var mins = new TreeMap<String, Quantity>();
        OrMap known = OrMap.at(product.dots(), MINS);
        for (String branch : known.keys()) {
            if (known.register(branch).value().orElse(Value.NULL) instanceof Value.Int thousandths) {
                mins.put(branch, Quantity.ofThousandths(thousandths.value()));
            }
        }
        return new StockRule(
                new ProductId(product.ref().id()),
                in.flag(NEGATIVE, true),
                in.value(MIN) == null ? null : Quantity.ofThousandths(in.number(MIN)),
                mins);
    }
}
