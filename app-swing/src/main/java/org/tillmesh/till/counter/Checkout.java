package org.tillmesh.till.counter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.invoice.InvoiceForms;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.invoice.Issuing;
import org.tillmesh.till.invoice.Training;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.tender.EscrowDesk;
import org.tillmesh.till.tender.GivenByHand;
import org.tillmesh.till.tender.TillCart;

/** From a paid cart to a confirmed sale. It is answered only when it is durable. */
final class Checkout {
    private final Shop shop;
    private final TillCart cart;
    private final EscrowDesk escrow;
    private final GivenByHand given;
    private final InvoiceForms forms;
    private final IssuedBook book;
    private final Issuing issuing;
    private final Training training;

    Checkout(Shop shop, TillCart cart, EscrowDesk escrow, GivenByHand given, InvoiceDesks invoices) {
        this.shop = shop;
        this.cart = cart;
        this.escrow = escrow;
        this.given = given;
        this.forms = invoices.forms();
        this.book = invoices.book();
        this.issuing = invoices.issuing();
        this.training = invoices.training();
    }

    /** @param wished instead of what was chosen for the cart; null for that */
    InvoiceAnswers.Receipt complete(@Nullable String key, InvoiceWish.@Nullable Form wished, @Nullable String approve) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.COMPLETE);
        if (used.isPresent()) {
            return book.again(new DocumentId(used.get().id())).toAnswer();
        }
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        shop.refuseUndecided();
        cart.current().checkPaid();
        Cart paid = given.allowed(cart.current(), approve);
        boolean isPlayed = shop.isTraining();
        if (!isPlayed) {
            issuing.refuseUnconfirmed();
        }
        InvoiceForm form = forms.require(
                paid.customerId(),
                wished == null ? paid.invoice() : paid.invoice().with(wished));
        IssuedDocument sale = IssuedDocument.sale(
                new IssuedDocument.Heading(
                        new DocumentId(Shop.newId()),
                        isPlayed ? training.next() : issuing.nextReceipt(),
                        user.id(),
                        given.approver(paid, user),
                        shift.id(),
                        shop.clock().issue(),
                        key),
                paid);
        if (isPlayed) {
            return training.play(sale, form);
        }
        Issued issued = issuing.issue(sale, null, form, tx -> {
            escrow.spend(tx, sale);
            OpenCart.clear(tx);
            shop.retail().parked().find(shop.scope(), paid.id()).ifPresent(parked -> parked.with(
                            new ParkedCart.Step(ParkedCart.State.DONE, shop.till(), shop.till()))
                    .writeTo(tx, shop.scope()));
        });
        return issued.toAnswer();
    }
}
