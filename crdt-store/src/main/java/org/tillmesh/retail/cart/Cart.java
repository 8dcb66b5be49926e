package org.tillmesh.retail.cart;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
 * @param quotation what was promised of its prices; null for nothing
 * @param deposits what was paid on it before, the oldest first
 * @param ageCheck whose word there is that the customer is old enough; null for none
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
        @Nullable Quotation quotation,
        List<Deposit> deposits,
        @Nullable AgeCheck ageCheck,
        List<BackLine> backs) {

    public static final int UNKNOWN_MAX = 50;
    public static final int CODE_MAX = 200;
    public static final int COUPONS_MAX = 20;
    public static final int TEXT_MAX = 200;

    public Cart {
        lines = List.copyOf(lines);
        tenders = List.copyOf(tenders);
        unknown = List.copyOf(unknown);
        coupons = List.copyOf(coupons);
        deposits = List.copyOf(deposits);
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
                null,
                List.of(),
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
        return numbered().touched(item);
    }

    /**
     * Adds goods; the same product, price and batch adds to its line, which keeps its own reason for bearing no VAT. What
     * comes with each piece is a line of its own behind it, which comes and goes with it.
     */
    public Cart add(CartItem item) {
        return with(numbered().add(item));
    }

    public Cart withQty(int line, Quantity qty) {
        return with(numbered(line).withQty(line, qty));
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
        if (lines.size() + backs.size() >= CartLines.LINES_MAX) {
            throw new RetailException(Rule.CART_FULL, CartLines.LINES_MAX);
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
        return with(numbered().without(line));
    }

    /** Who sold a line, or every one; null for the cashier. */
    public Cart withSeller(@Nullable Integer line, @Nullable UserId seller) {
        return edit().with(numbered().soldBy(line, seller).all()).made();
    }

    /** A new discount replaces the old one of that line; null or zero takes it away. */
    public Cart withLineDiscount(int line, @Nullable Discount changed) {
        CartLine old = numbered(line).carrier(line);
        Money gross = priced(line).gross();
        if (changed instanceof Discount.Amount amount && amount.money().compareTo(gross) > 0) {
            throw new RetailException(Rule.DISCOUNT_ABOVE_LINE, amount.money(), line, gross);
        }
        return replace(old.withDiscount(CartBounds.noneIfZero(changed)));
    }

    /** A price by hand for each of a line, in the place of every other; null takes it away. */
    public Cart withHandPrice(int line, CartLine.@Nullable HandPrice changed) {
        CartLine old = numbered(line).carrier(line);
        if (changed != null) {
            CartBounds.checkHandPrice(old, changed);
        }
        Cart priced = replace(old.withHandPrice(changed));
        CartBounds.check(priced.needed(line), priced.lines);
        return priced;
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
        return edit().with(CartBounds.noneIfZero(changed)).plainlyPriced().made();
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
        return edit().withUnknown(changed).made();
    }

    /** Lets go of one unknown code, or of all with null. */
    public Cart withoutUnknown(@Nullable String code) {
        return edit().withUnknown(unknown.stream()
                        .filter(c -> code != null && !c.equals(code))
                        .toList())
                .made();
    }

    /** Takes a payment. Anything but cash may not be more than what is due: {@code OVERPAID}. */
    public Cart withTender(Tender tender) {
        if (lines.isEmpty() && tender.amount().isPositive()) {
            throw new RetailException(Rule.CART_EMPTY);
        }
        return withTenders(paying().with(tender));
    }

    /** Notes by which method the last tender was taken. */
    public Cart withLastTenderBy(String method) {
        return withLastTender(tender -> tender.by(method));
    }

    /** Notes who let the last tender pass a customer's credit limit. */
    public Cart withLastTenderApprovedBy(UserId user) {
        return withLastTender(tender -> tender.approvedBy(user));
    }

    private Cart withLastTender(UnaryOperator<Tender> change) {
        if (tenders.isEmpty()) {
            return this;
        }
        var changed = new ArrayList<>(tenders);
        int last = changed.size() - 1;
        changed.set(last, change.apply(changed.get(last)));
        return withTenders(changed);
    }

    public Cart withoutTender(int index) {
        return withTenders(paying().without(index));
    }

    public Cart withoutTenders() {
        return withTenders(List.of());
    }

    private CartPayment paying() {
        return new CartPayment(tenders, payable(), prepaid());
    }

    /** The same with its cash rounded, see {@link CartPayment#rounded}. @param step 1 for no rounding */
    public Cart withCashRounded(Money step) {
        List<Tender> rounded = paying().rounded(step);
        return rounded.equals(tenders) ? this : withTenders(rounded);
    }

    /** What a cash tender of nothing settles: less is due than the smallest coin. */
    public Cart withNothingInCash(Money step) {
        var changed = new ArrayList<>(tenders);
        changed.add(Tender.cash(Money.ZERO));
        return withTenders(changed).withCashRounded(step);
    }

    /** What is still to be handed over if cash pays the rest, never negative. */
    public Money dueInCash(Money step) {
        return paying().dueInCash(step);
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
        return Totals.of(lines, priced());
    }

    public Money total() {
        return priced().total();
    }

    /** What a line costs, and why. */
    public Priced.Line priced(int line) {
        return prices.line(line);
    }

    public Money tendered() {
        return paying().tendered();
    }

    /** What was paid on it by deposits. */
    public Money prepaid() {
        return Deposit.total(deposits);
    }

    /** The instant whose prices were agreed with the customer, if they still hold; null for none. */
    public @Nullable Instant agreedAt(Instant now) {
        if (!deposits.isEmpty()) {
            return deposits.get(0).at();
        }
        return quotation != null && quotation.holds(now) ? quotation.at() : null;
    }

    public Cart quoted(Quotation made) {
        return edit().with(made).made();
    }

    /** Somebody has seen that the customer is so old. */
    public Cart withAge(AgeCheck seen) {
        return edit().with(seen).made();
    }

    /** Whether it is known that the customer is so old. */
    public boolean isOldEnough(int years) {
        return years <= 0 || (ageCheck != null && ageCheck.years() >= years);
    }

    public Cart withDeposits(List<Deposit> changed) {
        return edit().withDeposits(changed).made();
    }

    /** What the buyer is let off because cash is rounded down. */
    public Money rounding() {
        return paying().rounding();
    }

    /** What is still to be paid, never negative. */
    public Money due() {
        return paying().due();
    }

    /** What is given back from cash, never negative. */
    public Money change() {
        return paying().change();
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
        Deposit.check(lines, priced(), deposits);
        paying().checkPaid();
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
        return numbered(line).needed(line);
    }

    /** @throws RetailException if the line is one of goods that come back */
    private CartLines numbered(int line) {
        if (backs.stream().anyMatch(back -> back.line() == line)) {
            throw new RetailException(Rule.LINE_COMES_BACK, line);
        }
        return numbered();
    }

    private CartLines numbered() {
        return new CartLines(lines, nextLine);
    }

    private Cart with(CartLines changed) {
        return edit().with(changed.all())
                .withNextLine(changed.next())
                .plainlyPriced()
                .made();
    }

    private Cart replace(CartLine changed) {
        return with(numbered().with(changed));
    }

    private Cart withTenders(List<Tender> changed) {
        return edit().withTenders(changed).made();
    }

    CartEdit edit() {
        return new CartEdit(this);
    }
}
