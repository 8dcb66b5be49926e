package org.tillmesh.till.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Deposit;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.PaidBack;
import org.tillmesh.retail.sale.Refund;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.invoice.DocumentDraft;
import org.tillmesh.till.invoice.InvoiceDesks;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.invoice.InvoiceForms;
import org.tillmesh.till.invoice.Issued;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.invoice.Issuing;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.CashBounds;
import org.tillmesh.till.tender.EscrowDesk;
import org.tillmesh.till.tender.GivenByHand;
import org.tillmesh.till.tender.ReturnedRights;
import org.tillmesh.till.tender.TenderRefusal;
import org.tillmesh.till.tender.TillCart;
import org.tillmesh.till.terminal.CardRefunds;

/**
 * Deposits: a prepayment invoice, and the cart parked with it in the same commit. The sale of the cart settles it. Whoever
 * has the cart has the deposit, and a cart with one is handed from till to till, never taken; so none is used twice.
 */
final class DepositDesk {
    private final Shop shop;
    private final Login login;
    private final TillCart cart;
    private final EscrowDesk escrow;
    private final GivenByHand given;
    private final ReturnedRights returned;
    private final CardRefunds cards;
    private final InvoiceForms forms;
    private final IssuedBook book;
    private final Issuing issuing;

    DepositDesk(
            Shop shop,
            Login login,
            TillCart cart,
            EscrowDesk escrow,
            ReturnedRights returned,
            CardRefunds cards,
            GivenByHand given,
            InvoiceDesks invoices) {
        this.shop = shop;
        this.login = login;
        this.cart = cart;
        this.escrow = escrow;
        this.given = given;
        this.returned = returned;
        this.cards = cards;
        this.forms = invoices.forms();
        this.book = invoices.book();
        this.issuing = invoices.issuing();
    }

    /** Takes a deposit on the open cart, by its tenders or in cash, and parks it. */
    List<Issued> take(Money amount, String name, @Nullable String key, @Nullable String approve) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.DEPOSIT);
        if (used.isPresent()) {
            return book.again(new DocumentId(used.get().id()));
        }
        shop.refuseTraining();
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        Cart open = given.allowed(cart.current(), approve);
        shop.refuseUndecided();
        if (!open.backs().isEmpty()) {
            throw new TillException(CounterRefusal.CART_HAS_BACKS, open.backTotal());
        }
        issuing.refuseUnconfirmed();
        IssuedDocument prepayment =
                IssuedDocument.prepayment(heading(shift, user, given.approver(open, user), key), open, amount);
        InvoiceForm form = forms.require(open.customerId(), open.invoice());
        var deposits = new ArrayList<>(open.deposits());
        deposits.add(prepayment.toDeposit());
        Cart aside = open.withoutTenders().withDeposits(deposits);
        return issuing.issue(List.of(new DocumentDraft(prepayment, null, form)), tx -> {
            escrow.spend(tx, prepayment);
            ParkedCart.parked(aside, shop.till(), name, user.id(), prepayment.at())
                    .writeTo(tx, shop.scope());
            OpenCart.clear(tx);
        });
    }

    /**
     * Pays the last deposit of the open cart back the way it was paid, by a credit note; the cart stays open.
     *
     * @param said gets what the terminal shows meanwhile, where a card is given something back
     */
    List<Issued> cancel(@Nullable String key, @Nullable String approve, Consumer<String> said) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.RETURN);
        if (used.isPresent()) {
            return book.again(new DocumentId(used.get().id()));
        }
        Cart open = withDeposit();
        Predicate<User> mayPay = other -> login.rights().may(other, Act.TAKE_MORE_THAN_THE_DRAWER_HOLDS)
                && login.rights().may(other, Act.PAY_BACK_MORE);
        UserId approver = approve == null
                ? null
                : login.approver(approve, "deposit", mayPay).id();
        issuing.refuseUnconfirmed();
        IssuedDocument prepayment = lastDeposit(open);
        if (cards.pay(paidBack(prepayment, approver, key), prepayment, said)) {
            Optional<CommandKeys.Use> meanwhile = shop.used(key, CommandKeys.Command.RETURN);
            if (meanwhile.isPresent()) {
                return book.again(new DocumentId(meanwhile.get().id()));
            }
            issuing.refuseUnconfirmed();
            Cart now = withDeposit();
            if (!lastDeposit(now).uuid().equals(prepayment.uuid())) {
                throw new TillException(TenderRefusal.CART_CHANGED);
            }
        }
        return issuedBack(withDeposit(), prepayment, cards.charged(paidBack(prepayment, approver, key)), approver);
    }

    private Cart withDeposit() {
        Cart open = cart.current();
        if (open.deposits().isEmpty()) {
            throw new TillException(CounterRefusal.NO_DEPOSIT);
        }
        return open;
    }

    private IssuedDocument lastDeposit(Cart open) {
        List<Deposit> all = open.deposits();
        return book.document(null, all.get(all.size() - 1).uuid());
    }

    private IssuedDocument paidBack(IssuedDocument prepayment, @Nullable UserId approver, @Nullable String key) {
        ShiftOpened shift = shop.requireShift();
        List<IssuedDocument> known =
                shop.store().read(view -> shop.retail().sales().returnDocuments(view, shop.scope(), prepayment.uuid()));
        IssuedDocument credit = Returns.ofWhatIsLeft(
                heading(shift, shop.requireUser(), approver, key),
                prepayment,
                known.stream().map(Refund::of).toList(),
                prepayment.lines().stream()
                        .map(line -> new Returns.Wanted(line.line(), line.qty()))
                        .toList(),
                "Deposit paid back",
                total -> PaidBack.asPaid(prepayment, known, total),
                true);
        CashBounds.refuseMuchCash(login, shop.requireUser(), credit, prepayment, approver);
        CashBounds.refuseEmptyDrawer(shop, login, credit, shift, approver);
        long spent = returned.spentPoints(credit, prepayment);
        if (approver == null && spent > 0) {
            login.allow(false, Act.LEAVE_SPENT_POINTS.with(spent, prepayment.receipt()), null);
        }
        return credit;
    }

    private List<Issued> issuedBack(
            Cart open, IssuedDocument prepayment, IssuedDocument credit, @Nullable UserId approver) {
        List<Deposit> left = open.deposits().subList(0, open.deposits().size() - 1);
        Cart without = cart.priced(open.withoutTenders().withDeposits(left));
        return issuing.issue(List.of(new DocumentDraft(credit, prepayment, book.formOf(prepayment))), tx -> {
            cards.taken(tx, credit);
            escrow.handBack(tx, open, null);
            returned.giveBack(tx, credit, prepayment);
            OpenCart.keep(tx, without);
            shop.audit(
                    tx,
                    "deposit-back",
                    credit.receipt() + " of " + prepayment.receipt() + ", " + credit.total(),
                    approver);
        });
    }

    private IssuedDocument.Heading heading(
            ShiftOpened shift, User user, @Nullable UserId approver, @Nullable String key) {
        return issuing.headings(user, shift).next(new DocumentId(Shop.newId()), approver, key);
    }
}
