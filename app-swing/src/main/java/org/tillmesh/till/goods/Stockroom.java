package org.tillmesh.till.goods;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillLock;

/** What is done with goods behind the counter. Wherever a code is given it may be GS1 elements or a Digital Link. */
public final class Stockroom {
    private final TillLock lock;
    private final StockDesk stock;
    private final SheetDesk sheets;
    private final OrderDesk orders;
    private final LedgerDesk ledger;

    public Stockroom(TillLock lock, Shop shop, Login login) {
        this.lock = lock;
        var codes = new GoodsCodes(shop);
        this.orders = new OrderDesk(shop);
        this.stock = new StockDesk(shop, login, codes, orders);
        this.sheets = new SheetDesk(shop, login, codes);
        this.ledger = new LedgerDesk(shop, login, codes);
    }

    public GoodsAnswers.Stock stock(String code) {
        return lock.doing(() -> stock.stock(code));
    }

    /**
     * Takes goods into stock.
     *
     * @param order the purchase order that they were ordered by; null for none
     * @param cost paid for one; null: as ordered, if it was
     */
    public GoodsAnswers.Stock receive(
            GoodsAsked asked,
            @Nullable Money cost,
            @Nullable String order,
            @Nullable String key,
            @Nullable String approve) {
        return lock.doing(() -> stock.receive(asked, cost, order, key, approve));
    }

    public GoodsAnswers.Stock count(GoodsAsked asked, @Nullable String key, @Nullable String approve) {
        return lock.doing(() -> stock.count(asked, key, approve));
    }

    /** Goods that were damaged, wasted, used or found. */
    public GoodsAnswers.Stock adjust(
            GoodsAsked asked, Movement.Reason reason, String note, @Nullable String key, @Nullable String approve) {
        return lock.doing(() -> stock.adjust(asked, reason, note, key, approve));
    }

    /** @param category its id; empty for all goods. @param blind whether nobody sees what should be there */
    public GoodsAnswers.SheetDone openSheet(
            String name, String category, boolean blind, @Nullable String key, @Nullable String approve) {
        return lock.doing(() -> sheets.open(name, category, blind, key, approve));
    }

    public GoodsAnswers.SheetDone countOn(
            String sheet, GoodsAsked asked, @Nullable String key, @Nullable String approve) {
        return lock.doing(() -> sheets.count(sheet, asked, key, approve));
    }

    /** Makes counts of what stands on a sheet; on one that is posted it changes nothing. */
    public GoodsAnswers.SheetDone postSheet(String sheet, @Nullable String approve) {
        return lock.doing(() -> sheets.post(sheet, approve));
    }

    public GoodsAnswers.SheetDone sheet(String id) {
        return lock.doing(() -> sheets.sheet(id));
    }

    /** Count sheets of the branch, the latest first. */
    public List<GoodsAnswers.SheetHead> sheets() {
        return lock.doing(sheets::all);
    }

    /** Purchase orders of the branch, the latest first. */
    public List<GoodsAnswers.PurchaseOrder> orders() {
        return lock.doing(orders::all);
    }

    /**
     * Every change of a product's stock, the newest first.
     *
     * @param from inclusive, {@code to} exclusive; null is open
     * @param limit 1 to 1,000
     */
    public List<GoodsAnswers.StockMove> movements(
            String code, @Nullable Instant from, @Nullable Instant to, int limit, @Nullable String approve) {
        return lock.doing(() -> ledger.movements(code, from, to, limit, approve));
    }
}
