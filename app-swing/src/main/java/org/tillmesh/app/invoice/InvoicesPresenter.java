package org.tillmesh.app.invoice;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.shop.Topic;

/** The store's invoices that the tax authority is not done with, and the standard ones of late: printed and corrected here. */
public final class InvoicesPresenter extends Presenter {
    private final InvoicesView view;
    private final Refresh<InvoiceAnswers.Invoices> looking;
    private InvoiceAnswers.Invoices invoices = new InvoiceAnswers.Invoices(0, List.of());
    private int selected = -1;
    private InvoiceAnswers.@Nullable Zatca seen;

    InvoicesPresenter(Desk desk, InvoicesView view) {
        super(desk);
        this.view = view;
        looking = new Refresh<>(desk, () -> desk.till().invoices().list(), this::found);
    }

    @Override
    public void shown() {
        seen = null;
        looking.ask();
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.SALES) {
            looking.ask();
        }
    }

    /** What head office said meanwhile is looked up as soon as the counts say that something changed. */
    @Override
    public void statusChanged(LinkAnswers.Status status) {
        if (!status.zatca().equals(seen)) {
            seen = status.zatca();
            looking.ask();
        }
    }

    /** The invoice that was selected stays selected if it is still there. */
    private void found(InvoiceAnswers.Invoices found) {
        InvoiceAnswers.InvoiceState before = selected();
        invoices = found;
        selected = found.invoices().isEmpty() ? -1 : 0;
        for (int i = 0; before != null && i < found.invoices().size(); i++) {
            selected = found.invoices().get(i).uuid().equals(before.uuid()) ? i : selected;
        }
        render();
        desk.keysChanged();
    }

    @Override
    public void render() {
        view.invoices(invoices.invoices(), invoices.waiting(), selected);
    }

    private InvoiceAnswers.@Nullable InvoiceState selected() {
        return selected < 0 || selected >= invoices.invoices().size()
                ? null
                : invoices.invoices().get(selected);
    }

    @Override
    public KeyMap keys() {
        InvoiceAnswers.InvoiceState row = selected();
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SALE))
                .bar(FunctionKey.F5, "correct", "notes", this::correct)
                .unless(row == null, "noInvoice")
                .unless(row != null && !row.correctable(), "notCorrectable")
                .bar(FunctionKey.F9, row == null ? "print" : printText(row), "printer", this::print)
                .unless(row == null, "noInvoice")
                .key(FunctionKey.UP, "chooseLine", () -> select(selected - 1))
                .key(FunctionKey.DOWN, "chooseLine", () -> select(selected + 1));
    }

    /** What comes out of the printer now. */
    private static String printText(InvoiceAnswers.InvoiceState row) {
        if (row.toPrint()) {
            return "printTaxInvoice";
        }
        boolean proforma = row.invoice().equals("standard") && !row.state().equals("cleared");
        return proforma ? "printProforma" : "print";
    }

    void select(int index) {
        if (index >= 0 && index < invoices.invoices().size() && index != selected) {
            selected = index;
            render();
            desk.keysChanged();
        }
    }

    private void print() {
        InvoiceAnswers.InvoiceState row = Objects.requireNonNull(selected());
        desk.run(
                () -> {
                    desk.till().papers().print(null, row.uuid());
                    return true;
                },
                done -> {
                    desk.say(text("printing", Language.code(row.number())), false);
                    looking.ask();
                });
    }

    private void correct() {
        InvoiceAnswers.InvoiceState row = Objects.requireNonNull(selected());
        String reason = row.reasons() == null ? "" : row.reasons();
        CustomerId customer = row.customer();
        if (customer == null || row.kind().equals("return")) {
            desk.ask(
                    text("correctTitle"),
                    reason + "\n" + text("correctAsk"),
                    text("reissue"),
                    () -> reissue(row, null));
        } else {
            desk.run(
                    () -> desk.till().counter().customer(customer),
                    found -> view.correct(found, row, form -> reissue(row, form)));
        }
    }

    private void reissue(InvoiceAnswers.InvoiceState row, @Nullable String form) {
        desk.approvable(
                approve -> desk.till()
                        .invoices()
                        .reissue(null, row.uuid(), form == null ? null : InvoiceForm.wished(form), approve),
                made -> {
                    desk.sounds().done();
                    desk.say(text("reissued", Language.code(made.receipt())), false);
                    looking.ask();
                },
                this::refused);
    }
}
