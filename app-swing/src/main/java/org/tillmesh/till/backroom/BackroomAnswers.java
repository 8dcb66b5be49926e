package org.tillmesh.till.backroom;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** What the back room answers: shifts, stock, reports, exceptions, requests to head office. */
public final class BackroomAnswers {
    private BackroomAnswers() {}

    public record Shift(String id, int number, String userId, Instant openedAt, Money openingFloat) {
        /** The open one. */
        public static Shift of(ShiftOpened open) {
            return new Shift(open.uuid(), open.number(), open.user(), open.at(), open.openingFloat());
        }
    }

    public record ShiftClosed(String shift, int zNumber, Money expected, Money counted, Money difference) {}

    public record Batch(String batch, @Nullable LocalDate expiry, Quantity onHand) {}

    public record Stock(
            String productId,
            Quantity onHand,
            List<Batch> batches,
            Instant asOf,
            Map<String, Instant> heardFrom,
            boolean checkAgain) {}

    /** @param title {@code x}, {@code z}, {@code day-z} or the report's name */
    public record Report(
            String title,
            int number,
            int count,
            Money gross,
            Money vat,
            Map<String, Money> byTender,
            Map<String, Money> figures,
            List<Map<String, String>> rows) {}

    public record Sold(String receipt, String kind, String till, Money total, Money vat, String uuid, Instant at) {}

    public record Sales(int count, Money gross, Money vat, List<Sold> sales) {}

    public record SyncIssue(String id, String kind, String about, Instant since, boolean resolved) {}

    public record BranchStock(String store, String name, Quantity onHand) {}

    public record TransferLine(String product, Quantity qty) {}

    /** @param state {@code REQUESTED}, {@code APPROVED}, {@code REFUSED}, {@code SENT}, {@code RECEIVED}, {@code CANCELLED} */
    public record Transfer(
            String id, String from, String to, String state, String by, Instant at, List<TransferLine> lines) {}

    /** @param state {@code asked}, {@code approved} or {@code refused} */
    public record Approved(String request, String what, String state, @Nullable String by, @Nullable String note) {}
}
