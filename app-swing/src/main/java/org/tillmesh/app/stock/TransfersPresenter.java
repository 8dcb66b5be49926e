package org.tillmesh.app.stock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
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
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.Topic;

/** Goods on their way between branches: asked for, sent, received in part. All of it needs head office, and says so. */
public final class TransfersPresenter extends PagePresenter {
    private List<BackroomAnswers.Transfer> known = List.of();
    private final Map<String, String> names = new LinkedHashMap<>();
    private String here = "";

    public TransfersPresenter(Desk desk, PageView view) {
        super(desk, view, Desk.Place.STOCK);
    }

    /** What is looked for, with the names of the goods. */
    private record Seen(List<BackroomAnswers.Transfer> transfers, Map<String, String> names, String here) {}

    @Override
    protected void look() {
        desk.aside(this::seen, this::seen, this::refused);
    }

    private Seen seen() {
        List<BackroomAnswers.Transfer> all = desk.till().backroom().transfers();
        var named = new LinkedHashMap<String, String>();
        all.forEach(transfer -> transfer.lines().forEach(line -> named.computeIfAbsent(line.product().value(), id -> {
            CounterAnswers.Product found = desk.till().counter().product(id);
            return desk.language().name(found.name(), found.nameAr());
        })));
        return new Seen(all, named, desk.till().ready().till() == null ? "" : branch());
    }

    private String branch() {
        return desk.till().place().getOrDefault("storeId", "");
    }

    private void seen(Seen seen) {
        known = seen.transfers();
        names.clear();
        names.putAll(seen.names());
        here = seen.here();
        rows(known.stream().map(this::row).toList(), text("noTransfers"));
    }

    @Override
    public void changed(Topic topic) {
        if (topic == Topic.STOCK || topic == Topic.STATUS) {
            look();
        }
    }

    private PageRow row(BackroomAnswers.Transfer transfer) {
        return new PageRow(
                transfer.id(),
                text("fromTo", code(transfer.from()), code(transfer.to())),
                at(transfer.at()),
                text("linesCount", String.valueOf(transfer.lines().size())),
                text("transfer_" + transfer.state()),
                transfer.toDecide()
                        ? Tone.BAD
                        : switch (transfer.state()) {
                            case "RECEIVED" -> Tone.GOOD;
                            case "REFUSED", "CANCELLED" -> Tone.BAD;
                            default -> Tone.WARNING;
                        });
    }

    private BackroomAnswers.@Nullable Transfer transfer() {
        return known.stream()
                .filter(transfer -> transfer.id().equals(chosenId()))
                .findFirst()
                .orElse(null);
    }

    private String named(BackroomAnswers.TransferLine line) {
        return names.getOrDefault(line.product().value(), line.product().value());
    }

    @Override
    protected void tell() {
        view.search("");
        view.head(text("transfers"), isOnline() ? "" : text("needsOffice"));
        BackroomAnswers.Transfer transfer = transfer();
        if (transfer == null) {
            view.detail(List.of());
            return;
        }
        var lines = new ArrayList<PageLine>();
        lines.add(PageLine.head(text("fromTo", code(transfer.from()), code(transfer.to()))));
        lines.add(PageLine.pair(text("state"), text("transfer_" + transfer.state())));
        for (BackroomAnswers.TransferLine line : transfer.lines()) {
            String value = line.received() == null
                    ? code(line.qty())
                    : code(line.received() + " / " + line.qty());
            boolean lacks = line.missing() != null && line.missing().isPositive();
            lines.add(PageLine.pair(named(line), value, lacks ? Tone.BAD : Tone.PLAIN));
        }
        if (transfer.toDecide()) {
            lines.add(PageLine.words(text("transferToDecide"), Tone.WARNING));
        }
        if (transfer.decision() != null) {
            lines.add(PageLine.pair(text("transferDecision"), text("fate_" + transfer.decision())));
        }
        view.detail(lines);
    }

    private boolean isOnline() {
        return desk.status() != null && desk.status().online();
    }

    @Override
    public KeyMap keys() {
        BackroomAnswers.Transfer transfer = transfer();
        boolean sends = transfer != null && transfer.state().equals("APPROVED") && transfer.from().equals(here);
        boolean comes = transfer != null && transfer.state().equals("SENT") && transfer.to().equals(here);
        boolean settles = transfer != null && transfer.decision() != null && transfer.settled() == null;
        KeyMap keys = super.keys()
                .bar(FunctionKey.F2, "askGoods", "download", this::askGoods)
                .unless(!isOnline(), "needsOffice")
                .bar(FunctionKey.F4, "settleTransfer", "check", this::settle)
                .unless(!isOnline(), "needsOffice")
                .unless(!settles, "nothingToSettle");
        return keys.key(
                        FunctionKey.ENTER,
                        comes ? "transferReceive" : "transferSend",
                        comes ? "download" : "upload",
                        () -> askStep(!comes))
                .unless(!isOnline(), "needsOffice")
                .unless(!sends && !comes, "noStepHere");
    }

    private void askGoods() {
        view.form(new PageForm(
                text("askGoods"),
                text("askGoodsLead"),
                text("askGoods"),
                List.of(
                        PageField.number("code", text("code"), ""),
                        PageField.number("qty", text("quantity"), ""),
                        PageField.number("from", text("fromBranch"), ""),
                        PageField.text("note", text("note"), "")),
                typed -> {
                    String from = typed.needed("from");
                    String wanted = typed.needed("code");
                    Quantity qty = typed.quantity("qty");
                    submit(
                            approve -> desk.till()
                                    .backroom()
                                    .requestGoods(from, wanted, qty, typed.text("note"), approve),
                            id -> {
                                desk.say(text("askedGoods"), false);
                                look();
                            });
                }));
    }

    /** How much of each line leaves or has come; less than was asked for or shipped is said here. */
    private void askStep(boolean sent) {
        BackroomAnswers.Transfer transfer = transfer();
        if (transfer == null) {
            return;
        }
        var most = new LinkedHashMap<String, Quantity>();
        transfer.lines().forEach(line -> most.merge(line.product().value(), line.qty(), Quantity::plus));
        var fields = new ArrayList<PageField>();
        most.forEach((product, qty) ->
                fields.add(PageField.number(product, names.getOrDefault(product, product), qty.toString())));
        view.form(new PageForm(
                text(sent ? "transferSend" : "transferReceive"),
                text(sent ? "transferSendLead" : "transferReceiveLead"),
                text(sent ? "transferSend" : "transferReceive"),
                fields,
                typed -> {
                    List<BackroomAnswers.Moved> really = really(most, typed);
                    submit(
                            approve -> desk.till().backroom().transferStep(transfer.id(), sent, really, approve),
                            done -> look());
                }));
    }

    private static List<BackroomAnswers.Moved> really(Map<String, Quantity> most, FormValues typed) {
        var really = new ArrayList<BackroomAnswers.Moved>();
        most.keySet().forEach(product -> really.add(new BackroomAnswers.Moved(product, typed.quantity(product))));
        return really;
    }

    private void settle() {
        BackroomAnswers.Transfer transfer = transfer();
        if (transfer != null) {
            act(approve -> desk.till().backroom().settleTransfer(transfer.id(), approve), done -> {
                desk.sounds().done();
                look();
            });
        }
    }
}
