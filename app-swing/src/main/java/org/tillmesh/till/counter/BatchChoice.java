package org.tillmesh.till.counter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.stock.Fefo;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.scan.Scan;
import org.tillmesh.till.shop.Shop;

/** Which batches goods are sold of: the one that a code names, else those that expire first, as far as they reach. */
final class BatchChoice {
    private static final Quantity SMALLEST = Quantity.ofThousandths(1);

    private final Shop shop;

    BatchChoice(Shop shop) {
        this.shop = shop;
    }

    /**
     * So much of a batch.
     *
     * @param qty in the unit that it is sold by
     * @param expiry as the stock knows it, else as the code says
     * @param lastDay the earlier of what the code and the stock say
     */
    record Chosen(Quantity qty, @Nullable String batch, @Nullable LocalDate expiry, @Nullable LocalDate lastDay) {}

    /** One part for each batch; what no batch holds goes with the last. */
    List<Chosen> choose(Scan read, Cart cart) {
        Product product = read.product();
        if (!product.batchTracked()) {
            return List.of(new Chosen(read.qty(), read.batch(), read.expiry(), read.expiry()));
        }
        if (read.batch() != null || read.expiry() != null) {
            return List.of(chosen(read, named(product, read)));
        }
        Quantity one = read.unit() == null ? Quantity.ONE : read.unit().contains();
        Quantity pieces = read.qty().times(one);
        List<StockLevels.Batch> sellable = shop.retail().stock().sellable(shop.scope(), product.id(), shop.today());
        Fefo split =
                Fefo.split(sellable, taken(cart, product.id(), 0), pieces, read.label() ? pieces : step(product, one));
        if (split.parts().isEmpty()) {
            Optional<StockLevels.Batch> next = sellable.isEmpty()
                    ? shop.retail().stock().suggest(shop.scope(), product.id(), shop.today())
                    : Optional.of(sellable.get(sellable.size() - 1));
            return List.of(chosen(read, next));
        }
        return parts(split, one);
    }

    private static List<Chosen> parts(Fefo split, Quantity one) {
        var chosen = new ArrayList<Chosen>();
        for (int i = 0; i < split.parts().size(); i++) {
            Fefo.Part part = split.parts().get(i);
            boolean last = i == split.parts().size() - 1;
            Quantity pieces = last ? part.qty().plus(split.rest()) : part.qty();
            LocalDate expiry = part.batch().expiry();
            chosen.add(new Chosen(units(pieces, one), part.batch().batch(), expiry, expiry));
        }
        return chosen;
    }

    /**
     * What of a line goes to other batches when it becomes so much, because its own does not hold it.
     *
     * @return empty if nothing goes, or the line can't be divided
     */
    List<Chosen> spilled(Cart cart, CartLine line, Quantity wanted, Product product) {
        if (line.batch() == null || line.label() || line.isByHand() || wanted.compareTo(line.qty()) <= 0) {
            return List.of();
        }
        Quantity one = line.pack() == null ? Quantity.ONE : line.pack().contains();
        Quantity step = step(product, one);
        Map<String, Quantity> taken = taken(cart, product.id(), line.line());
        Quantity held = shop.retail()
                .stock()
                .onHand(shop.scope(), product.id(), line.batch())
                .minus(taken.getOrDefault(line.batch(), Quantity.ZERO));
        Quantity own = greater(Fefo.wholeSteps(held, step), line.pieces());
        Quantity over = wanted.times(one).minus(own);
        if (!over.isPositive()) {
            return List.of();
        }
        List<StockLevels.Batch> others =
                shop.retail().stock().sellable(shop.scope(), product.id(), shop.today()).stream()
                        .filter(batch -> !Objects.equals(line.batch(), batch.batch()))
                        .toList();
        Fefo split = Fefo.split(others, taken, over, step);
        return split.parts().isEmpty() ? List.of() : parts(new Fefo(split.parts(), Quantity.ZERO), one);
    }

    private Optional<StockLevels.Batch> named(Product product, Scan read) {
        StockLevels stock = shop.retail().stock();
        if (read.batch() != null) {
            return stock.batch(shop.scope(), product.id(), read.batch());
        }
        return stock.level(shop.scope(), product.id()).batches().stream()
                .filter(b -> read.expiry() != null && read.expiry().equals(b.expiry()))
                .findFirst();
    }

    private static Chosen chosen(Scan read, Optional<StockLevels.Batch> batch) {
        LocalDate known = batch.map(StockLevels.Batch::expiry).orElse(null);
        return new Chosen(
                read.qty(),
                batch.map(StockLevels.Batch::batch).orElse(read.batch()),
                known == null ? read.expiry() : known,
                earlier(read.expiry(), known));
    }

    /** What the cart takes of each batch, but for one of its lines. */
    private static Map<String, Quantity> taken(Cart cart, ProductId product, int exceptLine) {
        var taken = new TreeMap<String, Quantity>();
        cart.lines().stream()
                .filter(line -> line.productId().equals(product) && line.line() != exceptLine && line.batch() != null)
                .forEach(line -> taken.merge(String.valueOf(line.batch()), line.pieces(), Quantity::plus));
        return taken;
    }

    /** What can't be divided between two batches. */
    private static Quantity step(Product product, Quantity one) {
        return one.equals(Quantity.ONE) && Product.isDivisible(product.unit()) ? SMALLEST : one;
    }

    private static Quantity units(Quantity pieces, Quantity one) {
        return Quantity.ofThousandths(pieces.thousandths() * Quantity.ONE.thousandths() / one.thousandths());
    }

    private static Quantity greater(Quantity a, Quantity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
        return a == null ? b : b == null || a.isBefore(b) ? a : b;
    }
}
