package org.tillmesh.till.script;

import static org.tillmesh.till.script.Field.Kind.TEXT;
import static org.tillmesh.till.script.Field.choice;
import static org.tillmesh.till.script.Field.must;

import java.util.List;
import org.tillmesh.till.Answers;
import org.tillmesh.till.Till;
import org.tillmesh.till.ZatcaDesk;

/** Invoices and the till's certificate at the tax authority. */
final class ZatcaCommands {
    private ZatcaCommands() {}

    static Field form() {
        return choice(
                        "invoice",
                        "which kind; without it standard where the customer has a VAT number and it is possible",
                        "standard",
                        "simplified")
                .optional();
    }

    static List<Command> all() {
        return List.of(
                Command.of(
                        "invoice",
                        "writes the signed XML, with the authority's stamp once it is cleared",
                        Replies.Invoice.class,
                        (till, in, progress) -> written(till, in),
                        CommandTable.receipt(),
                        CommandTable.uuid(),
                        must("file", TEXT, "where to")),
                Command.of(
                        "reissue",
                        "issues anew what the tax authority rejected: a corrected document with the next counter (manager)",
                        Replies.Receipt.class,
                        (till, in, progress) -> Replies.Receipt.of(till.reissue(
                                in.textOrNull("receipt"),
                                in.textOrNull("uuid"),
                                in.textOrNull("invoice"),
                                in.approve())),
                        CommandTable.receipt(),
                        CommandTable.uuid(),
                        form()),
                Command.of(
                        "zatca-onboard",
                        "gets this till its certificate at the tax authority, through head office (manager)",
                        ZatcaDesk.Onboarded.class,
                        (till, in, progress) -> till.zatca().onboard(in.text("otp"), in.approve()),
                        must("otp", TEXT, "from the authority's portal")),
                Command.of(
                        "zatca-renew",
                        "gets a new certificate before the one in use ends (manager)",
                        ZatcaDesk.Onboarded.class,
                        (till, in, progress) -> till.zatca().renew(in.text("otp"), in.approve()),
                        must("otp", TEXT, "from the authority's portal")));
    }

    private static Replies.Invoice written(Till till, Arguments in) {
        Answers.Document document = till.invoiceDocument(in.textOrNull("receipt"), in.textOrNull("uuid"));
        HouseCommands.written(in.file("file"), document.xml());
        return new Replies.Invoice(
                in.file("file").toString(),
                document.number(),
                document.standard() ? "standard" : "simplified",
                document.taxInvoice(),
                document.state(),
                document.cleared());
    }
}
