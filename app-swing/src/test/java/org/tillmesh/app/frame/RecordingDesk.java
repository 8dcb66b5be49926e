package org.tillmesh.app.frame;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.PadSide;
import org.tillmesh.app.look.TextSize;
import org.tillmesh.till.Till;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.TillException;

/** A desk without a window: the till's work is done at once, or when it is let go, and what is said is kept. */
public final class RecordingDesk implements Desk, AutoCloseable {
    private final Till till;
    private final Deque<Runnable> held = new ArrayDeque<>();
    public final List<String> said = new ArrayList<>();
    public final List<String> unusable = new ArrayList<>();
    public final List<String> undoable = new ArrayList<>();
    public final List<String> sounds = new ArrayList<>();
    public final List<Place> shown = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();
    public Language language = Language.ENGLISH;
    public int textSize = TextSize.NORMAL;
    public @Nullable Presenter inFront;
    public @Nullable String managersPin;
    private Runnable yes = () -> {};
    private Consumer<String> number = typed -> {};
    private boolean dark;
    private boolean arabicDigits;
    private PadSide padSide = PadSide.AUTO;
    private boolean holding;
    private boolean shiftOpen = true;

    /** @param till open, with somebody logged in */
    public RecordingDesk(Till till) {
        this.till = till;
    }

    @Override
    public void close() {
        till.close();
    }

    /** From now on work waits. */
    public void hold() {
        holding = true;
    }

    /** Does what waits, and no more waits. */
    public void letGo() {
        holding = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    /** Presses a key as the window would. */
    @Override
    public void press(FunctionKey key) {
        KeyAction action = inFront == null ? null : inFront.keys().get(key).orElse(null);
        if (action == null) {
            throw new AssertionError(key + " means nothing here");
        }
        if (action.isEnabled()) {
            action.run().run();
        } else {
            sounds.add("blocked");
            said.add(action.whyNot());
        }
    }

    /** Why a key does nothing now; empty if it does. */
    public String whyNot(FunctionKey key) {
        return inFront == null
                ? ""
                : inFront.keys().get(key).map(KeyAction::whyNot).orElse("nothing");
    }

    /** Answers the last question with yes. */
    public void yes() {
        Runnable answer = yes;
        yes = () -> {};
        answer.run();
    }

    /** Gives the number that was asked for. */
    public void number(String typed) {
        number.accept(typed);
    }

    public String lastSaid() {
        return said.isEmpty() ? "" : said.get(said.size() - 1);
    }

    @Override
    public Till till() {
        return till;
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public Sounds sounds() {
        return new Sounds() {
            @Override
            public void found() {
                sounds.add("found");
            }

            @Override
            public void unknown() {
                sounds.add("unknown");
            }

            @Override
            public void blocked() {
                sounds.add("blocked");
            }

            @Override
            public void done() {
                sounds.add("done");
            }
        };
    }

    @Override
    public boolean isDark() {
        return dark;
    }

    @Override
    public void toggleLanguage() {
        language = language.other();
    }

    @Override
    public void toggleDark() {
        dark = !dark;
    }

    @Override
    public boolean arabicDigits() {
        return arabicDigits;
    }

    @Override
    public void toggleDigits() {
        arabicDigits = !arabicDigits;
    }

    @Override
    public PadSide padSide() {
        return padSide;
    }

    @Override
    public void nextPadSide() {
        padSide = padSide.next();
    }

    @Override
    public void toggleTouchKeys() {}

    @Override
    public int textSize() {
        return textSize;
    }

    @Override
    public void textSize(int percent) {
        textSize = percent;
    }

    @Override
    public void show(Place place) {
        shown.add(place);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(language)
                .bar(FunctionKey.F1, "help", "help-circle", () -> {})
                .bar(FunctionKey.F10, "menu", "refresh", () -> shown.add(Place.SYNC))
                .key(FunctionKey.F11, "lock", "lock", () -> {});
    }

    @Override
    public void keysChanged() {
        if (inFront != null) {
            inFront.keys(); // one key with two meanings throws
        }
    }

    @Override
    public void activated() {
        shown.add(Place.LOGIN);
    }

    @Override
    public boolean entered(PeopleAnswers.Session session, LinkAnswers.Status status) {
        shown.add(Place.SALE);
        return true;
    }

    @Override
    public void shift(boolean open) {
        shiftOpen = open;
    }

    public boolean isShiftOpen() {
        return shiftOpen;
    }

    @Override
    public void logOut() {
        shown.add(Place.LOGIN);
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> onDone) {
        run(work, onDone, refused -> {
            sounds.add("blocked");
            said.add(refused.getMessage());
        });
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        if (holding) {
            held.add(() -> now(work, onDone, onRefused));
        } else {
            now(work, onDone, onRefused);
        }
    }

    private <T> void now(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        T done;
        try {
            done = work.get();
        } catch (TillException e) {
            onRefused.accept(Refusal.inWords(reader(), e));
            return;
        }
        onDone.accept(done);
    }

    @Override
    public <T> void aside(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        run(work, onDone, onRefused);
    }

    @Override
    public void later(Runnable work) {
        work.run();
    }

    @Override
    public <T> void approvable(Approvable<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        Consumer<TillException> told = refused -> {
            onRefused.accept(refused);
            mend(Mend.of(refused), refused.getMessage());
        };
        run(() -> work.with(null), onDone, refused -> {
            boolean asks = Mend.of(refused) == Mend.APPROVAL;
            if (asks) {
                asked.add("approval");
            }
            if (asks && managersPin != null) {
                run(() -> work.with(managersPin), onDone, told);
            } else {
                told.accept(refused);
            }
        });
    }

    @Override
    public void mend(Mend what, String why) {
        if (what == Mend.LAST_RECEIPT || what == Mend.TIME) {
            asked.add(what + "\n" + why);
        }
    }

    @Override
    public <T> void askNumber(String title, String first, Function<String, T> read, Consumer<T> given) {
        asked.add(title);
        number = typed -> given.accept(read.apply(typed));
    }

    @Override
    public void ask(String title, String text, String answer, Runnable onYes) {
        asked.add(title + "\n" + text);
        yes = onYes;
    }

    @Override
    public void undoable(String text, FunctionKey undo) {
        if (!text.isEmpty()) {
            undoable.add(text + " " + undo.label);
        }
    }

    @Override
    public void say(String text, boolean bad) {
        said.add(text);
    }

    @Override
    public void unusable(String code, String why) {
        unusable.add(code + ": " + why);
    }

    @Override
    public PeopleAnswers.@Nullable Session session() {
        return till.people().session();
    }

    @Override
    public boolean isIn() {
        return till.people().session() != null;
    }

    @Override
    public LinkAnswers.@Nullable Status status() {
        return till.links().status();
    }

    @Override
    public String zone() {
        return "Asia/Riyadh";
    }

    @Override
    public LocalDateTime now() {
        Duration ahead = Duration.ofMillis(till.links().status().clockSkewMs());
        return LocalDateTime.now(ZoneId.of(zone())).minus(ahead);
    }

    @Override
    public LocalDate today() {
        return LocalDate.of(2027, 3, 31);
    }
}
