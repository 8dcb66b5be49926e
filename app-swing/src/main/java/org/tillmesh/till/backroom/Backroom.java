package org.tillmesh.till.backroom;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.reports.archive.InvoiceArchive;
import org.tillmesh.reports.export.ReportFile;
import org.tillmesh.reports.export.ReportFormat;
import org.tillmesh.reports.export.Shown;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.XReport;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.ClockDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Refusals;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.ShopRefusal;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillLock;
import org.tillmesh.till.terminal.CardSums;
import org.tillmesh.till.terminal.TerminalAnswers;

/**
 * What is done behind the counter: shifts and reports, requests to head office, the clock, what was sold and what does
 * not fit.
 */
public final class Backroom {
    private final TillLock lock;
    private final Shop shop;
    private final Login login;
    private final ReportDesk reports;
    private final ClockDesk clocks;
    private final OfficeDesk office;
    private final TransferDesk transfers;
    private final ShiftDesk shifts;
    private final AuditDesk audit;
    private final MisfitDesk exceptions;
    private final SalesList sales;
    private final ReconcileDesk reconciling;
    private final ReportValues values;

    /**
     * @param unsent how many own documents head office has not acknowledged
     * @param openDrawer opens the drawer, if there is one
     * @param cards what a Z says of card payments
     */
    public Backroom(
            TillLock lock,
            Shop shop,
            Login login,
            Mesh mesh,
            ReportDesk reports,
            ClockDesk clocks,
            ReconcileDesk reconciling,
            LongSupplier unsent,
            Runnable openDrawer,
            CardSums cards) {
        this.lock = lock;
        this.shop = shop;
        this.login = login;
        this.reports = reports;
        this.clocks = clocks;
        this.office = new OfficeDesk(shop, mesh);
        this.transfers = new TransferDesk(shop, login, mesh);
        this.shifts = new ShiftDesk(shop, login, unsent, openDrawer, cards);
        this.audit = new AuditDesk(shop, login);
        this.exceptions = new MisfitDesk(shop);
        this.sales = new SalesList(shop);
        this.reconciling = reconciling;
        this.values = new ReportValues(shop);
    }

    public List<BackroomAnswers.BranchStock> branchStock(String code) {
        return lock.doing(() -> office.branchStock(code));
    }

    /** Asks for goods of another branch; the id of the request and of its transfer. */
    public String requestGoods(String from, String code, Quantity qty, String note, @Nullable String approve) {
        return lock.doing(() -> transfers.requestGoods(from, code, qty, note, approve));
    }

    public List<BackroomAnswers.Transfer> transfers() {
        return lock.doing(transfers::transfers);
    }

    /**
     * The goods of a transfer have left this branch, or have come to it.
     *
     * @param really how much of each product; empty for all of it
     */
    public BackroomAnswers.Transfer transferStep(
            String id, boolean sent, List<BackroomAnswers.Moved> really, @Nullable String approve) {
        return lock.doing(() -> transfers.step(id, sent, really, approve));
    }

    /** Goods of a transfer that had not come are here, as head office says. */
    public BackroomAnswers.Transfer settleTransfer(String id, @Nullable String approve) {
        return lock.doing(() -> transfers.settle(id, approve));
    }

    public BackroomAnswers.Approved askApproval(String what, String about, @Nullable Money amount, String note) {
        return lock.doing(() -> office.approval(office.askApproval(what, about, amount, note)));
    }

    public BackroomAnswers.Approved approval(String request) {
        return lock.doing(() -> office.approval(request));
    }

    public BackroomAnswers.Shift openShift(Money openingFloat) {
        return lock.doing(() -> BackroomAnswers.Shift.of(shifts.open(openingFloat)));
    }

    /** Closes the open shift by what was counted, and issues its Z. */
    public BackroomAnswers.ShiftClosed closeShift(Counted counted, @Nullable String approve) {
        return lock.doing(() -> z(shifts.close(counted, approve)));
    }

    private static BackroomAnswers.ShiftClosed z(ShiftClosed closed) {
        SortedMap<String, Money> counted = closed.countedByTender();
        SortedMap<String, Money> differences = closed.differenceByTender();
        var tenders = new TreeSet<>(closed.expectedByTender().keySet());
        tenders.addAll(counted.keySet());
        var byTender = new TreeMap<String, BackroomAnswers.Tally>();
        tenders.forEach(code -> byTender.put(
                code,
                new BackroomAnswers.Tally(
                        closed.expectedByTender().getOrDefault(code, Money.ZERO),
                        counted.get(code),
                        differences.get(code))));
        return new BackroomAnswers.ShiftClosed(
                closed.shift(),
                closed.number(),
                closed.expected(),
                closed.counted(),
                closed.difference(),
                byTender,
                closed.count().cash().in(),
                closed.count().cash().out(),
                closed.count().cash().drop(),
                closed.count().cash().noSales(),
                closed.count().parked(),
                closed.count().unsent(),
                closed.count().cards() == null
                        ? null
                        : TerminalAnswers.Cards.of(closed.count().cards()));
    }

    /** Puts cash into the drawer, or takes it out. */
    public BackroomAnswers.CashMoved moveCash(
            CashMovement.Kind kind, Money amount, String reason, @Nullable String key, @Nullable String approve) {
        return lock.doing(() -> shifts.move(kind, amount, reason, key, approve));
    }

    /** Opens the drawer for nothing. */
    public BackroomAnswers.CashMoved openDrawer(String reason, @Nullable String key, @Nullable String approve) {
        return lock.doing(() -> shifts.move(CashMovement.Kind.NO_SALE, Money.ZERO, reason, key, approve));
    }

    /**
     * The audit trail, the newest event first.
     *
     * @param from inclusive, {@code to} exclusive; null is open
     * @param user who did it or approved it; null for all
     * @param kind what was done, or the first part of that; null for all
     * @param limit 1 to 1,000
     */
    public List<BackroomAnswers.Audited> audit(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String user,
            @Nullable String kind,
            int limit,
            @Nullable String approve) {
        return lock.doing(() -> audit.events(from, to, user, kind, limit, approve));
    }

    public BackroomAnswers.Report x() {
        return lock.doing(() -> shifts.x());
    }

    /** The X with a number of its own, which can be said again. */
    public BackroomAnswers.Report keepX() {
        return lock.doing(() -> ShiftDesk.again(shifts.keepX()));
    }

    /** An X that was kept, as it was made. */
    public BackroomAnswers.Report x(int number, @Nullable String approve) {
        return lock.doing(() -> ShiftDesk.again(allowedX(number, approve)));
    }

    /** The same into a new file, of the same bytes whenever it is written. */
    public BackroomAnswers.Report saveX(
            int number, ReportFormat format, Locale language, Path file, @Nullable String approve) {
        return lock.doing(() -> {
            XReport x = allowedX(number, approve);
            ReportFile.save(reports.sheet(x, language), format, false, file);
            return ShiftDesk.again(x);
        });
    }

    private XReport allowedX(int number, @Nullable String approve) {
        shop.requireUser();
        login.allow(false, Act.SEE_REPORTS.with(), approve);
        return reports.x(number);
    }

    /** The same for who may see reports, or with a manager's word. */
    public BackroomAnswers.Report x(@Nullable String approve) {
        return lock.doing(() -> {
            login.allow(false, Act.SEE_REPORTS.with(), approve);
            return shifts.x();
        });
    }

    public BackroomAnswers.Report dayZ(@Nullable String approve) {
        return lock.doing(() -> shifts.dayZ(approve));
    }

    /** @param from inclusive, {@code to} exclusive; null is open */
    public BackroomAnswers.Report report(
            String name, @Nullable Instant from, @Nullable Instant to, @Nullable String approve) {
        var asked = new TreeMap<String, String>();
        asked.put("from", from == null ? "" : from.toString());
        asked.put("to", to == null ? "" : to.toString());
        return report(name, asked, approve);
    }

    /**
     * A report over what this till knows. Other commands go on meanwhile.
     *
     * @param asked as {@link ReportQuery#read} takes it
     */
    public BackroomAnswers.Report report(String name, Map<String, String> asked, @Nullable String approve) {
        return reports.answer(table(name, asked, approve), null);
    }

    /** The same for somebody who looks at it in a language. */
    public Shown look(String name, Map<String, String> asked, Locale language, @Nullable String approve) {
        return reports.shown(table(name, asked, approve), language);
    }

    /** What somebody looked at, into a new file of a folder, which is made if need be. */
    public Path save(Shown looked, ReportFormat format, Path folder) {
        lock.doing(() -> {
            shop.requireUser();
            return true;
        });
        try {
            return ReportFile.saveIn(folder, looked, format);
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    /** What reports can be narrowed by here. */
    public List<ReportValues.Named> reportValues(ReportParameter parameter, String typed) {
        return lock.doing(() -> {
            shop.requireUser();
            return values.find(parameter, typed);
        });
    }

    /**
     * The same into a new file.
     *
     * @param bom whether a CSV begins with a mark by which spreadsheets know UTF-8
     */
    public BackroomAnswers.Report saveReport(
            String name,
            Map<String, String> asked,
            ReportFormat format,
            boolean bom,
            Locale language,
            Path file,
            @Nullable String approve) {
        ReportTable table = table(name, asked, approve);
        try {
            ReportFile.save(reports.shown(table, language), format, bom, file);
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
        return reports.answer(table, file);
    }

    /** The Z of an earlier shift of this till, as it was made. */
    public BackroomAnswers.Report z(int number, @Nullable String approve) {
        return lock.doing(() -> ShiftDesk.again(allowed(number, approve)));
    }

    private ShiftClosed allowed(int number, @Nullable String approve) {
        shop.requireUser();
        login.allow(false, Act.SEE_REPORTS.with(), approve);
        return reports.z(number);
    }

    /** The same into a new file, of the same bytes whenever it is written. */
    public BackroomAnswers.Report saveZ(
            int number, ReportFormat format, Locale language, Path file, @Nullable String approve) {
        return lock.doing(() -> {
            ShiftClosed z = allowed(number, approve);
            ReportFile.save(reports.sheet(z, language), format, false, file);
            return ShiftDesk.again(z);
        });
    }

    /** The invoices of a period into a new zip, under the tax authority's file names. */
    public BackroomAnswers.Archived archive(Map<String, String> period, Path file, @Nullable String approve) {
        Period asked = lock.doing(() -> {
            shop.requireUser();
            login.allow(false, Act.SEE_REPORTS.with(), approve);
            return ReportQuery.period(period, shop.clock().instant());
        });
        try {
            InvoiceArchive.Written written = reports.archive(asked, file);
            return new BackroomAnswers.Archived(file.toString(), written.invoices(), written.hash());
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    private ReportTable table(String name, Map<String, String> asked, @Nullable String approve) {
        ReportQuery query = lock.doing(() -> {
            shop.requireUser();
            login.allow(false, Act.SEE_REPORTS.with(), approve);
            return ReportQuery.read(name, asked, shop.clock().instant());
        });
        try {
            return reports.table(query);
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
    }

    /**
     * Compares what this till knows of a day with itself: payments, invoices, stock, shifts, drawer, head office.
     *
     * @param day in the branch's zone; null for today
     */
    public BackroomAnswers.Reconciled reconcile(@Nullable LocalDate day, @Nullable String approve) {
        return lock.doing(() -> {
            shop.requireActivated();
            login.allow(false, Act.SEE_REPORTS.with(), approve);
            return BackroomAnswers.Reconciled.of(reconciling.day(day));
        });
    }

    /** A wrong clock, for tests; demo tills only. */
    public void pretendClock(long offsetMillis) {
        lock.doing(() -> {
            if (!shop.folder().isDemo()) {
                throw new TillException(ShopRefusal.DEMO_CLOCK);
            }
            shop.clock().pretend(offsetMillis);
            return true;
        });
    }

    /** A manager's correction of the clock. */
    public Instant setTime(Instant at, @Nullable String approve) {
        return lock.doing(() -> {
            shop.requireActivated();
            shop.refuseTraining();
            UserId approver = login.allow(false, Act.SET_TIME.with(), approve);
            long before = shop.clock().offsetMillis();
            User manager = shop.user();
            clocks.set(at, approver != null ? approver : manager == null ? null : manager.id());
            shop.write(tx -> {
                shop.audit(
                        tx,
                        "clock-fix",
                        "offset " + before + " ms to " + shop.clock().offsetMillis() + " ms",
                        approver);
                return true;
            });
            return shop.clock().instant();
        });
    }

    public BackroomAnswers.Sales sales(@Nullable Instant since) {
        return lock.doing(() -> {
            shop.requireActivated();
            return sales.since(since);
        });
    }

    public List<BackroomAnswers.SyncIssue> exceptions() {
        return lock.doing(() -> {
            shop.requireReader();
            return exceptions.list();
        });
    }

    public BackroomAnswers.SyncIssue resolve(String exception, String note, @Nullable String approve) {
        return lock.doing(() -> {
            UserId approver = login.allow(false, Act.RESOLVE.with(), approve);
            return exceptions.resolve(exception, note, approver);
        });
    }
}
