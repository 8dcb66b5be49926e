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
    private static final List<String> ASKED = List.of(
            "period", "from", "to", "by", "store", "till", "cashier", "product", "category", "customer", "tender",
            "supplier");

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
                Command.of(
                        "z",
                        "closes the day (manager)",
                        BackroomAnswers.Report.class,
                        (till, in, progress) -> till.backroom().dayZ(in.approve())),
                Command.of(
                        "reconcile",
                        "compares a day's sales, payments, invoices, stock, shifts, drawer and what head office has (manager)",
                        BackroomAnswers.Reconciled.class,
                        (till, in, progress) -> till.backroom().reconcile(in.dateOrNull("day"), in.approve()),
                        may("day", DATE, "in the store's zone; today without it")),
                Command.of(
                        "report",
                        "a report over what this till knows (manager)",
                        BackroomAnswers.Report.class,
                        (till, in, progress) ->
                                till.backroom().report(in.text("name"), in.texts(ASKED), in.approve()),
                        must("name", TEXT, "like sales-by-product; an unknown one is answered with all names"),
                        may("period", TEXT, "today, yesterday, week, last-week, month or last-month"),
                        may("from", TEXT, "a date, or a time with zone, inclusive; from the beginning without it"),
                        may("to", TEXT, "the last date, or a time, exclusive; until now without it"),
                        may("by", TEXT, "of sales and comparison: product, category, cashier, till, store, hour-of-day, weekday; of sales also hour, day, month"),
                        may("store", TEXT, "this till's own"),
                        may("till", TEXT, "only this one, like S001-T01"),
                        may("cashier", TEXT, "only this user's id"),
                        may("product", TEXT, "only this product's id"),
                        may("category", TEXT, "only this category's id"),
                        may("customer", TEXT, "only this customer's id"),
                        may("tender", TEXT, "only documents paid so, like card"),
                        may("supplier", TEXT, "only this supplier's id")));
    }

    private static Replies.Stock stock(Map.Entry<BackroomAnswers.Stock, Boolean> done) {
        return Replies.Stock.of(done.getKey(), done.getValue());
    }
}
