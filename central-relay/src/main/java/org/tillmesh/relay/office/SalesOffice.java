package org.tillmesh.relay.office;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Store;

/** Issued documents of the stores, and their sums. */
public final class SalesOffice {
    private final Store store;
    private final Retail retail;
    private final Branches branches;

    SalesOffice(Store store, Retail retail, Branches branches) {
        this.store = store;
        this.retail = retail;
        this.branches = branches;
    }

    public record Sale(String receipt, String kind, String till, Money total, Money vat, String uuid, Instant at) {
        static Sale of(Sold sold) {
            return new Sale(
                    sold.receipt().toString(),
                    sold.isSale() ? "sale" : "return",
                    sold.till().toString(),
                    sold.total(),
                    sold.vat(),
                    sold.uuid().value(),
                    sold.at());
        }
    }

    /** Every issued document of a store; the digest and what was seen are of the same records or earlier ones. */
    public record Sales(int count, Money gross, Money vat, List<Sale> sales, String digest, String seen) {}

    /** @throws RelayException if the store is unknown */
    public Sales sales(String branchId, @Nullable Instant since) {
        Scope scope = branches.known(branchId);
        Store.Digest digest = store.digest(scope);
        List<Sold> found = retail.sales().since(scope, since == null ? Instant.EPOCH : since);
        SalesBook.Sums sums = SalesBook.sums(found);
        return new Sales(
                sums.count(),
                sums.gross(),
                sums.vat(),
                found.stream().map(Sale::of).toList(),
                digest.digest().toString(),
                digest.seen().toString());
    }
}
