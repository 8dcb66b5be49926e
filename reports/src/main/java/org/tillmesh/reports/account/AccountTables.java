package org.tillmesh.reports.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.reports.query.Period.Span;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.sales.Names;
import org.tillmesh.reports.sales.SalesTables;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.source.Books.Branch;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.customer.AccountEntry;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.KeyRange;

/** Accounts of customers, and what is held for the bearers of cards, credit and points. */
public final class AccountTables {
    /** Days after which a debt is of the next age. */
    private static final int[] AGES = {30, 60, 90};

    private final Books books;
    private final ReportQuery query;
    private final Names names;
    private final Map<CustomerId, List<AccountEntry>> byCustomer = new TreeMap<>();

    public AccountTables(Books books, ReportQuery query) {
        this.books = books;
        this.query = query;
        this.names = new Names(books);
    }

    /** What made a customer owe more or less. */
    private record Entry(Instant at, String kind, String document, Money amount) {}

    /** Sales and returns on account of the branches, payments and corrections of the company; by time. */
    private List<Entry> entries(CustomerId customer) {
        var entries = new ArrayList<Entry>();
        List<CustomerId> members = books.retail().customers().members(customer);
        var documents = new TreeSet<String>();
        for (Branch branch : books.branches()) {
            for (CustomerId member : members) {
                books.view()
                        .rows(branch.scope(), Index.ACCOUNT, KeyRange.exactly(member.value()))
                        .toList()
                        .forEach(row -> {
                            Money amount = Money.sar(((Value.Int) row.value()).value());
                            books.retail()
                                    .sales()
                                    .find(
                                            branch.scope(),
                                            new DocumentId(row.document().id()))
                                    .ifPresent(sold -> {
                                        documents.add(row.document().id());
                                        entries.add(entry(sold, amount));
                                    });
                        });
            }
        }
        members.stream()
                .flatMap(member -> ofCompany().getOrDefault(member, List.of()).stream())
                .filter(entry -> entry.document() == null || !documents.contains(entry.document()))
                .forEach(entry -> entries.add(new Entry(
                        entry.at(), kind(entry), entry.document() == null ? "" : entry.document(), entry.amount())));
        entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::document));
        return entries;
    }

    /** What the company's scope says of accounts, by customer; read once. */
    private Map<CustomerId, List<AccountEntry>> ofCompany() {
        if (byCustomer.isEmpty()) {
            try (var records = books.view().scan(Scope.COMPANY, DocType.ACCOUNT.typeName())) {
                records.flatMap(document -> Read.record(document, AccountEntry::of).stream())
                        .forEach(entry -> byCustomer
                                .computeIfAbsent(entry.customer(), customer -> new ArrayList<>())
                                .add(entry));
            }
        }
        return byCustomer;
    }

    /** Of what another branch has the documents of. */
    private static String kind(AccountEntry entry) {
        return entry.till() == null ? "correction" : entry.amount().isPositive() ? "sale" : "payment";
    }

    private static Entry entry(Sold sold, Money amount) {
        return new Entry(
                sold.at(), sold.isSale() ? "sale" : "return", sold.receipt().toString(), amount);
    }

    /** What stood before the period, each entry in it, and what stood after each. */
    public ReportTable statement() {
        Span span = SalesTables.span(books, query);
        var customer = new CustomerId(query.only(ReportParameter.CUSTOMER).orElseThrow());
        var rows = new ArrayList<List<Cell>>();
        Money opening = Money.ZERO;
        Money balance = Money.ZERO;
        for (Entry entry : entries(customer)) {
            if (!entry.at().isBefore(span.to())) {
                break;
            }
            balance = balance.plus(entry.amount());
            if (entry.at().isBefore(span.from())) {
                opening = balance;
                continue;
            }
            rows.add(List.of(
                    Cell.of(entry.at()),
                    Cell.of(entry.kind()),
                    Cell.of(entry.document()),
                    Cell.of(entry.amount()),
                    Cell.of(balance)));
        }
        var columns = List.of(
                Column.time("at"),
                Column.text("kind"),
                Column.text("document"),
                Column.amount("amount"),
                Column.price("balance"));
        var figures = new TreeMap<String, Money>();
        figures.put("opening", opening);
        figures.put("balance", balance);
        return table(columns, rows, figures);
    }

    /** What each customer owes, by the age of the sales that are not paid; payments pay the oldest first. */
    public ReportTable ages() {
        var owing = new TreeSet<CustomerId>();
        for (Branch branch : books.branches()) {
            books.view()
                    .folds(branch.scope(), Index.ACCOUNT, KeyRange.ALL)
                    .forEach(fold -> owing.add(books.retail().customers().staying(new CustomerId(fold.key()))));
        }
        ofCompany()
                .keySet()
                .forEach(customer -> owing.add(books.retail().customers().staying(customer)));
        var rows = new ArrayList<List<Cell>>();
        Money all = Money.ZERO;
        for (CustomerId customer : owing) {
            Money[] parts = parts(entries(customer));
            Money sum = Money.ZERO;
            for (Money part : parts) {
                sum = sum.plus(part);
            }
            if (!sum.isZero()) {
                all = all.plus(sum);
                rows.add(List.of(
                        Cell.of(customer.value()),
                        names.customer(customer),
                        Cell.of(parts[0]),
                        Cell.of(parts[1]),
                        Cell.of(parts[2]),
                        Cell.of(parts[3]),
                        Cell.of(sum)));
            }
        }
        var columns = List.of(
                Column.text("customer").to("customer-statement", ReportParameter.CUSTOMER.code()),
                Column.text("name"),
                Column.amount("upTo30"),
                Column.amount("upTo60"),
                Column.amount("upTo90"),
                Column.amount("over90"),
                Column.amount("balance"));
        var figures = new TreeMap<String, Money>();
        figures.put("balance", all);
        return table(columns, rows, figures);
    }

    /** What is still owed of each age; what was paid too much stands, negative, with the youngest. */
    private Money[] parts(List<Entry> entries) {
        Deque<Entry> unpaid = new ArrayDeque<>();
        Money paid = Money.ZERO;
        for (Entry entry : entries) {
            if (entry.amount().isPositive()) {
                unpaid.add(entry);
            } else {
                paid = paid.minus(entry.amount());
            }
        }
        while (!unpaid.isEmpty() && paid.isPositive()) {
            Entry oldest = unpaid.remove();
            Money left = oldest.amount().minus(paid);
            paid = left.isPositive() ? Money.ZERO : left.negated();
            if (left.isPositive()) {
                unpaid.addFirst(new Entry(oldest.at(), oldest.kind(), oldest.document(), left));
            }
        }
        var parts = new Money[] {paid.negated(), Money.ZERO, Money.ZERO, Money.ZERO};
        for (Entry entry : unpaid) {
            long days = Duration.between(entry.at(), books.now()).toDays();
            int age = 0;
            while (age < AGES.length && days > AGES[age]) {
                age++;
            }
            parts[age] = parts[age].plus(entry.amount());
        }
        return parts;
    }

    // ---- what is held for bearers

    /** What is left on each account of a kind that has something. */
    public ReportTable outstanding(EscrowAccount.Kind kind) {
        var accounts = new TreeSet<EscrowAccount>();
        books.view()
                .rows(Scope.COMPANY, Index.ESCROW, KeyRange.ALL)
                .forEach(row -> accounts.add(EscrowAccount.parse(row.key())));
        var rows = new ArrayList<List<Cell>>();
        boolean isPoints = kind == EscrowAccount.Kind.POINTS;
        long sum = 0;
        for (EscrowAccount account : accounts) {
            if (account.kind() != kind) {
                continue;
            }
            BoundedCounter counter = books.retail().escrow().counter(account);
            long balance = counter.balance();
            if (balance != 0) {
                sum += balance;
                rows.add(List.of(
                        Cell.of(account.holder()),
                        kind == EscrowAccount.Kind.GIFT
                                ? Cell.of("")
                                : names.customer(new CustomerId(account.holder())),
                        isPoints ? Cell.of(balance) : Cell.of(Money.sar(balance)),
                        Cell.of(counter.isComplete() ? "" : "incomplete")));
            }
        }
        var columns = List.of(
                Column.text("holder"),
                Column.text("name"),
                isPoints ? Column.count("points") : Column.amount("balance"),
                Column.text("state"));
        var figures = new TreeMap<String, Money>();
        if (!isPoints) {
            figures.put("balance", Money.sar(sum));
        }
        return table(columns, rows, figures);
    }

    private ReportTable table(List<Column> columns, List<List<Cell>> rows, TreeMap<String, Money> figures) {
        Span span = SalesTables.span(books, query);
        return new ReportTable(
                query.name().code(), span.from(), span.to(), columns, rows, rows.size(), figures, books.heard());
    }
}
