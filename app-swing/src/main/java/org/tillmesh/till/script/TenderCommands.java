package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.INSTANT;
import static org.tillmesh.till.script.Field.Kind.INTEGER;
import static org.tillmesh.till.script.Field.Kind.MONEY;
import static org.tillmesh.till.script.Field.Kind.OBJECT;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.Progress;
import org.tillmesh.till.shop.ShopRefusal;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.TenderWish;

/** Ways to pay, gift cards, and accounts of customers. */
final class TenderCommands {
    private static final String METHOD = "id of a payment method of head office's, instead of the kind's first";

    private TenderCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of(
                        "tender",
                        "takes money, or a promise of it; completes nothing. \"void\" takes one back",
                        Replies.Tendered.class,
                        TenderCommands::tender,
                        choice(
                                        "kind",
                                        "how it is paid; may be left out with a method",
                                        "cash",
                                        "card",
                                        "credit",
                                        "gift",
                                        "account",
                                        "bank",
                                        "points")
                                .optional(),
                        may("amount", MONEY, "how much is handed over"),
                        may(
                                "card",
                                TEXT,
                                "the gift card's number, a transfer's reference, or the approval code of a terminal's slip,"
                                        + " 2 to 12 letters or digits; a card without it goes to the terminal that is set up"),
                        may("method", TEXT, METHOD),
                        may("void", INTEGER, "instead of all these: the number of a tender that goes back")),
                Command.of(
                        "payment-methods",
                        "what head office lets this store take",
                        Replies.Methods.class,
                        (till, in, progress) ->
                                new Replies.Methods(till.counter().paymentMethods())),
                Command.of(
                        "gift",
                        "sells a gift card as a line of the cart, or tells what one is worth",
                        Replies.Gift.class,
                        TenderCommands::gift,
                        may("sell", OBJECT, "a card that was not sold before")
                                .of(
                                        must("card", TEXT, "its number"),
                                        must("amount", MONEY, "what is loaded, and paid for")),
                        may("balance", TEXT, "a card's number")),
                Command.of(
                        "pay-account",
                        "takes money towards a customer's account, also more than is owed",
                        Replies.PaidOnAccount.class,
                        (till, in, progress) -> Replies.PaidOnAccount.of(till.counter()
                                .payAccount(
                                        customer(in),
                                        new TenderWish(
                                                kind(in),
                                                in.money("amount"),
                                                in.textOrNull("card"),
                                                in.textOrNull("method")),
                                        in.key())),
                        must("customer", TEXT, "the customer's id"),
                        choice("kind", "how it is paid; may be left out with a method", "cash", "card", "bank")
                                .optional(),
                        must("amount", MONEY, "how much is paid"),
                        may("card", TEXT, "a transfer's reference, or the approval code of the terminal's slip"),
                        may("method", TEXT, METHOD),
                        CommonFields.key()),
                Command.of(
                        "statement",
                        "what changed a customer's account, in order of time, with the balance after each",
                        Replies.Statement.class,
                        (till, in, progress) -> new Replies.Statement(till.counter()
                                .statement(customer(in), in.instantOrNull("from"), in.instantOrNull("to"))),
                        must("customer", TEXT, "the customer's id"),
                        may("from", INSTANT, "inclusive; all without it"),
                        may("to", INSTANT, "exclusive; until now without it")));
    }

    private static Replies.Tendered tender(Till till, Arguments in, Progress progress) {
        if (in.has("void")) {
            if (in.has("kind") || in.has("amount") || in.has("card") || in.has("method")) {
                throw Arguments.bad("\"void\" takes a tender back and stands alone; leave the other fields out");
            }
            return Replies.Tendered.of(till.counter().removeTender(in.whole("void", 0) - 1));
        }
        if (!in.has("amount") || !(in.has("kind") || in.has("method"))) {
            throw Arguments.bad("Command \"tender\" needs \"amount\" and \"kind\" (or \"method\"), or \"void\" alone");
        }
        CounterAnswers.Cart cart = till.counter()
                .tender(
                        new TenderWish(kind(in), in.money("amount"), in.textOrNull("card"), in.textOrNull("method")),
                        in.approve(),
                        progress::said);
        return Replies.Tendered.of(cart);
    }

    private static Replies.Gift gift(Till till, Arguments in, Progress progress) {
        if (in.has("sell") == in.has("balance")) {
            throw Arguments.bad("Command \"gift\" takes one of \"sell\" and \"balance\"");
        }
        if (in.has("balance")) {
            return Replies.Gift.of(till.counter().giftCard(in.text("balance")));
        }
        Arguments sold = in.object("sell").orElseThrow();
        return Replies.Gift.of(till.counter().sellGiftCard(sold.text("card"), sold.money("amount")));
    }

    private static CustomerId customer(Arguments in) {
        if (!Id.isOne(in.text("customer"))) {
            throw new TillException(ShopRefusal.UNKNOWN_CUSTOMER, in.text("customer"));
        }
        return new CustomerId(in.text("customer"));
    }

    private static @Nullable TenderKind kind(Arguments in) {
        return in.has("kind") ? TenderKind.of(in.text("kind")).orElseThrow() : null;
    }
}
