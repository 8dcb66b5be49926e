package org.tillmesh.retail.cart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.deal.Basket;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.deal.Pricing;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
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
 * @param priced what it costs, and why: by the till's lists and promotions since {@link #pricedAs}, by its own lines alone
 *     after any change of them
 * @param pricedAt the instant whose lists and promotions {@code priced} counts; null where none were looked at
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
        Priced priced,
        @Nullable Instant pricedAt) {

    public static final int LINES_MAX = 1_000;
    private static final Basket.Where NOWHERE =
            new Basket.Where("", ZoneOffset.UTC, Instant.EPOCH, null, Set.of(), Set.of());

    /** Packs are whole ones, whatever is in them. */
    private static final String PIECE = "PCE";

    public static final int UNKNOWN_MAX = 50;
    public static final int CODE_MAX = 200;
    public static final int COUPONS_MAX = 20;
    public static final int TEXT_MAX = 200;

    public Cart {
        lines = List.copyOf(lines);
        tenders = List.copyOf(tenders);
        unknown = List.copyOf(unknown);
        coupons = List.copyOf(coupons);
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
                plain(List.of(), null),
                null);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    public Optional<CartLine> line(int number) {
        return lines.stream().filter(l -> l.line() == number).findFirst();
    }

    /** Adds pieces or a weight; the same product, price and batch adds to its line. The cart's {@link #touched} is it. */
    public Cart add(Product product, Quantity qty, @Nullable String batch, @Nullable LocalDate expiry) {
        return add(product, null, qty, batch, expiry);
    }

    /** The same with a reason for bearing no VAT; a line that is there keeps its own. */
    public Cart add(
            Product product,
            @Nullable Exemption exemption,
            Quantity qty,
            @Nullable String batch,
            @Nullable LocalDate expiry) {
        return added(product, qty, fresh(product, exemption, qty, batch, expiry, false, null));
    }

    /** Adds packs of a product, such as cartons. */
    public Cart addPacks(
            Product product,
            ProductUnit unit,
            @Nullable Exemption exemption,
            Quantity packs,
            @Nullable String batch,
            @Nullable LocalDate expiry) {
        return added(
                product, packs, packed(fresh(product, exemption, packs, batch, expiry, false, null), product, unit));
    }

    private static CartLine packed(CartLine line, Product product, ProductUnit unit) {
        return line.asPack(
                unit.nameOf(product),
                unit.nameArOf(product),
                unit.priceOf(product),
                new Pack(unit.code(), unit.contains()));
    }

    /** Adds what a scale's label says, always as a new line. */
    public Cart addLabel(Product product, Quantity weight, @Nullable String batch, @Nullable LocalDate expiry) {
        return addLabel(product, null, weight, batch, expiry);
    }

    /** The same with a reason for bearing no VAT. */
    public Cart addLabel(
            Product product,
            @Nullable Exemption exemption,
            Quantity weight,
            @Nullable String batch,
            @Nullable LocalDate expiry) {
        return added(product, weight, fresh(product, exemption, weight, batch, expiry, true, null));
    }

    /** The same at the price that the label bears, whatever quantity × price comes to. */
    public Cart addPriced(
            Product product,
            @Nullable Exemption exemption,
            Quantity qty,
            Money price,
            @Nullable String batch,
            @Nullable LocalDate expiry) {
        CartLine fresh = fresh(product, exemption, qty, batch, expiry, true, null);
        return added(product, qty, fresh.withLabelPrice(price));
    }

    /** Adds the loading of a gift card with the product's price, always as a new line. */
    public Cart addCard(Product product, String card) {
        if (!product.giftCard() || card.isBlank()) {
            throw new RetailException(Rule.NO_GIFT_CARD, product.name(), card);
        }
        return added(product, Quantity.ONE, fresh(product, null, Quantity.ONE, null, null, false, card));
    }

    /** The number of the line that {@link #add} with these would touch. @param unit of packs; null for the product's own */
    public int touched(Product product, @Nullable ProductUnit unit, @Nullable String batch, boolean label) {
        CartLine one = fresh(product, null, Quantity.ONE, batch, null, label, null);
        CartLine fresh = unit == null ? one : packed(one, product, unit);
        return lines.stream()
                .filter(fresh::addsTo)
                .findFirst()
                .map(CartLine::line)
                .orElse(nextLine);
    }

    private Cart added(Product product, Quantity qty, CartLine fresh) {
        String unit = fresh.pack() == null ? product.unit() : PIECE;
        CartBounds.checkQuantity(fresh.name(), unit, qty);
        var changed = new ArrayList<CartLine>(lines.size() + 1);
        CartLine touched = fresh;
        for (CartLine line : lines) {
            if (touched == fresh && fresh.addsTo(line)) {
                Quantity sum = line.qty().plus(qty);
                CartBounds.checkQuantity(fresh.name(), unit, sum);
                touched = line.withQty(sum);
                changed.add(touched);
            } else {
                changed.add(line);
            }
        }
        if (touched != fresh) {
            CartBounds.check(touched, changed);
            return withLines(changed, nextLine);
        }
        if (lines.size() >= LINES_MAX) {
            throw new RetailException(Rule.CART_FULL, LINES_MAX);
        }
        changed.add(fresh);
        CartBounds.check(fresh, changed);
        return withLines(changed, nextLine + 1);
    }

    private CartLine fresh(
            Product product,
            @Nullable Exemption exemption,
            Quantity qty,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            boolean label,
            @Nullable String card) {
        return new CartLine(
                nextLine,
                product.id(),
                product.name(),
                product.nameAr(),
                product.category(),
                qty,
                product.unit(),
                product.price(),
                product.tax(),
                label,
                batch,
                expiry,
                product.ageLimit(),
                null,
                card,
                exemption,
                null,
                null,
                null,
                null);
    }

    public Cart withQty(int line, Quantity qty) {
        CartLine old = needed(line);
        CartBounds.checkQuantity(old.name(), old.pack() == null ? old.unit() : PIECE, qty);
        if (old.labelPrice() != null && !qty.equals(old.qty())) {
            throw new RetailException(Rule.LABEL_PRICE_STANDS, line, old.labelPrice(), old.qty());
        }
        Cart changed = replace(old.withQty(qty));
        CartBounds.check(changed.needed(line), changed.lines);
        return changed;
    }

    public Cart withoutLine(int line) {
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
        Money sum = priced.total().plus(priced.cartOff());
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
        Money rest = total().minus(tendered().minus(cashTendered()));
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
        return basket(where, lines, discount);
    }

    private static Basket basket(Basket.Where where, List<CartLine> lines, @Nullable Discount discount) {
        return new Basket(where, lines.stream().map(CartLine::toBasket).toList(), discount);
    }

    /** By the lines alone: without price lists and promotions the place and the time say nothing. */
    static Priced plain(List<CartLine> lines, @Nullable Discount discount) {
        return Pricing.of(basket(NOWHERE, lines, discount), List.of(), List.of());
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
        return priced.total();
    }

    /** What a line costs, and why. */
    public Priced.Line priced(int line) {
        return priced.lines().stream()
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
        Money left = total().minus(settled());
        return left.isNegative() ? Money.ZERO : left;
    }

    /** What is given back from cash, never negative. */
    public Money change() {
        Money over = settled().minus(total());
        return over.isNegative() ? Money.ZERO : over;
    }

    /** What was given by hand, in percent of what it would cost without: see {@link HandShare}. */
    public HandShare handShare() {
        return HandShare.of(priced);
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
            throw new RetailException(Rule.NOT_PAID, total(), tendered(), due());
        }
        Money withoutChange = tenders.stream()
                .filter(t -> !t.kind().givesChange())
                .map(Tender::amount)
                .reduce(Money.ZERO, Money::plus);
        if (withoutChange.compareTo(total()) > 0) {
            throw new RetailException(Rule.OVERPAID_WITHOUT_CHANGE, withoutChange, total());
        }
    }

    // ---- as a value, for the local open cart and for parking

    public Value toValue() {
        return new Body()
                .put("id", id)
                .put("opened", openedAt)
                .put("nextLine", nextLine)
                .putList("lines", lines, CartLine::toValue)
                .put("discount", discount == null ? null : discount.toValue())
                .put("customer", customerId)
                .putList("tenders", tenders, Tender::toValue)
                .put("invoice", invoice.toValueUnlessPlain())
                .put("approval", approval == null ? null : approval.toValue())
                .put(
                        "unknown",
                        unknown.isEmpty()
                                ? null
                                : Value.list(unknown.stream().map(Value::of).toList()))
                .put(
                        "coupons",
                        coupons.isEmpty()
                                ? null
                                : Value.list(coupons.stream().map(Value::of).toList()))
                .put("priced", priced.isPlain() ? null : priced.toValue())
                .put("pricedAt", pricedAt)
                .toValue();
    }

    /** @throws BadDocument if it is no cart that this version can read */
    public static Cart fromValue(Value value) {
        Fields in = Fields.of("cart", value);
        Value discount = in.value("discount");
        List<CartLine> lines = in.list("lines", CartLine::of);
        Discount ofCart = discount == null ? null : Discount.of(discount);
        Value priced = in.value("priced");
        return new Cart(
                in.text("id"),
                in.time("opened"),
                in.smallNumber("nextLine"),
                lines,
                ofCart,
                in.idOrNull("customer", CustomerId::new),
                in.list("tenders", Tender::of),
                InvoiceWish.of(in.value("invoice")),
                HandApproval.of(in.value("approval")),
                in.texts("unknown"),
                in.texts("coupons"),
                priced == null ? plain(lines, ofCart) : pricesOf(in, lines, priced),
                in.timeOrNull("pricedAt"));
    }

    private static Priced pricesOf(Fields in, List<CartLine> lines, Value value) {
        Priced priced = Priced.of(value);
        boolean fits = priced.lines().stream()
                .map(Priced.Line::number)
                .toList()
                .equals(lines.stream().map(CartLine::line).toList());
        if (!fits) {
            throw in.wrong("priced", "the price of these lines");
        }
        return priced;
    }

    // ----

    CartLine needed(int line) {
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
