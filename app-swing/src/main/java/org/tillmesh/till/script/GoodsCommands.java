package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.DATE;
import static org.tillmesh.till.script.Field.Kind.FLAG;
import static org.tillmesh.till.script.Field.Kind.INSTANT;
import static org.tillmesh.till.script.Field.Kind.INTEGER;
import static org.tillmesh.till.script.Field.Kind.MONEY;
import static org.tillmesh.till.script.Field.Kind.OBJECT;
import static org.tillmesh.till.script.Field.Kind.QUANTITY;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.till.Till;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.goods.GoodsAsked;
import org.tillmesh.till.shop.Progress;

/** Stock, and the figures of shifts, days and reports. */
final class GoodsCommands {
    private static final String CODE = "a barcode, GS1 elements or a Digital Link";

    private GoodsCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of(
                        "stock",
                        "what is on hand, by batch, as this till knows it",
                        Replies.Stock.class,
                        (till, in, progress) -> Replies.Stock.of(till.goods().stock(in.text("code"))),
                        must("code", TEXT, CODE)),
                Command.of(
                        "receive",
                        "takes goods into stock (manager)",
                        Replies.Stock.class,
                        (till, in, progress) -> Replies.Stock.of(till.goods()
                                .receive(
                                        asked(in),
                                        in.moneyOrNull("cost"),
                                        in.textOrNull("order"),
                                        in.key(),
                                        in.approve())),
                        must("code", TEXT, CODE),
                        may("qty", QUANTITY, "how much came, unless the code says it"),
                        may("batch", TEXT, "the batch, for products kept by batch"),
                        may("expiry", DATE, "its last day"),
                        may("cost", MONEY, "paid for one; without it as ordered"),
                        may("order", TEXT, "the purchase order that it was ordered by"),
                        CommonFields.key()),
                Command.of(
                        "count",
                        "says how much is there; what moved before no longer matters (manager)",
                        Replies.Stock.class,
                        (till, in, progress) -> Replies.Stock.of(till.goods().count(asked(in), in.key(), in.approve())),
                        must("code", TEXT, CODE),
                        may("batch", TEXT, "the batch that was counted"),
                        may("qty", QUANTITY, "how much is there, unless the code says it"),
                        CommonFields.key()),
                Command.of(
                        "adjust",
                        "goods that went or came without being sold or bought (manager)",
                        Replies.Stock.class,
                        (till, in, progress) -> Replies.Stock.of(till.goods()
                                .adjust(
                                        asked(in),
                                        Movement.Reason.of(in.text("reason")).orElseThrow(),
                                        in.has("note") ? in.text("note") : "",
                                        in.key(),
                                        in.approve())),
                        must("code", TEXT, CODE),
                        may("batch", TEXT, "the batch, for products kept by batch"),
                        may(
                                "qty",
                                QUANTITY,
                                "how much came, or went with a minus: damaged, waste and own-use go, found comes"),
                        choice("reason", "why", "damaged", "waste", "own-use", "found", "other"),
                        may("note", TEXT, "what else is to be said"),
                        CommonFields.key()),
                Command.of(
                        "movements",
                        "every change of a product's stock with what was on hand after it, the newest first (manager)",
                        Replies.Movements.class,
                        (till, in, progress) -> new Replies.Movements(till.goods()
                                .movements(
                                        in.text("code"),
                                        in.instantOrNull("from"),
                                        in.instantOrNull("to"),
                                        in.whole("limit", 100),
                                        in.approve())),
                        must("code", TEXT, CODE),
                        may("from", INSTANT, "inclusive"),
                        may("to", INSTANT, "exclusive"),
                        may("limit", INTEGER, "1 to 1,000; 100 without it")),
                Command.of(
                        "sheet",
                        "opens a count sheet (\"open\"), or with its \"id\" adds what was counted (\"count\"), posts it (\"post\") or"
                                + " shows it; several tills may count on one (manager)",
                        Replies.Sheet.class,
                        GoodsCommands::sheet,
                        may("id", TEXT, CommonFields.ECHO),
                        may("open", OBJECT, "a new sheet")
                                .of(
                                        must("name", TEXT, "what it is called"),
                                        may("category", TEXT, "id of the only category that is counted"),
                                        may("blind", FLAG, "nobody sees before it is posted what should be there")),
                        may("count", OBJECT, "what was found; it adds to what is counted of that batch already")
                                .of(
                                        must("code", TEXT, CODE),
                                        may("qty", QUANTITY, "how much, unless the code says it"),
                                        may("batch", TEXT, "the batch, for products kept by batch"),
                                        may("expiry", DATE, "its last day")),
                        may("post", FLAG, "true makes counts of it"),
                        CommonFields.key()),
                Command.of(
                        "sheets",
                        "the branch's count sheets, the latest first",
                        Replies.Sheets.class,
                        (till, in, progress) -> new Replies.Sheets(till.goods().sheets())),
                Command.of(
                        "orders",
                        "the branch's purchase orders with what of them has come, the latest first",
                        Replies.Orders.class,
                        (till, in, progress) -> new Replies.Orders(till.goods().orders())),
                ReportCommand.x(),
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

    private static GoodsAsked asked(Arguments in) {
        return new GoodsAsked(
                in.text("code"), in.quantityOrNull("qty"), in.textOrNull("batch"), in.dateOrNull("expiry"));
    }

    private static Replies.Sheet sheet(Till till, Arguments in, Progress progress) {
        Arguments opened = in.object("open").orElse(null);
        if (opened != null && !in.has("count") && !in.has("post")) {
            return Replies.Sheet.of(till.goods()
                    .openSheet(
                            opened.text("name"),
                            opened.has("category") ? opened.text("category") : "",
                            opened.flag("blind", false),
                            in.key(),
                            in.approve()));
        }
        if (opened != null || !in.isText("id") || (in.has("count") && in.has("post"))) {
            throw Arguments.bad(
                    "Command \"sheet\" takes either \"open\", or the sheet's \"id\" with \"count\" or \"post\" or alone");
        }
        String id = in.text("id");
        Arguments counted = in.object("count").orElse(null);
        if (counted != null) {
            return Replies.Sheet.of(till.goods().countOn(id, asked(counted), in.key(), in.approve()));
        }
        return Replies.Sheet.of(
                in.flag("post", false)
                        ? till.goods().postSheet(id, in.approve())
                        : till.goods().sheet(id));
    }
}
