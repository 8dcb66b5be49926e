package org.tillmesh.app.receipts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.PageField;
import org.tillmesh.app.page.PageForm;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.till.paper.PaperKind;
import org.tillmesh.till.paper.PaperWish;
import org.tillmesh.till.refund.FindSales;
import org.tillmesh.till.refund.RefundAnswers;
import org.tillmesh.till.shop.Topic;

/** Finds receipts, shows the chosen one as it was printed, and does with it what a customer asks for. */
public final class ReceiptsPresenter extends PagePresenter {
    private static final int SHOWN_MAX = 100;
    private static final FindSales ANY = new FindSales(null, null, null, null, null, null, null, SHOWN_MAX);

    private final Consumer<String> takeBack;
    private final Refresh<RefundAnswers.FoundSales> search;
    private FindSales filter = ANY;
    private List<RefundAnswers.FoundSale> found = List.of();
    private @Nullable String problem;
    private boolean gift;
    private byte @Nullable [] paper;
    private String paperOf = "";

    /** @param takeBack goes to the return of a receipt */
    public ReceiptsPresenter(Desk desk, PageView view, Consumer<String> takeBack) {
        super(desk, view, Desk.Place.MENU);
        this.takeBack = takeBack;
        search = new Refresh<>(desk, () -> desk.till().refunds().findSales(asked()), this::found, refused -> {
            found = List.of();
            problem = String.valueOf(refused.getMessage());
            rows(List.of(), problem);
        });
    }

    @Override
    public void shown() {
        filter = ANY;
        gift = false;
        super.shown();
    }

    private FindSales asked() {
        String typed = view.typed().strip();
        return new FindSales(
                typed.isEmpty() ? null : typed,
                filter.from(),
                filter.to(),
                filter.phone(),
                filter.amount(),
                filter.product(),
                filter.card(),
                SHOWN_MAX);
    }

    @Override
    protected void look() {
        search.ask();
    }

    private void found(RefundAnswers.FoundSales sales) {
        problem = null;
        found = sales.sales();
        rows(found.stream().map(this::row).toList(), text("noReceipts"));
    }

    private PageRow row(RefundAnswers.FoundSale sale) {
        boolean isReturn = sale.kind().equals("return");
        return new PageRow(
                sale.uuid().value(),
                code(sale.receipt()),
                at(sale.at()),
                code(sale.total()),
                isReturn ? text("isReturn") : "",
                isReturn ? Tone.BAD : Tone.PLAIN);
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.SALES) {
            look();
        }
    }

    @Override
    public void scanned(String scanned) {
        desk.sounds().found();
        view.typed(scanned);
        look();
    }

    private RefundAnswers.@Nullable FoundSale sale() {
        return found.stream()
                .filter(sale -> sale.uuid().value().equals(chosenId()))
                .findFirst()
                .orElse(null);
    }

    @Override
    protected void tell() {
        view.search(text("receiptSearch"));
        view.head(text("room_RECEIPTS"), filter.equals(ANY) ? "" : text("filtered"));
        RefundAnswers.FoundSale sale = sale();
        if (sale == null) {
            view.detail(List.of());
            return;
        }
        String wanted = chosenId() + (gift ? "/gift" : "");
        if (paper != null && paperOf.equals(wanted)) {
            view.paper(paper);
            return;
        }
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(code(sale.receipt())));
        lines.add(PageLine.pair(text("total"), code(sale.total())));
        lines.add(PageLine.pair(text("vat"), code(sale.vat())));
        lines.add(PageLine.pair(text("till"), code(sale.till())));
        view.detail(lines);
        DocumentId id = sale.uuid();
        boolean asGift = gift;
        desk.aside(
                () -> asGift
                        ? desk.till().papers().picture(PaperWish.of(PaperKind.GIFT, null, id), false, null)
                        : desk.till().papers().receiptImage(null, id),
                png -> {
                    if (wanted.equals(chosenId() + (gift ? "/gift" : ""))) {
                        paper = png;
                        paperOf = wanted;
                        view.paper(png);
                    }
                },
                refused -> {
                    gift = false;
                    refused(refused);
                });
    }

    @Override
    public KeyMap keys() {
        RefundAnswers.FoundSale sale = sale();
        boolean none = sale == null;
        boolean isReturn = sale != null && sale.kind().equals("return");
        return super.keys()
                .bar(FunctionKey.F3, "filter", "search", this::askFilter)
                .bar(FunctionKey.F4, gift ? "receiptPaper" : "giftReceipt", "receipt", this::turnGift)
                .unless(none, "receiptChooseFirst")
                .unless(isReturn, "giftOfSale")
                .bar(FunctionKey.F5, "savePdf", "download", this::askPdf)
                .unless(none, "receiptChooseFirst")
                .bar(FunctionKey.F7, "return", "receipt-refund", this::refund)
                .unless(none, "receiptChooseFirst")
                .unless(isReturn, "returnOfSale")
                .bar(FunctionKey.F9, "invoicesTitle", "receipt", () -> desk.show(Desk.Place.INVOICES))
                .key(FunctionKey.ENTER, "print", "printer", this::print)
                .unless(none, "receiptChooseFirst");
    }

    private void askFilter() {
        view.form(new PageForm(
                text("filter"),
                text("filterLead"),
                text("find"),
                List.of(
                        PageField.number("from", text("fromDay"), orEmpty(filter.from())),
                        PageField.number("to", text("toDay"), orEmpty(filter.to())),
                        PageField.number("amount", text("amount"), orEmpty(filter.amount())),
                        PageField.number("phone", text("phone"), orEmpty(filter.phone())),
                        PageField.text("product", text("item"), orEmpty(filter.product())),
                        PageField.text("card", text("lastFour"), orEmpty(filter.card()))),
                typed -> {
                    var from = typed.dayOrNull("from");
                    var to = typed.dayOrNull("to");
                    filter = new FindSales(
                            null,
                            from == null ? null : from.toString(),
                            to == null ? null : to.toString(),
                            typed.textOrNull("phone"),
                            typed.moneyOrNull("amount"),
                            typed.textOrNull("product"),
                            typed.textOrNull("card"),
                            SHOWN_MAX);
                    view.formDone();
                    tell();
                    look();
                }));
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private void turnGift() {
        gift = !gift;
        tell();
        desk.keysChanged();
    }

    private void print() {
        RefundAnswers.FoundSale sale = sale();
        if (sale != null) {
            desk.run(
                    () -> {
                        desk.till().papers().print(null, sale.uuid());
                        return true;
                    },
                    printed -> {
                        desk.sounds().done();
                        desk.say(text("printing", code(sale.receipt())), false);
                    });
        }
    }

    private void refund() {
        RefundAnswers.FoundSale sale = sale();
        if (sale != null) {
            takeBack.accept(sale.receipt());
        }
    }

    private void askPdf() {
        RefundAnswers.FoundSale sale = sale();
        if (sale == null) {
            return;
        }
        String proposed = Path.of(System.getProperty("user.home"), sale.receipt() + ".pdf").toString();
        view.form(new PageForm(
                text("savePdf"),
                text("savePdfLead"),
                text("save"),
                List.of(PageField.text("file", text("file"), proposed)),
                typed -> {
                    String file = typed.needed("file");
                    submit(
                            approve -> desk.till().papers().savePdf(null, sale.uuid(), file),
                            saved -> desk.say(text("saved", code(saved)), false));
                }));
    }
}
