package org.tillmesh.reports.sales;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.source.Slot;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.Titles;

/** By what rows of sales are told apart: a text that sorts, and the cells that say it. */
final class GroupKeys {
    private static final int DAYS = 7;

    private final SalesGroup group;
    private final Names names;

    GroupKeys(SalesGroup group, Names names) {
        this.group = group;
        this.names = names;
    }

    /** Of sums of documents; products and categories are told apart by their entries. */
    String of(Slot slot) {
        ZonedDateTime at = slot.at().atZone(slot.branch().zone());
        return switch (group) {
            case CASHIER -> slot.cashier().value();
            case TILL -> slot.till().toString();
            case STORE -> slot.till().branch();
            case HOUR -> at.toLocalDate() + " " + hour(at);
            case HOUR_OF_DAY -> hour(at);
            case DAY -> at.toLocalDate().toString();
            case WEEKDAY -> Integer.toString(at.getDayOfWeek().getValue() % DAYS);
            case MONTH -> YearMonth.from(at).toString();
            case PRODUCT, CATEGORY -> throw new AssertionError(group + " is told apart by entries");
        };
    }

    private static String hour(ZonedDateTime at) {
        return (at.getHour() < 10 ? "0" : "") + at.getHour() + ":00";
    }

    List<Column> columns() {
        var columns = new ArrayList<Column>();
        columns.add(
                switch (group) {
                    case PRODUCT ->
                        Column.text("product").to(ReportName.SALES_BY_DAY.code(), param(ReportParameter.PRODUCT));
                    case CATEGORY ->
                        Column.text("category").to(ReportName.SALES_BY_PRODUCT.code(), param(ReportParameter.CATEGORY));
                    case CASHIER ->
                        Column.text("cashier").to(ReportName.SALES_BY_PRODUCT.code(), param(ReportParameter.CASHIER));
                    case TILL ->
                        Column.text("till").to(ReportName.SALES_BY_CASHIER.code(), param(ReportParameter.TILL));
                    case STORE ->
                        Column.text("store").to(ReportName.SALES_BY_TILL.code(), param(ReportParameter.STORE));
                    case HOUR -> Column.text("hour");
                    case HOUR_OF_DAY -> Column.text("hourOfDay");
                    case DAY -> Column.date("day").to(ReportName.DOCUMENTS.code(), ReportQuery.DAY);
                    case WEEKDAY -> Column.text("weekday");
                    case MONTH -> Column.text("month");
                });
        if (isNamed()) {
            columns.add(Column.text("name"));
            columns.add(Column.text("nameAr"));
        }
        return columns;
    }

    private static String param(ReportParameter parameter) {
        return parameter.code();
    }

    private boolean isNamed() {
        return switch (group) {
            case PRODUCT, CATEGORY, CASHIER, STORE, WEEKDAY -> true;
            case TILL, HOUR, HOUR_OF_DAY, DAY, MONTH -> false;
        };
    }

    List<Cell> cells(String key) {
        return switch (group) {
            case PRODUCT -> names.product(key);
            case CATEGORY -> names.category(key);
            case CASHIER -> names.user(key);
            case STORE -> names.branch(key);
            case WEEKDAY -> {
                DayOfWeek day = DayOfWeek.of((Integer.parseInt(key) + DAYS - 1) % DAYS + 1);
                yield List.of(
                        Cell.of(day.name().substring(0, 3)),
                        Cell.of(day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
                        Cell.of(day.getDisplayName(TextStyle.FULL, Titles.ARABIC)));
            }
            case DAY -> List.of(Cell.of(LocalDate.parse(key)));
            case TILL, HOUR, HOUR_OF_DAY, MONTH -> List.of(Cell.of(key));
        };
    }
}
