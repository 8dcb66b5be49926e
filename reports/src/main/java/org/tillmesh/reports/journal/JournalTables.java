package org.tillmesh.reports.journal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.sales.MarginTables;
import org.tillmesh.reports.sales.SalesTables;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.reports.source.SalesSource;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.Titles;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.hourly.ProductSums;
import org.tillmesh.retail.hourly.SalesSums;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;

/**
 * Each day of each branch as one entry whose debits are its credits: what was taken, what was sold without VAT, the VAT, what
 * gift cards were loaded with, what the goods cost, cash in and out, and what drawers differed by. Returns take away from all of it.
 */
public final class JournalTables {
    private final Books books;
    private final ReportQuery query;
    private final Accounts accounts;

    public JournalTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
        this.accounts = Accounts.of(books.view());
    }

    /** Debits of a day, positive, and credits, negative, by account. */
    private static final class Day {
        private final Map<Account, Money> sums = new EnumMap<>(Account.class);

        void debit(Account account, Money amount) {
            sums.merge(account, amount, Money::plus);
        }

        void credit(Account account, Money amount) {
            debit(account, amount.negated());
        }
    }

    public ReportTable journal() {
        Span asked = SalesTables.span(books, query);
        var rows = new ArrayList<List<Cell>>();
        Money turned = Money.ZERO;
        for (Branch branch : books.branches()) {
            Span span = query.period().in(branch.zone(), books.now());
            for (Map.Entry<LocalDate, Day> each : days(branch, span).entrySet()) {
                for (Map.Entry<Account, Money> sum : each.getValue().sums.entrySet()) {
                    if (!sum.getValue().isZero()) {
                        turned = sum.getValue().isPositive() ? turned.plus(sum.getValue()) : turned;
                        rows.add(row(branch, each.getKey(), sum.getKey(), sum.getValue()));
                    }
                }
            }
        }
        var columns = List.of(
                Column.date("day"),
                Column.text("store"),
                Column.text("account"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.amount("debit"),
                Column.amount("credit"),
                Column.text("reference"));
        var figures = new TreeMap<String, Money>();
        figures.put("debit", turned);
        figures.put("credit", turned);
        return new ReportTable(
                query.name().code(), asked.from(), asked.to(), columns, rows, rows.size(), figures, books.heard());
    }

    private List<Cell> row(Branch branch, LocalDate day, Account account, Money sum) {
        String word = "account." + account.code();
        Cell none = new Cell.Blank(Column.Kind.AMOUNT);
        return List.of(
                Cell.of(day),
                Cell.of(branch.scope().branchId()),
                Cell.of(accounts.number(account)),
                Cell.of(Titles.word(word, Locale.ENGLISH)),
                Cell.of(Titles.word(word, Titles.ARABIC)),
                sum.isPositive() ? Cell.of(sum) : none,
                sum.isPositive() ? none : Cell.of(sum.negated()),
                Cell.of(branch.scope().branchId() + "-" + day));
    }

    private TreeMap<LocalDate, Day> days(Branch branch, Span span) {
        var days = new TreeMap<LocalDate, Day>();
        var part = new ReportQuery(query.name(), new Period.Between(span.from(), span.to()), query.filter(), null);
        var source = new SalesSource(books, branch, part, span);
        source.sales((slot, sums) ->
                sold(days.computeIfAbsent(LocalDate.ofInstant(slot.at(), branch.zone()), day -> new Day()), sums));
        var goods = new TreeMap<LocalDate, ProductSums>();
        source.products(
                slot -> goods.computeIfAbsent(LocalDate.ofInstant(slot.at(), branch.zone()), day -> new ProductSums()));
        goods.forEach((day, sums) -> sums.entries().stream()
                .filter(entry -> books.retail()
                        .catalogue()
                        .byId(new ProductId(entry.product()))
                        .filter(Product::giftCard)
                        .isPresent())
                .forEach(entry -> {
                    Day of = days.computeIfAbsent(day, d -> new Day());
                    of.debit(Account.ofSales(entry.tax()), entry.net());
                    of.credit(Account.GIFT_CARDS, entry.net());
                }));
        new MarginTables(books, part).costByDay(branch, span).forEach((date, cost) -> {
            Day day = days.computeIfAbsent(LocalDate.parse(date), d -> new Day());
            day.debit(Account.COST_OF_GOODS, cost);
            day.credit(Account.INVENTORY, cost);
        });
        drawers(branch, span, days);
        return days;
    }

    private static void sold(Day day, SalesSums sums) {
        Money taken = Money.ZERO;
        for (Map.Entry<String, SalesSums.Taking> tender : sums.tenders().entrySet()) {
            taken = taken.plus(tender.getValue().amount());
            day.debit(Account.ofTender(tender.getKey()), tender.getValue().amount());
        }
        Money owed = Money.ZERO;
        for (Map.Entry<SalesSums.Taxed, SalesSums.Taxes> tax : sums.taxes().entrySet()) {
            SalesSums.Taxes parts = tax.getValue();
            owed = owed.plus(parts.net()).plus(parts.vat());
            day.credit(Account.ofSales(tax.getKey().code()), parts.net());
            day.credit(Account.VAT, parts.vat());
        }
        day.debit(Account.ROUNDING, owed.minus(taken));
    }

    private void drawers(Branch branch, Span span, TreeMap<LocalDate, Day> days) {
        var shifts = books.retail().shifts();
        for (CashMovement moved : shifts.cashBetween(branch.scope(), span.from(), span.to())) {
            Day day = days.computeIfAbsent(LocalDate.ofInstant(moved.at(), branch.zone()), d -> new Day());
            day.debit(Account.CASH, moved.amount());
            day.credit(moved.kind() == CashMovement.Kind.DROP ? Account.SAFE : Account.OTHER_CASH, moved.amount());
        }
        for (ShiftClosed closed : shifts.closedBetween(branch.scope(), span.from(), span.to())) {
            Day day = days.computeIfAbsent(LocalDate.ofInstant(closed.at(), branch.zone()), d -> new Day());
            closed.count().onAccount().forEach((tender, sum) -> {
                day.debit(Account.ofTender(tender), sum);
                day.credit(Account.RECEIVABLES, sum);
            });
            day.debit(Account.CASH, closed.difference());
            day.credit(Account.CASH_DIFFERENCES, closed.difference());
        }
    }
}
