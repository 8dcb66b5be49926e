package org.tillmesh.app.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.goods.GoodsAnswers;
import org.tillmesh.till.goods.GoodsAsked;
import org.tillmesh.till.shop.Topic;

/** Purchase orders, and the lines of the opened one: what comes is received line by line, and differences stand beside it. */
public final class OrdersPresenter extends PagePresenter {
    private final Refresh<List<GoodsAnswers.PurchaseOrder>> orders;
    private List<GoodsAnswers.PurchaseOrder> known = List.of();
    private String opened = "";

    public OrdersPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.STOCK);
        orders = new Refresh<>(desk, () -> desk.till().goods().orders(), found -> {
            known = found;
            show();
        });
    }

    @Override
    public void shown() {
        opened = "";
        super.shown();
    }

    @Override
    protected void look() {
        orders.ask();
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.STOCK) {
            look();
        }
    }

    private GoodsAnswers.@Nullable PurchaseOrder order(String id) {
        return known.stream().filter(order -> order.id().equals(id)).findFirst().orElse(null);
    }

    private GoodsAnswers.@Nullable OrderLine line() {
        GoodsAnswers.PurchaseOrder order = order(opened);
        return order == null
                ? null
                : order.lines().stream()
                        .filter(line -> line.product().value().equals(chosenId()))
                        .findFirst()
                        .orElse(null);
    }

    private void show() {
        GoodsAnswers.PurchaseOrder order = order(opened);
        if (order == null) {
            rows(known.stream().map(this::row).toList(), text("noOrders"));
        } else {
            rows(order.lines().stream().map(this::row).toList(), text("noOrders"));
        }
    }

    private PageRow row(GoodsAnswers.PurchaseOrder order) {
        return new PageRow(
                order.id(),
                order.supplierName(),
                order.expected() == null ? code(order.id()) : text("expectedOn", code(order.expected())),
                text("linesCount", String.valueOf(order.lines().size())),
                text("order_" + order.state()),
                switch (order.state()) {
                    case "received" -> Tone.GOOD;
                    case "partly" -> Tone.WARNING;
                    default -> Tone.PLAIN;
                });
    }

    private PageRow row(GoodsAnswers.OrderLine line) {
        return new PageRow(
                line.product().value(),
                desk.language().name(line.name(), line.nameAr()),
                text("orderedReceived", code(line.ordered()), code(line.received())),
                code(line.open()),
                line.over().isPositive()
                        ? text("orderOver", code(line.over()))
                        : line.open().isPositive() ? text("orderOpen") : text("order_received"),
                line.over().isPositive() ? Tone.BAD : line.open().isPositive() ? Tone.WARNING : Tone.GOOD);
    }

    @Override
    protected void tell() {
        view.search("");
        GoodsAnswers.PurchaseOrder order = order(opened.isEmpty() ? chosenId() : opened);
        view.head(
                opened.isEmpty() || order == null ? text("orders") : text("orderOf", order.supplierName()),
                opened.isEmpty() ? "" : text("scanToReceive"));
        if (order == null) {
            view.detail(List.of());
            return;
        }
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(order.supplierName()));
        lines.add(PageLine.pair(text("orderNumber"), code(order.id())));
        lines.add(PageLine.pair(text("state"), text("order_" + order.state())));
        if (order.expected() != null) {
            lines.add(PageLine.pair(text("expectedDay"), code(order.expected())));
        }
        if (!order.note().isEmpty()) {
            lines.add(PageLine.words(order.note(), Tone.PLAIN));
        }
        for (GoodsAnswers.OrderLine line : order.lines()) {
            lines.add(PageLine.pair(
                    desk.language().name(line.name(), line.nameAr()),
                    code(line.received() + " / " + line.ordered()),
                    line.open().isPositive() ? Tone.WARNING : Tone.GOOD));
        }
        view.detail(lines);
    }

    @Override
    public KeyMap keys() {
        if (opened.isEmpty()) {
            return super.keys()
                    .key(FunctionKey.ENTER, "openOrder", "check", this::open)
                    .unless(!isAnyChosen(), "noOrders");
        }
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", this::leave)
                .key(FunctionKey.UP, "chooseLine", () -> move(-1))
                .key(FunctionKey.DOWN, "chooseLine", () -> move(1))
                .key(FunctionKey.ENTER, "receive", "download", () -> askReceive(false))
                .unless(line() == null, "chooseLine");
    }

    private void open() {
        opened = chosenId();
        chooseNone();
        show();
    }

    private void leave() {
        String before = opened;
        opened = "";
        chooseNone();
        choose(before);
        show();
    }

    /** Goods of the order are scanned: their line comes up with one to receive. */
    @Override
    public void scanned(String scanned) {
        if (opened.isEmpty()) {
            super.scanned(scanned);
            return;
        }
        desk.run(() -> desk.till().goods().stock(scanned).productId().value(), product -> {
            choose(product);
            if (line() == null) {
                desk.unusable(scanned, text("notOnOrder"));
            } else {
                desk.sounds().found();
                askReceive(true);
            }
        });
    }

    private void askReceive(boolean one) {
        GoodsAnswers.OrderLine line = line();
        if (line == null) {
            return;
        }
        desk.run(
                () -> desk.till().counter().product(line.product().value()),
                product -> askReceive(line, product, one));
    }

    private void askReceive(GoodsAnswers.OrderLine line, CounterAnswers.Product product, boolean one) {
        String order = opened;
        String key = UUID.randomUUID().toString();
        var fields = new ArrayList<PageField>();
        String rest = line.open().isPositive() ? line.open().toString() : "";
        fields.add(PageField.number("qty", text("quantity"), one ? "1" : rest));
        if (product.batchTracked()) {
            fields.add(PageField.number("batch", text("batch"), ""));
            fields.add(PageField.number("expiry", text("expiry"), ""));
        }
        fields.add(PageField.number("cost", text("costOptional"), line.cost() == null ? "" : line.cost().toString()));
        view.form(new PageForm(
                desk.language().name(line.name(), line.nameAr()),
                text("orderedReceived", code(line.ordered()), code(line.received())),
                text("receive"),
                fields,
                typed -> {
                    var asked = new GoodsAsked(
                            line.product().value(),
                            typed.quantity("qty"),
                            typed.textOrNull("batch"),
                            typed.dayOrNull("expiry"));
                    Money cost = typed.moneyOrNull("cost");
                    submit(
                            approve -> desk.till().goods().receive(asked, cost, order, key, approve),
                            stock -> {
                                stock.warnings()
                                        .forEach(warning -> desk.say(warning.in(desk.reader()), true));
                                look();
                            });
                }));
    }
}
