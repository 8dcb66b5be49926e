package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.MONEY;
import static org.tillmesh.till.script.Field.Kind.OBJECTS;
import static org.tillmesh.till.script.Field.Kind.QUANTITY;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import org.tillmesh.till.Till;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.shop.Progress;

/** What needs head office, and what the syncs with it did. */
final class OfficeCommands {
    private OfficeCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of(
                        "branch-stock",
                        "what other branches have on hand, as head office knows it now; OFFLINE without it",
                        Replies.Branches.class,
                        (till, in, progress) ->
                                new Replies.Branches(till.backroom().branchStock(in.text("code"))),
                        must("code", TEXT, "a barcode")),
                Command.of(
                        "transfer",
                        "asks for goods of another branch (\"from\", \"code\", \"qty\"), or says that they were sent or have come"
                                + " (\"transfer\", \"step\"), all of them or as many as \"lines\" say; settle takes in what had not come"
                                + " where head office says that it is; manager, and OFFLINE without head office",
                        Replies.Transferred.class,
                        OfficeCommands::transfer,
                        may("from", TEXT, "the store that should send"),
                        may("code", TEXT, "a barcode"),
                        may("qty", QUANTITY, "how much"),
                        may("note", TEXT, "for head office"),
                        may("transfer", TEXT, "its id"),
                        choice("step", "what has happened", "send", "receive", "settle")
                                .optional(),
                        may("lines", OBJECTS, "how much really left or came; all of it without them")
                                .of(must("code", TEXT, "a barcode"), must("qty", QUANTITY, "how much"))),
                Command.of(
                        "transfers",
                        "transfers from and to this store, the latest first",
                        Replies.Transfers.class,
                        (till, in, progress) ->
                                new Replies.Transfers(till.backroom().transfers())),
                Command.of(
                        "approval",
                        "asks head office to allow something (\"what\"; OFFLINE without it), or tells how a request stands",
                        BackroomAnswers.Approved.class,
                        (till, in, progress) -> in.has("request")
                                ? till.backroom().approval(in.text("request"))
                                : till.backroom()
                                        .askApproval(
                                                in.has("what") ? in.text("what") : "",
                                                in.has("about") ? in.text("about") : "",
                                                in.moneyOrNull("amount"),
                                                in.has("note") ? in.text("note") : ""),
                        may("what", TEXT, "one word: credit-limit, price, discount …"),
                        may("about", TEXT, "id of what it is about"),
                        may("amount", MONEY, "how much"),
                        may("note", TEXT, "for head office"),
                        may("request", TEXT, "id of an earlier request")),
                Command.of(
                        "sync-history",
                        "what the last hundred syncs did, the newest first",
                        Replies.Syncs.class,
                        (till, in, progress) -> new Replies.Syncs(till.links().syncHistory())));
    }

    private static Replies.Transferred transfer(Till till, Arguments in, Progress progress) {
        boolean isWhole = in.has("transfer") ? in.has("step") : in.has("from") && in.has("code") && in.has("qty");
        if (!isWhole || in.has("transfer") == in.has("from") || in.has("transfer") != in.has("step")) {
            throw Arguments.bad(
                    "Command \"transfer\" takes either \"from\", \"code\" and \"qty\", or \"transfer\" and \"step\"");
        }
        if (in.has("transfer")) {
            List<BackroomAnswers.Moved> really = in.objects("lines").stream()
                    .map(line -> new BackroomAnswers.Moved(line.text("code"), line.quantity("qty")))
                    .toList();
            String step = in.text("step");
            BackroomAnswers.Transfer done = step.equals("settle")
                    ? till.backroom().settleTransfer(in.text("transfer"), in.approve())
                    : till.backroom().transferStep(in.text("transfer"), step.equals("send"), really, in.approve());
            return new Replies.Transferred(done.id(), done);
        }
        String id = till.backroom()
                .requestGoods(
                        in.text("from"),
                        in.text("code"),
                        in.quantity("qty"),
                        in.has("note") ? in.text("note") : "",
                        in.approve());
        return new Replies.Transferred(id, null);
    }
}
