package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.DECIMAL;
import static org.tillmesh.till.script.Field.Kind.INTEGER;
import static org.tillmesh.till.script.Field.Kind.MONEY;
import static org.tillmesh.till.script.Field.Kind.OBJECT;
import static org.tillmesh.till.script.Field.Kind.OBJECTS;
import static org.tillmesh.till.script.Field.Kind.QUANTITY;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.Kind.TEXTS;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tillmesh.retail.cart.CartSplit;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.CounterRefusal;
import org.tillmesh.till.counter.NewCustomer;
import org.tillmesh.till.refund.LooseLine;
import org.tillmesh.till.refund.RefundRefusal;
import org.tillmesh.till.refund.ReturnLine;
import org.tillmesh.till.refund.ReturnOf;
import org.tillmesh.till.refund.ReturnOrder;
import org.tillmesh.till.shop.Progress;
import org.tillmesh.till.shop.ShopRefusal;
import org.tillmesh.till.shop.TillException;

/** From the first scan to the receipt, and back again. */
final class SellingCommands {
    private static final int HITS_MAX = 5000;
    private static final int QUOTED_DAYS = 14;

    private SellingCommands() {}

    static List<Command> all() {
        return List.of(
                Command.of(
                        "scan",
                        "adds a product, a scale's label, a GS1 code or a GS1 web address to the cart",
                        Replies.Scanned.class,
                        (till, in, progress) -> {
                            CounterAnswers.Scanned scanned = in.has("back")
                                    ? back(till, in)
                                    : till.counter()
                                            .scan(
                                                    in.text("code"),
                                                    in.quantityOrNull("qty"),
                                                    in.textOrNull("serial"),
                                                    in.textOrNull("seller"),
                                                    in.approve());
                            return new Replies.Scanned(scanned.line(), scanned.total(), scanned.warnings());
                        },
                        must("code", TEXT, "what the scanner read"),
                        may("qty", QUANTITY, "how much; 1 without it"),
                        may(
                                "serial",
                                TEXT,
                                "the serial number of the one piece; a product that asks for it is refused without, with \"needs\":\"serial\""),
                        may("seller", TEXT, "the user who sells it, if another than the cashier"),
                        may("back", OBJECT, "it comes back with the open cart; its line is negative")
                                .of(
                                        must("receipt", TEXT, "the number of its receipt, or its QR"),
                                        may("line", INTEGER, "its line there; without it one that has so much left"))),
                Command.of(
                        "search",
                        "finds products by words of their Arabic or English name, or by code; empty text: any",
                        Replies.Products.class,
                        SellingCommands::search,
                        may("text", TEXT, "words, their beginnings or what is inside them; a code or its last digits"),
                        may("limit", INTEGER, "at most so many, 1 to 5000; 20 without it")),
                Command.of(
                        "cart",
                        "the open cart",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(till.counter().cart())),
                Command.of(
                        "qty",
                        "sets a line's quantity",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(
                                till.counter().setQty(in.whole("line", 0), in.quantity("qty"), in.approve())),
                        CommonFields.line(),
                        must("qty", QUANTITY, "the new quantity")),
                Command.of(
                        "void-line",
                        "takes a line out of the cart; its number is not used again",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(till.counter()
                                .voidLine(
                                        in.whole("line", 0), in.has("reason") ? in.text("reason") : "", in.approve())),
                        CommonFields.line(),
                        may("reason", TEXT, "why, for the audit")),
                Command.of(
                        "discount",
                        "a discount on a line, or on the whole cart without \"line\"; replaces the one before",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(till.counter()
                                .discount(
                                        in.wholeOrNull("line"),
                                        in.textOrNull("percent"),
                                        in.moneyOrNull("amount"),
                                        in.approve())),
                        may("line", INTEGER, "a line's number"),
                        may("percent", DECIMAL, "0 to 100"),
                        may("amount", MONEY, "instead of a percentage")),
                Command.of(
                        "price",
                        "a price by hand for each of a line; needs the right to it or approval",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(till.counter()
                                .price(in.whole("line", 0), in.money("price"), in.text("reason"), in.approve())),
                        CommonFields.line(),
                        must("price", MONEY, "of one"),
                        must("reason", TEXT, "why, for the audit")),
                Command.of(
                        "coupon",
                        "presents a coupon; again: takes it out",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(till.counter().coupon(in.text("code"))),
                        must("code", TEXT, "as it was scanned or typed")),
                Command.of(
                        "note",
                        "says something of a line; an empty text takes it away",
                        Replies.Cart.class,
                        (till, in, progress) ->
                                new Replies.Cart(till.counter().note(in.whole("line", 0), in.text("text"))),
                        CommonFields.line(),
                        must("text", TEXT, "at most 200 characters")),
                Command.of(
                        "seller",
                        "says who sold a line, or every line without \"line\"; an empty user stands for the cashier",
                        Replies.Cart.class,
                        (till, in, progress) ->
                                new Replies.Cart(till.counter().seller(in.wholeOrNull("line"), in.text("user"))),
                        may("line", INTEGER, "a line's number"),
                        must("user", TEXT, "the user's id")),
                Command.of(
                        "customer",
                        "finds, adds, edits, attaches, merges or anonymises a customer",
                        Replies.Customer.class,
                        SellingCommands::customer,
                        may("find", TEXT, "digits of a phone, or words of a name"),
                        may("new", OBJECT, "a new customer")
                                .of(
                                        must("name", TEXT, "the name"),
                                        may("phone", TEXT, "5 to 15 digits"),
                                        may("vatNumber", TEXT, "15 digits"),
                                        may("address", TEXT, "one line: 1234 Street, District, City 12211"),
                                        may("street", TEXT, "of the national address"),
                                        may("building", TEXT, "4 digits"),
                                        may("district", TEXT, "of the city"),
                                        may("city", TEXT, "its name"),
                                        may("postalCode", TEXT, "5 digits"),
                                        may("additional", TEXT, "the additional number, 4 digits"),
                                        may("tags", TEXTS, "words to group customers by")),
                        may("id", TEXT, CommonFields.ECHO),
                        may(
                                "set",
                                OBJECT,
                                "fields to change: name, phone, vatNumber, address, street, building, district, city, postalCode, additional, note, tags"),
                        CommonFields.flag("attach", "true: to the open cart; false: off it"),
                        CommonFields.flag("anyway", "with new and set: although somebody has that phone or VAT number"),
                        may("merge", TEXTS, "ids of customers who are one; the first stays, a manager's word"),
                        CommonFields.flag("anonymise", "true: takes away all that says who it is, a manager's word"),
                        CommonFields.key()),
                Command.of(
                        "clear",
                        "empties the cart",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(till.counter().clear(in.approve()))),
                Command.of(
                        "park",
                        "puts the cart aside; every till of the store sees it",
                        Replies.Parked.class,
                        (till, in, progress) ->
                                new Replies.Parked(till.counter().park(in.has("name") ? in.text("name") : "")),
                        may("name", TEXT, "a name to know it by")),
                Command.of(
                        "quote",
                        "keeps the cart as a quotation, at its prices for so many days; recalled like a parked one, and shown by receipt-image under its number",
                        Replies.Quotation.class,
                        (till, in, progress) -> {
                            CounterAnswers.Cart cart = till.counter()
                                    .quote(in.whole("days", QUOTED_DAYS), in.has("name") ? in.text("name") : "");
                            return new Replies.Quotation(
                                    cart.id(), Objects.requireNonNull(cart.quotation()), cart.total());
                        },
                        may("days", INTEGER, "how long it holds, 1 to 365; 14 without it"),
                        may("name", TEXT, "a name to know it by")),
                Command.of(
                        "deposit",
                        "takes a deposit on the cart by a prepayment invoice, paid by its tenders or in cash, and parks it; its sale settles it;"
                                + " or pays the last deposit of the open cart back by a credit note",
                        Replies.Receipt.class,
                        SellingCommands::deposit,
                        may("amount", MONEY, "how much of what is due"),
                        CommonFields.flag("cancel", "true: pays the last deposit back"),
                        may("name", TEXT, "a name to know the cart by"),
                        CommonFields.key()),
                Command.of(
                        "split",
                        "parks some of the cart as a cart of its own; the rest stays open",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(till.counter()
                                .split(
                                        in.objects("lines").stream()
                                                .map(line ->
                                                        new CartSplit.Part(line.whole("line", 0), line.quantity("qty")))
                                                .toList(),
                                        in.has("name") ? in.text("name") : "")),
                        must("lines", OBJECTS, "what is taken off")
                                .of(CommonFields.line(), must("qty", QUANTITY, "how much of it")),
                        may("name", TEXT, "a name to know it by")),
                Command.of(
                        "parked",
                        "the parked carts of the store",
                        Replies.Carts.class,
                        (till, in, progress) -> new Replies.Carts(till.counter().parked())),
                Command.of(
                        "recall",
                        "takes a parked cart back",
                        Replies.Cart.class,
                        (till, in, progress) ->
                                new Replies.Cart(till.counter().recall(in.text("cart"), in.flag("force", false))),
                        must("cart", TEXT, "its id, or the number of a receipt for a deposit on it"),
                        CommonFields.flag("force", "even if the till that parked it can't be asked")),
                Command.of(
                        "complete",
                        "the sale; answered only when it is durable",
                        Replies.Receipt.class,
                        (till, in, progress) -> Replies.Receipt.of(till.counter()
                                .complete(in.key(), ZatcaCommands.wished(in), in.approve(), progress::said)),
                        ZatcaCommands.form(),
                        CommonFields.key()),
                Command.of(
                        "return",
                        "takes goods back and issues the credit note",
                        Replies.Receipt.class,
                        SellingCommands::returned,
                        CommonFields.receipt(),
                        CommonFields.uuid(),
                        must(
                                        "lines",
                                        OBJECTS,
                                        "what comes back: lines of the receipt, or of other receipts that they name, or goods without a receipt by their code, for which a manager answers")
                                .of(
                                        may("line", INTEGER, "a line's number on its receipt"),
                                        may("receipt", TEXT, "the line's receipt, if it is another"),
                                        may("uuid", TEXT, "its uuid, instead of its number"),
                                        may("code", TEXT, "the goods, where there is no receipt"),
                                        may("serial", TEXT, "as it stands on a piece that was sold with one"),
                                        may("qty", QUANTITY, "how much of it; without a receipt 1 if left out"),
                                        may(
                                                "price",
                                                MONEY,
                                                "without a receipt: what is given for one, at most what it costs now, which it is without it")),
                        may("reference", TEXT, "without a receipt: the number that the customer says it had"),
                        may("reason", TEXT, "why; without a receipt it must be said"),
                        choice(
                                        "tender",
                                        "how it is paid back; without it original, the way it was paid; another way is a manager's word",
                                        "original",
                                        "cash",
                                        "card",
                                        "account")
                                .optional(),
                        CommonFields.flag("restock", "false: the goods don't go back to stock"),
                        CommonFields.key()));
    }

    private static Replies.Receipt deposit(Till till, Arguments in, Progress progress) {
        if (in.has("amount") == in.flag("cancel", false)) {
            throw new TillException(CounterRefusal.DEPOSIT_EITHER);
        }
        return Replies.Receipt.of(
                in.has("amount")
                        ? till.counter()
                                .deposit(
                                        in.money("amount"),
                                        in.has("name") ? in.text("name") : "",
                                        in.key(),
                                        in.approve())
                        : till.counter().cancelDeposit(in.key(), in.approve(), progress::said));
    }

    private static CounterAnswers.Scanned back(Till till, Arguments in) {
        Arguments of = in.object("back").orElseThrow();
        if (of.has("line") && of.whole("line", 0) < 1) {
            throw Arguments.bad("\"line\" is " + of.whole("line", 0) + "; give a line of the receipt, 1 or more");
        }
        return till.counter()
                .back(
                        in.text("code"),
                        in.quantityOrNull("qty"),
                        of.text("receipt"),
                        of.whole("line", 0),
                        in.textOrNull("serial"),
                        in.approve());
    }

    private static Replies.Products search(Till till, Arguments in, Progress progress) {
        int limit = in.whole("limit", 20);
        if (limit < 1 || limit > HITS_MAX) {
            throw Arguments.bad("\"limit\" is " + limit + "; give 1 to " + HITS_MAX);
        }
        return new Replies.Products(till.counter().search(in.has("text") ? in.text("text") : "", limit));
    }

    private static Replies.Customer customer(Till till, Arguments in, Progress progress) {
        int ways = (in.has("find") ? 1 : 0)
                + (in.has("new") ? 1 : 0)
                + (in.has("set") ? 1 : 0)
                + (in.has("attach") ? 1 : 0)
                + (in.has("merge") ? 1 : 0)
                + (in.flag("anonymise", false) ? 1 : 0);
        if (ways > 1 || (ways == 0 && !in.has("id"))) {
            throw Arguments.bad("Command \"customer\" takes one of \"find\", \"new\", \"id\" with \"set\", \"id\" with"
                    + " \"attach\", \"merge\", \"id\" with \"anonymise\", or an \"id\" alone");
        }
        if (in.has("merge")) {
            return new Replies.Customer(
                    till.counter()
                            .mergeCustomers(
                                    in.texts("merge").stream()
                                            .map(CustomerId::new)
                                            .toList(),
                                    in.approve()),
                    null,
                    null,
                    null);
        }
        if (in.has("find")) {
            return new Replies.Customer(null, till.counter().findCustomers(in.text("find")), null, null);
        }
        if (in.has("new")) {
            Arguments given = in.object("new").orElseThrow();
            Map.Entry<CounterAnswers.Customer, Boolean> made = till.counter()
                    .newCustomerOnce(
                            new NewCustomer(
                                    given.text("name"),
                                    given.textOrNull("phone"),
                                    given.textOrNull("vatNumber"),
                                    given.textOrNull("address"),
                                    given.texts("tags"),
                                    national(given)),
                            in.key(),
                            in.flag("anyway", false));
            return new Replies.Customer(made.getKey(), null, null, made.getValue() ? Boolean.TRUE : null);
        }
        if (in.has("attach") && !in.flag("attach", true)) {
            return new Replies.Customer(null, null, till.counter().attachCustomer(null), null);
        }
        if (!in.isText("id")) {
            throw Arguments.bad(
                    "Command \"customer\" needs the customer's \"id\" as a text for \"set\" and \"attach\"");
        }
        if (!Id.isOne(in.text("id"))) {
            throw new TillException(ShopRefusal.UNKNOWN_CUSTOMER, in.text("id"));
        }
        var id = new CustomerId(in.text("id"));
        if (in.has("set")) {
            Map<String, String> set = in.object("set").orElseThrow().asTexts();
            return new Replies.Customer(
                    till.counter().editCustomer(id, set, in.flag("anyway", false)), null, null, null);
        }
        if (in.has("attach")) {
            CounterAnswers.Cart cart = till.counter().attachCustomer(id);
            return new Replies.Customer(cart.customer(), null, cart, null);
        }
        if (in.flag("anonymise", false)) {
            return new Replies.Customer(till.counter().anonymiseCustomer(id, in.approve()), null, null, null);
        }
        return new Replies.Customer(till.counter().customer(id), null, null, null);
    }

    private static Map<String, String> national(Arguments given) {
        var parts = new TreeMap<String, String>();
        for (String part : List.of("street", "building", "district", "city", "postalCode", "additional")) {
            if (given.has(part)) {
                parts.put(part, given.text(part));
            }
        }
        return parts;
    }

    private static Replies.Receipt returned(Till till, Arguments in, Progress progress) {
        var receipts = new ArrayList<ReturnOf>();
        var loose = new ArrayList<LooseLine>();
        for (Arguments line : in.objects("lines")) {
            if (line.has("code")) {
                if (line.has("line") || line.has("receipt") || line.has("uuid")) {
                    throw new TillException(RefundRefusal.LINE_WITHOUT_RECEIPT);
                }
                loose.add(new LooseLine(line.text("code"), line.quantityOrNull("qty"), line.moneyOrNull("price")));
            } else {
                receipts.add(ofReceipt(line, line.has("receipt") || line.has("uuid") ? line : in));
            }
        }
        if (in.objects("lines").isEmpty() && (in.has("receipt") || in.has("uuid"))) {
            receipts.add(new ReturnOf(in.textOrNull("receipt"), in.document(), List.of()));
        }
        return Replies.Receipt.of(till.refunds()
                .takeBack(
                        new ReturnOrder(
                                receipts,
                                loose,
                                in.textOrNull("reference"),
                                in.has("reason") ? in.text("reason") : "",
                                in.has("tender") && !in.text("tender").equals("original")
                                        ? kind(in.text("tender"))
                                        : null,
                                in.flag("restock", true)),
                        in.key(),
                        in.approve(),
                        progress::said));
    }

    /** @param of what names the receipt: the line itself, or the command */
    private static ReturnOf ofReceipt(Arguments line, Arguments of) {
        if (!line.has("line") || !line.has("qty") || line.has("price")) {
            throw new TillException(RefundRefusal.LINE_WITHOUT_RECEIPT);
        }
        return new ReturnOf(
                of.textOrNull("receipt"),
                of.document(),
                List.of(new ReturnLine(line.whole("line", 0), line.quantity("qty"), line.textOrNull("serial"))));
    }

    /** One of the words that its field allows. */
    private static TenderKind kind(String code) {
        return TenderKind.of(code).orElseThrow();
    }
}
