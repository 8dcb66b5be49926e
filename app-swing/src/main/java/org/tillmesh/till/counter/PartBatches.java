package org.tillmesh.till.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.IssuedPart;
import org.tillmesh.retail.stock.Fefo;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.shop.Shop;

/**
 * Which batches the parts of bundles are taken of when they are sold: those that expire first, as far as the other lines of
 * the sale leave them; what no batch holds goes with the last.
 */
final class PartBatches {
    private static final Quantity SMALLEST = Quantity.ofThousandths(1);

    private final Shop shop;

    /** What the sale takes of each batch. */
    private final Map<ProductId, Map<String, Quantity>> taken = new TreeMap<>();

    private PartBatches(Shop shop) {
        this.shop = shop;
    }

    /** The sale with the batches of its bundles' parts. */
    static IssuedDocument chosen(Shop shop, IssuedDocument sale) {
        var choice = new PartBatches(shop);
        sale.lines().stream()
                .filter(line -> line.batch() != null)
                .forEach(line -> choice.take(line.productId(), String.valueOf(line.batch()), line.pieces()));
        return sale.ofParts(choice::of);
    }

    private void take(ProductId product, String batch, Quantity qty) {
        taken.computeIfAbsent(product, id -> new TreeMap<>()).merge(batch, qty, Quantity::plus);
    }

    private List<IssuedPart> of(IssuedLine bundle) {
        var parts = new ArrayList<IssuedPart>();
        bundle.parts().forEach(part -> parts.addAll(of(part)));
        return parts;
    }

    private List<IssuedPart> of(IssuedPart part) {
        Product product = shop.retail().catalogue().byId(part.product()).orElse(null);
        if (product == null || !product.batchTracked()) {
            return List.of(part);
        }
        StockLevels stock = shop.retail().stock();
        List<StockLevels.Batch> sellable = stock.sellable(shop.scope(), part.product(), shop.today());
        Fefo split = Fefo.split(
                sellable,
                taken.getOrDefault(part.product(), Map.of()),
                part.qty(),
                Product.isDivisible(product.unit()) ? SMALLEST : Quantity.ONE);
        var parts = new ArrayList<IssuedPart>();
        for (Fefo.Part each : split.parts()) {
            parts.add(of(part, Optional.of(each.batch()), each.qty()));
        }
        if (split.rest().isPositive()) {
            Optional<StockLevels.Batch> last = sellable.isEmpty()
                    ? stock.suggest(shop.scope(), part.product(), shop.today())
                    : Optional.of(sellable.get(sellable.size() - 1));
            parts.add(of(part, last, split.rest()));
        }
        return parts;
    }

    private IssuedPart of(IssuedPart part, Optional<StockLevels.Batch> batch, Quantity qty) {
        batch.ifPresent(known -> take(part.product(), String.valueOf(known.batch()), qty));
        return new IssuedPart(
                part.product(),
                qty,
                batch.map(StockLevels.Batch::batch).orElse(null),
                batch.map(StockLevels.Batch::expiry).orElse(null));
    }
}
