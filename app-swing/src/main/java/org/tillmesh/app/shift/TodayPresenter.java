package org.tillmesh.app.shift;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.backroom.BackroomAnswers;

/** How the store does, today or this week, for who may see reports, and for others with a manager's word. */
public final class TodayPresenter extends PagePresenter {
    private static final int BARS_MAX = 30;

    /** Each a report, drawn as bars. */
    private enum Part {
        HOURS("sales-by-hour-of-day"),
        DAYS("sales-by-day"),
        PRODUCTS("sales-by-product"),
        CATEGORIES("sales-by-category"),
        CASHIERS("sales-by-cashier"),
        TILLS("sales-by-till"),
        PAYMENTS("sales-by-payment");

        private final String report;

        Part(String report) {
            this.report = report;
        }
    }

    private final Map<Part, BackroomAnswers.Report> reports = new EnumMap<>(Part.class);
    private String period = "today";

    public TodayPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.MENU);
    }

    @Override
    public void shown() {
        reports.clear();
        super.shown();
    }

    /** A change of language shows what is there; it is asked for when the page is opened, for a manager may be asked. */
    @Override
    public void render() {
        show();
    }

    @Override
    protected void look() {
        show();
        String of = period;
        act(
                approve -> {
                    var found = new EnumMap<Part, BackroomAnswers.Report>(Part.class);
                    for (Part part : Part.values()) {
                        found.put(part, desk.till().backroom().report(part.report, Map.of("period", of), approve));
                    }
                    return found;
                },
                found -> {
                    reports.putAll(found);
                    show();
                });
    }

    private void show() {
        var rows = new ArrayList<PageRow>();
        if (!reports.isEmpty()) {
            for (Part part : Part.values()) {
                rows.add(new PageRow(part.name(), text("today_" + part), text("period_" + period), ""));
            }
        }
        rows(rows, text("todayNeedsApproval"));
    }

    @Override
    protected void tell() {
        view.search("");
        BackroomAnswers.Report days = reports.get(Part.DAYS);
        view.head(
                text("period_" + period),
                days == null || days.asOf() == null ? "" : text("asOf", at(days.asOf())));
        if (days == null || !isAnyChosen()) {
            view.detail(List.of());
            return;
        }
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(text("turnover")));
        lines.add(PageLine.pair(text("grossSales"), code(days.gross()), Tone.GOOD));
        lines.add(PageLine.pair(text("vat"), code(days.vat())));
        lines.add(PageLine.pair(text("documents"), code(days.count())));
        if (days.lacks() != null) {
            days.lacks()
                    .forEach(lack -> lines.add(PageLine.words(
                            lack.heard() == null
                                    ? text("lacksAll", code(lack.till()))
                                    : text("lacksSince", code(lack.till()), at(lack.heard())),
                            Tone.WARNING)));
        }
        Part part = Part.valueOf(chosenId());
        lines.add(PageLine.head(text("today_" + part)));
        BackroomAnswers.Report report = reports.get(part);
        if (report != null) {
            bars(report, lines);
        }
        view.detail(lines);
    }

    private void bars(BackroomAnswers.Report report, List<PageLine> lines) {
        BigDecimal most = report.rows().stream()
                .map(TodayPresenter::gross)
                .reduce(BigDecimal.ONE, BigDecimal::max);
        if (report.rows().isEmpty()) {
            lines.add(PageLine.words(text("nothingSoldYet"), Tone.PLAIN));
        }
        report.rows().stream().limit(BARS_MAX).forEach(row -> {
            BigDecimal gross = gross(row);
            int percent = gross.signum() <= 0
                    ? 0
                    : gross.multiply(BigDecimal.valueOf(100))
                            .divideToIntegralValue(most)
                            .intValue();
            lines.add(PageLine.bar(label(report, row), code(gross.toPlainString()), percent));
        });
    }

    private static BigDecimal gross(Map<String, String> row) {
        @Nullable String text = row.get("gross");
        if (text == null) {
            text = row.get("amount");
        }
        return text == null || text.isEmpty() ? BigDecimal.ZERO : Money.parse(text, Money.SAR).toBigDecimal();
    }

    private String label(BackroomAnswers.Report report, Map<String, String> row) {
        String name = row.getOrDefault("name", "");
        if (!name.isEmpty()) {
            return desk.language().name(name, row.getOrDefault("nameAr", ""));
        }
        String first = report.columns() == null ? "" : report.columns().get(0).key();
        String value = row.getOrDefault(first, "");
        return chosenId().equals(Part.PAYMENTS.name()) && isTender(value) ? text("slips_" + value) : code(value);
    }

    private static boolean isTender(String value) {
        return ShiftForm.slips().stream().anyMatch(kind -> kind.code().equals(value));
    }

    @Override
    public KeyMap keys() {
        return super.keys()
                .bar(FunctionKey.F2, "period_today", "clock", () -> of("today"))
                .bar(FunctionKey.F3, "period_yesterday", "arrow-back", () -> of("yesterday"))
                .bar(FunctionKey.F4, "period_week", "notes", () -> of("week"))
                .bar(FunctionKey.F5, "lookAgain", "refresh", this::look);
    }

    private void of(String wanted) {
        period = wanted;
        look();
    }
}
