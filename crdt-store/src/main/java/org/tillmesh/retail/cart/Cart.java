package org.tillmesh.retail.cart;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.deal.Discount;
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
        List<String> unknown) {

    public static final int LINES_MAX = 1_000;
    public static final int UNKNOWN_MAX = 50;
    public static final int CODE_MAX = 200;

    public Cart {
        lines = List.copyOf(lines);
        tenders = List.copyOf(tenders);
        unknown = List.copyOf(unknown);
    }

    public static Cart open(String id, Instant at) {
        return new Cart(id, at, 1, List.of(), null, null, List.of(), InvoiceWish.AS_FITS, null, List.of());
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

    /** The number of the line that {@link #add} with these would touch. */
    public int touched(Product product, @Nullable String batch, boolean label) {
        CartLine fresh = fresh(product, null, Quantity.ONE, batch, null, label, null);
        return lines.stream()
                .filter(fresh::addsTo)
                .findFirst()
                .map(CartLine::line)
                .orElse(nextLine);
    }

    private Cart added(Product product, Quantity qty, CartLine fresh) {
        CartBounds.checkQuantity(product.name(), product.unit(), qty);
        var changed = new ArrayList<CartLine>(lines.size() + 1);
        CartLine touched = fresh;
        for (CartLine line : lines) {
            if (touched == fresh && fresh.addsTo(line)) {
                Quantity sum = line.qty().plus(qty);
                CartBounds.checkQuantity(product.name(), product.unit(), sum);
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
                null);
    }

    public Cart withQty(int line, Quantity qty) {
        CartLine old = needed(line);
        CartBounds.checkQuantity(old.name(), old.unit(), qty);
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
        if (changed instanceof Discount.Amount amount && amount.money().compareTo(old.gross()) > 0) {
            throw new RetailException(Rule.DISCOUNT_ABOVE_LINE, amount.money(), line, old.gross());
        }
        return replace(old.withDiscount(noneIfZero(changed)));
    }

    /** A new discount replaces the old one of the cart; null or zero takes it away. */
    public Cart withDiscount(@Nullable Discount changed) {
        if (changed instanceof Discount.Amount amount && amount.money().compareTo(lineTotal()) > 0) {
            throw new RetailException(Rule.DISCOUNT_ABOVE_CART, amount.money(), lineTotal());
        }
        return new Cart(
                id, openedAt, nextLine, lines, noneIfZero(changed), customerId, tenders, invoice, approval, unknown);
    }

    public Cart withCustomer(@Nullable CustomerId changed) {
        return new Cart(id, openedAt, nextLine, lines, discount, changed, tenders, invoice, approval, unknown);
    }

    public Cart withInvoice(InvoiceWish wish) {
        return new Cart(id, openedAt, nextLine, lines, discount, customerId, tenders, wish, approval, unknown);
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
        return new Cart(id, openedAt, nextLine, lines, discount, customerId, tenders, invoice, approval, changed);
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
            throw new RetailException(Rule.NO_TENDER, index, tenders.size());
        }
        var changed = new ArrayList<>(tenders);
        changed.remove(index);
        return withTenders(changed);
    }

    public Cart withoutTenders() {
        return withTenders(List.of());
    }

    // ---- sums

    public Totals totals() {
        return Totals.of(this);
    }

    /** Sum of the lines after their own discounts, before the cart's. */
    Money lineTotal() {
        return lines.stream().map(CartLine::total).reduce(Money.ZERO, Money::plus);
    }

    public Money total() {
        Money sum = lineTotal();
        return discount == null ? sum : sum.minus(discount.off(sum));
    }

    public Money tendered() {
        return tenders.stream().map(Tender::amount).reduce(Money.ZERO, Money::plus);
    }

    /** What is still to be paid, never negative. */
    public Money due() {
        Money left = total().minus(tendered());
        return left.isNegative() ? Money.ZERO : left;
    }

    /** What is given back from cash, never negative. */
    public Money change() {
        Money over = tendered().minus(total());
        return over.isNegative() ? Money.ZERO : over;
    }

    /** What was given by hand, in percent of what it would cost without: see {@link HandShare}. */
    public HandShare handShare() {
        return HandShare.of(this);
    }

    /** Notes who approved what is given by hand now; an approval of more stays. */
    public Cart approvedBy(UserId user) {
        HandShare share = handShare();
        HandApproval made = approval != null && approval.covers(share) ? approval : new HandApproval(share, user);
        return new Cart(id, openedAt, nextLine, lines, discount, customerId, tenders, invoice, made, unknown);
    }

    /** Whether what was given by hand is within a limit in percent, or was approved. */
    public boolean isWithin(int limitPercent) {
        HandShare share = handShare();
        return !share.exceeds(limitPercent) || (approval != null && approval.covers(share));
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
                .toValue();
    }

    /** @throws BadDocument if it is no cart that this version can read */
    public static Cart fromValue(Value value) {
        Fields in = Fields.of("cart", value);
        Value discount = in.value("discount");
        return new Cart(
                in.text("id"),
                in.time("opened"),
                in.smallNumber("nextLine"),
                in.list("lines", CartLine::of),
                discount == null ? null : Discount.of(discount),
                in.idOrNull("customer", CustomerId::new),
                in.list("tenders", Tender::of),
                InvoiceWish.of(in.value("invoice")),
                HandApproval.of(in.value("approval")),
                in.texts("unknown"));
    }

    // ----

    private CartLine needed(int line) {
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
        return new Cart(id, openedAt, next, changed, discount, customerId, tenders, invoice, approval, unknown);
    }

    private Cart withTenders(List<Tender> changed) {
        return new Cart(id, openedAt, nextLine, lines, discount, customerId, changed, invoice, approval, unknown);
    }

    private static @Nullable Discount noneIfZero(@Nullable Discount discount) {
        boolean none = discount == null
                || (discount instanceof Discount.Percent p && p.hundredths() == 0)
                || (discount instanceof Discount.Amount a && a.money().isZero());
        return none ? null : discount;
    }
}
