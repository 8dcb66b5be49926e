package org.tillmesh.app.reports;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Mend;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.reports.ChoicePresenter.Choice;
import org.tillmesh.reports.chart.Series;
import org.tillmesh.reports.export.ReportFormat;
import org.tillmesh.reports.export.Shown;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.Titles;
import org.tillmesh.till.shop.TillException;

/**
 * Shows a report over what this till knows, asks for another period or part of it, follows a row down to the receipt and
 * finds its way back. It is read beside the till's other work and holds nothing up.
 */
public final class ReportsPresenter extends Presenter {
    private static final String RECEIPT = "receipt";
    private static final String DAYS = "days";
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.BASIC_ISO_DATE;

    private final ReportsView view;
    private final Path folder;
    private final Deque<ReportAsked> before = new ArrayDeque<>();
    private ReportAsked asked = ReportAsked.of(ReportName.SALES_BY_HOUR, Period.Named.TODAY);
    private @Nullable Shown shown;
    private int row = -1;
    private boolean isChart;
    private String problem = "";
    private int question;

    /** @param folder where files go */
    ReportsPresenter(Desk desk, ReportsView view, Path folder) {
        super(desk);
        this.view = view;
        this.folder = folder;
    }

    @Override
    public void shown() {
        ask(asked);
    }

    @Override
    public void render() {
        Language in = desk.language();
        Shown report = shown;
        if (report != null && !report.language().equals(in.locale())) {
            report = new Shown(report.table(), in.locale(), report.zone(), report.place(), report.asOf());
            shown = report;
        }
        view.asked(Titles.report(asked.name().code(), in.locale()), asked.period(in), asked.narrowed(in));
        view.report(report, row, isChart && hasChart());
        view.problem(problem.isEmpty() && isEmpty() ? text("reportEmpty") : problem);
    }

    private boolean isEmpty() {
        return shown != null && shown.table().rows().isEmpty();
    }

    private boolean hasChart() {
        return shown != null
                && !isEmpty()
                && Series.of(shown.table(), desk.language().isRightToLeft()).isPresent();
    }

    // ---- asking

    /** An answer that comes after another question is let go. */
    private void ask(ReportAsked wanted) {
        asked = wanted;
        shown = null;
        row = -1;
        problem = "";
        int mine = ++question;
        render();
        desk.keysChanged();
        Consumer<Shown> found = report -> {
            if (mine == question) {
                shown = report;
                row = report.table().rows().isEmpty() ? -1 : 0;
                render();
                desk.keysChanged();
            }
        };
        Consumer<TillException> refused = why -> {
            if (mine == question) {
                problem = String.valueOf(why.getMessage());
                desk.sounds().blocked();
                render();
            }
        };
        desk.aside(() -> look(wanted, null), found, why -> {
            if (Mend.of(why) == Mend.APPROVAL && mine == question) {
                desk.approvable(pin -> look(wanted, pin), found, refused);
            } else {
                refused.accept(why);
            }
        });
    }

    private Shown look(ReportAsked wanted, @Nullable String approve) {
        return desk.till()
                .backroom()
                .look(wanted.name().code(), wanted.texts(), desk.language().locale(), approve);
    }

    @Override
    public KeyMap keys() {
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", this::back)
                .bar(FunctionKey.F2, "reportOther", "notes", this::chooseReport)
                .bar(FunctionKey.F3, "reportPeriod", "clock", this::choosePeriod)
                .bar(FunctionKey.F4, "reportNarrow", "search", this::chooseParameter)
                .unless(asked.name().parameters().isEmpty(), "reportNoParts")
                .key(FunctionKey.F5, "reportBy", "menu-2", this::chooseGroup)
                .unless(!asked.name().takesGroup(), "reportNoGroups")
                .bar(
                        FunctionKey.F6,
                        isChart ? "reportRows" : "reportChart",
                        isChart ? "menu-2" : "hash",
                        this::turnChart)
                .unless(!isChart && !hasChart(), "reportNoChart")
                .bar(FunctionKey.F7, "reportSave", "download", this::chooseFormat)
                .unless(shown == null, "reportNone")
                .key(FunctionKey.ENTER, "reportFollow", this::follow)
                .unless(follow(row) == null, "reportNoMore")
                .key(FunctionKey.UP, "chooseLine", () -> select(row - 1))
                .key(FunctionKey.DOWN, "chooseLine", () -> select(row + 1));
    }

    private void back() {
        ReportAsked earlier = before.poll();
        if (earlier == null) {
            desk.show(Desk.Place.MENU);
        } else {
            ask(earlier);
        }
    }

    private void turnChart() {
        isChart = !isChart;
        render();
        desk.keysChanged();
    }

    void select(int wanted) {
        Shown report = shown;
        if (report != null && wanted >= 0 && wanted < report.table().rows().size() && wanted != row) {
            row = wanted;
            view.select(row);
            desk.keysChanged();
        }
    }

    // ---- choosing

    private void choose(String title, List<Choice> all, Consumer<String> chosen) {
        view.choose(new ChoicePresenter(
                desk,
                title,
                (typed, found) -> found.accept(all.stream()
                        .filter(choice ->
                                choice.name().toLowerCase(Locale.ROOT).contains(typed.toLowerCase(Locale.ROOT)))
                        .toList()),
                chosen));
    }

    private void chooseReport() {
        Locale language = desk.language().locale();
        List<Choice> all = Arrays.stream(ReportName.values())
                .map(name -> new Choice(name.code(), Titles.report(name.code(), language)))
                .toList();
        choose(text("reportOther"), all, code -> {
            before.clear();
            ReportName name = ReportName.of(code).orElseThrow();
            if (name == ReportName.CUSTOMER_STATEMENT) {
                chooseValue(
                        ReportParameter.CUSTOMER, id -> ask(asked.to(name).only(ReportParameter.CUSTOMER.code(), id)));
            } else {
                ask(asked.to(name));
            }
        });
    }

    private void choosePeriod() {
        var all = new ArrayList<Choice>();
        Period.Named.codes().forEach(code -> all.add(new Choice(code, text("period_" + code))));
        all.add(new Choice(DAYS, text("period_days")));
        choose(text("reportPeriod"), all, code -> {
            if (code.equals(DAYS)) {
                LocalDate today = desk.today();
                askDay(
                        text("firstDay"),
                        today.withDayOfMonth(1),
                        first -> askDay(
                                text("lastDay"), today, last -> ask(asked.between(first.toString(), last.toString()))));
            } else {
                ask(asked.in(code));
            }
        });
    }

    private void askDay(String title, LocalDate usual, Consumer<LocalDate> given) {
        desk.askNumber(title, DIGITS.format(usual), typed -> day(typed), given);
    }

    private LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.replace("-", "").replace(".", ""), DIGITS);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text("reportNoDay", Language.code(typed)));
        }
    }

    private void chooseGroup() {
        List<Choice> all = ReportQuery.groups(asked.name()).stream()
                .map(group -> new Choice(group.code(), ReportAsked.group(group, desk.language())))
                .toList();
        choose(text("reportBy"), all, code -> ask(asked.by(SalesGroup.of(code).orElseThrow())));
    }

    private void chooseParameter() {
        Locale language = desk.language().locale();
        List<Choice> all = asked.name().parameters().stream()
                .map(parameter -> new Choice(parameter.code(), Titles.column(parameter.code(), language)))
                .toList();
        choose(text("reportNarrow"), all, code -> {
            ReportParameter parameter = ReportParameter.of(code).orElseThrow();
            chooseValue(parameter, id -> ask(asked.only(code, id)));
        });
    }

    private void chooseValue(ReportParameter parameter, Consumer<String> chosen) {
        Language in = desk.language();
        Choice all = new Choice("", text("reportAll"));
        boolean isNeeded = asked.name() == ReportName.CUSTOMER_STATEMENT;
        view.choose(new ChoicePresenter(
                desk,
                Titles.column(parameter.code(), in.locale()),
                (typed, found) -> desk.aside(
                        () -> desk.till().backroom().reportValues(parameter, typed),
                        values -> {
                            var choices = new ArrayList<Choice>();
                            if (typed.isEmpty() && asked.texts().containsKey(parameter.code()) && !isNeeded) {
                                choices.add(all);
                            }
                            values.forEach(value ->
                                    choices.add(new Choice(value.id(), in.name(value.name(), value.nameAr()))));
                            found.accept(choices);
                        },
                        this::refused),
                chosen));
    }

    // ---- following

    /** @return what a row leads to; null for nothing */
    private @Nullable Runnable follow(int at) {
        Shown report = shown;
        if (report == null || at < 0 || at >= report.table().rows().size()) {
            return null;
        }
        ReportTable table = report.table();
        List<Cell> cells = table.rows().get(at);
        for (int i = 0; i < cells.size(); i++) {
            Column column = table.columns().get(i);
            String value = cells.get(i).text();
            if (!value.isEmpty() && column.key().equals(RECEIPT)) {
                return () -> paper(value);
            }
            Column.Drill drill = column.drill();
            if (!value.isEmpty() && drill != null && !isSame(drill, value)) {
                return () -> {
                    before.push(asked);
                    ReportName next = ReportName.of(drill.report()).orElseThrow();
                    ask(asked.to(next).only(drill.parameter(), value));
                };
            }
        }
        return null;
    }

    private boolean isSame(Column.Drill drill, String value) {
        return drill.report().equals(asked.name().code())
                && value.equals(asked.texts().get(drill.parameter()));
    }

    void follow() {
        Objects.requireNonNull(follow(row)).run();
    }

    private void paper(String receipt) {
        desk.aside(
                () -> desk.till().papers().receiptImage(receipt, null),
                png -> view.paper(Language.code(receipt), png),
                this::refused);
    }

    // ---- taking away

    private void chooseFormat() {
        Shown report = Objects.requireNonNull(shown);
        boolean isJournal = asked.name() == ReportName.JOURNAL;
        List<Choice> formats = Arrays.stream(ReportFormat.values())
                .filter(format -> format != ReportFormat.SVG || hasChart())
                .filter(format -> isJournal || !format.isOfJournal())
                .map(format -> new Choice(format.code(), text("format_" + format.code())))
                .toList();
        choose(text("reportSave"), formats, code -> save(report, ReportFormat.of(code)));
    }

    private void save(Shown report, ReportFormat format) {
        desk.aside(
                () -> desk.till().backroom().save(report, format, folder),
                saved -> {
                    desk.sounds().done();
                    desk.say(text("reportSaved", Language.code(saved.toString())), false);
                },
                this::refused);
    }
}
