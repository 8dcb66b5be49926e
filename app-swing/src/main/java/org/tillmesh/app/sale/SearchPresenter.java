package org.tillmesh.app.sale;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Typed;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.CounterRefusal;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillException;

/** Brings goods into the cart: scanned, typed as a code, or found by name. */
final class SearchPresenter extends Presenter {
    private static final int HITS = 50;
    private static final int CODE_MAX = 100;

    private final SaleView view;
    private final HitsView hitsView;
    private final LinesPresenter lines;
    private final SalePresenter sale;
    private List<CounterAnswers.Product> hits = List.of();
    private int selected = -1;
    private int asked;
    private String hitsOf = "";
    private boolean enterWaits;
    private boolean picked;
    private int working;
    private @Nullable String lookedUp;

    /** Goods that wait for the serial number of the piece: the next code is it. */
    private @Nullable Numbered waitsForSerial;

    /** Work that needs the serial number of a piece; null at first. */
    private interface Numbered {
        CounterAnswers.Scanned with(@Nullable String serial, @Nullable String approve);
    }

    SearchPresenter(Desk desk, SaleView view, HitsView hitsView, LinesPresenter lines, SalePresenter sale) {
        super(desk);
        this.view = view;
        this.hitsView = hitsView;
        this.lines = lines;
        this.sale = sale;
    }

    KeyMap addKeys(KeyMap keys, Side side, Runnable otherwise) {
        String arrows = side == Side.HITS ? "chooseHit" : "chooseLine";
        return keys.key(FunctionKey.UP, arrows, () -> move(-1))
                .key(FunctionKey.DOWN, arrows, () -> move(1))
                .key(FunctionKey.ENTER, side == Side.DONE ? "newSale" : "takeHit", () -> enter(otherwise));
    }

    private void move(int by) {
        if (sale.side() != Side.HITS) {
            lines.move(by);
        } else if (!hits.isEmpty()) {
            selected = Math.max(0, Math.min(hits.size() - 1, selected + by));
            picked = true;
            hitsView.hits(hits, selected);
        }
    }

    // ---- codes

    @Override
    public void scanned(String code) {
        if (Typed.isReceipt(code)) {
            desk.unusable(code, text("scanReceipt"));
        } else if (code.length() > CODE_MAX) {
            desk.unusable(code.substring(0, CODE_MAX / 4) + "…", text("scanLong"));
        } else if (Typed.isNumber(Typed.asciiDigits(typed()))) {
            afterDigits(Typed.asciiDigits(typed()), code);
        } else {
            code(code, () -> stray(code));
        }
    }

    /** Digits stand in the search: the head of the same code, if a scanner stopped for long in the middle of it. */
    private void afterDigits(String digits, String code) {
        String whole = digits + code;
        working++;
        desk.run(
                () -> desk.till().counter().search(whole, 2).size() == 1,
                torn -> {
                    String meant = torn ? whole : code;
                    code(meant, () -> stray(meant));
                    ended();
                },
                this::notAdded);
    }

    private void code(String code, Runnable unknown) {
        Numbered waits = waitsForSerial;
        if (waits != null) {
            waitsForSerial = null;
            working++;
            bring(waits, code, this::notAdded);
            return;
        }
        Quantity qty = takeMultiplier();
        working++;
        bring((serial, approve) -> desk.till().counter().scan(code, qty, serial, null, approve), null, refused -> {
            if (refused.code() == RefusalCode.UNKNOWN_BARCODE) {
                unknown.run();
                ended();
            } else {
                notAdded(refused);
            }
        });
    }

    boolean isFound(String text) {
        return hitsOf.equals(text);
    }

    private void bring(Numbered work, @Nullable String serial, Consumer<TillException> onRefused) {
        desk.approvable(approve -> work.with(serial, approve), this::added, refused -> {
            if (refused.sentence().kind() == CounterRefusal.SERIAL_NEEDED) {
                waitsForSerial = work;
                view.clearSearch();
                desk.sounds().blocked();
                lines.tell(() -> String.valueOf(refused.getMessage()), false);
                ended();
            } else {
                onRefused.accept(refused);
            }
        });
    }

    /** Whether goods are on their way into the cart. */
    boolean isWorking() {
        return working > 0;
    }

    private void ended() {
        working--;
        sale.searched();
    }

    private void notAdded(TillException refused) {
        sale.payNoMore();
        lines.refusedAloud(refused);
        ended();
    }

    /** What became of a code that is no product's. */
    private record Stray(CounterAnswers.Cart cart, boolean isCoupon) {}

    /** It may be a coupon's; one that does not count now is said so, and is no unknown code. */
    private void stray(String code) {
        working++;
        desk.run(
                () -> desk.till()
                        .counter()
                        .presentCoupon(code)
                        .map(cart -> new Stray(cart, true))
                        .orElseGet(() -> new Stray(desk.till().counter().keepUnknown(code), false)),
                stray -> {
                    if (stray.isCoupon()) {
                        couponTaken(stray.cart(), code);
                    } else {
                        desk.sounds().unknown();
                        lines.show(stray.cart(), -1);
                        sale.go(Side.KEYS);
                        lines.tell(() -> text("unknownNow") + "  " + Language.code(code), true);
                    }
                    ended();
                },
                this::notAdded);
    }

    private void couponTaken(CounterAnswers.Cart cart, String code) {
        desk.sounds().found();
        lines.show(cart, -1);
        lines.tell(() -> text("couponTaken", Language.code(code)), false);
    }

    private void added(CounterAnswers.Scanned scanned) {
        desk.sounds().found();
        view.clearSearch();
        lines.added(scanned);
        sale.go(Side.KEYS);
        ended();
    }

    /** A product that was chosen by its name. */
    void add(CounterAnswers.Product product) {
        Quantity qty = takeMultiplier();
        String settles = lookedUp;
        lookedUp = null;
        view.clearSearch();
        working++;
        bring(
                (serial, approve) -> {
                    CounterAnswers.Scanned added = desk.till().counter().add(product.id(), qty, serial, null, approve);
                    return settles == null
                            ? added
                            : new CounterAnswers.Scanned(
                                    added.line(),
                                    added.total(),
                                    desk.till().counter().dropUnknown(settles),
                                    added.warnings());
                },
                null,
                this::notAdded);
    }

    /** The next product that is found by name stands for this code. */
    void lookUp(String code) {
        view.clearSearch();
        lookedUp = code;
        lines.tell(() -> text("lookUpNow", Language.code(code)), false);
        view.focusSearch();
    }

    /** How many of the next scan: {@code 3*} typed before it. Null if nothing of the kind is there. */
    private @Nullable Quantity takeMultiplier() {
        String typed = typed();
        if (!isMultiplier(typed)) {
            return null;
        }
        view.clearSearch();
        return Quantity.of(Long.parseLong(Typed.asciiDigits(typed.substring(0, typed.length() - 1))));
    }

    private static boolean isMultiplier(String typed) {
        return typed.matches("[0-9٠-٩]{1,4}[*×]");
    }

    // ---- names

    private String typed() {
        return view.typed().strip();
    }

    /** Another text stands in the search. */
    void typing() {
        enterWaits = false;
        picked = false;
        look();
    }

    /** The same hits with their stock and prices of now. */
    void again() {
        if (sale.side() == Side.HITS) {
            look();
        }
    }

    private void look() {
        String typed = typed();
        int mine = ++asked;
        if (typed.length() < 2 || isMultiplier(typed)) {
            hits = List.of();
            selected = -1;
            hitsOf = typed;
            if (sale.side() == Side.HITS) {
                sale.go(Side.KEYS);
            }
            return;
        }
        desk.aside(
                () -> desk.till().counter().search(typed, HITS),
                found -> {
                    if (mine == asked) {
                        found(typed, found);
                    }
                },
                refused -> {
                    enterWaits = false;
                    desk.say(String.valueOf(refused.getMessage()), true);
                });
    }

    private void found(String typed, List<CounterAnswers.Product> found) {
        ProductId before = picked && selected >= 0 && typed.equals(hitsOf)
                ? hits.get(selected).id()
                : null;
        hits = found;
        hitsOf = typed;
        selected = found.isEmpty() ? -1 : 0;
        for (int i = 0; i < found.size(); i++) {
            selected = found.get(i).id().equals(before) ? i : selected;
        }
        hitsView.hits(hits, selected);
        if (!sale.isPaying()) {
            sale.go(Side.HITS);
        }
        if (enterWaits) {
            take();
        }
    }

    /** Enter takes of the hits of what stands in the field, and of nothing older: it waits for them. */
    private void enter(Runnable otherwise) {
        if (typed().isEmpty()) {
            otherwise.run();
        } else if (hitsOf.equals(typed())) {
            take();
        } else {
            enterWaits = true;
        }
    }

    private void take() {
        enterWaits = false;
        String typed = typed();
        if (isMultiplier(typed)) {
            return; // it waits for its product
        }
        if (waitsForSerial != null) {
            code(typed, () -> {});
            return;
        }
        CounterAnswers.Product hit = selected < 0 ? null : hits.get(selected);
        String plain = Typed.asciiDigits(typed);
        if (!picked && Typed.looksLikeCode(plain)) {
            code(plain, () -> noCode(plain, hit));
        } else if (hit != null) {
            add(hit);
        } else {
            nothingFound(typed);
        }
    }

    /** A typed code of no product may be the beginning of one's; else digits are an unknown code, and a word is none. */
    private void noCode(String code, CounterAnswers.@Nullable Product first) {
        if (first != null) {
            add(first);
        } else if (Typed.isNumber(code)) {
            view.clearSearch();
            stray(code);
        } else {
            nothingFound(code);
        }
    }

    /** A word that no product has may be a coupon's. */
    private void nothingFound(String typed) {
        working++;
        desk.run(
                () -> desk.till().counter().presentCoupon(typed),
                cart -> {
                    if (cart.isPresent()) {
                        view.clearSearch();
                        couponTaken(cart.get(), typed);
                    } else {
                        sale.payNoMore();
                        desk.sounds().blocked();
                        lines.tell(() -> text("nothingFound", typed), true);
                        view.selectSearch();
                    }
                    ended();
                },
                this::notAdded);
    }

    /** Esc: what was typed goes, and the next product stands for no unknown code. */
    void leave() {
        lookedUp = null;
        waitsForSerial = null;
        view.clearSearch();
    }
}
