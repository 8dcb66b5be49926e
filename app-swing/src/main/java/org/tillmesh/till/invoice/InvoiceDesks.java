package org.tillmesh.till.invoice;

import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;

/** The desks of tax invoices that other rooms need too, made once for a till. */
public final class InvoiceDesks {
    private final InvoiceForms forms;
    private final IssuedBook book;
    private final Issuing issuing;
    private final Clearances clearances;
    private final ChainHead chain;
    private final ZatcaStanding standing;
    private final Training training;

    public InvoiceDesks(Shop shop, Login login, Mesh mesh, ArchiveDesk archive) {
        forms = new InvoiceForms(shop);
        book = new IssuedBook(shop, archive, new UnknownReceipts(shop, mesh));
        issuing = new Issuing(shop);
        clearances = new Clearances(shop);
        chain = new ChainHead(shop);
        standing = new ZatcaStanding(shop, chain, clearances);
        training = new Training(shop, login);
    }

    public InvoiceForms forms() {
        return forms;
    }

    public IssuedBook book() {
        return book;
    }

    public Issuing issuing() {
        return issuing;
    }

    public Clearances clearances() {
        return clearances;
    }

    public ChainHead chain() {
        return chain;
    }

    public Training training() {
        return training;
    }

    public ZatcaStanding standing() {
        return standing;
    }
}
