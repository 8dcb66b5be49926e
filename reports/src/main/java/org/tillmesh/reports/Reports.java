package org.tillmesh.reports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.account.AccountTables;
import org.tillmesh.reports.goods.GoodsTables;
import org.tillmesh.reports.journal.JournalTables;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportException;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.ReportRefusal;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.sales.DocumentTables;
import org.tillmesh.reports.sales.MarginTables;
import org.tillmesh.reports.sales.RankTables;
import org.tillmesh.reports.sales.SalesTables;
import org.tillmesh.reports.sales.TenderTables;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.trail.TrailTables;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.TenderKind;

/**
 * Every report, over one consistent view. Gross and VAT of each report of sales agree to the halala with the sum of the
 * invoices of its period, returns counting negative.
 */
public final class Reports {
    private final Books books;

    public Reports(Books books) {
        this.books = books;
    }

    /** @throws ReportException if a value that the query is narrowed by is unknown */
    public ReportTable run(ReportQuery query) {
        query.filter().forEach(this::check);
        return table(query).lacking(books.lacks(query.period()));
    }

    /** Documents that the query reads in whole, so that archived ones can be brought before. */
    public List<DocRef> needed(ReportQuery query) {
        return books.branches().stream()
                .flatMap(branch -> needed(branch, query).stream())
                .map(Sold::ref)
                .toList();
    }

    private List<Sold> needed(Branch branch, ReportQuery query) {
        return query.name() == ReportName.MARGIN || query.name() == ReportName.JOURNAL
                ? MarginTables.needed(books, branch, query)
                : DocumentTables.needed(books, branch, query);
    }

    private void check(ReportParameter parameter, String value) {
        boolean isKnown =
                switch (parameter) {
                    case STORE ->
                        books.branches().stream()
                                .allMatch(branch -> branch.scope().branchId().equals(value));
                    case TILL ->
                        books.heard().keySet().stream()
                                        .anyMatch(till -> till.toString().equals(value))
                                || exists(DocType.TILL.ref(value));
                    case CASHIER -> exists(DocType.USER.ref(value));
                    case PRODUCT ->
                        books.retail().catalogue().byId(new ProductId(value)).isPresent();
                    case CATEGORY -> books.retail().catalogue().category(value).isPresent();
                    case CUSTOMER ->
                        books.retail().customers().byId(new CustomerId(value)).isPresent();
                    case TENDER -> TenderKind.of(value).isPresent();
                    case SUPPLIER -> exists(DocType.SUPPLIER.ref(value));
                };
        if (!isKnown) {
            throw new ReportException(ReportRefusal.UNKNOWN_VALUE, parameter.code(), value);
        }
    }

    private boolean exists(DocRef ref) {
        return books.view().exists(Scope.COMPANY, ref);
    }

    private ReportTable table(ReportQuery query) {
        return switch (query.name()) {
            case SALES -> new SalesTables(books, query).by(Objects.requireNonNull(query.group()));
            case SALES_BY_PRODUCT -> new SalesTables(books, query).by(SalesGroup.PRODUCT);
            case SALES_BY_CATEGORY -> new SalesTables(books, query).by(SalesGroup.CATEGORY);
            case SALES_BY_CASHIER -> new SalesTables(books, query).by(SalesGroup.CASHIER);
            case SALES_BY_TILL -> new SalesTables(books, query).by(SalesGroup.TILL);
            case SALES_BY_STORE -> new SalesTables(books, query).by(SalesGroup.STORE);
            case SALES_BY_HOUR -> new SalesTables(books, query).by(SalesGroup.HOUR);
            case SALES_BY_HOUR_OF_DAY -> new SalesTables(books, query).by(SalesGroup.HOUR_OF_DAY);
            case SALES_BY_DAY -> new SalesTables(books, query).by(SalesGroup.DAY);
            case SALES_BY_WEEKDAY -> new SalesTables(books, query).by(SalesGroup.WEEKDAY);
            case SALES_BY_MONTH -> new SalesTables(books, query).by(SalesGroup.MONTH);
            case COMPARISON -> new RankTables(books, query).comparison(Objects.requireNonNull(query.group()));
            case MARGIN -> new MarginTables(books, query).margin(Objects.requireNonNull(query.group()));
            case ABC -> new RankTables(books, query).abc();
            case SALES_BY_PAYMENT -> new TenderTables(books, query).tenders();
            case SALES_BY_PROMOTION -> new TenderTables(books, query).promotions();
            case BASKETS -> new TenderTables(books, query).baskets();
            case VAT_SUMMARY -> new TenderTables(books, query).vatSummary();
            case VAT_RETURN -> new TenderTables(books, query).vatReturn();
            case SALES_BY_CUSTOMER -> new DocumentTables(books, query).customers();
            case DOCUMENTS -> new DocumentTables(books, query).list();
            case DISCOUNTS -> new DocumentTables(books, query).discounts();
            case HAND_PRICES -> new DocumentTables(books, query).handPrices();
            case RETURNS -> new DocumentTables(books, query).returns();
            case VOIDS -> new TrailTables(books, query).voids();
            case NO_SALES -> new TrailTables(books, query).noSales();
            case AUDIT -> new TrailTables(books, query).audit();
            case HOURS -> new TrailTables(books, query).hours();
            case TENDER_DIFFERENCES -> new TrailTables(books, query).tenderDifferences();
            case Z_REPORTS -> new TrailTables(books, query).zReports();
            case JOURNAL -> new JournalTables(books, query).journal();
            case ZATCA_STATUS -> new TrailTables(books, query).zatca();
            case DEAD_STOCK -> new GoodsTables(books, query).dead();
            case COUNT_DIFFERENCES -> new GoodsTables(books, query).counts();
            case PURCHASES -> new GoodsTables(books, query).purchases();
            case CUSTOMER_STATEMENT -> new AccountTables(books, query).statement();
            case CUSTOMER_AGES -> new AccountTables(books, query).ages();
            case GIFT_CARDS -> new AccountTables(books, query).outstanding(EscrowAccount.Kind.GIFT);
            case STORE_CREDIT -> new AccountTables(books, query).outstanding(EscrowAccount.Kind.CREDIT);
            case POINTS -> new AccountTables(books, query).outstanding(EscrowAccount.Kind.POINTS);
            default -> ofEachBranch(query);
        };
    }

    /** Reports over shelves and drawers, one branch after the other. */
    private ReportTable ofEachBranch(ReportQuery query) {
        var rows = new ArrayList<List<Cell>>();
        var figures = new TreeMap<String, Money>();
        ReportTable last = null;
        for (Branch branch : books.branches()) {
            Span span = query.period().in(branch.zone(), books.now());
            boolean isOpen = query.period() instanceof Period.Between between && between.to() == null;
            Instant to = isOpen ? null : span.to();
            last = new BranchReports(books.retail(), books.view(), branch.scope(), branch.zone())
                    .report(query.name(), span.from(), to, books.now());
            rows.addAll(last.rows());
            last.figures().forEach((key, sum) -> figures.merge(key, sum, Money::plus));
        }
        ReportTable one = Objects.requireNonNull(last);
        return new ReportTable(
                one.name(), one.from(), one.to(), one.columns(), rows, rows.size(), figures, books.heard());
    }
}
