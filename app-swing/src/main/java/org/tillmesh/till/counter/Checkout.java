package org.tillmesh.till.counter;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.invoice.DocumentDraft;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.invoice.InvoiceForms;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.invoice.Issuing;
import org.tillmesh.till.invoice.Training;
import org.tillmesh.till.refund.ExchangeDesk;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.EscrowDesk;
import org.tillmesh.till.tender.GivenByHand;
import org.tillmesh.till.tender.TenderRefusal;
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
    private final ExchangeDesk exchanges;
    private final Training training;

    Checkout(
            Shop shop,
            TillCart cart,
            EscrowDesk escrow,
            GivenByHand given,
            InvoiceDesks invoices,
            ExchangeDesk exchanges) {
        this.shop = shop;
        this.cart = cart;
        this.escrow = escrow;
        this.given = given;
        this.forms = invoices.forms();
        this.book = invoices.book();
        this.issuing = invoices.issuing();
        this.exchanges = exchanges;
        this.training = invoices.training();
    }

    /** @param wished instead of what was chosen for the cart; null for that */
    InvoiceAnswers.Receipt complete(@Nullable String key, InvoiceWish.@Nullable Form wished, @Nullable String approve) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.COMPLETE);
        if (used.isPresent()) {
            return Issued.answer(book.again(new DocumentId(used.get().id())));
        }
        shop.requireShift();
        shop.requireUser();
        shop.refuseUndecided();
        Cart begun = cart.current();
        begun.checkPaid();
        if (begun.tenders().isEmpty()) {
            shop.refuseShutOut();
        }
        Cart paid = given.allowed(begun, approve);
        if (!shop.isTraining()) {
            issuing.refuseUnconfirmed();
        }
        InvoiceForm form = forms.require(
                paid.customerId(),
                wished == null ? paid.invoice() : paid.invoice().with(wished));
        if (shop.isTraining()) {
            return played(paid, form, key);
        }
        return Issued.answer(
                paid.backs().isEmpty() ? sold(paid, form, key) : exchanged(begun, paid, form, key, approve));
    }

    private InvoiceAnswers.Receipt played(Cart paid, InvoiceForm form, @Nullable String key) {
        User user = shop.requireUser();
        var heading = new IssuedDocument.Heading(
                new DocumentId(Shop.newId()),
                training.next(),
                user.id(),
                given.approver(paid, user),
                shop.requireShift().id(),
                shop.clock().issue(),
                key);
        return training.play(IssuedDocument.sale(heading, paid), form);
    }

    private List<Issued> sold(Cart paid, InvoiceForm form, @Nullable String key) {
        User user = shop.requireUser();
        IssuedDocument sale = PartBatches.chosen(
                shop,
                IssuedDocument.sale(
                        issuing.headings(user, shop.requireShift())
                                .next(new DocumentId(Shop.newId()), given.approver(paid, user), key),
                        paid));
        return issuing.issue(List.of(new DocumentDraft(sale, null, form)), tx -> finish(tx, paid, sale));
    }

    /** Goods come back with it: the tills that sold them are asked while other commands go on. */
    private List<Issued> exchanged(
            Cart begun, Cart paid, InvoiceForm form, @Nullable String key, @Nullable String approve) {
        ExchangeDesk.Asked asked = exchanges.asked(paid, key, approve);
        Optional<CommandKeys.Use> meanwhile = shop.used(key, CommandKeys.Command.COMPLETE);
        if (meanwhile.isPresent()) {
            return book.again(new DocumentId(meanwhile.get().id()));
        }
        if (!cart.current().equals(begun)) {
            throw new TillException(TenderRefusal.CART_CHANGED);
        }
        User user = shop.requireUser();
        issuing.refuseUnconfirmed();
        return exchanges.exchange(
                asked,
                user,
                shop.requireShift(),
                form,
                (id, headings) -> PartBatches.chosen(
                        shop, IssuedDocument.sale(headings.next(id, given.approver(paid, user), key), paid)),
                (tx, sale) -> finish(tx, paid, sale),
                cart::change);
    }

    /** What belongs into the commit of a sale beside its document. */
    private void finish(Transaction tx, Cart paid, IssuedDocument sale) {
        escrow.spend(tx, sale);
        OpenCart.clear(tx);
        shop.retail().parked().find(shop.scope(), paid.id()).ifPresent(parked -> parked.with(
                        new ParkedCart.Step(ParkedCart.State.DONE, shop.till(), shop.till()))
                .writeTo(tx, shop.scope()));
    }
}
