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
import org.tillmesh.retail.shift.GrandTotals;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.value.Money;

/** A shift's Z as its record has it, and from nothing else: whenever it is made again, it is the same. */
public final class ZSheet {
    public static final String NAME = "z-report";

    private final List<List<Cell>> rows = new ArrayList<>();

    private ZSheet() {}

    public static ReportTable of(ShiftClosed z) {
        var sheet = new ZSheet();
        Money vat = z.figures().vat();
        sheet.count("zNumber", z.number());
        sheet.count("zDocuments", z.figures().count());
        sheet.count("zReturns", z.figures().returns());
        sheet.money("zNet", "", z.figures().gross().minus(vat));
        sheet.money("zVat", "", vat);
        sheet.money("zGross", "", z.figures().gross());
        sheet.money("zDiscounts", "", z.figures().discounts());
        z.figures().byTender().forEach((tender, sum) -> sheet.money("zTender", " " + tender, sum));
        sheet.money("zIn", "", z.count().cash().in());
        sheet.money("zOut", "", z.count().cash().out());
        sheet.money("zDrop", "", z.count().cash().drop());
        sheet.money("zExpected", "", z.expected());
        sheet.money("zCounted", "", z.counted());
        sheet.money("zDifference", "", z.difference());
        CardTotals cards = z.count().cards();
        if (cards != null) {
            sheet.cards(cards);
        }
        GrandTotals grand = z.grand();
        if (grand != null) {
            sheet.count("zGrandZs", grand.zs());
            sheet.count("zGrandDocuments", grand.documents());
            sheet.money("zGrandGross", "", grand.gross());
            sheet.money("zGrandVat", "", grand.vat());
        }
        var figures = new TreeMap<String, Money>();
        figures.put("gross", z.figures().gross());
        figures.put("vat", vat);
        var columns =
                List.of(Column.text("name"), Column.text("nameAr"), Column.number("count"), Column.price("amount"));
        return new ReportTable(
                NAME, null, null, columns, sheet.rows, z.figures().count(), figures, new TreeMap<>());
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
