package org.tillmesh.app;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.tillmesh.app.frame.Mend;
import org.tillmesh.app.frame.PanelOverlay;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Refusal;
import org.tillmesh.app.frame.Signals;
import org.tillmesh.app.frame.Sounds;
import org.tillmesh.app.frame.Speaker;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.frame.TillWorker;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.login.ApprovalPanel;
import org.tillmesh.app.login.ApprovalPresenter;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.mend.LastReceiptPanel;
import org.tillmesh.app.mend.LastReceiptPresenter;
import org.tillmesh.app.mend.TimePanel;
import org.tillmesh.app.mend.TimePresenter;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillException;

/** The part of the desk that works and speaks: the till's work off Swing's thread, refusals and questions to the cashier. */
abstract class WorkingDesk implements SwingDesk {
    private static final int SLOW_MILLIS = 700;

    private final Till till;
    private final TillWorker worker = new TillWorker();
    private final PanelOverlay overlay = new PanelOverlay();
    private final WindowFrame window = new WindowFrame(this, overlay);
    private final Sounds sounds = new Signals(new Speaker(), window::flash);
    private final Timer slow = new Timer(SLOW_MILLIS, event -> sayWorking());
    private Language language;
    private int waiting;
    private boolean saysWorking;

    WorkingDesk(Till till, Language language) {
        this.till = till;
        this.language = language;
        slow.setRepeats(false);
    }

    @Override
    public final Till till() {
        return till;
    }

    @Override
    public final Language language() {
        return language;
    }

    final void language(Language now) {
        language = now;
    }

    @Override
    public final Sounds sounds() {
        return sounds;
    }

    @Override
    public final PanelOverlay overlay() {
        return overlay;
    }

    final WindowFrame window() {
        return window;
    }

    final JFrame frame() {
        return window.frame();
    }

    @Override
    public final void say(String text, boolean bad) {
        window.word(text, bad);
    }

    @Override
    public final void undoable(String text, FunctionKey undo) {
        window.toast(text, undo, language);
    }

    final String word() {
        return window.word();
    }

    @Override
    public final void unusable(String code, String why) {
        sounds.blocked();
        window.notice(language.text("scanUnused", Language.code(code), why), language);
    }

    /** What a scan came to that nobody could use; empty if none is told of now. */
    final String notice() {
        return window.notice();
    }

    /** What was asked for can't be done now. */
    final void refuse(String why) {
        sounds.blocked();
        say(why, true);
    }

    final void endWork() {
        slow.stop();
        worker.close();
    }

    @Override
    public final <T> void run(Supplier<T> work, Consumer<T> onDone) {
        run(work, onDone, refused -> refuse(String.valueOf(refused.getMessage())));
    }

    @Override
    public final <T> void run(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        waiting++;
        slow.restart();
        worker.run(
                work,
                done -> {
                    ended();
                    onDone.accept(done);
                },
                refused -> {
                    ended();
                    said(refused, onRefused);
                });
    }

    private void ended() {
        waiting--;
        if (waiting == 0) {
            slow.stop();
            if (saysWorking) {
                saysWorking = false;
                say("", false);
            }
        }
    }

    /** Nothing else is done meanwhile, so whoever presses a key in vain is told why. */
    private void sayWorking() {
        saysWorking = true;
        say(language.text("working"), false);
    }

    private void said(TillException refused, Consumer<TillException> onRefused) {
        onRefused.accept(Refusal.inWords(reader(), refused));
        if (refused.code() == RefusalCode.NOT_LOGGED_IN) {
            putOut();
        }
    }

    /** The till has let the user out, for head office has switched that user off. */
    abstract void putOut();

    @Override
    public final <T> void aside(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        worker.aside(work, onDone, refused -> said(refused, onRefused));
    }

    @Override
    public final void later(Runnable work) {
        SwingUtilities.invokeLater(work);
    }

    @Override
    public final <T> void approvable(Approvable<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        Consumer<TillException> told = refused -> {
            onRefused.accept(refused);
            mend(Mend.of(refused), String.valueOf(refused.getMessage()));
        };
        run(() -> work.with(null), onDone, refused -> {
            if (Mend.of(refused) == Mend.APPROVAL) {
                sounds.blocked();
                ApprovalPanel.open(this, new ApprovalPresenter<>(this, refused, work, onDone, other -> (other == refused
                                ? onRefused
                                : told)
                        .accept(other)));
            } else {
                told.accept(refused);
            }
        });
    }

    @Override
    public final void mend(Mend what, String why) {
        switch (what) {
            case LAST_RECEIPT -> LastReceiptPanel.open(this, new LastReceiptPresenter(this), why);
            case TIME -> TimePanel.open(this, new TimePresenter(this), why);
            case NONE, APPROVAL -> {}
        }
    }

    @Override
    public final <T> void askNumber(String title, String first, Function<String, T> read, Consumer<T> given) {
        Panels.number(this, title, first, read, given);
    }

    @Override
    public final void ask(String title, String text, String yes, Runnable onYes) {
        Panels.question(this, title, text, yes, onYes);
    }
}
