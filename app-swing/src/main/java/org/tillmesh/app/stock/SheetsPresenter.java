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
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.goods.GoodsAnswers;
import org.tillmesh.till.goods.GoodsAsked;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.Topic;

/**
 * Count sheets, and the opened one: each scan is one more. What is counted is kept at once, so every till of the branch may
 * count on one sheet and a power cut takes nothing from it.
 */
public final class SheetsPresenter extends PagePresenter {
    private static final String YES = "yes";
    private static final String NO = "no";

    private final Refresh<List<GoodsAnswers.SheetHead>> heads;
    private final Refresh<GoodsAnswers.SheetDone> sheets;
    private List<GoodsAnswers.SheetHead> known = List.of();
    private GoodsAnswers.@Nullable Sheet sheet;
    private String opened = "";

    public SheetsPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.STOCK);
        heads = new Refresh<>(desk, () -> desk.till().goods().sheets(), found -> {
            known = found;
            show();
        });
        sheets = new Refresh<>(desk, () -> desk.till().goods().sheet(opened), done -> {
            if (done.sheet().id().equals(opened)) {
                counted(done);
            }
        });
    }

    @Override
    public void shown() {
        opened = "";
        sheet = null;
        super.shown();
    }

    @Override
    protected void look() {
        if (opened.isEmpty()) {
            heads.ask();
        } else {
            sheets.ask();
        }
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.STOCK) {
            look();
        }
    }

    private void counted(GoodsAnswers.SheetDone done) {
        sheet = done.sheet();
        opened = done.sheet().id();
        done.warnings().forEach(warning -> desk.say(warning.in(desk.reader()), true));
        show();
    }

    private void show() {
        GoodsAnswers.Sheet open = sheet;
        if (opened.isEmpty() || open == null) {
            rows(known.stream().map(this::row).toList(), text("noSheets"));
        } else {
            rows(open.lines().stream().map(this::row).toList(), text("sheetEmpty"));
        }
    }

    private PageRow row(GoodsAnswers.SheetHead head) {
        boolean isOpen = head.state().equals("open");
        return new PageRow(
                head.id(),
                head.name(),
                text("sheetBy", code(head.openedBy()), at(head.openedAt())),
                text("linesCount", String.valueOf(head.lines())),
                text("sheet_" + head.state()),
                isOpen ? Tone.WARNING : Tone.GOOD);
    }

    private static String id(GoodsAnswers.SheetLine line) {
        return line.product().value() + (line.batch() == null ? "" : "\n" + line.batch());
    }

    private PageRow row(GoodsAnswers.SheetLine line) {
        Quantity difference = line.difference();
        return new PageRow(
                id(line),
                desk.language().name(line.name(), line.nameAr()),
                line.batch() == null
                        ? text("sheetEntries", String.valueOf(line.entries()))
                        : text("batch") + " " + code(line.batch()),
                code(line.counted()),
                difference == null || difference.isZero() ? "" : code(signed(difference)),
                difference == null || difference.isZero() ? Tone.PLAIN : Tone.BAD);
    }

    private static String signed(Quantity difference) {
        return difference.isPositive() ? "+" + difference : difference.toString();
    }

    private boolean isCounting() {
        return !opened.isEmpty() && sheet != null && sheet.state().equals("open");
    }

    @Override
    protected void tell() {
        view.search("");
        GoodsAnswers.Sheet open = sheet;
        if (opened.isEmpty() || open == null) {
            view.head(text("sheets"), "");
            view.detail(List.of(PageLine.words(text("sheetsLead"), Tone.PLAIN)));
            return;
        }
        view.head(open.name(), isCounting() ? text("scanIsOne") : "");
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(open.name()));
        lines.add(PageLine.pair(text("state"), text("sheet_" + open.state())));
        lines.add(PageLine.pair(text("sheetLines"), code(open.lines().size())));
        lines.add(PageLine.pair(
                text("sheetUncounted"), code(open.uncounted()), open.uncounted() > 0 ? Tone.WARNING : Tone.GOOD));
        if (open.blind() && isCounting()) {
            lines.add(PageLine.words(text("sheetBlind"), Tone.PLAIN));
        }
        open.lines().stream().filter(line -> id(line).equals(chosenId())).forEach(line -> {
            lines.add(PageLine.head(desk.language().name(line.name(), line.nameAr())));
            lines.add(PageLine.pair(text("sheetCounted"), code(line.counted())));
            if (line.expected() != null) {
                lines.add(PageLine.pair(text("sheetExpected"), code(line.expected())));
            }
        });
        view.detail(lines);
    }

    @Override
    public KeyMap keys() {
        if (opened.isEmpty()) {
            return super.keys()
                    .bar(FunctionKey.F2, "newSheet", "notes", this::askNew)
                    .key(FunctionKey.ENTER, "openSheet", "check", this::open)
                    .unless(!isAnyChosen(), "noSheets");
        }
        KeyMap keys = desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", this::leave)
                .key(FunctionKey.UP, "chooseLine", () -> move(-1))
                .key(FunctionKey.DOWN, "chooseLine", () -> move(1));
        return isCounting()
                ? keys.bar(FunctionKey.F2, "countByCode", "search", this::askCode)
                        .bar(FunctionKey.F12, "postSheet", "check", this::askPost)
                        .key(FunctionKey.ENTER, "countMore", "hash", this::askMore)
                        .unless(!isAnyChosen(), "scanIsOne")
                : keys;
    }

    private void open() {
        opened = chosenId();
        sheet = null;
        chooseNone();
        look();
    }

    private void leave() {
        String before = opened;
        opened = "";
        sheet = null;
        chooseNone();
        choose(before);
        show();
        look();
    }

    private void askNew() {
        desk.run(() -> desk.till().counter().categories(), categories -> {
            var choices = new ArrayList<PageField.Choice>();
            choices.add(new PageField.Choice("", text("allGoods")));
            categories.forEach((id, names) ->
                    choices.add(new PageField.Choice(id, desk.language().name(names.get(0), names.get(1)))));
            String key = UUID.randomUUID().toString();
            view.form(new PageForm(
                    text("newSheet"),
                    text("newSheetLead"),
                    text("newSheet"),
                    List.of(
                            PageField.text("name", text("newName"), ""),
                            PageField.choice("category", text("category"), "", choices),
                            PageField.choice(
                                    "blind",
                                    text("blind"),
                                    YES,
                                    List.of(
                                            new PageField.Choice(YES, text("blindYes")),
                                            new PageField.Choice(NO, text("blindNo"))))),
                    typed -> {
                        String name = typed.needed("name");
                        boolean blind = typed.text("blind").equals(YES);
                        submit(
                                approve -> desk.till()
                                        .goods()
                                        .openSheet(name, typed.text("category"), blind, key, approve),
                                this::counted);
                    }));
        });
    }

    // ---- counting

    /** One more of what is scanned; what is kept by batch asks for it. */
    @Override
    public void scanned(String scanned) {
        if (!isCounting()) {
            desk.unusable(scanned, text("openSheetFirst"));
            return;
        }
        String on = opened;
        String key = UUID.randomUUID().toString();
        desk.approvable(
                approve -> desk.till().goods().countOn(on, new GoodsAsked(scanned, null, null, null), key, approve),
                done -> {
                    desk.sounds().found();
                    counted(done);
                },
                refused -> asksMore(scanned, refused));
    }

    /** A code that says neither how much nor which batch. */
    private void asksMore(String scanned, TillException refused) {
        desk.run(() -> desk.till().counter().search(scanned, 2), found -> {
            if (found.size() != 1) {
                desk.sounds().unknown();
                desk.unusable(scanned, String.valueOf(refused.getMessage()));
            } else if (found.get(0).batchTracked()) {
                ask(found.get(0).id().value(), named(found.get(0)), true, "", "1");
            } else {
                add(found.get(0).id().value(), Quantity.ONE);
            }
        });
    }

    private String named(CounterAnswers.Product product) {
        return desk.language().name(product.name(), product.nameAr());
    }

    private void add(String product, Quantity qty) {
        String on = opened;
        String key = UUID.randomUUID().toString();
        act(
                approve -> desk.till().goods().countOn(on, new GoodsAsked(product, qty, null, null), key, approve),
                done -> {
                    desk.sounds().found();
                    chooseNone();
                    counted(done);
                    choose(product);
                });
    }

    private void askCode() {
        ask("", text("countByCode"), true, "", "1");
    }

    private void askMore() {
        GoodsAnswers.Sheet open = sheet;
        if (open != null) {
            open.lines().stream()
                    .filter(line -> id(line).equals(chosenId()))
                    .findFirst()
                    .ifPresent(line -> ask(
                            line.product().value(),
                            desk.language().name(line.name(), line.nameAr()),
                            line.batch() != null,
                            line.batch() == null ? "" : line.batch(),
                            ""));
        }
    }

    /** @param product its id; empty if its code is to be typed too */
    private void ask(String product, String title, boolean batched, String batch, String qty) {
        String on = opened;
        String key = UUID.randomUUID().toString();
        var fields = new ArrayList<PageField>();
        if (product.isEmpty()) {
            fields.add(PageField.number("code", text("code"), ""));
        }
        if (batched) {
            fields.add(PageField.number("batch", text("batchOptional"), batch));
        }
        fields.add(PageField.number("qty", text("countedMore"), qty));
        fields.add(PageField.choice(
                "sign",
                text("countSign"),
                YES,
                List.of(new PageField.Choice(YES, text("countAdd")), new PageField.Choice(NO, text("countTake")))));
        view.form(new PageForm(title, text("countLead"), text("count"), fields, typed -> {
            String code = product.isEmpty() ? typed.needed("code") : product;
            Quantity much = typed.quantity("qty");
            Quantity signed = typed.text("sign").equals(NO) ? much.negated() : much;
            var asked = new GoodsAsked(code, signed, batched ? typed.textOrNull("batch") : null, null);
            submit(approve -> desk.till().goods().countOn(on, asked, key, approve), this::counted);
        }));
    }

    private void askPost() {
        GoodsAnswers.Sheet open = sheet;
        if (open != null) {
            desk.ask(
                    text("postSheet"),
                    text("postSheetAsk", String.valueOf(open.lines().size()), String.valueOf(open.uncounted())),
                    text("postSheet"),
                    () -> act(approve -> desk.till().goods().postSheet(open.id(), approve), done -> {
                        desk.sounds().done();
                        counted(done);
                    }));
        }
    }
}
