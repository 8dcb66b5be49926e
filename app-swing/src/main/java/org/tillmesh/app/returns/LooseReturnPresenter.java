package org.tillmesh.app.returns;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.PageField;
import org.tillmesh.app.page.PageForm;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.refund.LooseLine;
import org.tillmesh.till.refund.ReturnOrder;

/** Goods that come back without a receipt: scanned into a list, and paid back for a reason with a manager's word. */
public final class LooseReturnPresenter extends PagePresenter {
    private final List<Loose> goods = new ArrayList<>();
    private String done = "";

    /** One scanned product and how much of it. */
    private record Loose(CounterAnswers.Product product, Quantity qty) {
        Money worth() {
            return product.price().times(qty);
        }
    }

    public LooseReturnPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.RETURN);
    }

    @Override
    public void shown() {
        goods.clear();
        done = "";
        super.shown();
    }

    @Override
    protected void look() {
        rows(goods.stream().map(this::row).toList(), text("looseEmpty"));
    }

    private PageRow row(Loose loose) {
        return new PageRow(
                loose.product().id().value(),
                named(loose),
                code(loose.qty()) + " × " + code(loose.product().price()),
                code(loose.worth()));
    }

    private String named(Loose loose) {
        return desk.language()
                .name(loose.product().name(), loose.product().nameAr());
    }

    @Override
    public void scanned(String scanned) {
        desk.run(() -> desk.till().counter().search(scanned, 2), found -> {
            if (found.size() != 1) {
                desk.sounds().unknown();
                desk.unusable(scanned, text("nothingFound", code(scanned)));
            } else {
                desk.sounds().found();
                add(found.get(0));
            }
        });
    }

    /** The same product once more is one more of it. */
    private void add(CounterAnswers.Product product) {
        done = "";
        for (int i = 0; i < goods.size(); i++) {
            if (goods.get(i).product().id().equals(product.id())) {
                goods.set(i, new Loose(product, goods.get(i).qty().plus(Quantity.ONE)));
                look();
                choose(product.id().value());
                return;
            }
        }
        goods.add(new Loose(product, Quantity.ONE));
        look();
        choose(product.id().value());
    }

    private Money total() {
        return goods.stream().map(Loose::worth).reduce(Money.ZERO, Money::plus);
    }

    @Override
    protected void tell() {
        view.search("");
        view.head(text("looseTitle"), text("scanIsOne"));
        var lines = new ArrayList<PageLine>();
        if (!done.isEmpty()) {
            lines.add(PageLine.words(done, Tone.GOOD));
        }
        lines.add(PageLine.head(text("looseTitle")));
        lines.add(PageLine.pair(text("looseAtMost"), code(total()), Tone.BAD));
        lines.add(PageLine.words(text("looseLead"), Tone.WARNING));
        view.detail(lines);
    }

    @Override
    public KeyMap keys() {
        boolean none = goods.isEmpty();
        return super.keys()
                .bar(FunctionKey.F4, "quantity", "hash", this::askQuantity)
                .unless(none, "looseEmpty")
                .key(FunctionKey.DELETE, "remove", "trash", this::remove)
                .unless(none, "looseEmpty")
                .key(FunctionKey.ENTER, "refund", "receipt-refund", this::askRefund)
                .unless(none, "looseEmpty");
    }

    private void remove() {
        goods.removeIf(loose -> loose.product().id().value().equals(chosenId()));
        look();
    }

    private void askQuantity() {
        String id = chosenId();
        view.form(new PageForm(
                text("qtyTitle"),
                "",
                text("apply"),
                List.of(PageField.number("qty", text("quantity"), "")),
                typed -> {
                    Quantity qty = typed.quantity("qty");
                    goods.replaceAll(loose ->
                            loose.product().id().value().equals(id) ? new Loose(loose.product(), qty) : loose);
                    goods.removeIf(loose -> !loose.qty().isPositive());
                    view.formDone();
                    look();
                }));
    }

    private void askRefund() {
        String key = UUID.randomUUID().toString();
        view.form(new PageForm(
                text("looseTitle"),
                text("looseLead"),
                text("refund"),
                List.of(
                        PageField.text("reason", text("reason"), ""),
                        PageField.number("reference", text("looseReference"), ""),
                        PageField.choice(
                                "way",
                                text("paidBackBy"),
                                TenderKind.CASH.code(),
                                List.of(
                                        new PageField.Choice(TenderKind.CASH.code(), text("cash")),
                                        new PageField.Choice(TenderKind.CREDIT.code(), text("slips_credit")))),
                        PageField.choice(
                                "goods",
                                text("goodsGo"),
                                "stock",
                                List.of(
                                        new PageField.Choice("stock", text("toStock")),
                                        new PageField.Choice("waste", text("toWaste"))))),
                typed -> {
                    var order = new ReturnOrder(
                            List.of(),
                            goods.stream()
                                    .map(loose -> new LooseLine(loose.product().barcode(), loose.qty(), null))
                                    .toList(),
                            typed.textOrNull("reference"),
                            typed.needed("reason"),
                            TenderKind.of(typed.text("way")).orElse(TenderKind.CASH),
                            typed.text("goods").equals("stock"));
                    submit(approve -> desk.till().refunds().takeBack(order, key, approve, said -> {}), this::refunded);
                }));
    }

    private void refunded(InvoiceAnswers.Receipt receipt) {
        goods.clear();
        done = text("looseDone", code(receipt.receipt()), code(receipt.total()));
        look();
    }
}
