package org.tillmesh.relay.office;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** What the stores have on hand. */
public final class StockOffice {
    private final Store store;
    private final Retail retail;
    private final Branches branches;

    StockOffice(Store store, Retail retail, Branches branches) {
        this.store = store;
        this.retail = retail;
        this.branches = branches;
    }

    /** @param product its id */
    public record Stock(String product, String barcode, String name, String nameAr, String onHand) {}

    /** Products of which something was counted or moved in the store, after the demo's first count. */
    public List<Stock> stock(String branchId) {
        Scope scope = branches.known(branchId);
        var moved = new TreeSet<ProductId>();
        store.read(view -> view.scan(scope, DocType.MOVEMENT.typeName())
                        .map(document -> Movement.of((Document.Record) document).product())
                        .toList())
                .forEach(moved::add);
        var stock = new ArrayList<Stock>();
        for (ProductId id : moved) {
            retail.catalogue().byId(id).ifPresent(product -> {
                StockLevels.Level level = retail.stock().level(scope, id);
                stock.add(new Stock(
                        product.id().value(),
                        product.barcode(),
                        product.name(),
                        product.nameAr(),
                        level.onHand().toString()));
            });
        }
        return stock;
    }
}
