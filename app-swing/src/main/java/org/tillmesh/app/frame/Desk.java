package org.tillmesh.app.frame;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.PadSide;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.till.Till;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.TillException;

/** What every presenter may ask of the window around it. All of it on the window's own thread. Knows no Swing. */
public interface Desk {
    Till till();

    Language language();

    Sounds sounds();

    boolean isDark();

    void toggleLanguage();

    void toggleDark();

    /** Whether numbers have Arabic digits on an Arabic screen. */
    boolean arabicDigits();

    void toggleDigits();

    /** On which side of the cart keys stand. */
    PadSide padSide();

    void nextPadSide();

    /** Shows keys to be touched over the foot of the window, or takes them away. */
    void toggleTouchKeys();

    /** Percent of the design's size. */
    int textSize();

    /** The window is built anew in another size; who is logged in stays so, and the cart is the till's. */
    void textSize(int percent);

    /** Goes to a place; without a session, or behind the lock, nothing is shown. */
    void show(Place place);

    /** Does what a key does here: a button does the same as the key that stands on it. */
    void press(FunctionKey key);

    /** The keys that mean the same everywhere: help, sync menu, lock. */
    KeyMap keys();

    /** What keys mean on the screen in front has changed: its bar and buttons show it. */
    void keysChanged();

    /** The folder is a till now. */
    void activated();

    /** The till has let somebody in by a PIN; who unlocks finds everything as it was. @return whether nobody was in before */
    boolean entered(PeopleAnswers.Session session, LinkAnswers.Status status);

    /** The till's shift was opened or closed. */
    void shift(boolean open);

    /** Lets the user out of till and window, unless the till refuses. */
    void logOut();

    /** The till's work, off the window's thread; a refusal is said in the strip at the foot. */
    <T> void run(Supplier<T> work, Consumer<T> onDone);

    <T> void run(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused);

    /** Work that takes seconds, or only looks: it never holds a scan up, and its answers may come in another order. */
    <T> void aside(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused);

    /** Work on the window's thread, asked for by a till's thread: how far a long work is. */
    void later(Runnable work);

    /**
     * Work that a manager may have to approve: asks for a PIN and tries again with it. What else a manager can mend is
     * offered once the refusal was told.
     */
    <T> void approvable(Approvable<T> work, Consumer<T> onDone, Consumer<TillException> onRefused);

    /** Work with the PIN of who approves, null at first. */
    @FunctionalInterface
    interface Approvable<T> {
        T with(@Nullable String approve);
    }

    /** Asks for what lets the till issue again: the last receipt, or the time. @param why what was refused; empty for nothing */
    void mend(Mend what, String why);

    /** Asks for a number, typed or pressed. What {@code read} refuses is said under it, and it stays open. */
    <T> void askNumber(String title, String first, Function<String, T> read, Consumer<T> given);

    /** A question with its reason; Esc is no. */
    void ask(String title, String text, String yes, Runnable onYes);

    /**
     * What was done, with a key that undoes it: it works wherever it is named, also when the words are gone.
     *
     * @param text empty: the words go
     */
    void undoable(String text, FunctionKey undo);

    /** A word to the cashier at the foot of the window. */
    void say(String text, boolean bad);

    /** A scan that nobody here can use: heard, and said large with its code. */
    void unusable(String code, String why);

    PeopleAnswers.@Nullable Session session();

    /** Whether somebody is logged in and the window is not locked. */
    boolean isIn();

    LinkAnswers.@Nullable Status status();

    /** The store's time zone. */
    String zone();

    /** Who reads refusals and warnings here. */
    default Reader reader() {
        return new Reader(language().locale(), ZoneId.of(zone()));
    }

    /** Now in the store, by the corrected clock. */
    LocalDateTime now();

    /** Today in the store, by the corrected clock. */
    default LocalDate today() {
        return now().toLocalDate();
    }

    /** The places of the window. */
    enum Place {
        ACTIVATION,
        LOGIN,
        SHIFT,
        SALE,
        PARKED,
        RETURN,
        LOOSE_RETURN,
        INVOICES,
        REPORTS,
        SYNC,
        EXCEPTIONS,
        SYNC_HISTORY,
        SETTINGS,
        DEVICES,
        MENU,
        RECEIPTS,
        CUSTOMERS,
        STOCK,
        LOW_STOCK,
        ORDERS,
        SHEETS,
        TRANSFERS,
        TODAY,
        ME,
        DIAGNOSTICS
    }
}
