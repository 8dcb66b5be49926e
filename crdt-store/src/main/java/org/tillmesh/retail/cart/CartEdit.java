package org.tillmesh.retail.cart;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.value.CustomerId;

/** A cart that is about to be another: what is not changed stays. */
final class CartEdit {
    private final Cart before;
    private String id;
    private int nextLine;
    private List<CartLine> lines;
    private @Nullable Discount discount;
    private @Nullable CustomerId customerId;
    private List<Tender> tenders;
    private InvoiceWish invoice;
    private @Nullable HandApproval approval;
    private List<String> unknown;
    private List<String> coupons;
    private CartPrices prices;
    private @Nullable Instant pricedAt;
    private @Nullable Quotation quotation;
    private List<Deposit> deposits;
    private @Nullable AgeCheck ageCheck;
    private List<BackLine> backs;

    CartEdit(Cart cart) {
        before = cart;
        id = cart.id();
        nextLine = cart.nextLine();
        lines = cart.lines();
        discount = cart.discount();
        customerId = cart.customerId();
        tenders = cart.tenders();
        invoice = cart.invoice();
        approval = cart.approval();
        unknown = cart.unknown();
        coupons = cart.coupons();
        prices = cart.prices();
        pricedAt = cart.pricedAt();
        quotation = cart.quotation();
        deposits = cart.deposits();
        ageCheck = cart.ageCheck();
        backs = cart.backs();
    }

    CartEdit withId(String another) {
        id = another;
        return this;
    }

    CartEdit with(List<CartLine> changed) {
        lines = changed;
        return this;
    }

    CartEdit withNextLine(int number) {
        nextLine = number;
        return this;
    }

    CartEdit with(@Nullable Discount changed) {
        discount = changed;
        return this;
    }

    CartEdit withCustomer(@Nullable CustomerId changed) {
        customerId = changed;
        return this;
    }

    CartEdit withTenders(List<Tender> changed) {
        tenders = changed;
        return this;
    }

    CartEdit with(InvoiceWish changed) {
        invoice = changed;
        return this;
    }

    CartEdit with(HandApproval changed) {
        approval = changed;
        return this;
    }

    CartEdit withUnknown(List<String> changed) {
        unknown = changed;
        return this;
    }

    CartEdit withCoupons(List<String> changed) {
        coupons = changed;
        return this;
    }

    CartEdit withBacks(List<BackLine> changed) {
        backs = changed;
        return this;
    }

    CartEdit pricedAs(Priced known, Instant at) {
        prices = CartPrices.known(known);
        pricedAt = at;
        return this;
    }

    CartEdit with(@Nullable Quotation changed) {
        quotation = changed;
        return this;
    }

    CartEdit with(AgeCheck seen) {
        ageCheck = seen;
        return this;
    }

    CartEdit withDeposits(List<Deposit> changed) {
        deposits = changed;
        return this;
    }

    /** Its lines alone say what it costs, until lists and promotions are looked at anew. */
    CartEdit plainlyPriced() {
        prices = CartPrices.plain(lines, discount);
        return this;
    }

    Cart made() {
        return new Cart(
                id,
                before.openedAt(),
                nextLine,
                lines,
                discount,
                customerId,
                tenders,
                invoice,
                approval,
                unknown,
                coupons,
                prices,
                pricedAt,
                quotation,
                deposits,
                ageCheck,
                backs);
    }
}
