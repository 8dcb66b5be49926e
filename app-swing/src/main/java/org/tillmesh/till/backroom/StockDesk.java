package org.tillmesh.till.backroom;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.Catalogue;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Stock: looked up, received, counted. */
final class StockDesk {
    /** Seven digits: no article number is so short. */
    private static final Quantity QTY_MAX = Quantity.of(9_999_999);

    private final Shop shop;
    private final Login login;

    StockDesk(Shop shop, Login login) {
        this.shop = shop;
        this.login = login;
    }

    BackroomAnswers.Stock stock(String code) {
        shop.requireActivated();
        Product product = shop.sellable(code).product();
        StockLevels.Level level = shop.retail().stock().level(shop.scope(), product.id());
        SortedMap<String, Instant> heard = new TreeMap<>();
        shop.retail().stock().heardFrom(shop.scope()).forEach((till, at) -> heard.put(till.toString(), at));
        return new BackroomAnswers.Stock(
                product.id(),
                level.onHand(),
                level.batches().stream()
                        .map(b -> new BackroomAnswers.Batch(String.valueOf(b.batch()), b.expiry(), b.onHand()))
                        .toList(),
                shop.clock().instant(),
                heard,
                level.checkAgain());
    }

    /** What a command made, and whether its key had made it before. */
    record Done(BackroomAnswers.Stock stock, boolean again) {}

    Done receive(
            String code,
            Quantity qty,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            @Nullable Money cost,
            @Nullable String key,
            @Nullable String approve) {
        if (shop.used(key, CommandKeys.Command.RECEIVE).isPresent()) {
            return new Done(stock(code), true);
        }
        UserId approver = login.allow(false, Act.RECEIVE_STOCK.with(), approve);
        Catalogue.Sellable received = shop.sellable(code);
        Product product = received.product();
        checkQty(product, received.pieces(qty), false);
        if (product.batchTracked() && batch == null) {
            throw new TillException(BackroomRefusal.NEEDS_BATCH, product.name());
        }
        if (cost != null && cost.isNegative()) {
            throw new TillException(BackroomRefusal.COST_NEGATIVE, cost);
        }
        if (cost != null && cost.compareTo(Product.PRICE_MAX) > 0) {
            throw new TillException(BackroomRefusal.COST_TOO_MUCH, cost, product.name(), Product.PRICE_MAX);
        }
        LocalDate known = batch == null
                ? expiry
                : Optional.ofNullable(expiry)
                        .or(() -> shop.retail()
                                .stock()
                                .batch(shop.scope(), product.id(), batch)
                                .map(StockLevels.Batch::expiry))
                        .orElse(null);
        Movement movement = Movement.received(
                Shop.newId(),
                shop.till(),
                product.id(),
                batch,
                known,
                received.pieces(qty),
                shop.clock().issue(),
                cost,
                who(approver),
                key);
        shop.write(tx -> {
            movement.appendTo(tx, shop.scope());
            return true;
        });
        shop.clock().issued(movement.at());
        return new Done(stock(code), false);
    }

    Done count(String code, @Nullable String batch, Quantity qty, @Nullable String key, @Nullable String approve) {
        if (shop.used(key, CommandKeys.Command.COUNT).isPresent()) {
            return new Done(stock(code), true);
        }
        UserId approver = login.allow(false, Act.COUNT_STOCK.with(), approve);
        Catalogue.Sellable counted = shop.sellable(code);
        Product product = counted.product();
        checkQty(product, counted.pieces(qty), true);
        LocalDate expiry = batch == null
                ? null
                : shop.retail()
                        .stock()
                        .batch(shop.scope(), product.id(), batch)
                        .map(StockLevels.Batch::expiry)
                        .orElse(null);
        Count count = new Count(
                Shop.newId(),
                shop.till(),
                product.id(),
                batch,
                expiry,
                counted.pieces(qty),
                shop.clock().issue(),
                who(approver),
                key);
        shop.write(tx -> {
            count.appendTo(tx, shop.scope());
            return true;
        });
        shop.clock().issued(count.at());
        return new Done(stock(code), false);
    }

    private UserId who(@Nullable UserId approver) {
        User user = shop.user();
        return user != null ? user.id() : Objects.requireNonNull(approver);
    }

    private static void checkQty(Product product, Quantity qty, boolean zeroToo) {
        if (qty.isNegative() || (qty.isZero() && !zeroToo)) {
            throw new TillException(
                    zeroToo ? BackroomRefusal.COUNT_BELOW_ZERO : BackroomRefusal.RECEIVED_NOTHING, qty, product.name());
        }
        if (qty.compareTo(QTY_MAX) > 0) {
            throw new TillException(BackroomRefusal.STOCK_TOO_MUCH, qty, product.name(), QTY_MAX);
        }
        if (!Product.isDivisible(product.unit()) && !qty.isWhole()) {
            throw new RetailException(Rule.FRACTION_OF_A_PIECE, qty, product.name());
        }
    }
}
