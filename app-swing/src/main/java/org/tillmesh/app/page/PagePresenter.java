package org.tillmesh.app.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.frame.Presenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.till.shop.TillException;

/**
 * Decides what a page shows. Arrows choose a row, which stays chosen by its id however the rows change; Esc leads back. What
 * a form asks for is done once, and a refusal leaves it open as it was typed.
 */
public abstract class PagePresenter extends Presenter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm", Locale.ROOT);

    protected final PageView view;
    private final Desk.Place back;
    private List<PageRow> rows = List.of();
    private String chosen = "";
    private boolean busy;

    /** @param back where Esc leads */
    protected PagePresenter(Desk desk, PageView view, Desk.Place back) {
        super(desk);
        this.view = view;
        this.back = back;
    }

    /** Asks the till for what the page shows, off the window's thread; ends with {@link #rows}. */
    protected abstract void look();

    /** Shows title, search field and what is told of the chosen row, in the language of now. */
    protected abstract void tell();

    @Override
    public void shown() {
        busy = false;
        view.typed("");
        tell();
        look();
        view.focus();
    }

    @Override
    public void render() {
        tell();
        look();
    }

    /** @param ifNone what is said where there are none */
    protected final void rows(List<PageRow> now, String ifNone) {
        rows = List.copyOf(now);
        if (at(chosen) < 0) {
            chosen = rows.isEmpty() ? "" : rows.get(0).id();
        }
        view.rows(rows, chosen, ifNone);
        chosen();
    }

    /** Another row was chosen, or the same one may stand otherwise. */
    private void chosen() {
        tell();
        desk.keysChanged();
    }

    /** Id of the chosen row; empty for none. */
    protected final String chosenId() {
        return chosen;
    }

    protected final boolean isAnyChosen() {
        return !chosen.isEmpty();
    }

    /** A row that is shown, or is about to be, becomes the chosen one. */
    public final void choose(String id) {
        chosen = id;
        if (at(id) >= 0) {
            view.rows(rows, chosen, "");
            chosen();
        }
    }

    private int at(String id) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    protected final void move(int by) {
        if (!rows.isEmpty()) {
            choose(rows.get(Math.max(0, Math.min(rows.size() - 1, at(chosen) + by))).id());
        }
    }

    /** Another text stands in the search field. */
    public void typing() {
        look();
    }

    @Override
    public KeyMap keys() {
        return desk.keys()
                .bar(FunctionKey.ESCAPE, "back", "arrow-back", () -> desk.show(back))
                .key(FunctionKey.UP, "chooseLine", () -> move(-1))
                .key(FunctionKey.DOWN, "chooseLine", () -> move(1));
    }

    /** A time in the store's zone, as it stands in a sentence. */
    protected final String at(Instant time) {
        return Language.code(TIME.format(time.atZone(ZoneId.of(desk.zone()))));
    }

    /** A number, code or sum as it stands in a sentence. */
    protected static String code(Object value) {
        return Language.code(value.toString());
    }

    /** A row that was chosen before is not kept. */
    protected final void chooseNone() {
        chosen = "";
    }

    // ---- forms and work

    /** What was typed into a form is handed on. */
    final void entered(PageForm form, Map<String, String> typed) {
        if (busy) {
            return;
        }
        try {
            form.submit().accept(new FormValues(desk.language(), typed));
        } catch (FormProblem e) {
            desk.sounds().blocked();
            view.formProblem(String.valueOf(e.getMessage()), e.field());
        }
    }

    /** Does what a form asked for; once that is done the form closes. What was typed is read before, on this thread. */
    protected final <T> void submit(Desk.Approvable<T> work, Consumer<T> done) {
        act(
                work,
                result -> {
                    view.formDone();
                    desk.sounds().done();
                    done.accept(result);
                },
                refused -> {
                    desk.sounds().blocked();
                    view.formProblem(String.valueOf(refused.getMessage()), "");
                });
    }

    /** The same without a form: a refusal is said at the foot. */
    protected final <T> void act(Desk.Approvable<T> work, Consumer<T> done) {
        act(work, done, this::refused);
    }

    private <T> void act(Desk.Approvable<T> work, Consumer<T> done, Consumer<TillException> otherwise) {
        if (busy) {
            return;
        }
        busy = true;
        desk.approvable(
                work,
                result -> {
                    busy = false;
                    done.accept(result);
                },
                refused -> {
                    busy = false;
                    otherwise.accept(refused);
                });
    }
}
