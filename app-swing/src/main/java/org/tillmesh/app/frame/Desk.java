package org.tillmesh.app.frame;

import java.time.LocalDate;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.till.Till;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.TillException;

/** What every screen may ask of the window that holds it. All of it on Swing's thread. */
public interface Desk {
    Till till();

    Language language();

    Sounds sounds();

    boolean isDark();

    void toggleLanguage();

    void toggleDark();

    /** Goes to a place; without a session, or behind the lock, nothing is shown. */
    void show(Place place);

    /** Does what a key does here: a button does the same as the key that stands on it. */
    void press(TillKey key);

    /** The folder is a till now. */
    void activated();

    /** The till has let somebody in by a PIN; who unlocks finds everything as it was. @return whether nobody was in before */
    boolean entered(PeopleAnswers.Session session, LinkAnswers.Status status);

    /** The till's shift was opened or closed. */
    void shift(boolean open);

    /** Lets the user out of till and window, unless the till refuses. */
    void logOut();

    /** The till's work, off Swing's thread; a refusal is said in the strip at the foot. */
    <T> void run(Supplier<T> work, Consumer<T> onDone);

    <T> void run(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused);

    /** Work that takes seconds, or only looks: it never holds a scan up. */
    <T> void aside(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused);

    /** Work that a manager may have to approve: asks for a PIN and tries again with it. */
    <T> void approvable(Approvable<T> work, Consumer<T> onDone, Consumer<TillException> onRefused);

    /** Work with the PIN of who approves, null at first. */
    @FunctionalInterface
    interface Approvable<T> {
        T with(@Nullable String approve);
    }

    /** A word to the cashier at the foot of the window. */
    void say(String text, boolean bad);

    /** A scan that nobody here can use: heard, and said large with its code. */
    void unusable(String code, String why);

    Overlay overlay();

    PeopleAnswers.@Nullable Session session();

    /** Whether somebody is logged in and the window is not locked. */
    boolean isIn();

    LinkAnswers.@Nullable Status status();

    /** The store's time zone. */
    String zone();

    /** Today in the store, by the corrected clock. */
    LocalDate today();

    /** The places of the window. */
    enum Place {
        ACTIVATION,
        LOGIN,
        SHIFT,
        SALE,
        PARKED,
        RETURN,
        INVOICES,
        SYNC
    }
}
