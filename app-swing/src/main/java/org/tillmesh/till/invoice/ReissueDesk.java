package org.tillmesh.till.invoice;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.audit.Misfits;
import org.tillmesh.retail.audit.Resolution;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.invoice.Buyer;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Another document in place of one that the tax authority refused. */
final class ReissueDesk {
    private final Shop shop;
    private final Login login;
    private final InvoiceForms forms;
    private final IssuedBook book;
    private final Issuing issuing;

    ReissueDesk(Shop shop, Login login, InvoiceForms forms, IssuedBook book, Issuing issuing) {
        this.shop = shop;
        this.login = login;
        this.forms = forms;
        this.book = book;
        this.issuing = issuing;
    }

    /**
     * Another document for a sale or return whose invoice the authority refused, made of what customer and company are now.
     *
     * @throws TillException BAD_VALUE if the invoice was not refused
     */
    Issued reissue(
            @Nullable String receipt,
            @Nullable DocumentId uuid,
            InvoiceWish.@Nullable Form wished,
            @Nullable String approve) {
        login.allow(false, Act.REISSUE.with(), approve);
        issuing.refuseUnconfirmed();
        Issued before = book.find(receipt, uuid);
        Reporting answer = before.answer();
        if (answer == null || answer.state() != Reporting.State.REJECTED) {
            throw new TillException(
                    InvoiceRefusal.NOT_REJECTED, before.invoice().receipt(), answer == null ? "NONE" : answer.state());
        }
        if (!before.invoice().till().equals(shop.till())) {
            throw new TillException(
                    InvoiceRefusal.INVOICE_OF_ANOTHER_TILL,
                    before.invoice().receipt(),
                    before.invoice().till());
        }
        IssuedDocument document = before.document();
        IssuedDocument original = document.original() == null ? null : book.document(null, document.original());
        Buyer named = before.invoice().buyer();
        var wish = new InvoiceWish(
                wished == null ? InvoiceWish.Form.AS_FITS : wished,
                before.invoice().traits(),
                named == null ? null : named.nationalId());
        InvoiceForm form = original == null ? forms.require(document.customerId(), wish) : book.formOf(original);
        String number = document.receipt() + "-R" + (timesAnew(before.invoice().receipt()) + 1);
        if (!book.find(null, document.uuid())
                .invoice()
                .uuid()
                .equals(before.invoice().uuid())) {
            throw new TillException(
                    InvoiceRefusal.REISSUED_MEANWHILE, before.invoice().receipt());
        }
        return issuing.anew(document, original, form, number, tx -> new Resolution(
                        Shop.newId(),
                        Misfits.Kind.REJECTED + ":" + before.invoice().uuid(),
                        shop.till(),
                        shop.requireUser().id().value(),
                        "Issued anew as " + number,
                        shop.clock().instant())
                .appendTo(tx, shop.scope()));
    }

    /** How often a document was issued anew before, by its number. */
    private static int timesAnew(String number) {
        int at = number.lastIndexOf("-R");
        return at < 0 ? 0 : Integer.parseInt(number.substring(at + 2));
    }
}
