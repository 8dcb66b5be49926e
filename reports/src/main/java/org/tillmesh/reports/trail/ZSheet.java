package org.tillmesh.reports.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.Titles;
import org.tillmesh.retail.shift.CardTotals;
import org.tillmesh.retail.shift.CashSums;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.GrandTotals;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.XReport;
import org.tillmesh.retail.value.Money;

/** A shift's Z, or an X of it, as its record has it, and from nothing else: whenever it is made again, it is the same. */
public final class ZSheet {
    private static final String Z = "z-report";
    private static final String X = "x-report";

    private final List<List<Cell>> rows = new ArrayList<>();

    private ZSheet() {}

    public static ReportTable of(ShiftClosed z) {
        var sheet = new ZSheet();
        sheet.count("zNumber", z.number());
        sheet.figures(z.figures());
        sheet.cash(z.count().cash());
        sheet.money("zExpected", "", z.expected());
        sheet.money("zCounted", "", z.counted());
        sheet.money("zDifference", "", z.difference());
        CardTotals cards = z.count().cards();
        if (cards != null) {
            sheet.cards(cards);
        }
        GrandTotals grand = z.grand();
        if (grand != null) {
            sheet.grand(grand);
        }
        return sheet.table(Z, z.figures());
    }

    public static ReportTable of(XReport x) {
        var sheet = new ZSheet();
        sheet.count("xNumber", x.number());
        sheet.count("xShift", x.shiftNumber());
        sheet.figures(x.figures());
        sheet.money("xFloat", "", x.openingFloat());
        sheet.cash(x.cash());
        x.onAccount().forEach((tender, sum) -> sheet.money("xOnAccount", " " + tender, sum));
        sheet.money("zExpected", "", x.expected());
        sheet.grand(x.grand());
        return sheet.table(X, x.figures());
    }

    private void figures(Figures figures) {
        count("zDocuments", figures.count());
        count("zReturns", figures.returns());
        money("zNet", "", figures.gross().minus(figures.vat()));
        money("zVat", "", figures.vat());
        money("zGross", "", figures.gross());
        money("zDiscounts", "", figures.discounts());
        figures.byTender().forEach((tender, sum) -> money("zTender", " " + tender, sum));
    }

    private void cash(CashSums cash) {
        money("zIn", "", cash.in());
        money("zOut", "", cash.out());
        money("zDrop", "", cash.drop());
    }

    private void grand(GrandTotals grand) {
        count("zGrandZs", grand.zs());
        count("zGrandDocuments", grand.documents());
        money("zGrandGross", "", grand.gross());
        money("zGrandVat", "", grand.vat());
    }

    private ReportTable table(String name, Figures of) {
        var figures = new TreeMap<String, Money>();
        figures.put("gross", of.gross());
        figures.put("vat", of.vat());
        var columns =
                List.of(Column.text("name"), Column.text("nameAr"), Column.number("count"), Column.price("amount"));
        return new ReportTable(name, null, null, columns, rows, of.count(), figures, new TreeMap<>());
    }

    /** The till's sums beside the terminal's; where they differ by how much. */
    private void cards(CardTotals cards) {
        for (String scheme : cards.schemes()) {
            money(
                    "zCards",
                    " " + scheme,
                    cards.till().getOrDefault(scheme, CardTotals.Sum.NONE).amount());
            Money difference = cards.difference(scheme);
            if (difference != null) {
                money(
                        "zTerminal",
                        " " + scheme,
                        cards.terminal()
                                .getOrDefault(scheme, CardTotals.Sum.NONE)
                                .amount());
                differing(" " + scheme, difference);
            }
        }
        Money difference = cards.difference();
        if (difference == null) {
            count("zTerminalSilent", 1);
        } else {
            money("zTerminal", "", cards.terminalTotal());
            differing("", difference);
        }
        for (CardTotals.Offline each : cards.offline()) {
            String pan = each.pan() == null ? "" : " " + each.pan();
            money(each.overLimit() ? "zOfflineOver" : "zOffline", pan, each.amount());
        }
    }

    private void differing(String more, Money difference) {
        if (!difference.isZero()) {
            money("zTerminalDifference", more, difference);
        }
    }

    private void count(String word, long count) {
        rows.add(List.of(english(word, ""), arabic(word, ""), Cell.of(count), new Cell.Blank(Column.Kind.AMOUNT)));
    }

    private void money(String word, String more, Money money) {
        rows.add(List.of(english(word, more), arabic(word, more), new Cell.Blank(Column.Kind.NUMBER), Cell.of(money)));
    }

    private static Cell english(String word, String more) {
        return Cell.of(Titles.word(word, Locale.ENGLISH) + more);
    }

    private static Cell arabic(String word, String more) {
        return Cell.of(Titles.word(word, Titles.ARABIC) + more);
    }
}
