package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.COUNTED;
import static org.tillmesh.till.script.Field.Kind.FLAG;
import static org.tillmesh.till.script.Field.Kind.INSTANT;
import static org.tillmesh.till.script.Field.Kind.INTEGER;
import static org.tillmesh.till.script.Field.Kind.MONEY;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Store;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.links.SyncMode;
import org.tillmesh.till.paper.PaperKind;
import org.tillmesh.till.paper.PaperWish;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.refund.FindSales;
import org.tillmesh.till.refund.RefundAnswers;

/** People and shifts, links and clocks, papers and care. */
final class HouseCommands {
    private static final int AUDIT_LIMIT = 100;
    private static final int FOUND = 50;

    private HouseCommands() {}

    static List<Command> people() {
        return List.of(
                Command.of(
                        "activate",
                        "makes this folder a till of a company by a one-time code, and seeds it from the relay",
                        LinkAnswers.Activated.class,
                        (till, in, progress) -> till.activate(in.text("relay"), in.text("code"), progress),
                        must("relay", TEXT, "HOST:PORT"),
                        must("code", TEXT, "16 characters in groups of four")),
                Command.of(
                        "login",
                        "lets a user in; \"changePin\": head office wants a new PIN to be chosen, and while it can be reached all but"
                                + " change-pin and logout is PIN_CHANGE (not in the demo company)",
                        Replies.LoggedIn.class,
                        (till, in, progress) -> Replies.LoggedIn.of(
                                till.people().login(in.idOrNull("user", UserId::new), in.text("pin"))),
                        must("pin", TEXT, "the PIN"),
                        may("user", TEXT, "whose PIN; anybody's without it")),
                Command.of(
                        "change-pin",
                        "chooses another PIN for the user who is logged in, in the whole store; OFFLINE without head office,"
                                + " and the old one goes on working",
                        PeopleAnswers.NewPin.class,
                        (till, in, progress) -> till.people().changePin(in.text("pin"), in.text("new")),
                        must("pin", TEXT, "the PIN of now"),
                        must("new", TEXT, "4 to 12 digits, a manager's at least 6")),
                Command.of("logout", "lets the user out", Replies.Nothing.class, (till, in, progress) -> {
                    till.people().logout();
                    return new Replies.Nothing();
                }),
                Command.of(
                        "shift-open",
                        "opens the shift of this till",
                        Replies.ShiftOpened.class,
                        (till, in, progress) -> {
                            BackroomAnswers.Shift shift = till.backroom().openShift(in.money("float"));
                            return new Replies.ShiftOpened(
                                    shift.id(), shift.number(), shift.userId(), shift.openedAt(), shift.openingFloat());
                        },
                        must("float", MONEY, "the cash in the drawer")),
                Command.of(
                        "shift-close",
                        "closes the shift and issues its Z; expected, counted and difference are amounts of cash, or by tender"
                                + " if the count was given so",
                        Replies.ShiftClosed.class,
                        (till, in, progress) -> Replies.ShiftClosed.of(
                                till.backroom()
                                        .closeShift(in.counted("counted", in.textOrNull("reason")), in.approve()),
                                in.isText("counted")),
                        must("counted", COUNTED, "the cash that was counted, or what was counted tender by tender"),
                        may("reason", TEXT, "what the counter says of a difference")),
                Command.of(
                        "training",
                        "begins or ends training: selling is answered as usual, under TRAINING numbers, and nothing of it is issued or kept",
                        Replies.Training.class,
                        (till, in, progress) ->
                                new Replies.Training(till.invoices().training(in.flag("on", true), in.approve())),
                        must("on", FLAG, "true: begins it, with the right to it or approval; false: ends it")),
                Command.of(
                        "time-clock",
                        "clocks the user who is logged in in or out",
                        PeopleAnswers.Clocked.class,
                        (till, in, progress) ->
                                till.people().clock(in.text("state").equals("in")),
                        choice("state", "whether somebody comes or goes", "in", "out")));
    }

    static List<Command> cash() {
        return List.of(
                Command.of(
                        "cash",
                        "puts cash into the drawer, takes it out, or drops it into the safe (manager)",
                        Replies.CashMoved.class,
                        (till, in, progress) -> Replies.CashMoved.of(till.backroom()
                                .moveCash(
                                        CashMovement.Kind.of(in.text("kind")).orElseThrow(),
                                        in.money("amount"),
                                        in.text("reason"),
                                        in.key(),
                                        in.approve())),
                        choice("kind", "what is done", "in", "out", "drop"),
                        must("amount", MONEY, "how much, above 0.00"),
                        must("reason", TEXT, "what for"),
                        CommonFields.key()),
                Command.of(
                        "drawer",
                        "opens the drawer without a sale (manager)",
                        Replies.CashMoved.class,
                        (till, in, progress) -> Replies.CashMoved.of(
                                till.backroom().openDrawer(in.text("reason"), in.key(), in.approve())),
                        must("reason", TEXT, "what for"),
                        CommonFields.key()),
                Command.of(
                        "audit",
                        "who did what and when in this store, the newest first (manager)",
                        Replies.Events.class,
                        (till, in, progress) -> new Replies.Events(till.backroom()
                                .audit(
                                        in.instantOrNull("from"),
                                        in.instantOrNull("to"),
                                        in.textOrNull("user"),
                                        in.textOrNull("kind"),
                                        in.whole("limit", AUDIT_LIMIT),
                                        in.approve())),
                        may("from", INSTANT, "inclusive"),
                        may("to", INSTANT, "exclusive"),
                        may("user", TEXT, "who did it or approved it"),
                        may(
                                "kind",
                                TEXT,
                                "what was done, like discount; its first part is enough, like pin of pin-locked"),
                        may("limit", INTEGER, "1 to 1000, 100 without it")));
    }

    static List<Command> links() {
        return List.of(
                Command.of(
                        "sync",
                        "Hard Sync, Soft Sync or Push Offline Records, now",
                        LinkAnswers.Synced.class,
                        (till, in, progress) -> till.links().sync(SyncMode.of(in.text("mode")), progress),
                        choice("mode", "which", "hard", "soft", "push")),
                Command.of(
                        "link",
                        "cuts or restores the route to the relay, as a pulled cable would",
                        Replies.Route.class,
                        (till, in, progress) -> {
                            till.links().link(in.text("state").equals("up"), !isReset(in));
                            return new Replies.Route(in.text("state"));
                        },
                        choice("state", "of the cable", "down", "up"),
                        how()),
                Command.of(
                        "lan",
                        "cuts or restores the routes to the neighbours",
                        Replies.Route.class,
                        (till, in, progress) -> {
                            till.links().lan(in.text("state").equals("up"), !isReset(in));
                            return new Replies.Route(in.text("state"));
                        },
                        choice("state", "of the cable", "down", "up"),
                        how()),
                Command.of(
                        "clock",
                        "a wrong clock, for tests; demo tills only",
                        Replies.Clock.class,
                        (till, in, progress) -> {
                            till.backroom().pretendClock(in.number("offsetMs"));
                            return new Replies.Clock(in.number("offsetMs"));
                        },
                        must("offsetMs", INTEGER, "milliseconds ahead of the machine's clock")),
                Command.of(
                        "set-time",
                        "a manager's correction of the clock",
                        Replies.Time.class,
                        (till, in, progress) -> new Replies.Time(
                                till.backroom().setTime(Objects.requireNonNull(in.instantOrNull("at")), in.approve())),
                        must("at", INSTANT, "what time it is")),
                Command.of(
                        "status",
                        "links, what is not sent yet, shift, chain",
                        LinkAnswers.Status.class,
                        (till, in, progress) -> till.links().status()));
    }

    private static Field how() {
        return choice("how", "silent (default): packets vanish; reset: sockets are closed", "silent", "reset")
                .optional();
    }

    private static boolean isReset(Arguments in) {
        return in.has("how") && in.text("how").equals("reset");
    }

    static List<Command> papers() {
        return List.of(
                Command.of(
                        "sales",
                        "every document of the store that this till knows",
                        BackroomAnswers.Sales.class,
                        (till, in, progress) -> till.backroom().sales(in.instantOrNull("since")),
                        may("since", INSTANT, "inclusive, by issue time")),
                Command.of(
                        "find-sales",
                        "finds sales and returns of the store by what somebody remembers of them, the newest first",
                        RefundAnswers.FoundSales.class,
                        (till, in, progress) -> till.refunds()
                                .findSales(new FindSales(
                                        in.textOrNull("text"),
                                        in.textOrNull("from"),
                                        in.textOrNull("to"),
                                        in.textOrNull("phone"),
                                        in.moneyOrNull("amount"),
                                        in.textOrNull("product"),
                                        in.textOrNull("card"),
                                        in.whole("limit", FOUND))),
                        may(
                                "text",
                                TEXT,
                                "a receipt's number (S001-T01-000001, T01-1, or 1 of any till), the QR of its paper, or a customer's name or phone"),
                        may("from", TEXT, "the first day, like 2027-03-31, or a time with zone"),
                        may("to", TEXT, "the last day, or a time with zone, exclusive"),
                        may("phone", TEXT, "digits of the customer's phone"),
                        may("amount", MONEY, "the document's total"),
                        may("product", TEXT, "a code or words of a name of something on it"),
                        may(
                                "card",
                                TEXT,
                                "the last four of a gift card's number, of an approval code, or of the card that a terminal booked"),
                        may("limit", INTEGER, "at most so many, 1 to 500; 50 without it")),
                Command.of(
                        "receipt-image",
                        "writes a receipt, or another paper, as a PNG, or as a PDF where the file's name ends so",
                        Replies.Written.class,
                        (till, in, progress) -> written(
                                in.file("file"),
                                till.papers().picture(paper(in), in.text("file").endsWith(".pdf"), in.approve())),
                        CommonFields.receipt(),
                        CommonFields.uuid(),
                        paperKind(),
                        zNumber(),
                        CommonFields.flag(
                                "gift", "true: a sale without its prices; its QR says the number to come back by"),
                        must("file", TEXT, "where to")),
                Command.of(
                        "confirm-head",
                        "confirms the invoice chain by the QR of the last printed receipt (manager)",
                        Replies.ChainHead.class,
                        (till, in, progress) -> {
                            InvoiceAnswers.Zatca head = till.invoices().confirmHead(in.text("qr"), in.approve());
                            return new Replies.ChainHead("known", head.icv(), head.unreported());
                        },
                        must("qr", TEXT, "what the QR says")),
                Command.of(
                        "exceptions",
                        "what does not fit together, for a person to look at",
                        Replies.Issues.class,
                        (till, in, progress) ->
                                new Replies.Issues(till.backroom().exceptions())),
                Command.of(
                        "resolve",
                        "says what was done about an exception (manager)",
                        Replies.Issue.class,
                        (till, in, progress) -> new Replies.Issue(
                                till.backroom().resolve(in.text("exception"), in.text("note"), in.approve())),
                        must("exception", TEXT, "its id"),
                        must("note", TEXT, "what was done")),
                Command.of(
                        "digest",
                        "what this till holds, as hashes to compare",
                        Replies.Digests.class,
                        (till, in, progress) ->
                                new Replies.Digests(till.keeper().digest())),
                Command.of(
                        "verify",
                        "checks every checksum of the folder",
                        Replies.Verified.class,
                        (till, in, progress) -> {
                            Store.Verification found = till.keeper().verify();
                            return new Replies.Verified(
                                    found.clean(),
                                    found.segments(),
                                    found.records(),
                                    found.quarantined(),
                                    found.problems());
                        }),
                Command.of(
                        "backup",
                        "a copy of the whole folder without its keys (manager)",
                        Replies.Kept.class,
                        (till, in, progress) ->
                                new Replies.Kept(in.text("file"), till.keeper().backup(in.file("file"), in.approve())),
                        must("file", TEXT, "a new file")),
                Command.of(
                        "export-unsent",
                        "writes what head office has not acknowledged (manager)",
                        Replies.Kept.class,
                        (till, in, progress) -> new Replies.Kept(
                                in.text("file"), till.keeper().exportUnsent(in.file("file"), in.approve())),
                        must("file", TEXT, "where to")),
                Command.of(
                        "quit", "orderly end", Replies.Nothing.class, (till, in, progress) -> new Replies.Nothing()));
    }

    /** Which paper a command means. */
    static PaperWish paper(Arguments in) {
        String named = in.textOrNull("paper");
        PaperKind kind = named != null
                ? PaperKind.valueOf(named.toUpperCase(Locale.ROOT))
                : in.has("gift") && in.flag("gift", false) ? PaperKind.GIFT : PaperKind.RECEIPT;
        return new PaperWish(kind, in.textOrNull("receipt"), in.document(), in.whole("number", 0));
    }

    static Field paperKind() {
        return choice(
                        "paper",
                        "which of its papers: the receipt (which it is without this; of a quotation by its number too), a gift receipt, the merchant's or the customer's card slip; x of the open shift, z of a closed one (manager)",
                        "receipt",
                        "gift",
                        "merchant",
                        "customer",
                        "x",
                        "z")
                .optional();
    }

    static Field zNumber() {
        return may("number", INTEGER, "of a Z; the till's last one without it");
    }

    static Replies.Written written(Path file, byte[] bytes) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, bytes);
            return new Replies.Written(file.toString());
        } catch (IOException e) {
            throw Arguments.bad("The file \"" + file + "\" can't be written (" + e + "); name one that can");
        }
    }
}
