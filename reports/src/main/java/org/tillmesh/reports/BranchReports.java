package org.tillmesh.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.CashSums;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.View;

/** Reports over shelves and drawers of one branch. */
final class BranchReports {
    /** How far ahead batches are listed when no end is asked for. */
    static final int EXPIRING_DAYS = 30;

    private final Retail retail;
    private final View view;
    private final Scope branch;
    private final ZoneId zone;

    /** @param zone in which the branch's days run */
    BranchReports(Retail retail, View view, Scope branch, ZoneId zone) {
        this.retail = retail;
        this.view = view;
        this.branch = branch;
        this.zone = zone;
    }

    /**
     * @param from issue time, inclusive
     * @param to exclusive; null is open. Stock is as of now; of expiring batches only {@code to} counts, by
     *     default 30 days after {@code now}
     */
    ReportTable report(ReportName name, @Nullable Instant from, @Nullable Instant to, Instant now) {
        return switch (name) {
            case STOCK -> stock();
            case STOCK_VALUE -> stocks().value();
            case LOW_STOCK -> stocks().low();
            case MOVEMENTS -> stocks().movements(from, to);
            case EXPIRING_BATCHES -> expiring(to, now);
            case CASH_DIFFERENCES -> cashDifferences(from, to);
            case CASH_MOVEMENTS -> cashMovements(from, to);
            default -> throw new IllegalArgumentException(name + " is no report of shelves or drawers");
        };
    }

    // ---- stock and cash

    private StockReports stocks() {
        return new StockReports(retail, view, branch, asOf());
    }

    private ReportTable stock() {
        var rows = new ArrayList<List<Cell>>();
        Money value = Money.ZERO;
        for (StockLevels.Item item : retail.stock().all(branch)) {
            Product product = retail.catalogue().byId(item.product()).orElse(null);
            Quantity onHand = item.batch().onHand();
            Money worth = product == null ? Money.ZERO : product.price().times(onHand);
            value = value.plus(worth);
            rows.add(List.of(
                    Cell.of(item.product().value()),
                    Cell.of(product == null ? item.product().value() : product.name()),
                    Cell.of(product == null ? item.product().value() : product.nameAr()),
                    Cell.of(item.batch().batch() == null ? "" : item.batch().batch()),
                    expiry(item.batch()),
                    Cell.of(onHand),
                    Cell.of(product == null ? "" : product.unit()),
                    Cell.of(worth),
                    Cell.of(item.batch().checkAgain() ? "check" : "")));
        }
        var columns = List.of(
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.text("batch"),
                Column.date("expiry"),
                Column.quantity("onHand"),
                Column.text("unit"),
                Column.amount("value"),
                Column.text("checkAgain"));
        return new ReportTable(
                ReportName.STOCK.code(),
                null,
                null,
                columns,
                rows,
                rows.size(),
                sorted(Map.of("value", value)),
                asOf());
    }

    private ReportTable expiring(@Nullable Instant to, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate until =
                to == null ? today.plusDays(EXPIRING_DAYS) : to.atZone(zone).toLocalDate();
        var rows = new ArrayList<List<Cell>>();
        for (StockLevels.Item item : retail.stock().expiring(branch, until)) {
            Product product = retail.catalogue().byId(item.product()).orElse(null);
            rows.add(List.of(
                    Cell.of(item.product().value()),
                    Cell.of(product == null ? item.product().value() : product.name()),
                    Cell.of(product == null ? item.product().value() : product.nameAr()),
                    Cell.of(item.batch().batch() == null ? "" : item.batch().batch()),
                    expiry(item.batch()),
                    Cell.of(item.batch().onHand()),
                    Cell.of(item.batch().isExpired(today) ? "expired" : "expiring")));
        }
        var columns = List.of(
                Column.text("product"),
                Column.text("name"),
                Column.text("nameAr"),
                Column.text("batch"),
                Column.date("expiry"),
                Column.quantity("onHand"),
                Column.text("state"));
        return new ReportTable(
                ReportName.EXPIRING_BATCHES.code(), null, to, columns, rows, rows.size(), new TreeMap<>(), asOf());
    }

    private ReportTable cashDifferences(@Nullable Instant from, @Nullable Instant to) {
        var rows = new ArrayList<List<Cell>>();
        Money expected = Money.ZERO;
        Money counted = Money.ZERO;
        for (ShiftClosed shift : retail.shifts().closedBetween(branch, from, to)) {
            expected = expected.plus(shift.expected());
            counted = counted.plus(shift.counted());
            rows.add(List.of(
                    Cell.of(shift.till().toString()),
                    Cell.of(shift.number()),
                    Cell.of(shift.user().value()),
                    Cell.of(shift.at()),
                    Cell.of(shift.figures().tender(TenderKind.CASH)),
                    Cell.of(shift.count().cash().in()),
                    Cell.of(shift.count().cash().out()),
                    Cell.of(shift.count().cash().drop()),
                    Cell.of(shift.expected()),
                    Cell.of(shift.counted()),
                    Cell.of(shift.difference())));
        }
        var figures = sorted(Map.of("expected", expected, "counted", counted, "difference", counted.minus(expected)));
        var columns = List.of(
                Column.text("till"),
                Column.number("number"),
                Column.text("user"),
                Column.time("at"),
                Column.amount("taken"),
                Column.amount("in"),
                Column.amount("out"),
                Column.amount("drop"),
                Column.amount("expected"),
                Column.amount("counted"),
                Column.amount("difference"));
        return new ReportTable(
                ReportName.CASH_DIFFERENCES.code(), from, to, columns, rows, rows.size(), figures, asOf());
    }

    private ReportTable cashMovements(@Nullable Instant from, @Nullable Instant to) {
        List<CashMovement> movements = retail.shifts().cashBetween(branch, from, to);
        var rows = new ArrayList<List<Cell>>();
        for (CashMovement movement : movements) {
            rows.add(List.of(
                    Cell.of(movement.till().toString()),
                    Cell.of(movement.at()),
                    Cell.of(movement.kind().code()),
                    Cell.of(movement.user().value()),
                    Cell.of(
                            movement.approvedBy() == null
                                    ? ""
                                    : movement.approvedBy().value()),
                    Cell.of(movement.reason()),
                    Cell.of(movement.amount())));
        }
        CashSums sums = CashSums.of(movements);
        var figures =
                sorted(Map.of("in", sums.in(), "out", sums.out(), "drop", sums.drop(), "balance", sums.balance()));
        var columns = List.of(
                Column.text("till"),
                Column.time("at"),
                Column.text("kind"),
                Column.text("user"),
                Column.text("approvedBy"),
                Column.text("reason"),
                Column.amount("amount"));
        return new ReportTable(ReportName.CASH_MOVEMENTS.code(), from, to, columns, rows, rows.size(), figures, asOf());
    }

    private SortedMap<TillId, Instant> asOf() {
        return retail.stock().heardFrom(branch);
    }

    private static Cell expiry(StockLevels.Batch batch) {
        return batch.expiry() == null ? new Cell.Blank(Column.Kind.DATE) : Cell.of(batch.expiry());
    }

    private static SortedMap<String, Money> sorted(Map<String, Money> figures) {
        return new TreeMap<>(figures);
    }
}
