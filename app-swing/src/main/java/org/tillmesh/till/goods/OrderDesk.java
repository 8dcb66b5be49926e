package org.tillmesh.till.goods;

import java.util.List;
import java.util.Locale;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.purchase.PurchaseOrder;
import org.tillmesh.retail.purchase.PurchaseOrders;
import org.tillmesh.retail.purchase.Supplier;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Purchase orders as this till knows them; head office writes them, tills receive what comes. */
final class OrderDesk {
    private final Shop shop;

    OrderDesk(Shop shop) {
        this.shop = shop;
    }

    List<GoodsAnswers.PurchaseOrder> all() {
        shop.requireUser();
        return shop.retail().orders().all(shop.scope()).stream()
                .map(this::answer)
                .toList();
    }

    GoodsAnswers.PurchaseOrder standing(String id) {
        return answer(find(id));
    }

    /** @throws TillException BAD_VALUE if no such goods can be received by the order */
    PurchaseOrder.Line receivable(String id, Product product) {
        PurchaseOrder order = find(id).order();
        if (order.step().state() != PurchaseOrder.State.OPEN) {
            throw new TillException(
                    GoodsRefusal.ORDER_SHUT, id, order.step().state().word());
        }
        return order.line(product.id())
                .orElseThrow(() -> new TillException(GoodsRefusal.NOT_ORDERED, product.name(), id));
    }

    /** What is to be said where more came than was ordered. */
    List<Sentence> over(String id, Product product) {
        return find(id).lines().stream()
                .filter(line ->
                        line.product().equals(product.id()) && line.over().isPositive())
                .map(line -> GoodsWords.RECEIVED_OVER.with(product.name(), line.over(), id))
                .toList();
    }

    private PurchaseOrders.Standing find(String id) {
        return shop.retail()
                .orders()
                .find(shop.scope(), id)
                .orElseThrow(() -> new TillException(GoodsRefusal.ORDER_UNKNOWN, id));
    }

    private GoodsAnswers.PurchaseOrder answer(PurchaseOrders.Standing standing) {
        PurchaseOrder order = standing.order();
        return new GoodsAnswers.PurchaseOrder(
                order.id(),
                order.supplier(),
                supplierName(order.supplier()),
                standing.progress().name().toLowerCase(Locale.ROOT),
                order.expected(),
                order.note(),
                standing.lines().stream().map(this::answer).toList());
    }

    private GoodsAnswers.OrderLine answer(PurchaseOrders.Line line) {
        return new GoodsAnswers.OrderLine(
                line.product(),
                name(line.product(), false),
                name(line.product(), true),
                line.ordered(),
                line.received(),
                line.open(),
                line.over(),
                line.cost());
    }

    private String name(ProductId id, boolean isArabic) {
        return shop.retail()
                .catalogue()
                .byId(id)
                .map(product -> isArabic ? product.nameAr() : product.name())
                .orElse(id.value());
    }

    private String supplierName(String id) {
        return shop.store()
                .read(view -> Read.state(
                        view.get(Scope.COMPANY, DocType.SUPPLIER.ref(id)).orElse(null), Supplier::of))
                .map(Supplier::name)
                .orElse(id);
    }
}
