package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrMap;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.store.Document;

/**
 * What can be sold. Price includes VAT. A deactivated product is not found by scanning or searching, but stays readable.
 *
 * @param unit UN/ECE recommendation 20: {@code PCE}, {@code KGM}, {@code LTR}, {@code MTR}
 * @param barcodes all its codes; of a weighed product the prefix and item code of its labels, {@code 2100017}
 * @param ageLimit in years, 0 for none
 * @param taxProfile id of the {@link TaxProfile} that says why it bears no VAT; empty for the category's own reason
 * @param units further ones that it is sold by, by their codes
 * @param rules what a till does when it sells it
 * @param giftCard whether what is sold is a gift card's value: its line names the card and moves no stock
 */
public record Product(
        ProductId id,
        String name,
        String nameAr,
        String category,
        Money price,
        String unit,
        TaxCategory tax,
        boolean weighed,
        boolean batchTracked,
        int ageLimit,
        boolean active,
        List<String> barcodes,
        boolean giftCard,
        String taxProfile,
        List<ProductUnit> units,
        SellingRules rules)
        implements StateDocument {
    /** What is dearer is no price but a barcode. */
    public static final Money PRICE_MAX = Money.sar(1_000_000_00L);

    /** What value on a gift card is sold as where head office has no product of that id: no supply, so without VAT. */
    public static final Product GIFT_CARD = new Product(
            new ProductId("gift-card"),
            "Gift card",
            "بطاقة هدايا",
            "",
            Money.ZERO,
            "PCE",
            TaxCategory.O,
            false,
            false,
            0,
            true,
            List.of(),
            true,
            "");

    private static final String UNITS = "units";
    private static final String PARTS = "parts";

    public Product {
        barcodes = barcodes.stream().sorted().distinct().toList();
        units = units.stream().sorted(Comparator.comparing(ProductUnit::code)).toList();
    }

    /** What is sold by its own unit alone. */
    public Product(
            ProductId id,
            String name,
            String nameAr,
            String category,
            Money price,
            String unit,
            TaxCategory tax,
            boolean weighed,
            boolean batchTracked,
            int ageLimit,
            boolean active,
            List<String> barcodes,
            boolean giftCard,
            String taxProfile) {
        this(
                id,
                name,
                nameAr,
                category,
                price,
                unit,
                tax,
                weighed,
                batchTracked,
                ageLimit,
                active,
                barcodes,
                giftCard,
                taxProfile,
                List.of(),
                SellingRules.NONE);
    }

    /** Goods, with their category's own reason for bearing no VAT where they bear none. */
    public Product(
            ProductId id,
            String name,
            String nameAr,
            String category,
            Money price,
            String unit,
            TaxCategory tax,
            boolean weighed,
            boolean batchTracked,
            int ageLimit,
            boolean active,
            List<String> barcodes) {
        this(
                id,
                name,
                nameAr,
                category,
                price,
                unit,
                tax,
                weighed,
                batchTracked,
                ageLimit,
                active,
                barcodes,
                false,
                "");
    }

    /** Whether fractions of the unit can be sold. */
    public static boolean isDivisible(String unit) {
        return unit.equals("KGM") || unit.equals("LTR") || unit.equals("MTR");
    }

    /** The same at another price. */
    public Product withPrice(Money changed) {
        return with(changed, units, rules);
    }

    /** The same, sold by these further units too. */
    public Product withUnits(List<ProductUnit> changed) {
        return with(price, changed, rules);
    }

    /** The same, sold by these rules. */
    public Product withRules(SellingRules changed) {
        return with(price, units, changed);
    }

    private Product with(Money changedPrice, List<ProductUnit> changedUnits, SellingRules changedRules) {
        return new Product(
                id,
                name,
                nameAr,
                category,
                changedPrice,
                unit,
                tax,
                weighed,
                batchTracked,
                ageLimit,
                active,
                barcodes,
                giftCard,
                taxProfile,
                changedUnits,
                changedRules);
    }

    /** Its own codes, and those of its further units. */
    public List<String> allBarcodes() {
        return Stream.concat(barcodes.stream(), units.stream().flatMap(unit -> unit.barcodes().stream()))
                .distinct()
                .toList();
    }

    /** The code shown and printed: the first of its codes, or empty. */
    public String barcode() {
        return barcodes.isEmpty() ? "" : barcodes.get(0);
    }

    @Override
    public DocRef ref() {
        return DocType.PRODUCT.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        FieldMap fields = new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("category", category)
                .put("price", price.minor())
                .put("unit", unit)
                .put("tax", tax.code())
                .put("active", active)
                .putIfTrue("weighed", weighed)
                .putIfTrue("batchTracked", batchTracked)
                .putUnlessZero("ageLimit", ageLimit)
                .putIfTrue("giftCard", giftCard)
                .put("taxProfile", taxProfile.isEmpty() ? null : taxProfile)
                .putIfTrue("serials", rules.serials())
                .put(
                        "container",
                        rules.container() == null ? null : rules.container().value())
                .putSet("barcodes", barcodes);
        units.forEach(each -> fields.putAt(List.of(UNITS, each.code()), each.toValue()));
        rules.parts().forEach((part, qty) -> fields.putAt(List.of(PARTS, part.value()), Value.of(qty.thousandths())));
        return fields.toMap();
    }

    @Override
    public List<String> optionalFields() {
        return List.of("weighed", "batchTracked", "ageLimit", "giftCard", "taxProfile", "serials", "container");
    }

    @Override
    public List<String> setFields() {
        return List.of("barcodes", UNITS, PARTS);
    }

    /** @throws BadDocument if a field that a product must have is missing or of another kind */
    public static Product of(Document.State state) {
        Fields in = Fields.of(state);
        return new Product(
                new ProductId(state.ref().id()),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                in.text("category", ""),
                in.money("price"),
                in.text("unit", "PCE"),
                in.tax("tax"),
                in.flag("weighed"),
                in.flag("batchTracked"),
                in.smallNumber("ageLimit", 0),
                in.flag("active", true),
                OrSet.at(state.dots(), "barcodes").elements(),
                in.flag("giftCard"),
                in.text("taxProfile", ""),
                units(OrMap.at(state.dots(), UNITS)),
                new SellingRules(
                        in.flag("serials"),
                        in.idOrNull("container", ProductId::new),
                        parts(OrMap.at(state.dots(), PARTS))));
    }

    private static SortedMap<ProductId, Quantity> parts(OrMap known) {
        var parts = new TreeMap<ProductId, Quantity>();
        for (String part : known.keys()) {
            if (known.register(part).value().orElse(Value.NULL) instanceof Value.Int thousandths) {
                parts.put(new ProductId(part), Quantity.ofThousandths(thousandths.value()));
            }
        }
        return parts;
    }

    /** One that can't be read here is left out: its product is sold all the same. */
    private static List<ProductUnit> units(OrMap known) {
        var units = new ArrayList<ProductUnit>();
        for (String code : known.keys()) {
            try {
                known.register(code).value().ifPresent(value -> units.add(ProductUnit.of(code, value)));
            } catch (BadDocument e) {
                continue;
            }
        }
        return units;
    }
}
