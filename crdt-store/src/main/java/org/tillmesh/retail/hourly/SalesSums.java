package org.tillmesh.retail.hourly;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Exemption;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** The sums of some issued documents, in which returns count negative. More are added to it; whoever adds owns it. */
public final class SalesSums {

    /** A sum of its own. Money is in minor units. */
    public enum Figure {
        /** Issued documents, returns too. */
        DOCUMENTS,
        RETURNS,
        GROSS,
        VAT,
        /** Given back, counted positive. */
        RETURNED,
        /** Everything that was taken off sales: deals and by hand. */
        DISCOUNTS,
        /** What promotions took off sales. */
        DEALS,
        /** Lines of sales. */
        LINES,
        /** Pieces sold; a line that is weighed is one. */
        ITEMS,
        /** Lines of sales whose price was typed. */
        HAND_PRICES,
        /** What these lines came to. */
        HAND_PRICED,
        /** Documents whose cash was rounded. */
        ROUNDED,
        /** What tenders lack of totals because cash was rounded; returns count negative. */
        ROUNDING
    }

    /** How many documents took a tender, and what it came to: cash less change, returns negative. */
    public record Taking(long documents, Money amount) {
        private static final Taking NONE = new Taking(0, Money.ZERO);

        Taking plus(Taking other) {
            return new Taking(documents + other.documents, amount.plus(other.amount));
        }
    }

    /**
     * A tax category and why it bears no VAT.
     *
     * @param code of the category, like {@code S15}
     */
    public record Taxed(String code, Exemption exemption) implements Comparable<Taxed> {
        @Override
        public int compareTo(Taxed other) {
            int byCode = code.compareTo(other.code);
            return byCode != 0 ? byCode : exemption.compareTo(other.exemption);
        }
    }

    /** What sales and returns of a tax category came to; each positive. */
    public record Taxes(Money salesNet, Money salesVat, Money returnsNet, Money returnsVat) {
        private static final Taxes NONE = new Taxes(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);

        public Taxes plus(Taxes other) {
            return new Taxes(
                    salesNet.plus(other.salesNet),
                    salesVat.plus(other.salesVat),
                    returnsNet.plus(other.returnsNet),
                    returnsVat.plus(other.returnsVat));
        }

        public Money net() {
            return salesNet.minus(returnsNet);
        }

        public Money vat() {
            return salesVat.minus(returnsVat);
        }
    }

    /** What a promotion gave in so many lines or carts. */
    public record Given(String name, String nameAr, long times, Money off) {
        Given plus(Given other) {
            return new Given(name, nameAr, times + other.times, off.plus(other.off));
        }
    }

    private final long[] figures = new long[Figure.values().length];
    private final TreeMap<String, Taking> tenders = new TreeMap<>();
    private final TreeMap<Taxed, Taxes> taxes = new TreeMap<>();
    private final TreeMap<String, Given> deals = new TreeMap<>();

    public static SalesSums of(IssuedDocument document) {
        var sums = new SalesSums();
        sums.add(Figure.DOCUMENTS, 1);
        sums.add(Figure.GROSS, document.signed(document.total()).minor());
        sums.add(Figure.VAT, document.signed(document.vat()).minor());
        sums.add(Figure.ROUNDED, document.rounding().isZero() ? 0 : 1);
        sums.add(Figure.ROUNDING, document.signed(document.rounding()).minor());
        if (document.isSale()) {
            document.lines().forEach(sums::sold);
            document.deals().forEach(sums::deal);
        } else {
            sums.add(Figure.RETURNS, 1);
            sums.add(Figure.RETURNED, document.total().minor());
        }
        document.takings().forEach((kind, amount) -> sums.tenders.put(kind.code(), new Taking(1, amount)));
        document.taxes().forEach(tax -> {
            Taxes part = document.isSale()
                    ? new Taxes(tax.net(), tax.vat(), Money.ZERO, Money.ZERO)
                    : new Taxes(Money.ZERO, Money.ZERO, tax.net(), tax.vat());
            sums.taxes.merge(new Taxed(tax.category().code(), tax.exemption()), part, Taxes::plus);
        });
        return sums;
    }

    private void sold(IssuedLine line) {
        add(Figure.LINES, 1);
        Quantity pieces = line.pieces();
        add(Figure.ITEMS, pieces.isWhole() ? pieces.thousandths() / Quantity.ONE.thousandths() : 1);
        add(Figure.DISCOUNTS, line.discount().minor());
        add(Figure.DEALS, line.dealShare().minor());
        line.deals().forEach(deal -> {
            add(Figure.DEALS, deal.off().minor());
            deal(deal);
        });
        if (line.reason().kind() == Priced.Kind.HAND) {
            add(Figure.HAND_PRICES, 1);
            add(Figure.HAND_PRICED, line.total().minor());
        }
    }

    private void deal(Priced.Deal deal) {
        deals.merge(deal.id(), new Given(deal.name(), deal.nameAr(), 1, deal.off()), Given::plus);
    }

    private void add(Figure figure, long more) {
        figures[figure.ordinal()] = Math.addExact(figures[figure.ordinal()], more);
    }

    public SalesSums plus(SalesSums more) {
        for (Figure figure : Figure.values()) {
            add(figure, more.figures[figure.ordinal()]);
        }
        more.tenders.forEach((code, taking) -> tenders.merge(code, taking, Taking::plus));
        more.taxes.forEach((key, part) -> taxes.merge(key, part, Taxes::plus));
        more.deals.forEach((id, given) -> deals.merge(id, given, Given::plus));
        return this;
    }

    public long count(Figure figure) {
        return figures[figure.ordinal()];
    }

    public Money money(Figure figure) {
        return Money.sar(count(figure));
    }

    /** Gross less VAT. */
    public Money net() {
        return money(Figure.GROSS).minus(money(Figure.VAT));
    }

    /** By the code of the tender. */
    public SortedMap<String, Taking> tenders() {
        return Collections.unmodifiableSortedMap(tenders);
    }

    public Taking tender(String code) {
        return tenders.getOrDefault(code, Taking.NONE);
    }

    public SortedMap<Taxed, Taxes> taxes() {
        return Collections.unmodifiableSortedMap(taxes);
    }

    /** All of them together. */
    public Taxes taxed() {
        return taxes.values().stream().reduce(Taxes.NONE, Taxes::plus);
    }

    /** By the id of the promotion. */
    public SortedMap<String, Given> deals() {
        return Collections.unmodifiableSortedMap(deals);
    }

    // ---- bytes

    Value toValue() {
        var out = new Packer();
        out.number(figures.length);
        for (long figure : figures) {
            out.number(figure);
        }
        out.number(tenders.size());
        tenders.forEach(
                (code, taking) -> out.text(code).number(taking.documents).number(taking.amount.minor()));
        out.number(taxes.size());
        taxes.forEach((key, part) -> out.text(key.code)
                .text(key.exemption.code())
                .text(key.exemption.text())
                .number(part.salesNet.minor())
                .number(part.salesVat.minor())
                .number(part.returnsNet.minor())
                .number(part.returnsVat.minor()));
        out.number(deals.size());
        deals.forEach((id, given) -> out.text(id)
                .text(given.name)
                .text(given.nameAr)
                .number(given.times)
                .number(given.off.minor()));
        return Value.owning(out.packed());
    }

    public static SalesSums of(Value value) {
        var in = new Unpacker(value);
        var sums = new SalesSums();
        int figures = in.count();
        for (int i = 0; i < figures; i++) {
            long figure = in.number();
            if (i < sums.figures.length) {
                sums.figures[i] = figure;
            }
        }
        for (int left = in.count(); left > 0; left--) {
            sums.tenders.put(in.text(), new Taking(in.number(), money(in)));
        }
        for (int left = in.count(); left > 0; left--) {
            var key = new Taxed(in.text(), new Exemption(in.text(), in.text()));
            sums.taxes.put(key, new Taxes(money(in), money(in), money(in), money(in)));
        }
        for (int left = in.count(); left > 0; left--) {
            sums.deals.put(in.text(), new Given(in.text(), in.text(), in.number(), money(in)));
        }
        return sums;
    }

    private static Money money(Unpacker in) {
        return Money.sar(in.number());
    }
}
