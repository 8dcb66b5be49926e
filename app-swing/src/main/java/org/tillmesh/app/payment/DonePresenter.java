package org.tillmesh.app.payment;

import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;

/** After the sale: its change and its receipt, which may become a tax invoice meanwhile. */
public final class DonePresenter extends Presenter {
    private final DoneView view;
    private InvoiceAnswers.@Nullable Receipt receipt;

    public DonePresenter(Desk desk, DoneView view) {
        super(desk);
        this.view = view;
    }

    public void show(InvoiceAnswers.Receipt done) {
        receipt = done;
        view.paper(new byte[0]);
        render();
        desk.aside(
                () -> desk.till().papers().receiptImage(null, done.uuid()),
                png -> {
                    if (receipt == done) {
                        view.paper(png);
                    }
                },
                refused -> desk.say(String.valueOf(refused.getMessage()), true));
    }

    @Override
    public void render() {
        InvoiceAnswers.Receipt done = receipt;
        if (done != null) {
            view.sale(done);
        }
    }

    public boolean hasReceipt() {
        return receipt != null;
    }

    /** A proforma becomes the tax invoice as soon as the authority has cleared it. */
    @Override
    public void statusChanged(LinkAnswers.Status status) {
        InvoiceAnswers.Receipt done = receipt;
        if (done == null || done.taxInvoice() || status.zatca().toPrint() == 0) {
            return;
        }
        desk.aside(
                () -> desk.till().papers().invoiceDocument(null, done.uuid()).taxInvoice(),
                cleared -> {
                    if (cleared && receipt == done) {
                        show(done.cleared());
                    }
                },
                refused -> desk.say(String.valueOf(refused.getMessage()), true));
    }

    public void reprint() {
        InvoiceAnswers.Receipt done = receipt;
        if (done != null) {
            desk.run(
                    () -> {
                        desk.till().papers().print(null, done.uuid());
                        return true;
                    },
                    printed -> desk.say(text("printing", done.receipt()), false));
        }
    }
}
