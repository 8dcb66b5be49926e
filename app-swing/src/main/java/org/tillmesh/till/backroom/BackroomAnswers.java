package org.tillmesh.till.backroom;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.terminal.TerminalAnswers;

/** What the back room answers: shifts, reports, exceptions, requests to head office. */
public final class BackroomAnswers {
    private BackroomAnswers() {}

    public record Shift(ShiftId id, int number, UserId userId, Instant openedAt, Money openingFloat) {
        /** The open one. */
        public static Shift of(ShiftOpened open) {
            return new Shift(open.id(), open.number(), open.user(), open.at(), open.openingFloat());
        }
    }

    /** What one tender should have come to, and what was counted of it; null where it was not counted. */
    public record Tally(Money expected, @Nullable Money counted, @Nullable Money difference) {}

    /**
     * A shift's Z.
     *
     * @param expected in cash, as {@code counted} and {@code difference} are
     * @param byTender all tenders by code, cash among them
     * @param parked carts that wait in the store; @param unsent own documents that head office has not acknowledged
     * @param cards of a till with a payment terminal; null for others
     */
    public record ShiftClosed(
            ShiftId shift,
            int zNumber,
            Money expected,
            Money counted,
            Money difference,
            Map<String, Tally> byTender,
            Money cashIn,
            Money cashOut,
            Money cashDrop,
            int noSales,
            int parked,
            long unsent,
            TerminalAnswers.@Nullable Cards cards) {}

    /** @param expected in the drawer afterwards */
    public record CashMoved(String kind, Money amount, Money expected, boolean again) {}

    /** @param till null for head office; @param user null if nobody was logged in; @param kind what was done */
    public record Audited(
            String id,
            Instant at,
            @Nullable String till,
            @Nullable String user,
            @Nullable String approvedBy,
            String kind,
            String about) {}

    /**
     * @param title {@code x}, {@code z}, {@code day-z} or the report's name
     * @param noSales how often the drawer was opened for nothing; null where no drawer is reported
     * @param parked carts that wait, and {@code unsent} documents, now; null where the day is not closed
     * @param columns of the rows, and {@code totals} of those that add up; null for X and Z, as all that follows is
     * @param asOf when it was asked for
     * @param lacks tills of which something may be missing
     * @param file that the rows were written to instead
     * @param cards of a Z, what till and payment terminal took by cards; null where none was asked
     */
    public record Report(
            String title,
            int number,
            int count,
            Money gross,
            Money vat,
            Map<String, Money> byTender,
            Map<String, Money> figures,
            @Nullable Integer noSales,
            @Nullable Integer parked,
            @Nullable Long unsent,
            List<Map<String, String>> rows,
            @Nullable List<ReportColumn> columns,
            @Nullable Map<String, String> totals,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Instant asOf,
            @Nullable List<Lacking> lacks,
            @Nullable String file,
            TerminalAnswers.@Nullable Cards cards) {}

    /**
     * @param kind text, amount, quantity, number, percent, date or time
     * @param drill another report that takes a value of this column; null for none
     */
    public record ReportColumn(String key, String kind, String title, String titleAr, @Nullable DrillDown drill) {}

    public record DrillDown(String report, String parameter) {}

    /** @param hash SHA-256 of its index */
    public record Archived(String file, int invoices, String hash) {}

    /** @param heard when the till's last record known here was made; null if there is none */
    public record Lacking(String till, @Nullable Instant heard) {}

    public record Sold(String receipt, String kind, String till, Money total, Money vat, DocumentId uuid, Instant at) {}

    public record Sales(int count, Money gross, Money vat, List<Sold> sales) {}

    /** Two figures that should be one. @param what was compared, like {@code payments} */
    public record Difference(String what, String till, String expected, String found, List<String> documents) {}

    /** A day of a branch, looked through. */
    public record Reconciled(
            String store, LocalDate day, int documents, Money gross, boolean agrees, List<Difference> differences) {
        static Reconciled of(org.tillmesh.reports.reconcile.Reconciled found) {
            List<Difference> differences = found.differences().stream()
                    .map(each -> new Difference(
                            each.comparison().code(),
                            each.till().toString(),
                            each.expected(),
                            each.found(),
                            each.documents()))
                    .toList();
            return new Reconciled(
                    found.branch(), found.day(), found.documents(), found.gross(), found.agrees(), differences);
        }
    }

    public record SyncIssue(String id, String kind, String about, Instant since, boolean resolved) {}

    public record BranchStock(String store, String name, Quantity onHand) {}

    /** So much of a product, by its code. */
    public record Moved(String code, Quantity qty) {}

    /**
     * @param qty what was asked for, and once it left what was shipped
     * @param shipped null while nothing left; @param received null while nothing came
     * @param missing what was shipped and did not come
     */
    public record TransferLine(
            ProductId product,
            Quantity qty,
            @Nullable String batch,
            @Nullable Quantity shipped,
            @Nullable Quantity received,
            @Nullable Quantity missing) {}

    /**
     * @param state {@code REQUESTED}, {@code APPROVED}, {@code REFUSED}, {@code SENT}, {@code RECEIVED}, {@code CANCELLED}
     * @param toDecide whether goods are missing of which head office has said nothing yet
     * @param decision {@code lost}, {@code back} or {@code found}
     * @param settled till that moved the goods for it
     */
    public record Transfer(
            String id,
            String from,
            String to,
            String state,
            String by,
            Instant at,
            List<TransferLine> lines,
            boolean toDecide,
            @Nullable String decision,
            @Nullable String settled) {}

    /** @param state {@code asked}, {@code approved} or {@code refused} */
    public record Approved(String request, String what, String state, @Nullable String by, @Nullable String note) {}
}
