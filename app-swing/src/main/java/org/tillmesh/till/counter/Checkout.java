package org.tillmesh.till.counter;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
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
import org.tillmesh.till.invoice.Headings;
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

    /**
     * Issues the sale of the open cart.
     *
     * @param wished instead of what was chosen for the cart; null for that
     * @param said gets what the terminal shows, where an exchange gives something back to a card
     */
    InvoiceAnswers.Receipt complete(
            @Nullable String key, InvoiceWish.@Nullable Form wished, @Nullable String approve, Consumer<String> said) {
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
                paid.backs().isEmpty() ? sold(paid, form, key) : exchanged(begun, paid, form, key, approve, said));
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

    /** Goods come back with it: the tills that sold them, and the terminal, are asked while other commands go on. */
    private List<Issued> exchanged(
            Cart begun,
            Cart paid,
            InvoiceForm form,
            @Nullable String key,
            @Nullable String approve,
            Consumer<String> said) {
        ExchangeDesk.Asked asked = exchanges.asked(paid, key, approve);
        BiFunction<DocumentId, Headings, IssuedDocument> sale = (id, headings) -> PartBatches.chosen(
                shop, IssuedDocument.sale(headings.next(id, given.approver(paid, shop.requireUser()), key), paid));
        Optional<CommandKeys.Use> meanwhile = unchanged(begun, key);
        if (meanwhile.isEmpty()) {
            exchanges.payBack(asked, shop.requireUser(), shop.requireShift(), sale, cart::change, said);
            meanwhile = unchanged(begun, key);
        }
        if (meanwhile.isPresent()) {
            return book.again(new DocumentId(meanwhile.get().id()));
        }
        return exchanges.exchange(
                asked,
                shop.requireUser(),
                shop.requireShift(),
                form,
                sale,
                (tx, sold) -> finish(tx, paid, sold),
                cart::change);
    }

    /** What the key has done meanwhile, if anything. @throws TillException BAD_VALUE if another cart is open now */
    private Optional<CommandKeys.Use> unchanged(Cart begun, @Nullable String key) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.COMPLETE);
        if (used.isEmpty()) {
            if (!cart.current().equals(begun)) {
                throw new TillException(TenderRefusal.CART_CHANGED);
            }
            issuing.refuseUnconfirmed();
        }
        return used;
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
