package org.tillmesh.till.invoice;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Which invoice a customer of this company would get from this till. */
public final class InvoiceForms {
    private final Shop shop;

    InvoiceForms(Shop shop) {
        this.shop = shop;
    }

    /** What a sale to this customer would get. */
    public InvoiceForm fitting(@Nullable CustomerId customerId, InvoiceWish wish) {
        Customer customer = customer(customerId);
        return customer == null
                ? new InvoiceForm(false, null, null, wish.traits())
                : InvoiceForm.fitting(
                        customer,
                        shop.folder().company(),
                        shop.signing().certificate().orElse(null),
                        wish);
    }

    /**
     * The same, and refused if it is not what is wished for.
     *
     * @throws TillException BAD_VALUE
     */
    public InvoiceForm require(@Nullable CustomerId customerId, InvoiceWish wish) {
        return InvoiceForm.of(
                customer(customerId),
                shop.folder().company(),
                shop.signing().certificate().orElse(null),
                wish);
    }

    private @Nullable Customer customer(@Nullable CustomerId id) {
        return id == null ? null : shop.retail().customers().byId(id).orElse(null);
    }
}
