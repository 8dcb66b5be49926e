package org.tillmesh.retail.catalogue;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.words.Sentence;

/** What a bundle is made of, in one cell of a table: {@code P1*2|P2*1}, products with how much of each goes with one of it. */
final class PartsCell {
    static final String COLUMN = "parts";
    private static final int PARTS_MAX = 50;
    private static final int ID_MAX = 64;
    private static final Quantity QTY_MAX = Quantity.ofThousandths(1_000_000L);

    private PartsCell() {}

    static String written(SortedMap<ProductId, Quantity> parts) {
        return parts.entrySet().stream()
                .map(part -> part.getKey().value() + "*" + part.getValue())
                .collect(Collectors.joining("|"));
    }

    /** @throws BadCell if it is none */
    static SortedMap<ProductId, Quantity> read(String cell, ProductId whole) {
        var parts = new TreeMap<ProductId, Quantity>();
        for (String one : cell.split("\\|", -1)) {
            String text = CellText.clean(one);
            if (text.isEmpty()) {
                continue;
            }
            int star = text.lastIndexOf('*');
            String id = CellText.clean(star < 0 ? text : text.substring(0, star));
            if (id.isEmpty() || id.length() > ID_MAX || id.equals(whole.value())) {
                throw bad(text, ImportRule.PART_NO_PRODUCT.with(CellText.shown(text)));
            }
            if (parts.put(new ProductId(id), qty(text, star)) != null) {
                throw bad(text, ImportRule.PART_TWICE.with(CellText.shown(id)));
            }
        }
        if (parts.size() > PARTS_MAX) {
            throw bad(cell, ImportRule.PARTS_MANY.with(parts.size(), PARTS_MAX));
        }
        return parts;
    }

    private static Quantity qty(String text, int star) {
        try {
            Quantity qty = star < 0 ? Quantity.ONE : Quantity.parse(CellText.clean(text.substring(star + 1)));
            if (qty.isPositive() && qty.compareTo(QTY_MAX) <= 0) {
                return qty;
            }
        } catch (IllegalArgumentException | RetailException e) {
            throw bad(text, ImportRule.PART_NUMBER.with(CellText.shown(text)));
        }
        throw bad(text, ImportRule.PART_NUMBER.with(CellText.shown(text)));
    }

    /** Why so much of a product can't be in a bundle; null if it can. @param product null if there is none of that id */
    static @Nullable Sentence wrong(ProductId id, Quantity qty, @Nullable Product product) {
        if (product == null) {
            return ImportRule.PART_UNKNOWN.with(CellText.shown(id.value()));
        }
        if (product.rules().isBundle() || product.giftCard() || product.rules().serials()) {
            return ImportRule.PART_OF_ITS_OWN.with(id, product.name());
        }
        return qty.isWhole() || Product.isDivisible(product.unit())
                ? null
                : ImportRule.PART_BROKEN.with(id, product.name(), qty);
    }

    private static BadCell bad(String value, Sentence sentence) {
        return new BadCell(COLUMN, CellText.shown(value), sentence);
    }
}
