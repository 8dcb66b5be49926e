package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.DATE;
import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.Kind.TEXTS;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.may;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.InvoiceWish;
import org.tillmesh.till.Till;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.paper.PaperAnswers;

/** Invoices and the till's certificate at the tax authority. */
final class ZatcaCommands {
    private ZatcaCommands() {}

    static Field form() {
        return choice(
                        "invoice",
                        "which kind; without it what was chosen for the cart, else standard where the customer has a VAT number and it is possible",
                        "as-fits",
                        "standard",
                        "simplified")
                .optional();
    }

    static List<Command> all() {
        return List.of(
                Command.of(
                        "choose-invoice",
                        "which invoice the open cart gets; stays with the cart until it is sold or its customer changes",
                        Replies.Cart.class,
                        (till, in, progress) -> new Replies.Cart(till.counter()
                                .chooseInvoice(
                                        in.has("invoice")
                                                ? InvoiceForm.wished(in.text("invoice"))
                                                : InvoiceWish.Form.AS_FITS,
                                        InvoiceForm.marks(in.texts("marks")),
                                        in.dateOrNull("from"),
                                        in.dateOrNull("until"),
                                        in.textOrNull("nationalId"))),
                        form(),
                        may("marks", TEXTS, "some of third-party, nominal, summary"),
                        may("from", DATE, "first day of a summary"),
                        may("until", DATE, "its last day"),
                        may("nationalId", TEXT, "of the citizen who buys education or health care without VAT")),
                Command.of(
                        "invoices",
                        "invoices that are rejected or have no answer of the tax authority, and the standard ones of the last two days",
                        InvoiceAnswers.Invoices.class,
                        (till, in, progress) -> till.invoices().list()),
                Command.of(
                        "print",
                        "prints a receipt, or by its uuid what was paid on account, once more: a copy, or a standard invoice that was cleared since as the tax invoice it is now; or another paper",
                        Replies.Nothing.class,
                        (till, in, progress) -> {
                            till.papers().print(HouseCommands.paper(in), in.approve());
                            return new Replies.Nothing();
                        },
                        CommonFields.receipt(),
                        CommonFields.uuid(),
                        HouseCommands.paperKind(),
                        HouseCommands.zNumber()),
                Command.of(
                        "invoice",
                        "writes the signed XML, with the authority's stamp once it is cleared",
                        Replies.Invoice.class,
                        (till, in, progress) -> written(till, in),
                        CommonFields.receipt(),
                        CommonFields.uuid(),
                        must("file", TEXT, "where to")),
                Command.of(
                        "reissue",
                        "issues anew what the tax authority rejected: a corrected document with the next counter (manager)",
                        Replies.Receipt.class,
                        (till, in, progress) -> Replies.Receipt.of(till.invoices()
                                .reissue(in.textOrNull("receipt"), in.document(), wished(in), in.approve())),
                        CommonFields.receipt(),
                        CommonFields.uuid(),
                        form()),
                Command.of(
                        "zatca-onboard",
                        "gets this till its certificate at the tax authority, through head office (manager)",
                        InvoiceAnswers.Onboarded.class,
                        (till, in, progress) -> till.invoices().onboard(in.text("otp"), in.approve()),
                        must("otp", TEXT, "from the authority's portal")),
                Command.of(
                        "zatca-renew",
                        "gets a new certificate before the one in use ends (manager)",
                        InvoiceAnswers.Onboarded.class,
                        (till, in, progress) -> till.invoices().renew(in.text("otp"), in.approve()),
                        must("otp", TEXT, "from the authority's portal")));
    }

    private static Replies.Invoice written(Till till, Arguments in) {
        PaperAnswers.Document document = till.papers().invoiceDocument(in.textOrNull("receipt"), in.document());
        HouseCommands.written(in.file("file"), document.xml());
        return new Replies.Invoice(
                in.file("file").toString(),
                document.number(),
                document.standard() ? "standard" : "simplified",
                document.taxInvoice(),
                document.state(),
                document.cleared());
    }

    /** The kind of invoice that a command names; null if it names none. */
    static InvoiceWish.@Nullable Form wished(Arguments in) {
        return in.has("invoice") ? InvoiceForm.wished(in.text("invoice")) : null;
    }
}
