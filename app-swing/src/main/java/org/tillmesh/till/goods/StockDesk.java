package org.tillmesh.till.goods;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.purchase.PurchaseOrder;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.stock.Count;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Stock: looked up, received, adjusted, counted. */
final class StockDesk {
    /** Seven digits: no article number is so short. */
    private static final Quantity QTY_MAX = Quantity.of(9_999_999);

    private static final int NOTE_MAX = 200;

    private final Shop shop;
    private final Login login;
    private final GoodsCodes codes;
    private final OrderDesk orders;

    StockDesk(Shop shop, Login login, GoodsCodes codes, OrderDesk orders) {
        this.shop = shop;
        this.login = login;
        this.codes = codes;
        this.orders = orders;
    }

    GoodsAnswers.Stock stock(String code) {
        shop.requireActivated();
        return stock(codes.read(new GoodsAsked(code, null, null, null)), false, null, List.of());
    }

    private GoodsAnswers.Stock stock(
            GoodsCodes.Named named, boolean again, GoodsAnswers.@Nullable PurchaseOrder order, List<Sentence> more) {
        Product product = named.product();
        StockLevels.Level level = shop.retail().stock().level(shop.scope(), product.id());
        SortedMap<String, Instant> heard = new TreeMap<>();
        shop.retail().stock().heardFrom(shop.scope()).forEach((till, at) -> heard.put(till.toString(), at));
        var warnings = new ArrayList<>(named.warnings());
        warnings.addAll(more);
        return new GoodsAnswers.Stock(
                product.id(),
                level.onHand(),
                level.batches().stream()
                        .map(b -> new GoodsAnswers.Batch(String.valueOf(b.batch()), b.expiry(), b.onHand()))
                        .toList(),
                shop.clock().instant(),
                heard,
                level.checkAgain(),
                again,
                order,
                warnings);
    }

    GoodsAnswers.Stock receive(
            GoodsAsked asked,
            @Nullable Money cost,
            @Nullable String order,
            @Nullable String key,
            @Nullable String approve) {
        if (shop.used(key, CommandKeys.Command.RECEIVE).isPresent()) {
            return stock(codes.read(asked), true, order == null ? null : orders.standing(order), List.of());
        }
        UserId approver = login.allow(false, Act.RECEIVE_STOCK.with(), approve);
        GoodsCodes.Named received = codes.read(asked);
        Product product = received.product();
        checkQty(product, received.pieces(), false);
        checkBatch(product, received.batch());
        checkCost(product, cost);
        PurchaseOrder.Line ordered = order == null ? null : orders.receivable(order, product);
        Movement came = Movement.received(
                Shop.newId(),
                shop.till(),
                product.id(),
                received.batch(),
                expiry(received),
                received.pieces(),
                shop.clock().issue(),
                cost != null || ordered == null ? cost : ordered.cost(),
                who(approver),
                key);
        write(order == null ? came : came.of(order));
        return order == null
                ? stock(received, false, null, List.of())
                : stock(received, false, orders.standing(order), orders.over(order, product));
    }

    private static void checkCost(Product product, @Nullable Money cost) {
        if (cost != null && cost.isNegative()) {
            throw new TillException(GoodsRefusal.COST_NEGATIVE, cost);
        }
        if (cost != null && cost.compareTo(Product.PRICE_MAX) > 0) {
            throw new TillException(GoodsRefusal.COST_TOO_MUCH, cost, product.name(), Product.PRICE_MAX);
        }
    }

    GoodsAnswers.Stock count(GoodsAsked asked, @Nullable String key, @Nullable String approve) {
        if (shop.used(key, CommandKeys.Command.COUNT).isPresent()) {
            return stock(codes.read(asked), true, null, List.of());
        }
        UserId approver = login.allow(false, Act.COUNT_STOCK.with(), approve);
        GoodsCodes.Named counted = codes.read(asked);
        Product product = counted.product();
        checkQty(product, counted.pieces(), true);
        Count count = new Count(
                Shop.newId(),
                shop.till(),
                product.id(),
                counted.batch(),
                counted.batch() == null ? null : expiry(counted),
                counted.pieces(),
                shop.clock().issue(),
                who(approver),
                key);
        shop.write(tx -> {
            count.appendTo(tx, shop.scope());
            return true;
        });
        shop.clock().issued(count.at());
        return stock(counted, false, null, List.of());
    }

    GoodsAnswers.Stock adjust(
            GoodsAsked asked, Movement.Reason reason, String note, @Nullable String key, @Nullable String approve) {
        if (shop.used(key, CommandKeys.Command.ADJUST).isPresent()) {
            return stock(codes.readSigned(asked), true, null, List.of());
        }
        UserId approver = login.allow(false, Act.ADJUST_STOCK.with(), approve);
        GoodsCodes.Named named = codes.readSigned(asked);
        Product product = named.product();
        Quantity qty = signed(asked, named.pieces(), reason);
        if (qty.isZero()) {
            throw new TillException(GoodsRefusal.ADJUSTED_NOTHING, product.name());
        }
        if (!reason.allows(qty)) {
            throw new TillException(GoodsRefusal.ADJUST_SIGN, qty, reason.name());
        }
        checkQty(product, qty.isNegative() ? qty.negated() : qty, false);
        checkBatch(product, named.batch());
        if (named.batch() != null
                && qty.isNegative()
                && known(product, named.batch()).isEmpty()) {
            throw new TillException(GoodsRefusal.ADJUST_NO_BATCH, named.batch(), product.name());
        }
        if (note.length() > NOTE_MAX) {
            throw new TillException(GoodsRefusal.TEXT_LENGTH, note.length(), NOTE_MAX);
        }
        write(Movement.adjusted(
                Shop.newId(),
                shop.till(),
                product.id(),
                named.batch(),
                expiry(named),
                qty,
                shop.clock().issue(),
                who(approver),
                key,
                new Movement.Why(reason, note.strip())));
        return stock(named, false, null, List.of());
    }

    /** A quantity that only the code says has the sign of the reason. */
    private static Quantity signed(GoodsAsked asked, Quantity pieces, Movement.Reason reason) {
        return asked.qty() == null && reason.allows(pieces.negated()) && !reason.allows(pieces)
                ? pieces.negated()
                : pieces;
    }

    private void write(Movement movement) {
        shop.write(tx -> {
            movement.appendTo(tx, shop.scope());
            return true;
        });
        shop.clock().issued(movement.at());
    }

    private UserId who(@Nullable UserId approver) {
        User user = shop.user();
        return user != null ? user.id() : Objects.requireNonNull(approver);
    }

    private static void checkBatch(Product product, @Nullable String batch) {
        if (product.batchTracked() && batch == null) {
            throw new TillException(GoodsRefusal.NEEDS_BATCH, product.name());
        }
    }

    /** As somebody says, else as it is known of the batch. */
    private @Nullable LocalDate expiry(GoodsCodes.Named named) {
        return named.expiry() != null || named.batch() == null
                ? named.expiry()
                : known(named.product(), named.batch())
                        .map(StockLevels.Batch::expiry)
                        .orElse(null);
    }

    private Optional<StockLevels.Batch> known(Product product, String batch) {
        return shop.retail().stock().batch(shop.scope(), product.id(), batch);
    }

    static void checkQty(Product product, Quantity qty, boolean zeroToo) {
        if (qty.isNegative() || (qty.isZero() && !zeroToo)) {
            throw new TillException(
                    zeroToo ? GoodsRefusal.COUNT_BELOW_ZERO : GoodsRefusal.RECEIVED_NOTHING, qty, product.name());
        }
        if (qty.compareTo(QTY_MAX) > 0) {
            throw new TillException(GoodsRefusal.STOCK_TOO_MUCH, qty, product.name(), QTY_MAX);
        }
        if (!Product.isDivisible(product.unit()) && !qty.isWhole()) {
            throw new RetailException(Rule.FRACTION_OF_A_PIECE, qty, product.name());
        }
    }
}
