package org.tillmesh.retail.shift;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;

/**
 * The sums of some issued documents; returns count negative. X and Z reports, day Zs and sales reports are made of it.
 *
 * @param count documents, {@code returns} of them returns
 * @param rounding what buyers were let off because cash is rounded down: gross = takings + rounding
 * @param byTender takings by kind of tender ({@code cash} less change)
 * @param vatByCategory VAT, and {@code netByCategory} net, by tax category code
 * @param discounts given on sales
 */
public record Figures(
        int count,
        int returns,
        Money gross,
        Money vat,
        Money discounts,
        Money rounding,
        SortedMap<String, Money> byTender,
        SortedMap<String, Money> netByCategory,
        SortedMap<String, Money> vatByCategory) {
    public static final Figures NONE = new Figures(
            0, 0, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public Figures {
        byTender = Collections.unmodifiableSortedMap(new TreeMap<>(byTender));
        netByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(netByCategory));
        vatByCategory = Collections.unmodifiableSortedMap(new TreeMap<>(vatByCategory));
    }

    public static Figures of(IssuedDocument document) {
        var byTender = new TreeMap<String, Money>();
        document.takings().forEach((kind, amount) -> byTender.put(kind.code(), amount));
        var net = new TreeMap<String, Money>();
        var vat = new TreeMap<String, Money>();
        document.taxes().forEach(tax -> {
            net.merge(tax.category().code(), document.signed(tax.net()), Money::plus);
            vat.merge(tax.category().code(), document.signed(tax.vat()), Money::plus);
        });
        Money discounts = document.isSale()
                ? document.lines().stream().map(IssuedLine::discount).reduce(Money.ZERO, Money::plus)
                : Money.ZERO;
        return new Figures(
                1,
                document.isSale() ? 0 : 1,
                document.signed(document.total()),
                document.signed(document.vat()),
                discounts,
                document.signed(document.rounding()),
                byTender,
                net,
                vat);
    }

    public Figures plus(Figures other) {
        return new Figures(
                count + other.count,
                returns + other.returns,
                gross.plus(other.gross),
                vat.plus(other.vat),
                discounts.plus(other.discounts),
                rounding.plus(other.rounding),
                sum(byTender, other.byTender),
                sum(netByCategory, other.netByCategory),
                sum(vatByCategory, other.vatByCategory));
    }

    Figures negated() {
        return new Figures(
                -count,
                -returns,
                gross.negated(),
                vat.negated(),
                discounts.negated(),
                rounding.negated(),
                negated(byTender),
                negated(netByCategory),
                negated(vatByCategory));
    }

    private static SortedMap<String, Money> negated(SortedMap<String, Money> moneys) {
        var found = new TreeMap<String, Money>();
        moneys.forEach((key, money) -> found.put(key, money.negated()));
        return found;
    }

    public Money tender(TenderKind kind) {
        return byTender.getOrDefault(kind.code(), Money.ZERO);
    }

    private static SortedMap<String, Money> sum(SortedMap<String, Money> a, SortedMap<String, Money> b) {
        var sums = new TreeMap<>(a);
        b.forEach((key, money) -> sums.merge(key, money, Money::plus));
        return sums;
    }

    public Value toValue() {
        return new Body()
                .put("count", count)
                .put("returns", returns)
                .put("gross", gross)
                .put("vat", vat)
                .put("discounts", discounts)
                .putUnlessZero("rounding", rounding.minor())
                .putMoneys("byTender", byTender)
                .putMoneys("netByCategory", netByCategory)
                .putMoneys("vatByCategory", vatByCategory)
                .toValue();
    }

    public static Figures of(Value value) {
        Fields in = Fields.of("figures", value);
        return new Figures(
                in.smallNumber("count"),
                in.smallNumber("returns", 0),
                in.money("gross"),
                in.money("vat"),
                in.moneyOrZero("discounts"),
                in.moneyOrZero("rounding"),
                in.moneys("byTender"),
                in.moneys("netByCategory"),
                in.moneys("vatByCategory"));
    }
}
