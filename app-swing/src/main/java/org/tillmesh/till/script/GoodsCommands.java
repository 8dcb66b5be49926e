package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.DATE;
import static org.tillmesh.till.script.Field.Kind.MONEY;
import static org.tillmesh.till.script.Field.Kind.QUANTITY;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import java.util.Map;
import org.tillmesh.till.backroom.BackroomAnswers;

/** Stock, and the figures of shifts, days and reports. */
final class GoodsCommands {
    private GoodsCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of(
                        "stock",
                        "what is on hand, by batch, as this till knows it",
                        Replies.Stock.class,
                        (till, in, progress) -> Replies.Stock.of(till.backroom().stock(in.text("code")), false),
                        must("code", TEXT, "a barcode")),
                Command.of(
                        "receive",
                        "takes goods into stock (manager)",
                        Replies.Stock.class,
                        (till, in, progress) -> stock(till.backroom()
                                .receiveOnce(
                                        in.text("code"),
                                        in.quantity("qty"),
                                        in.textOrNull("batch"),
                                        in.dateOrNull("expiry"),
                                        in.moneyOrNull("cost"),
                                        in.key(),
                                        in.approve())),
                        must("code", TEXT, "a barcode"),
                        must("qty", QUANTITY, "how much came"),
                        may("batch", TEXT, "the batch, for products kept by batch"),
                        may("expiry", DATE, "its last day"),
                        may("cost", MONEY, "paid for one"),
                        CommonFields.key()),
                Command.of(
                        "count",
                        "says how much is there; what moved before no longer matters (manager)",
                        Replies.Stock.class,
                        (till, in, progress) -> stock(till.backroom()
                                .countOnce(
                                        in.text("code"),
                                        in.textOrNull("batch"),
                                        in.quantity("qty"),
                                        in.key(),
                                        in.approve())),
                        must("code", TEXT, "a barcode"),
                        may("batch", TEXT, "the batch that was counted"),
                        must("qty", QUANTITY, "how much is there"),
                        CommonFields.key()),
                Command.of(
                        "x",
                        "the open shift's figures so far",
                        BackroomAnswers.Report.class,
                        (till, in, progress) -> till.backroom().x()),
                ReportCommand.z(),
                Command.of(
                        "reconcile",
                        "compares a day's sales, payments, invoices, stock, shifts, drawer and what head office has (manager)",
                        BackroomAnswers.Reconciled.class,
                        (till, in, progress) -> till.backroom().reconcile(in.dateOrNull("day"), in.approve()),
                        may("day", DATE, "in the store's zone; today without it")),
                ReportCommand.report(),
                ReportCommand.archive());
    }

    private static Replies.Stock stock(Map.Entry<BackroomAnswers.Stock, Boolean> done) {
        return Replies.Stock.of(done.getKey(), done.getValue());
    }
}
