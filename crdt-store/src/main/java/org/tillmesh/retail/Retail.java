package org.tillmesh.retail;

import java.util.List;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Change;
import org.tillmesh.store.Projection;
import org.tillmesh.store.Store;

/**
 * All projections of the shop, kept up by one store. Read them inside {@link Store#read} or a transaction when they must
 * agree with documents; each is safe to read from any thread.
 */
public final class Retail implements Projection {
    private final Catalogue catalogue = new Catalogue();
    private final StockLevels stock = new StockLevels();
    private final SalesBook sales = new SalesBook();
    private final CommandKeys keys = new CommandKeys();
    private final Shifts shifts = new Shifts();
    private final Customers customers = new Customers();
    private final ParkedCarts parked = new ParkedCarts();
    private final InvoiceChain invoices = new InvoiceChain();
    private final Exceptions exceptions = new Exceptions(stock, sales, invoices);
    private final List<TypedProjection> all =
            List.of(catalogue, stock, sales, keys, shifts, customers, parked, invoices, exceptions);

    /** Fills the projections from the store and keeps them up. */
    public static Retail attach(Store store) {
        var retail = new Retail();
        store.project(retail);
        return retail;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public StockLevels stock() {
        return stock;
    }

    public SalesBook sales() {
        return sales;
    }

    public CommandKeys keys() {
        return keys;
    }

    public Shifts shifts() {
        return shifts;
    }

    public Customers customers() {
        return customers;
    }

    public ParkedCarts parked() {
        return parked;
    }

    public InvoiceChain invoices() {
        return invoices;
    }

    public Exceptions exceptions() {
        return exceptions;
    }

    @Override
    public void reset(Scope scope) {
        all.forEach(projection -> projection.reset(scope));
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            var typed = new Typed(change);
            all.forEach(projection -> projection.accept(typed));
        }
    }
}
