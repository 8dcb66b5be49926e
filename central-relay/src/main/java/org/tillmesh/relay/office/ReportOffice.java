package org.tillmesh.relay.office;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.reports.Reports;
import org.tillmesh.reports.archive.InvoiceArchive;
import org.tillmesh.reports.export.Shown;
import org.tillmesh.reports.journal.Account;
import org.tillmesh.reports.journal.Accounts;
import org.tillmesh.reports.query.ReportException;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.ReportRefusal;
import org.tillmesh.reports.source.Books;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.store.Store;

/** Reports over the branches of the company, as head office has them. */
public final class ReportOffice {
    private static final String STORE = "store";

    private final Store store;
    private final Retail retail;
    private final Branches branches;
    private final Clock clock;

    ReportOffice(Store store, Retail retail, Branches branches, Clock clock) {
        this.store = store;
        this.retail = retail;
        this.branches = branches;
        this.clock = clock;
    }

    /**
     * Of one branch, or of all.
     *
     * @param asked as {@link ReportQuery#read} takes it
     * @throws ReportException for what can't be asked
     */
    public ReportTable report(String name, Map<String, String> asked) {
        Instant now = clock.instant();
        ReportQuery query = ReportQuery.read(name, asked, now);
        List<Books.Branch> wanted = branches(asked.getOrDefault(STORE, ""));
        return store.read(view -> new Reports(new Books(retail, view, wanted, now, null)).run(query));
    }

    /**
     * The invoices of a period into a new zip, of one branch or of all.
     *
     * @param asked {@code period}, {@code from}, {@code to} and {@code store}, each where it was given
     */
    public InvoiceArchive.Written archive(Map<String, String> asked, Path file) {
        Instant now = clock.instant();
        List<Books.Branch> wanted = branches(asked.getOrDefault(STORE, ""));
        var period = new TreeMap<>(asked);
        period.remove(STORE);
        return InvoiceArchive.save(
                new InvoiceArchive.Reader() {
                    @Override
                    public <T> T read(Function<Books, List<DocRef>> needed, Function<Books, T> look) {
                        return store.read(view -> look.apply(new Books(retail, view, wanted, now, null)));
                    }
                },
                ReportQuery.period(period, now),
                file);
    }

    /** The numbers of the company's accounts. */
    public Accounts accounts() {
        return store.read(Accounts::of);
    }

    /** Sets them, by the codes of the accounts; those that are left out are the usual ones again. */
    public Accounts setAccounts(SortedMap<String, String> numbers) {
        numbers.forEach((code, number) -> {
            if (Account.of(code).isEmpty()) {
                throw new ReportException(
                        ReportRefusal.NO_ACCOUNT,
                        code,
                        Arrays.stream(Account.values()).map(Account::code).toList());
            }
            if (!Accounts.isNumber(number)) {
                throw new ReportException(ReportRefusal.NO_ACCOUNT_NUMBER, number, code);
            }
        });
        store.write(tx -> {
            Accounts.set(tx, numbers);
            return true;
        });
        return accounts();
    }

    /** Ids of the branches that can be asked about. @param isSeen whether whoever asks sees one */
    public List<String> stores(Predicate<String> isSeen) {
        return branches.ids().stream().filter(isSeen).toList();
    }

    private List<Books.Branch> branches(String only) {
        if (!only.isEmpty() && !branches.ids().contains(only)) {
            throw new ReportException(ReportRefusal.UNKNOWN_VALUE, STORE, only);
        }
        return branches.ids().stream()
                .filter(id -> only.isEmpty() || id.equals(only))
                .map(id -> new Books.Branch(
                        branches.known(id), branches.profile(id).zone()))
                .toList();
    }

    /** For whoever reads it by the branch's clock; of all branches by the first one's. */
    public Shown shown(ReportTable table, Map<String, String> asked, Locale language) {
        String only = asked.getOrDefault(STORE, "");
        ZoneId zone = branches(only).get(0).zone();
        return new Shown(
                table, language, zone, only.isEmpty() ? String.join(", ", branches.ids()) : only, clock.instant());
    }
}
