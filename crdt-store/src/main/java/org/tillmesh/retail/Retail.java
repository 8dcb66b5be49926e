package org.tillmesh.retail;

import java.util.ArrayList;
import java.util.List;
import org.tillmesh.retail.audit.AuditLog;
import org.tillmesh.retail.audit.Misfits;
import org.tillmesh.retail.cart.ParkedCarts;
import org.tillmesh.retail.catalogue.Catalogue;
import org.tillmesh.retail.customer.Customers;
import org.tillmesh.retail.deal.Deals;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.purchase.PurchaseOrders;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.shift.Shifts;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.store.Store;

/**
 * Everything that is asked of a shop's documents beside the documents themselves. What is asked inside {@link Store#read}
 * or a transaction agrees with the documents there; each part is safe to use from any thread.
 */
public final class Retail {
    private final Catalogue catalogue;
    private final StockLevels stock;
    private final PurchaseOrders orders;
    private final SalesBook sales;
    private final CommandKeys keys;
    private final Shifts shifts;
    private final Customers customers;
    private final ParkedCarts parked;
    private final Deals deals;
    private final InvoiceChain invoices;
    private final Misfits misfits;
    private final AuditLog audit;
    private final Escrow escrow;
    private final List<TypedProjection> inMemory;

    private Retail(Store store) {
        catalogue = new Catalogue(store);
        stock = new StockLevels(store);
        orders = new PurchaseOrders(store);
        sales = new SalesBook(store);
        keys = new CommandKeys(store);
        shifts = new Shifts(store);
        customers = new Customers(store);
        parked = new ParkedCarts(store);
        deals = new Deals(store);
        invoices = new InvoiceChain(store);
        escrow = new Escrow(store);
        misfits = new Misfits(stock, sales, invoices, escrow, customers);
        audit = new AuditLog(store);
        var parts = new ArrayList<TypedProjection>(List.of(shifts, misfits));
        parts.addAll(stock.projections());
        parts.addAll(catalogue.projections());
        parts.addAll(deals.projections());
        parts.addAll(customers.projections());
        parts.addAll(invoices.projections());
        inMemory = List.copyOf(parts);
    }

    /**
     * Opens the shop over a store.
     *
     * @throws IllegalArgumentException if the store was not opened with {@link RetailSchema#SHOP}
     */
    public static Retail attach(Store store) {
        if (store.schema() != RetailSchema.SHOP) {
            throw new IllegalArgumentException(
                    "The store was opened without the shop's indexes; open it with RetailSchema.SHOP");
        }
        var retail = new Retail(store);
        retail.inMemory.forEach(store::project);
        return retail;
    }

    public Escrow escrow() {
        return escrow;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Deals deals() {
        return deals;
    }

    public StockLevels stock() {
        return stock;
    }

    public PurchaseOrders orders() {
        return orders;
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

    public Misfits misfits() {
        return misfits;
    }

    public AuditLog audit() {
        return audit;
    }
}
