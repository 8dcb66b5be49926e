package org.tillmesh.app.returns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.counter.Counter;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.refund.RefundAnswers;
import org.tillmesh.till.refund.ReturnLine;
import org.tillmesh.till.refund.ReturnOf;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.Topic;

/** Goods come back: the receipt, then what of it, then the money, as it was paid or in cash. */
public final class ReturnPresenter extends Presenter {
    /** What is longer is no number but a QR. */
    private static final int NUMBER_CHARS_MAX = 40;

    /** Keys of the reasons' words; the first is none. */
    private static final List<String> REASONS =
            List.of("", "back_CHANGED", "back_FAULTY", "back_WRONG", "back_EXPIRED");

    /** Ways to pay that have a word of their own; of others their slips have. */
    private static final List<String> WAYS = List.of("cash", "card", "account");

    private final ReturnView view;
    private final Map<Integer, Quantity> chosen = new LinkedHashMap<>();
    private List<RefundAnswers.ReturnableLine> returnable = List.of();
    private String number = "";
    private int selected;
    private boolean inCash;
    private boolean restock = true;
    private int reason;
    private int asked;
    private boolean busy;
    private InvoiceAnswers.@Nullable Receipt done;

    ReturnPresenter(Desk desk, ReturnView view) {
        super(desk);
        this.view = view;
    }

    @Override
    public void shown() {
        done = null;
        returnable = List.of();
        chosen.clear();
        selected = 0;
        inCash = false;
        restock = true;
        reason = 0;
        number = "";
        view.number("");
        render();
        view.focusNumber();
    }

    @Override
    public void render() {
        InvoiceAnswers.Receipt paid = done;
        if (paid != null) {
            view.paidBack(paidBack(paid), text("returned") + " · " + Language.code(paid.receipt()));
            return;
        }
        view.lines(
                returnable.stream()
                        .map(line -> new ReturnView.Row(line, left(line), now(line)))
                        .toList(),
                selected,
                !chosen.isEmpty());
        view.way(inCash);
        preview();
    }

    /** What is to be confirmed stands there before it is: sums by way, the reason, where the goods go. */
    private void preview() {
        int mine = ++asked;
        if (chosen.isEmpty() || done != null) {
            view.order("");
            return;
        }
        ReturnOf order = new ReturnOf(number, null, wanted());
        TenderKind way = way();
        desk.aside(
                () -> desk.till().refunds().preview(order, way),
                tenders -> {
                    if (mine == asked) {
                        view.order(text("backOrder", ways(tenders), reasonWords(), text(restock ? "toStock" : "toWaste")));
                    }
                },
                refused -> {
                    if (mine == asked) {
                        view.order(String.valueOf(refused.getMessage()));
                    }
                });
    }

    private String reasonWords() {
        return reason == 0 ? text("backNoReason") : text(REASONS.get(reason));
    }

    private Quantity now(RefundAnswers.ReturnableLine line) {
        return chosen.getOrDefault(line.line(), Quantity.ZERO);
    }

    private static Quantity left(RefundAnswers.ReturnableLine line) {
        return line.sold().minus(line.returned());
    }

    /** A neighbour may have taken the same goods back. */
    @Override
    public void changed(Topic topic) {
        if (topic == Topic.SALES && !number.isEmpty() && !busy) {
            String mine = number;
            desk.run(() -> desk.till().refunds().returnable(mine), now -> {
                if (mine.equals(number) && !now.equals(returnable)) {
                    returnable = now;
                    now.forEach(line -> {
                        if (now(line).compareTo(left(line)) > 0) {
                            choose(line, left(line));
                        }
                    });
                    render();
                    desk.keysChanged();
                }
            });
        }
    }

    // ---- keys

    @Override
    public KeyMap keys() {
        if (done != null) {
            return desk.keys()
                    .bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SALE))
                    .bar(FunctionKey.F7, "otherReceipt", "", this::shownAnew)
                    .key(FunctionKey.ENTER, "newSale", () -> desk.show(Desk.Place.SALE));
        }
        boolean none = returnable.isEmpty();
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(Desk.Place.SALE))
                .key(FunctionKey.F2, "asPaid", "receipt-refund", () -> way(false))
                .key(FunctionKey.F3, "cash", "cash", () -> way(true))
                .bar(FunctionKey.F4, "quantity", "hash", this::askQuantity)
                .unless(none, "receiptFirst")
                .bar(FunctionKey.F5, "reason", "notes", this::nextReason)
                .unless(none, "receiptFirst")
                .bar(FunctionKey.F6, restock ? "toWaste" : "toStock", "trash", this::turnRestock)
                .unless(none, "receiptFirst")
                .bar(FunctionKey.F7, "otherReceipt", "", this::shownAnew)
                .unless(busy, "working")
                .bar(FunctionKey.F8, "exchange", "shopping-cart", this::exchange)
                .unless(chosen.isEmpty(), "nothingBack")
                .bar(FunctionKey.F9, "noReceiptKey", "x", () -> desk.show(Desk.Place.LOOSE_RETURN))
                .key(FunctionKey.UP, "chooseLine", () -> move(-1))
                .key(FunctionKey.DOWN, "chooseLine", () -> move(1))
                .key(FunctionKey.SPACE, "wholeLine", this::allOrNone)
                .unless(none, "receiptFirst")
                .key(FunctionKey.PLUS, "oneMoreLess", () -> step(1))
                .unless(none, "receiptFirst")
                .key(FunctionKey.MINUS, "oneMoreLess", () -> step(-1))
                .unless(none, "receiptFirst")
                .key(FunctionKey.ENTER, none ? "find" : "refund", this::enter);
    }

    private void shownAnew() {
        shown();
        desk.keysChanged();
    }

    private void way(boolean cash) {
        inCash = cash;
        view.way(inCash);
        preview();
    }

    private @Nullable TenderKind way() {
        return inCash ? TenderKind.CASH : null; // another way than it was paid needs a manager
    }

    private void nextReason() {
        reason = (reason + 1) % REASONS.size();
        preview();
    }

    /** What can't be sold any more does not go back to stock. */
    private void turnRestock() {
        restock = !restock;
        preview();
        desk.keysChanged();
    }

    /** What comes back goes into the open cart, where it pays for what is bought instead. */
    private void exchange() {
        if (busy) {
            return;
        }
        busy = true;
        String receipt = number;
        List<Back> lines = returnable.stream()
                .filter(line -> now(line).isPositive())
                .map(line -> new Back(line.line(), line.productId().value(), now(line)))
                .toList();
        desk.approvable(
                approve -> {
                    Counter counter = desk.till().counter();
                    lines.forEach(back -> counter.back(
                            counter.product(back.product()).barcode(), back.qty(), receipt, back.line(), approve));
                    return true;
                },
                added -> {
                    busy = false;
                    desk.sounds().done();
                    desk.show(Desk.Place.SALE);
                },
                this::notRefunded);
    }

    /** What of a line comes back. */
    private record Back(int line, String product, Quantity qty) {}

    private void move(int by) {
        select(selected + by);
    }

    void select(int index) {
        selected = Math.max(0, Math.min(returnable.size() - 1, index)); // of an empty list 0
        render();
        if (!returnable.isEmpty()) {
            view.focusLines();
        }
    }

    /** One more or less of the selected line; what is weighed comes back as a whole. */
    void step(int by) {
        if (!returnable.isEmpty()) {
            RefundAnswers.ReturnableLine line = returnable.get(selected);
            Quantity one = left(line).isWhole() ? Quantity.ONE : left(line);
            choose(line, by > 0 ? now(line).plus(one) : now(line).minus(one));
        }
    }

    private void allOrNone() {
        RefundAnswers.ReturnableLine line = returnable.get(selected);
        choose(line, now(line).isPositive() ? Quantity.ZERO : left(line));
    }

    private void choose(RefundAnswers.ReturnableLine line, Quantity qty) {
        if (qty.compareTo(left(line)) > 0) {
            desk.sounds().blocked();
            desk.say(text("onlyLeft", Language.code(left(line).toString())), true);
        } else if (qty.isPositive()) {
            chosen.put(line.line(), qty);
        } else {
            chosen.remove(line.line());
        }
        select(selected);
    }

    private void askQuantity() {
        RefundAnswers.ReturnableLine line = returnable.get(selected);
        desk.askNumber(
                text("qtyTitle") + " · " + desk.language().name(line.name(), line.nameAr()),
                left(line).toString(),
                typed -> Typed.quantity(desk.language(), typed),
                qty -> choose(line, qty));
    }

    // ---- the receipt

    @Override
    public void scanned(String code) {
        if (Typed.isReceipt(code) || returnable.isEmpty() && code.length() > NUMBER_CHARS_MAX) {
            find(code);
        } else if (returnable.isEmpty()) {
            desk.unusable(code, text("scanReceiptFirst"));
        } else {
            desk.run(() -> desk.till().counter().search(code, 2), found -> scanned(code, found));
        }
    }

    /** Each scan of goods that are on the receipt takes one more of them back. */
    private void scanned(String code, List<CounterAnswers.Product> found) {
        for (int i = 0; i < returnable.size(); i++) {
            RefundAnswers.ReturnableLine line = returnable.get(i);
            boolean same = found.size() == 1 && found.get(0).id().equals(line.productId());
            if (same && now(line).compareTo(left(line)) < 0) {
                desk.sounds().found();
                select(i);
                step(1);
                return;
            }
        }
        desk.unusable(code, text("scanNotOnReceipt"));
    }

    private void enter() {
        String typed = view.number().strip();
        if (typed.isEmpty()) {
            desk.sounds().blocked();
            desk.say(text("receiptFirst"), true);
        } else if (!typed.equalsIgnoreCase(number)) {
            find(typed);
        } else if (chosen.isEmpty()) {
            desk.sounds().blocked();
            desk.say(text("nothingBack"), true);
        } else {
            refund();
        }
    }

    private void find(String typed) {
        done = null;
        view.number(typed);
        desk.run(
                () -> desk.till().refunds().receipt(typed),
                found -> {
                    view.number(found.receipt());
                    found(found.receipt(), found.lines());
                },
                refused -> {
                    found("", List.of());
                    view.focusNumber();
                    refused(refused);
                });
    }

    private void found(String receiptNumber, List<RefundAnswers.ReturnableLine> found) {
        number = receiptNumber;
        returnable = found;
        chosen.clear();
        if (found.size() == 1 && left(found.get(0)).isPositive()) {
            chosen.put(found.get(0).line(), left(found.get(0)));
        }
        select(0);
        desk.keysChanged();
    }

    /** The cashier has compared it: it stands with the line. */
    private @Nullable String serialOf(int line) {
        return returnable.stream()
                .filter(each -> each.line() == line)
                .map(RefundAnswers.ReturnableLine::serial)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    // ---- the money

    private List<ReturnLine> wanted() {
        var wanted = new ArrayList<ReturnLine>();
        chosen.forEach((line, qty) -> wanted.add(new ReturnLine(line, qty, serialOf(line))));
        return wanted;
    }

    private void refund() {
        if (busy) {
            return;
        }
        busy = true;
        List<ReturnLine> wanted = wanted();
        String why = reason == 0 ? "" : text(REASONS.get(reason));
        boolean toStock = restock;
        String key = UUID.randomUUID().toString();
        String receipt = number;
        TenderKind way = way();
        desk.approvable(
                approve -> desk.till().refunds().returnGoods(receipt, null, wanted, why, way, toStock, key, approve),
                this::refunded,
                this::notRefunded);
    }

    /** What is to be paid back stays until somebody has read it. */
    private void refunded(InvoiceAnswers.Receipt receipt) {
        busy = false;
        desk.sounds().done();
        shown();
        done = receipt;
        render();
        desk.keysChanged();
        view.focusLines();
    }

    private void notRefunded(TillException refused) {
        busy = false;
        refused(refused);
    }

    private String paidBack(InvoiceAnswers.Receipt paid) {
        List<InvoiceAnswers.Tender> tenders = paid.tenders();
        return tenders == null ? "" : ways(tenders);
    }

    private String ways(List<InvoiceAnswers.Tender> tenders) {
        return tenders.stream()
                .map(tender ->
                        wayOf(tender.kind()) + " " + Language.code(tender.amount().toString()))
                .collect(Collectors.joining(" · "));
    }

    private String wayOf(String kind) {
        return text(WAYS.contains(kind) ? kind : "slips_" + kind);
    }
}
