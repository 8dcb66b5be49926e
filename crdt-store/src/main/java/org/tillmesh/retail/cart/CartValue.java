package org.tillmesh.retail.cart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.CustomerId;

/** A cart as a value: how the open one and parked ones are written. */
final class CartValue {
    private CartValue() {}

    static Value of(Cart cart) {
        return new Body()
                .put("id", cart.id())
                .put("opened", cart.openedAt())
                .put("nextLine", cart.nextLine())
                .putList("lines", cart.lines(), CartLine::toValue)
                .put(
                        "discount",
                        cart.discount() == null ? null : cart.discount().toValue())
                .put("customer", cart.customerId())
                .putList("tenders", cart.tenders(), Tender::toValue)
                .put("invoice", cart.invoice().toValueUnlessPlain())
                .put(
                        "approval",
                        cart.approval() == null ? null : cart.approval().toValue())
                .put("unknown", textsUnlessNone(cart.unknown()))
                .put("coupons", textsUnlessNone(cart.coupons()))
                .put("priced", cart.priced().isPlain() ? null : cart.priced().toValue())
                .put("pricedAt", cart.pricedAt())
                .put(
                        "quotation",
                        cart.quotation() == null ? null : cart.quotation().toValue())
                .put(
                        "deposits",
                        cart.deposits().isEmpty()
                                ? null
                                : Value.list(cart.deposits().stream()
                                        .map(Deposit::toValue)
                                        .toList()))
                .put(
                        "ageCheck",
                        cart.ageCheck() == null ? null : cart.ageCheck().toValue())
                .put(
                        "backs",
                        cart.backs().isEmpty()
                                ? null
                                : Value.list(cart.backs().stream()
                                        .map(BackLine::toValue)
                                        .toList()))
                .toValue();
    }

    private static @Nullable Value textsUnlessNone(List<String> texts) {
        return texts.isEmpty() ? null : Value.list(texts.stream().map(Value::of).toList());
    }

    /** @throws BadDocument if it is no cart that this version can read */
    static Cart read(Value value) {
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
                priced == null ? CartPrices.plain(lines, ofCart) : pricesOf(in, lines, priced),
                in.timeOrNull("pricedAt"),
                Quotation.of(in.value("quotation")),
                in.list("deposits", Deposit::of),
                AgeCheck.of(in.value("ageCheck")),
                in.list("backs", BackLine::of));
    }

    private static CartPrices pricesOf(Fields in, List<CartLine> lines, Value value) {
        Priced priced = Priced.of(value);
        boolean fits = priced.lines().stream()
                .map(Priced.Line::number)
                .toList()
                .equals(lines.stream().map(CartLine::line).toList());
        if (!fits) {
            throw in.wrong("priced", "the price of these lines");
        }
        return CartPrices.known(priced);
    }
}
