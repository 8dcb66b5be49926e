package org.tillmesh.till.goods;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.stock.StockLedger;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Every change of a product's stock. */
final class LedgerDesk {
    private static final int LIMIT_MAX = 1_000;

    private final Shop shop;
    private final Login login;
    private final GoodsCodes codes;

    LedgerDesk(Shop shop, Login login, GoodsCodes codes) {
        this.shop = shop;
        this.login = login;
        this.codes = codes;
    }

    List<GoodsAnswers.StockMove> movements(
            String code, @Nullable Instant from, @Nullable Instant to, int limit, @Nullable String approve) {
        shop.requireActivated();
        login.allow(false, Act.SEE_REPORTS.with(), approve);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new TillException(GoodsRefusal.LEDGER_LIMIT, limit, LIMIT_MAX);
        }
        if (from != null && to != null && to.isBefore(from)) {
            throw new TillException(GoodsRefusal.LEDGER_ENDS_FIRST, from, to);
        }
        Product product = codes.read(new GoodsAsked(code, null, null, null)).product();
        var newest = new ArrayList<>(
                shop.store().read(view -> new StockLedger(view, shop.scope()).entries(product.id(), from, to)));
        Collections.reverse(newest);
        return newest.stream().limit(limit).map(LedgerDesk::answer).toList();
    }

    private static GoodsAnswers.StockMove answer(StockLedger.Entry entry) {
        return new GoodsAnswers.StockMove(
                entry.id(),
                entry.at(),
                entry.kind(),
                entry.batch(),
                entry.qty(),
                entry.onHand(),
                entry.document(),
                entry.till(),
                entry.user(),
                entry.reason(),
                entry.note(),
                entry.cost());
    }
}
