package org.tillmesh.retail.cart;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.UserId;

/**
 * What a customer is about to buy. Immutable: every change gives a new cart, or throws {@link RetailException} and changes
 * nothing. A parked and recalled cart keeps its id.
 *
 * @param id a uuid; the sale carries it
 * @param nextLine the number that the next new line gets; numbers are never re-used
 * @param invoice which invoice the cashier wants of it
 * @param openedAt when the first line came (corrected time): a count made while it was open may have missed its goods
 * @param approval of what was given by hand above a cashier's limit; null for none
 * @param unknown codes that were scanned into it and stand for nothing here, each once; no sum counts them
 * @param coupons codes of promotions that the customer presented, each once
 * @param backs goods that come back with it; its total does not count them
 * @param prices what it costs, and why: by the till's lists and promotions since {@link #pricedAs}, by its own lines alone
 *     after any change of them
 * @param pricedAt the instant whose lists and promotions {@code prices} count; null where none were looked at
 */
public record Cart(
        String id,
        Instant openedAt,
        int nextLine,
        List<CartLine> lines,
        @Nullable Discount discount,
        @Nullable CustomerId customerId,
        List<Tender> tenders,
        InvoiceWish invoice,
        @Nullable HandApproval approval,
        List<String> unknown,
        List<String> coupons,
        CartPrices prices,
        @Nullable Instant pricedAt,
        List<BackLine> backs) {

    public static final int LINES_MAX = 1_000;

    public static final int UNKNOWN_MAX = 50;
    public static final int CODE_MAX = 200;
    public static final int COUPONS_MAX = 20;
    public static final int TEXT_MAX = 200;

    public Cart {
        lines = List.copyOf(lines);
        tenders = List.copyOf(tenders);
        unknown = List.copyOf(unknown);
        coupons = List.copyOf(coupons);
        backs = List.copyOf(backs);
    }

    public static Cart open(String id, Instant at) {
        return new Cart(
                id,
                at,
                1,
                List.of(),
                null,
                null,
                List.of(),
                InvoiceWish.AS_FITS,
                null,
                List.of(),
                List.of(),
                CartPrices.plain(List.of(), null),
                null,
                List.of());
    }

    public boolean isEmpty() {
        return lines.isEmpty() && backs.isEmpty();
    }

    public Optional<CartLine> line(int number) {
        return lines.stream().filter(l -> l.line() == number).findFirst();
    }

    /** Adds pieces or a weight of a product. */
    public Cart add(Product product, Quantity qty, @Nullable String batch, @Nullable LocalDate expiry) {
        return add(CartItem.of(product, qty).ofBatch(batch, expiry));
    }

    /** Adds what a scale's label says, always as a new line. */
    public Cart addLabel(Product product, Quantity weight, @Nullable String batch, @Nullable LocalDate expiry) {
        return add(CartItem.of(product, weight).ofBatch(batch, expiry).labelled());
    }

    /** Adds the loading of a gift card with the product's price, always as a new line. */
    public Cart addCard(Product product, String card) {
        return add(CartItem.loading(product, card));
    }

    /** The number of the line that {@link #add(CartItem)} would touch. */
    public int touched(CartItem item) {
        CartLine fresh = item.toLine(nextLine);
        return lines.stream()
                .filter(fresh::addsTo)
                .findFirst()
                .map(CartLine::line)
                .orElse(nextLine);
    }

    /** Adds goods; the same product, price and batch adds to its line, which keeps its own reason for bearing no VAT. */
    public Cart add(CartItem item) {
        CartLine fresh = item.toLine(nextLine);
        CartBounds.checkQuantity(fresh, fresh.qty());
        var changed = new ArrayList<>(lines);
        for (int i = 0; i < changed.size(); i++) {
            if (fresh.addsTo(changed.get(i))) {
                CartLine grown = changed.get(i).withQty(changed.get(i).qty().plus(fresh.qty()));
                CartBounds.checkQuantity(grown, grown.qty());
                changed.set(i, grown);
                CartBounds.check(grown, changed);
                return withLines(changed, nextLine);
            }
        }
        if (lines.size() >= LINES_MAX) {
            throw new RetailException(Rule.CART_FULL, LINES_MAX);
        }
        changed.add(fresh);
        CartBounds.check(fresh, changed);
        return withLines(changed, nextLine + 1);
    }

    public Cart withQty(int line, Quantity qty) {
        CartLine old = needed(line);
        CartBounds.checkQuantity(old, qty);
        if (old.labelPrice() != null && !qty.equals(old.qty())) {
            throw new RetailException(Rule.LABEL_PRICE_STANDS, line, old.labelPrice(), old.qty());
        }
        Cart changed = replace(old.withQty(qty));
        CartBounds.check(changed.needed(line), changed.lines);
        return changed;
    }

    /** Takes goods back; of a line that comes back already what is given stands in its place. */
    public Cart withBack(BackLine back) {
        var changed = new ArrayList<BackLine>();
        boolean known = false;
        for (BackLine each : backs) {
            boolean same = each.isOfSame(back);
            known |= same;
            changed.add(same ? back.withLine(each.line()) : each);
        }
        if (known) {
            return edit().withBacks(changed).made();
        }
        if (lines.size() + backs.size() >= LINES_MAX) {
            throw new RetailException(Rule.CART_FULL, LINES_MAX);
        }
        changed.add(back.withLine(nextLine));
        return edit().withBacks(changed).withNextLine(nextLine + 1).made();
    }

    /** What is given for all goods that come back. */
    public Money backTotal() {
        return backs.stream().map(BackLine::total).reduce(Money.ZERO, Money::plus);
    }

    /** What is to be paid for its goods beyond those that come back, never negative. */
    public Money payable() {
        Money net = total().minus(backTotal());
        return net.isNegative() ? Money.ZERO : net;
    }

    public Cart withoutLine(int line) {
        if (backs.stream().anyMatch(back -> back.line() == line)) {
            return edit().withBacks(
                            backs.stream().filter(back -> back.line() != line).toList())
                    .made();
        }
        CartLine gone = needed(line);
        return withLines(lines.stream().filter(l -> l.line() != gone.line()).toList(), nextLine);
    }

    /** A new discount replaces the old one of that line; null or zero takes it away. */
    public Cart withLineDiscount(int line, @Nullable Discount changed) {
        CartLine old = needed(line);
        Money gross = priced(line).gross();
        if (changed instanceof Discount.Amount amount && amount.money().compareTo(gross) > 0) {
            throw new RetailException(Rule.DISCOUNT_ABOVE_LINE, amount.money(), line, gross);
        }
        return replace(old.withDiscount(noneIfZero(changed)));
    }

    /** A price by hand for each of a line, in the place of every other; null takes it away. */
    public Cart withHandPrice(int line, CartLine.@Nullable HandPrice changed) {
        CartLine old = needed(line);
        if (changed != null) {
            checkHandPrice(old, changed);
        }
        Cart priced = replace(old.withHandPrice(changed));
        CartBounds.check(priced.needed(line), priced.lines);
        return priced;
    }

    private static void checkHandPrice(CartLine line, CartLine.HandPrice changed) {
        if (line.card() != null) {
            throw new RetailException(Rule.HAND_PRICE_OF_CARD, line.line(), line.price());
        }
        if (changed.price().isNegative() || changed.price().compareTo(Product.PRICE_MAX) > 0) {
            throw new RetailException(Rule.HAND_PRICE_OUT_OF_RANGE, changed.price(), line.line(), Product.PRICE_MAX);
        }
        if (changed.reason().isBlank() || changed.reason().length() > TEXT_MAX) {
            throw new RetailException(
                    Rule.HAND_PRICE_REASON, line.line(), changed.reason().length(), TEXT_MAX);
        }
    }

    /** What is to be said of a line; a blank text takes it away. */
    public Cart withNote(int line, String text) {
        CartLine old = needed(line);
        if (text.length() > TEXT_MAX) {
            throw new RetailException(Rule.NOTE_LENGTH, line, text.length(), TEXT_MAX);
        }
        CartLine changed = old.withNote(text.isBlank() ? null : text.strip());
        return edit().with(lines.stream().map(l -> l == old ? changed : l).toList())
                .made();
    }

    /** Presents a coupon; one that was presented already is taken out. */
    public Cart withCoupon(String code) {
        var changed = new ArrayList<>(coupons);
        if (!changed.remove(code)) {
            if (changed.size() >= COUPONS_MAX) {
                throw new RetailException(Rule.COUPONS_FULL, COUPONS_MAX);
            }
            changed.add(code);
        }
        return edit().withCoupons(changed).made();
    }

    /** A new discount replaces the old one of the cart; null or zero takes it away. */
    public Cart withDiscount(@Nullable Discount changed) {
        Money sum = priced().total().plus(priced().cartOff());
        if (changed instanceof Discount.Amount amount && amount.money().compareTo(sum) > 0) {
            throw new RetailException(Rule.DISCOUNT_ABOVE_CART, amount.money(), sum);
        }
        return edit().with(noneIfZero(changed)).plainlyPriced().made();
    }

    /** What was charged to one customer is no other's: those tenders don't stand any more. */
    public Cart withCustomer(@Nullable CustomerId changed) {
        boolean stays = Objects.equals(changed, customerId);
        return edit().withCustomer(changed)
                .withTenders(
                        stays
                                ? tenders
                                : tenders.stream()
                                        .filter(t -> !t.kind().needsCustomer())
                                        .toList())
                .made();
    }

    public Cart withInvoice(InvoiceWish wish) {
        return edit().with(wish).made();
    }

    /** Keeps a code that stands for nothing here, until somebody deals with it. */
    public Cart withUnknown(String code) {
        if (code.isBlank() || code.length() > CODE_MAX) {
            throw new RetailException(Rule.UNKNOWN_CODE_LENGTH, code.length(), CODE_MAX);
        }
        if (unknown.contains(code)) {
            return this;
        }
        if (unknown.size() >= UNKNOWN_MAX) {
            throw new RetailException(Rule.UNKNOWN_CODES_FULL, UNKNOWN_MAX);
        }
        var changed = new ArrayList<>(unknown);
        changed.add(code);
        return withUnknown(changed);
    }

    /** Lets go of one unknown code, or of all with null. */
    public Cart withoutUnknown(@Nullable String code) {
        return withUnknown(
                code == null
                        ? List.of()
                        : unknown.stream().filter(c -> !c.equals(code)).toList());
    }

    private Cart withUnknown(List<String> changed) {
        return edit().withUnknown(changed).made();
    }

    /** Takes a payment. Anything but cash may not be more than what is due: {@code OVERPAID}. */
    public Cart withTender(Tender tender) {
        if (!tender.amount().isPositive()) {
            throw new RetailException(Rule.TENDER_NOT_POSITIVE, tender.amount());
        }
        if (lines.isEmpty()) {
            throw new RetailException(Rule.CART_EMPTY);
        }
        if (!tender.kind().givesChange() && tender.amount().compareTo(due()) > 0) {
            throw new RetailException(
                    Rule.TENDER_ABOVE_DUE, tender.amount(), tender.kind().code(), due());
        }
        var changed = new ArrayList<>(tenders);
        changed.add(tender);
        return withTenders(changed);
    }

    /** Notes by which method the last tender was taken. */
    public Cart withLastTenderBy(String method) {
        if (tenders.isEmpty()) {
            return this;
        }
        var changed = new ArrayList<>(tenders);
        int last = changed.size() - 1;
        changed.set(last, changed.get(last).by(method));
        return withTenders(changed);
    }

    public Cart withoutTender(int index) {
        if (index < 0 || index >= tenders.size()) {
            throw new RetailException(Rule.NO_TENDER, index + 1, tenders.size());
        }
        var changed = new ArrayList<>(tenders);
        changed.remove(index);
        return withTenders(changed);
    }

    public Cart withoutTenders() {
        return withTenders(List.of());
    }

    /**
     * The same with its cash rounded: what cash has to pay goes down to a multiple of the step, in the buyer's favour. The last
     * cash tender bears what is let off, as long as the cash covers the rounded sum; no other tender is ever rounded.
     *
     * @param step 1 for no rounding
     */
    public Cart withCashRounded(Money step) {
        int last = lastCash();
        if (last < 0) {
            return this;
        }
        var changed = new ArrayList<Tender>(tenders.size());
        for (int i = 0; i < tenders.size(); i++) {
            Tender tender = tenders.get(i);
            changed.add(tender.rounded(i == last && isCovered(step) ? cashLetOff(step) : Money.ZERO));
        }
        return changed.equals(tenders) ? this : withTenders(changed);
    }

    private int lastCash() {
        for (int i = tenders.size() - 1; i >= 0; i--) {
            if (tenders.get(i).kind().givesChange()) {
                return i;
            }
        }
        return -1;
    }

    private boolean isCovered(Money step) {
        return cashTendered().compareTo(cashPart().minus(cashLetOff(step))) >= 0;
    }

    /** What a cash tender of nothing settles: less is due than the smallest coin. */
    public Cart withNothingInCash(Money step) {
        var changed = new ArrayList<>(tenders);
        changed.add(Tender.cash(Money.ZERO));
        return withTenders(changed).withCashRounded(step);
    }

    /** What is still to be handed over if cash pays the rest, never negative. */
    public Money dueInCash(Money step) {
        Money left = cashPart().minus(cashLetOff(step)).minus(cashTendered());
        return left.isNegative() ? Money.ZERO : left;
    }

    /** What no other tender pays. */
    private Money cashPart() {
        Money rest = payable().minus(tendered().minus(cashTendered()));
        return rest.isNegative() ? Money.ZERO : rest;
    }

    private Money cashTendered() {
        return tenders.stream()
                .filter(t -> t.kind().givesChange())
                .map(Tender::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    private Money cashLetOff(Money step) {
        return step.isPositive() ? Money.ofMinor(cashPart().minor() % step.minor(), step.currency()) : Money.ZERO;
    }

    // ---- what it costs

    /** What is to be priced, for somebody somewhere. */
    public Basket basket(Basket.Where where) {
        return CartPrices.basket(where, lines, discount);
    }

    /** What it costs, and why. */
    public Priced priced() {
        return prices.priced();
    }

    /** The same cart at these prices. */
    public Cart pricedAs(Priced prices, Instant at) {
        return edit().pricedAs(prices, at).made();
    }

    /** Whether two carts ask the same of the prices. */
    public boolean isPricedLike(Cart other) {
        return lines.equals(other.lines)
                && Objects.equals(discount, other.discount)
                && Objects.equals(customerId, other.customerId)
                && coupons.equals(other.coupons);
    }

    // ---- sums

    public Totals totals() {
        return Totals.of(this);
    }

    public Money total() {
        return priced().total();
    }

    /** What a line costs, and why. */
    public Priced.Line priced(int line) {
        return priced().lines().stream()
                .filter(l -> l.number() == line)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Line " + line + " has no price"));
    }

    public Money tendered() {
        return tenders.stream().map(Tender::amount).reduce(Money.ZERO, Money::plus);
    }

    /** What the buyer is let off because cash is rounded down. */
    public Money rounding() {
        return tenders.stream().map(Tender::rounding).reduce(Money.ZERO, Money::plus);
    }

    private Money settled() {
        return tenders.stream().map(Tender::settles).reduce(Money.ZERO, Money::plus);
    }

    /** What is still to be paid, never negative. */
    public Money due() {
        Money left = payable().minus(settled());
        return left.isNegative() ? Money.ZERO : left;
    }

    /** What is given back from cash, never negative. */
    public Money change() {
        Money over = settled().minus(payable());
        return over.isNegative() ? Money.ZERO : over;
    }

    /** What was given by hand, in percent of what it would cost without: see {@link HandShare}. */
    public HandShare handShare() {
        return HandShare.of(priced());
    }

    /** Notes who approved what is given by hand now; an approval of more stays. */
    public Cart approvedBy(UserId user) {
        HandShare share = handShare();
        HandApproval made = approval != null && approval.covers(share) ? approval : new HandApproval(share, user);
        return edit().with(made).made();
    }

    /** Whether what was given by hand is within a limit, or was approved. */
    public boolean isWithin(HandLimit limit) {
        HandShare share = handShare();
        return !share.exceeds(limit) || (approval != null && approval.covers(share));
    }

    /** Whether a line is free of VAT for citizens alone, so that the invoice must name one. */
    public boolean isForCitizens() {
        return lines.stream().anyMatch(l -> Exemption.of(l.tax(), l.exemption()).isForCitizens());
    }

    /** The greatest age limit of its lines, 0 for none. */
    public int ageLimit() {
        return lines.stream().mapToInt(CartLine::ageLimit).max().orElse(0);
    }

    /** Throws what stands in the way of completing: CART_EMPTY, NOT_PAID, OVERPAID. */
    public void checkPaid() {
        if (lines.isEmpty()) {
            throw new RetailException(Rule.CART_EMPTY);
        }
        if (due().isPositive()) {
            throw new RetailException(Rule.NOT_PAID, payable(), tendered(), due());
        }
        Money withoutChange = tenders.stream()
                .filter(t -> !t.kind().givesChange())
                .map(Tender::amount)
                .reduce(Money.ZERO, Money::plus);
        if (withoutChange.compareTo(payable()) > 0) {
            throw new RetailException(Rule.OVERPAID_WITHOUT_CHANGE, withoutChange, payable());
        }
    }

    // ---- as a value, for the local open cart and for parking

    public Value toValue() {
        return CartValue.of(this);
    }

    /** @throws BadDocument if it is no cart that this version can read */
    public static Cart fromValue(Value value) {
        return CartValue.read(value);
    }

    // ----

    CartLine needed(int line) {
        if (backs.stream().anyMatch(back -> back.line() == line)) {
            throw new RetailException(Rule.LINE_COMES_BACK, line);
        }
        return line(line)
                .orElseThrow(() -> new RetailException(
                        Rule.NO_LINE_OF_CART,
                        line,
                        lines.stream().map(CartLine::line).toList()));
    }

    private Cart replace(CartLine changed) {
        return withLines(
                lines.stream()
                        .map(l -> l.line() == changed.line() ? changed : l)
                        .toList(),
                nextLine);
    }

    private Cart withLines(List<CartLine> changed, int next) {
        return edit().with(changed).withNextLine(next).plainlyPriced().made();
    }

    private Cart withTenders(List<Tender> changed) {
        return edit().withTenders(changed).made();
    }

    CartEdit edit() {
        return new CartEdit(this);
    }

    private static @Nullable Discount noneIfZero(@Nullable Discount discount) {
        boolean none = discount == null
                || (discount instanceof Discount.Percent p && p.hundredths() == 0)
                || (discount instanceof Discount.Amount a && a.money().isZero());
        return none ? null : discount;
    }
}
