package org.tillmesh.retail.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/**
 * A further unit that a product is sold by, such as a carton. Price lists and promotions call it {@code product/unit}.
 *
 * @param code which of the product's units it is
 * @param name beside the product's own, {@code Carton of 24}
 * @param contains how much of the product one holds, above zero and at most 100,000
 * @param price of one, VAT included; null for what the pieces cost
 * @param barcodes all its codes
 */
public record ProductUnit(
        String code, String name, String nameAr, Quantity contains, @Nullable Money price, List<String> barcodes) {
    static final Quantity CONTAINS_MAX = Quantity.of(100_000);

    public ProductUnit {
        barcodes = barcodes.stream().sorted().distinct().toList();
        if (!contains.isPositive() || contains.compareTo(CONTAINS_MAX) > 0) {
            throw new RetailException(Rule.UNIT_CONTAINS, code, contains, CONTAINS_MAX);
        }
    }

    /** How much of the product so many hold. */
    public Quantity pieces(Quantity units) {
        return contains.times(units);
    }

    /** What a line of it is called. */
    public String nameOf(Product product) {
        return product.name() + ", " + name;
    }

    public String nameArOf(Product product) {
        return product.nameAr() + "، " + nameAr;
    }

    /** What one costs on the shelf. */
    public Money priceOf(Product product) {
        return price == null ? product.price().times(contains) : price;
    }

    Value toValue() {
        return new Body()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("contains", contains)
                .put("price", price)
                .putList("barcodes", barcodes, Value::of)
                .toValue();
    }

    static ProductUnit of(String code, Value value) {
        Fields in = Fields.of("unit " + code, value);
        return Read.checked(() -> new ProductUnit(
                code,
                in.text("name"),
                in.text("nameAr", in.text("name")),
                in.quantity("contains"),
                in.moneyOrNull("price"),
                in.texts("barcodes")));
    }
}
