package org.tillmesh.app.frame;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.tillmesh.till.shop.TillException;

/** A look that is asked for often. While one is under way, however many more are asked for are one more at its end. */
public final class Refresh<T> {
    private final Desk desk;
    private final Supplier<T> look;
    private final Consumer<T> show;
    private final Consumer<TillException> refused;
    private boolean looking;
    private boolean again;

    /** @param look off the window's thread; @param show on it */
    public Refresh(Desk desk, Supplier<T> look, Consumer<T> show) {
        this(desk, look, show, refused -> desk.say(String.valueOf(refused.getMessage()), true));
    }

    /** The same for a look whose refusal is not told at the foot. */
    public Refresh(Desk desk, Supplier<T> look, Consumer<T> show, Consumer<TillException> refused) {
        this.desk = desk;
        this.look = look;
        this.show = show;
        this.refused = refused;
    }

    public void ask() {
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        desk.aside(look, found -> told(() -> show.accept(found)), why -> told(() -> refused.accept(why)));
    }

    /** Whatever becomes of what is shown, the next look is made. */
    private void told(Runnable telling) {
        looking = false;
        try {
            telling.run();
        } finally {
            if (again) {
                again = false;
                ask();
            }
        }
    }
}
