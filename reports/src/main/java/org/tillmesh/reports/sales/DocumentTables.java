package org.tillmesh.reports.sales;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.reports.source.SalesSource;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.deal.Priced;
import org.tillmesh.retail.hourly.SalesSums;
import org.tillmesh.retail.hourly.SalesSums.Figure;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.KeyRange;

/** What stands out among documents: discounts, prices by hand, returns, and whose they are. */
public final class DocumentTables {
    private final Books books;
    private final ReportQuery query;
    private final SalesTables sales;

    public DocumentTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
        this.sales = new SalesTables(books, query);
    }

    /** Every document of the period, by time. */
    public ReportTable list() {
        List<Sold> all = books.branches().stream()
                .flatMap(branch -> isRead() ? read(branch) : ofIndex(branch).stream())
                .toList();
        var rows = new ArrayList<List<Cell>>();
        Money gross = Money.ZERO;
        Money vat = Money.ZERO;
        for (Sold sold : all) {
            gross = gross.plus(sold.total());
            vat = vat.plus(sold.vat());
            rows.add(List.of(
                    Cell.of(sold.at()),
                    Cell.of(sold.receipt().toString()),
                    Cell.of(sold.isSale() ? "sale" : "return"),
                    Cell.of(sold.cashier().value()),
                    Cell.of(sold.total().minus(sold.vat())),
                    Cell.of(sold.vat()),
                    Cell.of(sold.total())));
        }
        var columns = List.of(
                Column.time("at"),
                Column.text("receipt"),
                Column.text("kind"),
                Column.text("cashier"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross"));
        return sales.table(columns, rows, rows.size(), gross, vat);
    }

    /** Whether only the documents themselves say which are wanted. */
    private boolean isRead() {
        return query.filter().keySet().stream()
                .anyMatch(each -> each != ReportParameter.STORE
                        && each != ReportParameter.TILL
                        && each != ReportParameter.CASHIER);
    }

    private Stream<Sold> read(Branch branch) {
        return SalesTables.source(books, branch, query)
                .documents(ofIndex(branch))
                .filter(document -> document.lines().stream()
                        .anyMatch(line -> isWanted(ReportParameter.PRODUCT, line.productId().value())
                                && isWanted(ReportParameter.CATEGORY, line.category())))
                .map(Sold::of);
    }

    private boolean isWanted(ReportParameter parameter, String value) {
        return query.only(parameter).map(value::equals).orElse(true);
    }

    /** Without reading a document. */
    private List<Sold> ofIndex(Branch branch) {
        Span span = query.period().in(branch.zone(), books.now());
        return books.retail().sales().between(branch.scope(), span.from(), span.to()).stream()
                .filter(sold -> isWanted(ReportParameter.TILL, sold.till().toString())
                        && isWanted(ReportParameter.CASHIER, sold.cashier().value()))
                .toList();
    }

    /** What each cashier took off, and how. */
    public ReportTable discounts() {
        var all = new SalesSums();
        var rows = new ArrayList<List<Cell>>();
        var keys = new GroupKeys(SalesGroup.CASHIER, new Names(books));
        sales.documents(keys).forEach((cashier, sums) -> {
            all.plus(sums);
            Money off = sums.money(Figure.DISCOUNTS);
            Money deals = sums.money(Figure.DEALS);
            Money sold = sums.money(Figure.GROSS).plus(sums.money(Figure.RETURNED));
            var row = new ArrayList<>(keys.cells(cashier));
            row.addAll(List.of(
                    Cell.of(sums.count(Figure.DOCUMENTS) - sums.count(Figure.RETURNS)),
                    Cell.of(off),
                    Cell.of(deals),
                    Cell.of(off.minus(deals)),
                    Cell.Percent.of(off.minor(), sold.plus(off).minor()),
                    Cell.of(sums.count(Figure.HAND_PRICES)),
                    Cell.of(sums.money(Figure.HAND_PRICED))));
            rows.add(row);
        });
        var columns = new ArrayList<>(keys.columns());
        columns.addAll(List.of(
                Column.count("count"),
                Column.amount("discount"),
                Column.amount("deals"),
                Column.amount("byHand"),
                Column.percent("discountShare"),
                Column.count("handPrices"),
                Column.amount("handPriced")));
        return sales.table(
                columns, rows, (int) all.count(Figure.DOCUMENTS), all.money(Figure.GROSS), all.money(Figure.VAT));
    }

    /** Lines whose price was typed. */
    public ReportTable handPrices() {
        var rows = new ArrayList<List<Cell>>();
        Money gross = Money.ZERO;
        Money vat = Money.ZERO;
        for (IssuedDocument document :
                documents().filter(IssuedDocument::isSale).toList()) {
            for (var line : document.lines()) {
                if (line.reason().kind() == Priced.Kind.HAND) {
                    gross = gross.plus(line.total());
                    vat = vat.plus(line.vat());
                    rows.add(List.of(
                            Cell.of(document.at()),
                            Cell.of(document.receipt().toString()),
                            Cell.of(document.cashier().value()),
                            approver(document.approvedBy()),
                            Cell.of(line.productId().value()),
                            Cell.of(line.name()),
                            Cell.of(line.nameAr()),
                            Cell.of(line.qty()),
                            Cell.of(line.price()),
                            Cell.of(line.total()),
                            Cell.of(line.reason().name())));
                }
            }
        }
        var columns = List.of(
                Column.time("at"),
                Column.text("receipt"),
                Column.text("cashier"),
                Column.text("approvedBy"),
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.quantity("qty"),
                Column.price("price"),
                Column.amount("gross"),
                Column.text("reason"));
        return sales.table(columns, rows, rows.size(), gross, vat);
    }

    public ReportTable returns() {
        var rows = new ArrayList<List<Cell>>();
        Money gross = Money.ZERO;
        Money vat = Money.ZERO;
        for (IssuedDocument document : documents().toList()) {
            gross = gross.plus(document.total());
            vat = vat.plus(document.vat());
            rows.add(List.of(
                    Cell.of(document.at()),
                    Cell.of(document.receipt().toString()),
                    Cell.of(document.originalReceipt() == null ? "" : document.originalReceipt()),
                    Cell.of(document.cashier().value()),
                    approver(document.approvedBy()),
                    Cell.of((long) document.lines().size()),
                    Cell.of(document.vat()),
                    Cell.of(document.total()),
                    Cell.of(document.reason() == null ? "" : document.reason())));
        }
        var columns = List.of(
                Column.time("at"),
                Column.text("receipt"),
                Column.text("original"),
                Column.text("cashier"),
                Column.text("approvedBy"),
                Column.count("lines"),
                Column.amount("vat"),
                Column.amount("gross"),
                Column.text("reason"));
        return sales.table(columns, rows, rows.size(), gross, vat);
    }

    private static Cell approver(@Nullable UserId user) {
        return Cell.of(user == null ? "" : user.value());
    }

    private Stream<IssuedDocument> documents() {
        return books.branches().stream().flatMap(branch -> {
            SalesSource source = SalesTables.source(books, branch, query);
            return source.documents(sold(source));
        });
    }

    /** Documents that a query reads in whole, so that archived ones can be brought before. */
    public static List<Sold> needed(Books books, Branch branch, ReportQuery query) {
        var tables = new DocumentTables(books, query);
        return query.name() == ReportName.DOCUMENTS
                ? tables.isRead() ? tables.ofIndex(branch) : List.of()
                : tables.sold(SalesTables.source(books, branch, query));
    }

    private List<Sold> sold(SalesSource source) {
        return switch (query.name()) {
            case RETURNS ->
                source.worth(sums -> sums.count(Figure.RETURNS) > 0).stream()
                        .filter(Predicate.not(Sold::isSale))
                        .toList();
            case HAND_PRICES ->
                source.worth(sums -> sums.count(Figure.HAND_PRICES) > 0).stream()
                        .filter(Sold::isSale)
                        .toList();
            default -> source.singly();
        };
    }

    // ---- customers

    private static final class Bought {
        long documents;
        Money gross = Money.ZERO;
        Money vat = Money.ZERO;
        Instant last = Instant.EPOCH;
    }

    /** Those who stayed after merges, each once, the best first. */
    public ReportTable customers() {
        var bought = new TreeMap<CustomerId, Bought>();
        for (Branch branch : books.branches()) {
            Span span = query.period().in(branch.zone(), books.now());
            var keys = new KeyRange(
                    Index.ordered(span.from().toEpochMilli()),
                    Index.ordered(span.to().toEpochMilli()));
            books.view().rows(branch.scope(), Index.CUSTOMER_ISSUED, keys).forEach(row -> {
                List<Value> parts = ((Value.ListOf) row.value()).items();
                CustomerId id = books.retail().customers().staying(new CustomerId(((Value.Text) parts.get(0)).value()));
                if (query.only(ReportParameter.CUSTOMER).map(id.value()::equals).orElse(true)) {
                    Bought sum = bought.computeIfAbsent(id, each -> new Bought());
                    sum.documents++;
                    sum.gross = sum.gross.plus(Money.sar(((Value.Int) parts.get(1)).value()));
                    sum.vat = sum.vat.plus(Money.sar(((Value.Int) parts.get(2)).value()));
                    sum.last = Instant.ofEpochMilli(
                            Index.number(row.key().substring(0, row.key().indexOf(Index.SEP))));
                }
            });
        }
        var names = new Names(books);
        var rows = new ArrayList<List<Cell>>();
        bought.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<CustomerId, Bought> e) -> e.getValue().gross)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .forEach(each -> rows.add(List.of(
                        Cell.of(each.getKey().value()),
                        names.customer(each.getKey()),
                        Cell.of(each.getValue().documents),
                        Cell.of(each.getValue().gross.minus(each.getValue().vat)),
                        Cell.of(each.getValue().vat),
                        Cell.of(each.getValue().gross),
                        Cell.of(each.getValue().last))));
        var columns = List.of(
                Column.text("customer").to("customer-statement", ReportParameter.CUSTOMER.code()),
                Column.text("name"),
                Column.count("count"),
                Column.amount("net"),
                Column.amount("vat"),
                Column.amount("gross"),
                Column.time("last"));
        Money gross = bought.values().stream().map(b -> b.gross).reduce(Money.ZERO, Money::plus);
        Money vat = bought.values().stream().map(b -> b.vat).reduce(Money.ZERO, Money::plus);
        long count = bought.values().stream().mapToLong(b -> b.documents).sum();
        return sales.table(columns, rows, (int) count, gross, vat);
    }
}
