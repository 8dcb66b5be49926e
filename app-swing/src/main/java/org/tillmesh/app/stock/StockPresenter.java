package org.tillmesh.app.stock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.page.FormValues;
import org.tillmesh.app.page.PageField;
import org.tillmesh.app.page.PageForm;
import org.tillmesh.app.page.PageLine;
import org.tillmesh.app.page.PagePresenter;
import org.tillmesh.app.page.PageRow;
import org.tillmesh.app.page.PageView;
import org.tillmesh.app.page.Tone;
import org.tillmesh.hardware.label.LabelText;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.goods.GoodsAnswers;
import org.tillmesh.till.goods.GoodsAsked;
import org.tillmesh.till.shop.Topic;

/** Looks goods up by name or code, and receives, adjusts and labels the chosen ones. */
public final class StockPresenter extends PagePresenter {
    private static final int SHOWN_MAX = 50;
    private static final int SOON_DAYS = 30;
    private static final String LESS = "-";
    private static final String ALL = "all";

    private final Refresh<List<CounterAnswers.Product>> search;
    private List<CounterAnswers.Product> found = List.of();
    private GoodsAnswers.@Nullable Stock stock;
    private List<BackroomAnswers.BranchStock> branches = List.of();
    private String branchesOf = "";

    public StockPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.MENU);
        search = new Refresh<>(
                desk, () -> desk.till().counter().search(view.typed().strip(), SHOWN_MAX), this::found);
    }

    @Override
    protected void look() {
        search.ask();
    }

    private void found(List<CounterAnswers.Product> products) {
        found = products;
        rows(
                products.stream().map(this::row).toList(),
                text("nothingFound", view.typed().strip()));
    }

    private PageRow row(CounterAnswers.Product product) {
        boolean none = !product.onHand().isPositive();
        return new PageRow(
                product.id().value(),
                named(product),
                code(product.barcode()) + " · " + code(product.price()),
                code(product.onHand()),
                none ? text("stockNone") : "",
                none ? Tone.BAD : Tone.PLAIN);
    }

    private String named(CounterAnswers.Product product) {
        return desk.language().name(product.name(), product.nameAr());
    }

    private CounterAnswers.@Nullable Product product() {
        return found.stream()
                .filter(product -> product.id().value().equals(chosenId()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.STOCK || topic == Topic.CATALOGUE || topic == Topic.SALES) {
            stock = null;
            look();
        }
    }

    /** The code stands in the field, so that a hand can go on from there. */
    @Override
    public void scanned(String scanned) {
        desk.sounds().found();
        view.typed(scanned);
        look();
    }

    // ---- what is told

    @Override
    protected void tell() {
        view.search(text("stockSearch"));
        CounterAnswers.Product product = product();
        GoodsAnswers.Stock known = stock;
        boolean isKnown = known != null && product != null && known.productId().equals(product.id());
        view.head(text("stockTitle"), known != null && isKnown ? text("asOf", at(known.asOf())) : "");
        view.detail(product == null ? List.of() : told(product, isKnown ? known : null));
        if (product != null && !isKnown) {
            desk.aside(
                    () -> desk.till().goods().stock(product.id().value()),
                    heard -> {
                        stock = heard;
                        CounterAnswers.Product now = product();
                        if (now != null && now.id().equals(heard.productId())) {
                            tell();
                        }
                    },
                    this::refused);
        }
    }

    private List<PageLine> told(CounterAnswers.Product product, GoodsAnswers.@Nullable Stock known) {
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(named(product)));
        lines.add(PageLine.pair(text("code"), code(product.barcode())));
        lines.add(PageLine.pair(text("price"), code(product.price())));
        Quantity onHand = known == null ? product.onHand() : known.onHand();
        lines.add(PageLine.pair(text("onHand"), code(onHand), onHand.isPositive() ? Tone.GOOD : Tone.BAD));
        if (known == null) {
            return lines;
        }
        if (known.checkAgain()) {
            lines.add(PageLine.words(text("countAgain"), Tone.WARNING));
        }
        if (!known.batches().isEmpty()) {
            lines.add(PageLine.head(text("batches")));
            known.batches().forEach(batch -> lines.add(batch(batch)));
        }
        if (branchesOf.equals(product.id().value())) {
            lines.add(PageLine.head(text("otherBranches")));
            branches.forEach(branch -> lines.add(PageLine.pair(branch.name(), code(branch.onHand()))));
        }
        if (!known.heardFrom().isEmpty()) {
            lines.add(PageLine.head(text("heardFrom")));
            known.heardFrom().forEach((till, when) -> lines.add(PageLine.pair(code(till), at(when))));
        }
        return lines;
    }

    private PageLine batch(GoodsAnswers.Batch batch) {
        LocalDate expiry = batch.expiry();
        if (expiry == null) {
            return PageLine.pair(code(batch.batch()), code(batch.onHand()));
        }
        LocalDate today = desk.today();
        boolean over = expiry.isBefore(today);
        boolean soon = expiry.isBefore(today.plusDays(SOON_DAYS));
        String label = text(over ? "batchExpired" : "batchUntil", code(batch.batch()), code(expiry));
        return PageLine.pair(label, code(batch.onHand()), over ? Tone.BAD : soon ? Tone.WARNING : Tone.PLAIN);
    }

    // ---- keys

    @Override
    public KeyMap keys() {
        boolean none = product() == null;
        return super.keys()
                .bar(FunctionKey.F2, "adjust", "notes", this::askAdjust)
                .unless(none, "productFirst")
                .key(FunctionKey.F3, "otherBranches", "cloud", this::lookElsewhere)
                .unless(none, "productFirst")
                .bar(FunctionKey.F5, "labels", "printer", this::askLabels)
                .unless(none, "productFirst")
                .bar(FunctionKey.F6, "stockLowTitle", "alert-triangle", () -> desk.show(Desk.Place.LOW_STOCK))
                .bar(FunctionKey.F7, "orders", "download", () -> desk.show(Desk.Place.ORDERS))
                .bar(FunctionKey.F8, "sheets", "hash", () -> desk.show(Desk.Place.SHEETS))
                .bar(FunctionKey.F9, "transfers", "", () -> desk.show(Desk.Place.TRANSFERS))
                .key(FunctionKey.ENTER, "receive", "download", this::askReceive)
                .unless(none, "productFirst");
    }

    /** What other branches have, as head office knows it. */
    private void lookElsewhere() {
        String id = chosenId();
        desk.aside(
                () -> desk.till().backroom().branchStock(id),
                found -> {
                    branches = found;
                    branchesOf = id;
                    tell();
                },
                this::refused);
    }

    // ---- receive, adjust, labels

    private void askReceive() {
        CounterAnswers.Product product = product();
        if (product != null) {
            String key = UUID.randomUUID().toString();
            view.form(new PageForm(
                    named(product),
                    text("receiveLead"),
                    text("receive"),
                    goods(product.batchTracked(), true),
                    typed -> {
                        GoodsAsked asked = asked(product, typed);
                        Money cost = typed.moneyOrNull("cost");
                        submit(approve -> desk.till().goods().receive(asked, cost, null, key, approve), this::done);
                    }));
        }
    }

    private List<PageField> goods(boolean batched, boolean cost) {
        var fields = new ArrayList<PageField>();
        fields.add(PageField.number("qty", text("quantity"), ""));
        if (batched) {
            fields.add(PageField.number("batch", text("batch"), ""));
            fields.add(PageField.number("expiry", text("expiry"), ""));
        }
        if (cost) {
            fields.add(PageField.number("cost", text("costOptional"), ""));
        }
        return fields;
    }

    private static GoodsAsked asked(CounterAnswers.Product product, FormValues typed) {
        return new GoodsAsked(
                product.id().value(), typed.quantity("qty"), typed.textOrNull("batch"), typed.dayOrNull("expiry"));
    }

    private void done(GoodsAnswers.Stock now) {
        stock = now;
        desk.say(text("stockNow", code(now.onHand())), false);
        look();
    }

    private void askAdjust() {
        CounterAnswers.Product product = product();
        if (product == null) {
            return;
        }
        String key = UUID.randomUUID().toString();
        var fields = new ArrayList<PageField>();
        fields.add(PageField.choice("reason", text("reason"), Movement.Reason.DAMAGED.name(), reasons()));
        fields.addAll(goods(product.batchTracked(), false));
        fields.add(PageField.text("note", text("note"), ""));
        view.form(new PageForm(named(product), text("adjustLead"), text("adjust"), fields, typed -> {
            String reason = typed.needed("reason");
            boolean less = reason.endsWith(LESS);
            Movement.Reason why = Movement.Reason.valueOf(less ? reason.substring(0, reason.length() - 1) : reason);
            GoodsAsked asked = asked(product, typed);
            Quantity much = typed.quantity("qty");
            Quantity signed = less || why != Movement.Reason.OTHER && !why.allows(much) ? much.negated() : much;
            submit(
                    approve -> desk.till()
                            .goods()
                            .adjust(
                                    new GoodsAsked(asked.code(), signed, asked.batch(), asked.expiry()),
                                    why,
                                    typed.text("note"),
                                    key,
                                    approve),
                    this::done);
        }));
    }

    private List<PageField.Choice> reasons() {
        var reasons = new LinkedHashMap<String, String>();
        for (Movement.Reason reason : Movement.Reason.values()) {
            reasons.put(reason.name(), text("adjust_" + reason.name()));
        }
        reasons.put(Movement.Reason.OTHER.name() + LESS, text("adjust_OTHER_LESS"));
        return choices(reasons);
    }

    private static List<PageField.Choice> choices(Map<String, String> words) {
        return words.entrySet().stream()
                .map(each -> new PageField.Choice(each.getKey(), each.getValue()))
                .toList();
    }

    private void askLabels() {
        CounterAnswers.Product product = product();
        if (product == null) {
            return;
        }
        var kinds = new LinkedHashMap<String, String>();
        for (LabelText.Kind kind : List.of(LabelText.Kind.SHELF, LabelText.Kind.PRODUCT, LabelText.Kind.WEIGHED)) {
            kinds.put(kind.name(), text("label_" + kind.name()));
        }
        var which = new LinkedHashMap<String, String>();
        which.put("", named(product));
        which.put(ALL, text("labelsOfAll", String.valueOf(found.size())));
        List<String> all = found.stream().map(each -> each.id().value()).toList();
        view.form(new PageForm(
                text("labels"),
                "",
                text("print"),
                List.of(
                        PageField.choice("which", text("item"), "", choices(which)),
                        PageField.choice("kind", text("labelKind"), LabelText.Kind.SHELF.name(), choices(kinds)),
                        PageField.number("copies", text("copies"), "1")),
                typed -> {
                    LabelText.Kind kind = LabelText.Kind.valueOf(typed.needed("kind"));
                    int copies = typed.count("copies");
                    List<String> codes = typed.text("which").equals(ALL)
                            ? all
                            : List.of(product.id().value());
                    submit(
                            approve -> desk.till().labels().print(codes, kind, copies, null),
                            printed -> desk.say(text("labelsPrinted", String.valueOf(printed.printed())), false));
                }));
    }
}
