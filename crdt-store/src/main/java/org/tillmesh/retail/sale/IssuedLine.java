package org.tillmesh.retail.sale;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.cart.CartLine;
import org.tillmesh.retail.cart.Deposit;
import org.tillmesh.retail.cart.Pack;
import org.tillmesh.retail.cart.Totals;
import org.tillmesh.retail.catalogue.BundlePart;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.Rounding;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.UserId;

/**
 * One line of an issued document, with all sums settled: {@code total} = round(qty × price), or what a label
 * says, − discount = net + vat for a sale; for a return they are what is given back. A return keeps the line numbers of its sale.
 *
 * @param card number of the gift card that it loads, null for goods
 * @param price of one, before discounts and deals
 * @param discount everything that is taken off: deals, discounts by hand, its share of those on the whole cart
 * @param exemption why it bears no VAT; null for its category's own reason
 * @param reason why one costs the price
 * @param deals promotions on its units, which are part of the discount
 * @param dealShare the part of the discount that promotions on the whole cart gave
 * @param units what promotions took off its single units, in the order in which they come back; units behind them had none
 * @param note what was to be said of it; null for nothing
 * @param pack the further unit that it was sold by; null for the product's own
 * @param serial number of the one piece that it is; null where pieces have none
 * @param seller user who sold it, if another than the cashier
 * @param rides number of the line whose container it is, or whose part it is that is taxed otherwise, with which it comes back;
 *     null for goods of its own
 * @param deposit null for goods; of a prepayment invoice the cart that it is paid on; of a sale that settles it, with the
 *     quantity −1, the prepayment invoice
 * @param parts what goes out of the stock for a bundle, of each batch; empty for goods that are one thing
 */
public record IssuedLine(
        int line,
        ProductId productId,
        String name,
        String nameAr,
        String category,
        Quantity qty,
        String unit,
        Money price,
        Money discount,
        TaxCategory tax,
        Money total,
        Money net,
        Money vat,
        @Nullable String batch,
        @Nullable LocalDate expiry,
        @Nullable String card,
        @Nullable Exemption exemption,
        Priced.Reason reason,
        List<Priced.Deal> deals,
        Money dealShare,
        List<Priced.Run> units,
        @Nullable String note,
        @Nullable Pack pack,
        @Nullable String deposit,
        @Nullable String serial,
        @Nullable UserId seller,
        @Nullable Integer rides,
        List<IssuedPart> parts) {

    /** What a line of a deposit stands for in reports. */
    private static final ProductId DEPOSIT = new ProductId("deposit");

    public IssuedLine {
        deals = List.copyOf(deals);
        units = List.copyOf(units);
        parts = List.copyOf(parts);
    }

    /** A line of a paid cart. */
    static IssuedLine sold(CartLine line, Totals.Line sums, Priced.Line priced) {
        return new IssuedLine(
                line.line(),
                line.productId(),
                line.name(),
                line.nameAr(),
                line.category(),
                line.qty(),
                line.unit(),
                priced.price(),
                sums.discount(),
                line.tax(),
                sums.total(),
                sums.net(),
                sums.vat(),
                line.batch(),
                line.expiry(),
                line.card(),
                line.exemption(),
                line.handPrice() == null
                        ? priced.reason()
                        : priced.reason().saying(line.handPrice().reason()),
                priced.deals(),
                priced.dealShare(),
                line.isSoldByUnits() ? priced.units() : List.of(),
                line.note(),
                line.pack(),
                null,
                line.serial(),
                line.seller(),
                line.rides(),
                line.parts().stream()
                        .map(part -> new IssuedPart(part.product(), part.qty().times(line.pieces()), null, null))
                        .toList());
    }

    /**
     * The lines of a bundle whose parts are taxed unlike: itself with what is taxed like most of it, and one that rides with it
     * for each other way.
     *
     * @param next the number of the first that rides with it
     */
    static List<IssuedLine> split(CartLine line, Totals.Line sums, Priced.Line priced, int next) {
        IssuedLine whole = sold(line, sums, priced);
        var lines = new ArrayList<IssuedLine>();
        for (int k = 0; k < sums.parts().size(); k++) {
            Totals.Part part = sums.parts().get(k);
            lines.add(k == 0 ? whole.taxedAs(part) : whole.riding(part, next + k - 1));
        }
        return lines;
    }

    private IssuedLine taxedAs(Totals.Part part) {
        return shared(line, productId, name, nameAr, category, part, deals, dealShare, note, serial, rides, parts);
    }

    private IssuedLine riding(Totals.Part part, int number) {
        BundlePart first = Objects.requireNonNull(part.share().part(), "Only a bundle is taxed in several ways");
        return shared(
                number,
                first.product(),
                name + ": " + first.name(),
                nameAr + ": " + first.nameAr(),
                "",
                part,
                List.of(),
                Money.ZERO,
                null,
                null,
                line,
                List.of());
    }

    private IssuedLine shared(
            int number,
            ProductId of,
            String called,
            String calledAr,
            String inCategory,
            Totals.Part part,
            List<Priced.Deal> dealt,
            Money shareOfDeals,
            @Nullable String noted,
            @Nullable String numbered,
            @Nullable Integer ridesWith,
            List<IssuedPart> madeOf) {
        Money listed = part.total().plus(part.discount());
        return new IssuedLine(
                number,
                of,
                called,
                calledAr,
                inCategory,
                qty,
                unit,
                Money.sar(Rounding.halfUp(listed.minor(), Quantity.ONE.thousandths(), qty.thousandths())),
                part.discount(),
                part.share().tax(),
                part.total(),
                part.net(),
                part.vat(),
                null,
                null,
                null,
                part.share().exemption(),
                reason,
                dealt,
                shareOfDeals,
                List.of(),
                noted,
                pack,
                null,
                numbered,
                seller,
                ridesWith,
                madeOf);
    }

    /** A deposit that is paid on a cart. */
    static IssuedLine deposit(int number, Deposit.Part part, String cart) {
        return deposit(number, part, cart, Quantity.ONE, part.total(), part.net(), part.vat());
    }

    /** The same, settled by the sale of the cart. */
    static IssuedLine settled(int number, Deposit.Part part, Deposit deposit) {
        return deposit(
                number,
                part,
                deposit.uuid().value(),
                Quantity.ONE.negated(),
                part.total().negated(),
                part.net().negated(),
                part.vat().negated());
    }

    private static IssuedLine deposit(
            int number, Deposit.Part part, String of, Quantity qty, Money total, Money net, Money vat) {
        return new IssuedLine(
                number,
                DEPOSIT,
                "Deposit",
                "عربون",
                "",
                qty,
                "PCE",
                part.total(),
                Money.ZERO,
                part.tax(),
                total,
                net,
                vat,
                null,
                null,
                null,
                part.exemption(),
                Priced.Reason.SHELF,
                List.of(),
                Money.ZERO,
                List.of(),
                null,
                null,
                of,
                null,
                null,
                null,
                List.of());
    }

    /** Whether it moves stock. */
    public boolean isGoods() {
        return card == null && deposit == null && rides == null;
    }

    /** Whether it takes off what was paid before. */
    public boolean isSettlement() {
        return deposit != null && !qty.isPositive();
    }

    /** The same of other batches. */
    IssuedLine ofParts(List<IssuedPart> chosen) {
        return new IssuedLine(
                line, productId, name, nameAr, category, qty, unit, price, discount, tax, total, net, vat, batch,
                expiry, card, exemption, reason, deals, dealShare, units, note, pack, deposit, serial, seller, rides,
                chosen);
    }

    /** What of its parts belongs to its units from one to another, in the order in which they went out. */
    private List<IssuedPart> parts(Quantity from, Quantity to) {
        var ends = new TreeMap<ProductId, Quantity>();
        parts.forEach(part -> ends.merge(part.product(), part.qty(), Quantity::plus));
        var begun = new TreeMap<ProductId, Quantity>();
        var some = new ArrayList<IssuedPart>();
        for (IssuedPart part : parts) {
            Quantity whole = ends.getOrDefault(part.product(), Quantity.ZERO);
            Quantity begin = begun.getOrDefault(part.product(), Quantity.ZERO);
            Quantity end = begin.plus(part.qty());
            begun.put(part.product(), end);
            Quantity first = greater(begin, of(whole, from));
            Quantity last = least(end, of(whole, to));
            if (last.compareTo(first) > 0) {
                some.add(part.of(last.minus(first)));
            }
        }
        return some;
    }

    private Quantity of(Quantity whole, Quantity some) {
        return Quantity.ofThousandths(Rounding.down(whole.thousandths(), some.thousandths(), qty.thousandths()));
    }

    private static Quantity greater(Quantity a, Quantity b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Quantity least(Quantity a, Quantity b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    /** So much of it that came back, behind what came back before, with what was paid for it. */
    IssuedLine back(Quantity before, Quantity back, Money paid, Money paidVat, Money off) {
        return new IssuedLine(
                line,
                productId,
                name,
                nameAr,
                category,
                back,
                unit,
                price,
                off,
                tax,
                paid,
                paid.minus(paidVat),
                paidVat,
                batch,
                expiry,
                card,
                exemption,
                reason,
                List.of(),
                Money.ZERO,
                List.of(),
                null,
                pack,
                deposit,
                serial,
                seller,
                rides,
                parts(before, before.plus(back)));
    }

    /** How much of the product it is: of three cartons of 24 it is 72. */
    public Quantity pieces() {
        return pack == null ? qty : pack.pieces(qty);
    }

    /**
     * How much of an amount of the whole line belongs to its first units: by what was paid for each where promotions took
     * off single ones, else by quantity.
     *
     * @param first so much of the line, at most all of it
     */
    Money part(Money whole, Quantity first) {
        if (units.isEmpty()) {
            return share(whole, first.thousandths(), qty.thousandths());
        }
        long all = paidBeforeShares(qty);
        return all == 0
                ? share(whole, first.thousandths(), qty.thousandths())
                : share(whole, paidBeforeShares(first), all);
    }

    /** What the first units cost after promotions on single units, before discounts of the line and the cart. */
    private long paidBeforeShares(Quantity first) {
        long count = first.thousandths() / Quantity.ONE.thousandths();
        long sum = Math.multiplyExact(count, price.minor());
        long left = count;
        for (Priced.Run run : units) {
            long of = Math.min(left, run.count());
            sum -= of * run.off().minor();
            left -= of;
        }
        return sum;
    }

    private static Money share(Money whole, long of, long all) {
        return Money.sar(Rounding.halfUp(whole.minor(), of, all));
    }

    Value toValue() {
        return new Body()
                .put("line", line)
                .put("product", productId)
                .put("name", name)
                .put("nameAr", nameAr)
                .put("category", category)
                .put("qty", qty)
                .put("unit", unit)
                .put("price", price)
                .putUnlessZero("discount", discount.minor())
                .put("tax", tax.code())
                .put("total", total)
                .put("net", net)
                .put("vat", vat)
                .put("batch", batch)
                .put("expiry", expiry)
                .put("card", card)
                .put("exemption", exemption == null ? null : exemption.toValue())
                .put("reason", reason.toValueUnlessShelf())
                .put("deals", listOrNull(deals, Priced.Deal::toValue))
                .putUnlessZero("dealShare", dealShare.minor())
                .put("units", listOrNull(units, Priced.Run::toValue))
                .put("note", note)
                .put("pack", pack == null ? null : pack.toValue())
                .put("deposit", deposit)
                .put("serial", serial)
                .put("seller", seller)
                .putUnlessZero("rides", rides == null ? 0 : rides)
                .put("parts", listOrNull(parts, IssuedPart::toValue))
                .toValue();
    }

    static <T> @Nullable Value listOrNull(List<T> items, Function<T, Value> toValue) {
        return items.isEmpty() ? null : Value.list(items.stream().map(toValue).toList());
    }

    static IssuedLine of(Value value) {
        Fields in = Fields.of("line", value);
        return new IssuedLine(
                in.smallNumber("line"),
                in.id("product", ProductId::new),
                in.text("name"),
                in.text("nameAr"),
                in.text("category", ""),
                in.quantity("qty"),
                in.text("unit"),
                in.money("price"),
                in.moneyOrZero("discount"),
                in.tax("tax"),
                in.money("total"),
                in.money("net"),
                in.money("vat"),
                in.textOrNull("batch"),
                in.dateOrNull("expiry"),
                in.textOrNull("card"),
                Exemption.of(in),
                Priced.Reason.of(in.value("reason")),
                in.list("deals", Priced.Deal::of),
                in.moneyOrZero("dealShare"),
                in.list("units", Priced.Run::of),
                in.textOrNull("note"),
                Pack.of(in.value("pack")),
                in.textOrNull("deposit"),
                in.textOrNull("serial"),
                in.idOrNull("seller", UserId::new),
                in.smallNumberOrNull("rides"),
                in.list("parts", IssuedPart::of));
    }
}
