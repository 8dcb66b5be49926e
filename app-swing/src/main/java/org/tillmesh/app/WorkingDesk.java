package org.tillmesh.app;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Overlay;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Refusal;
import org.tillmesh.app.frame.Sounds;
import org.tillmesh.app.frame.Speaker;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.frame.TillWorker;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.TillException;

/** The part of the desk that works: the till's work off Swing's thread, refusals in the cashier's language, questions. */
abstract class WorkingDesk implements SwingDesk {
    private final Till till;
    private final TillWorker worker = new TillWorker();
    private final Sounds sounds = new Speaker();
    private final Overlay overlay = new Overlay();
    private Language language;

    WorkingDesk(Till till, Language language) {
        this.till = till;
        this.language = language;
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
    public final Overlay overlay() {
        return overlay;
    }

    final void endWork() {
        worker.close();
    }

    @Override
    public final <T> void run(Supplier<T> work, Consumer<T> onDone) {
        run(work, onDone, refused -> {
            sounds.blocked();
            say(String.valueOf(refused.getMessage()), true);
        });
    }

    @Override
    public final <T> void run(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        worker.run(work, onDone, refused -> onRefused.accept(Refusal.inWords(language, refused)));
    }

    @Override
    public final <T> void aside(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        worker.aside(work, onDone, refused -> onRefused.accept(Refusal.inWords(language, refused)));
    }

    @Override
    public final void later(Runnable work) {
        SwingUtilities.invokeLater(work);
    }

    @Override
    public final <T> void approvable(Approvable<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        run(() -> work.with(null), onDone, refused -> {
            switch (refused.code()) {
                case FORBIDDEN, EXPIRED, AGE_CHECK -> {
                    sounds.blocked();
                    Panels.approval(
                            this,
                            String.valueOf(refused.getMessage()),
                            pin -> run(() -> work.with(pin), onDone, onRefused),
                            () -> onRefused.accept(refused));
                }
                default -> onRefused.accept(refused);
            }
        });
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
