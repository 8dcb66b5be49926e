package org.tillmesh.app;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.lang.reflect.InvocationTargetException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.card.CardPane;
import org.tillmesh.app.card.CardPresenter;
import org.tillmesh.app.facing.FacingWindow;
import org.tillmesh.app.frame.Changes;
import org.tillmesh.app.frame.KeysPanel;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Keyboard;
import org.tillmesh.app.keys.ScanCapture;
import org.tillmesh.app.login.LoginPresenter;
import org.tillmesh.app.look.Digits;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.PadSide;
import org.tillmesh.app.look.TextSize;
import org.tillmesh.app.look.Theme;
import org.tillmesh.app.sale.SalePresenter;
import org.tillmesh.app.touch.DragScroll;
import org.tillmesh.app.touch.TouchKeys;
import org.tillmesh.till.Till;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.people.Preferences;
import org.tillmesh.till.shop.Topic;

/** The till's window(). Closing it in the middle of anything loses nothing: the open cart is journaled. */
public final class TillWindow extends WorkingDesk {
    private static final int STATUS_MILLIS = 1_000;

    /**
     * @param textSize percent of the design's size
     * @param size of the window's inside in pixels
     * @param kiosk the window has no frame and lies over the whole screen
     * @param goesOn who is logged in finds the window open
     */
    public record Options(
            Language language, boolean dark, int textSize, Dimension size, boolean kiosk, boolean goesOn) {
        public Options {
            textSize = TextSize.of(textSize);
        }

        /** A window in the design's own size. */
        public Options(Language language, boolean dark, Dimension size) {
            this(language, dark, TextSize.NORMAL, size, false, false);
        }
    }

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Screens screens;
    private final ScanCapture scans;
    private final Keyboard keyboard;
    private final Changes changes = new Changes(SwingUtilities::invokeLater, this::changed);
    private final Watch watch;
    private final Timer statusTimer = new Timer(STATUS_MILLIS, event -> tick());
    private final Whereabouts at;
    private final IdleLock idle = new IdleLock(IdleLock.setting(), System::nanoTime);
    private final Touches touches = new Touches(idle);
    private final DragScroll drags = new DragScroll();
    private final Options options;
    private final TouchKeys touchKeys = new TouchKeys(frame(), this::language);
    private boolean dark;
    private boolean arabicDigits;
    private PadSide padSide = PadSide.AUTO;
    private @Nullable Options next;
    private @Nullable Component focusBehindLock;
    private @Nullable Place placeBehindLock;
    private boolean asksToClose;
    private List<String> meaning = List.of();
    private AutoCloseable listening = () -> {};
    private AutoCloseable scanning = () -> {};
    private @Nullable FacingWindow facing;
    private final CardPresenter card = new CardPresenter(this);

    private TillWindow(Till till, Options options) {
        super(till, options.language());
        this.options = options;
        dark = options.dark();
        at = new Whereabouts(till.ready().till() != null);
        scans = new ScanCapture(frame(), this::scanned);
        watch = new Watch(this, window(), () -> at.place() != Place.ACTIVATION, this::heard);
        keyboard = new Keyboard(frame(), this::keysInFront, () -> language().isRightToLeft(), this::refuse);
        screens = new Screens(this);
        window().build(screens.all(), options.size(), options.kiosk(), this::askToClose);
    }

    /** Opens on Swing's thread and returns when it is on the screen. */
    public static TillWindow open(Till till, Options options) {
        var made = new TillWindow[1];
        onSwing(() -> {
            Theme.install(options.dark(), options.textSize());
            made[0] = new TillWindow(till, options);
            made[0].begin();
        });
        return made[0];
    }

    private void begin() {
        scans.install();
        keyboard.install();
        listening = till().listen(changes);
        scanning = till().listenScans(code -> SwingUtilities.invokeLater(() -> scanned(code)));
        facing = new FacingWindow(till().facing());
        applyLanguage();
        window().open();
        touches.install();
        drags.install();
        bringUp();
        statusTimer.start();
        watch.look();
        if (at.place() != Place.ACTIVATION) {
            run(() -> till().people().preferences(null), this::numbers);
        }
        if (options.goesOn()) {
            goOn();
        }
    }

    /** Who was at the window before it was built anew is there still. */
    private void goOn() {
        run(
                () -> {
                    PeopleAnswers.Session who = till().people().session();
                    return who == null ? Optional.<Runnable>empty() : Optional.<Runnable>of(entering(who));
                },
                found -> found.ifPresent(Runnable::run));
    }

    private Runnable entering(PeopleAnswers.Session who) {
        LinkAnswers.Status now = till().links().status();
        return () -> {
            entered(who, now);
            show(Place.SETTINGS);
        };
    }

    public static void onSwing(Runnable work) {
        try {
            if (SwingUtilities.isEventDispatchThread()) {
                work.run();
            } else {
                SwingUtilities.invokeAndWait(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the window worked", e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("The window failed: " + e.getCause(), e.getCause());
        }
    }

    /** Waits until the window was closed. @return how another is to be opened in its place; empty for none */
    public Optional<Options> awaitClosed() throws InterruptedException {
        closed.await();
        return Optional.ofNullable(next);
    }

    /** Closes the window; the till itself stays open. */
    public void close() {
        onSwing(() -> {
            statusTimer.stop();
            scans.remove();
            touches.remove();
            drags.remove();
            touchKeys.close();
            keyboard.remove();
            deafen();
            if (facing != null) {
                facing.close();
            }
            window().close();
            endWork();
            closed.countDown();
        });
    }

    private void deafen() {
        try {
            listening.close();
            scanning.close();
        } catch (Exception e) {
            throw new IllegalStateException("The till still tells a closed window of changes", e);
        }
    }

    /** Nothing is lost by closing; who closes while something is open is told so first. */
    private void askToClose() {
        boolean cartOpen = at.session() != null && sale().isCartOpen();
        if (asksToClose || !(cartOpen || overlay().isOpen() || screens.isSyncing())) {
            close();
            return;
        }
        asksToClose = true;
        String what = language().text(cartOpen ? "closeAsk" : screens.isSyncing() ? "closeSyncing" : "closePanel");
        Panels.always(
                this,
                language().text("closeTitle"),
                what,
                language().text("closeWindow"),
                this::close,
                () -> asksToClose = false);
    }

    // ---- keys and scans

    private Screen screen() {
        return screens.at(at.place());
    }

    private void scanned(String code) {
        window().clearNotice();
        if (!overlay().isOpen()) {
            screen().presenter().scanned(code);
        } else if (!overlay().scanned(code)) {
            unusable(code, language().text("scanPanel"));
        }
    }

    /** What keys mean now, on the panel or the screen in front. */
    KeyMap keysInFront() {
        return overlay().isOpen()
                ? overlay().keys(language())
                : screen().presenter().keys();
    }

    @Override
    public void press(FunctionKey key) {
        keyboard.press(key);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(language())
                .bar(
                        FunctionKey.F1,
                        "help",
                        "help-circle",
                        () -> KeysPanel.open(this, screen().presenter().keys()))
                .bar(FunctionKey.F10, "menu", "menu-2", () -> show(Place.MENU))
                .unless(!at.isIn(), "logInFirst")
                .key(FunctionKey.F11, "lock", "lock", this::lock)
                .unless(!at.isIn(), "logInFirst");
    }

    /** Where keys mean something else, the screen is about something else, and words about what was before go. */
    @Override
    public void keysChanged() {
        KeyMap keys = screen().presenter().keys();
        screen().showKeys(keys);
        List<String> now = keys.meaning();
        if (!now.equals(meaning)) {
            meaning = now;
            window().turned();
        }
    }

    // ---- Desk

    @Override
    public boolean isDark() {
        return dark;
    }

    @Override
    public void toggleLanguage() {
        language(language().other());
        applyLanguage();
        keepLiked();
    }

    /** How the window looks now is kept for who is here and for whoever comes next. */
    private void keepLiked() {
        Preferences liked = liking(options.textSize());
        if (at.place() != Place.ACTIVATION) {
            run(() -> till().people().prefer(liked), kept -> {});
        }
    }

    private Preferences liking(int size) {
        return new Preferences(
                language().locale().toLanguageTag(), dark, size, arabicDigits ? "arabic" : "latin", padSide.code());
    }

    @Override
    public boolean arabicDigits() {
        return arabicDigits;
    }

    @Override
    public void toggleDigits() {
        arabicDigits = !arabicDigits;
        applyLanguage();
        keepLiked();
    }

    @Override
    public PadSide padSide() {
        return padSide;
    }

    @Override
    public void nextPadSide() {
        padSide = padSide.next();
        applyLanguage();
        keepLiked();
    }

    @Override
    public void toggleTouchKeys() {
        touchKeys.toggle();
    }

    /** Digits and keys as somebody likes them. */
    private void numbers(Preferences likes) {
        boolean digits = likes.digits() == null ? arabicDigits : likes.digits().equals("arabic");
        PadSide side = PadSide.of(likes.keypad()).orElse(padSide);
        if (digits != arabicDigits || side != padSide) {
            arabicDigits = digits;
            padSide = side;
            applyLanguage();
        }
    }

    /** Looks as its user likes it. */
    private void liked(Preferences likes) {
        numbers(likes);
        Language wished = Language.of(likes.language()).orElse(language());
        boolean darkWished = likes.dark() == null ? dark : likes.dark();
        int size = likes.textSize() == null ? options.textSize() : TextSize.of(likes.textSize());
        if (size != options.textSize() && at.isIn()) {
            language(wished);
            dark = darkWished;
            build(size);
            return;
        }
        if (darkWished != dark) {
            dark = darkWished;
            recolour();
        }
        if (wished != language()) {
            language(wished);
            applyLanguage();
        }
    }

    @Override
    public int textSize() {
        return options.textSize();
    }

    @Override
    public void textSize(int percent) {
        Preferences liked = liking(percent);
        run(() -> till().people().prefer(liked), kept -> build(percent));
    }

    /** Sizes are set when parts are made: another window takes this one's place. */
    private void build(int percent) {
        next = new Options(language(), dark, percent, frame().getContentPane().getSize(), options.kiosk(), true);
        close();
    }

    private void applyLanguage() {
        Digits.of(language(), arabicDigits);
        frame().applyComponentOrientation(Look.orientation(language()));
        screens.forEach(screen -> {
            screen.translate();
            screen.presenter().render();
            screen.showKeys(screen.presenter().keys());
        });
        watch.show();
        frame().repaint();
    }

    @Override
    public void toggleDark() {
        dark = !dark;
        recolour();
        keepLiked();
    }

    private void recolour() {
        Theme.set(dark);
        com.formdev.flatlaf.FlatLaf.updateUI();
        overlay().restyle();
        touchKeys.restyle();
        applyLanguage();
    }

    @Override
    public void show(Place wanted) {
        if (at.go(wanted)) {
            bringUp();
        }
    }

    private void bringUp() {
        window().show(at.place());
        window().turned();
        screen().presenter().shown();
        keysChanged();
        watch.show();
    }

    @Override
    public void activated() {
        at.activated();
        bringUp();
        watch.look();
    }

    /** Locks the window over cart and panels; a PIN opens it again. */
    void lock() {
        Component focus = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        Place before = at.place();
        if (at.lock()) {
            focusBehindLock = focus;
            placeBehindLock = before;
            overlay().lock();
            bringUp();
            run(
                    () -> {
                        till().people().locked();
                        return true;
                    },
                    recorded -> {});
        }
    }

    @Override
    public boolean entered(PeopleAnswers.Session who, LinkAnswers.Status now) {
        Place behind = placeBehindLock;
        Whereabouts.Entry entry = at.enter(who, now.shift() != null);
        watch.known(now);
        overlay().unlock(entry == Whereabouts.Entry.AS_LEFT);
        if (entry == Whereabouts.Entry.AS_LEFT && behind == at.place()) {
            window().show(at.place());
            window().turned();
            keysChanged();
            missed();
            if (focusBehindLock != null && !overlay().isOpen()) {
                focusBehindLock.requestFocusInWindow();
            }
        } else {
            bringUp();
        }
        focusBehindLock = null;
        watch.look();
        if (entry != Whereabouts.Entry.AS_LEFT && !options.goesOn()) {
            run(() -> till().people().preferences(who.userId()), this::liked);
        }
        return entry != Whereabouts.Entry.AS_LEFT;
    }

    /** The screen behind the lock was not told of what changed meanwhile. */
    private void missed() {
        for (Topic topic : Topic.values()) {
            screen().presenter().changed(topic);
        }
    }

    @Override
    public void shift(boolean open) {
        at.shift(open);
        watch.look();
    }

    @Override
    public void logOut() {
        run(
                () -> {
                    till().people().logout();
                    return true;
                },
                done -> {
                    at.leave();
                    bringUp();
                });
    }

    @Override
    void putOut() {
        if (at.session() != null) {
            at.leave();
            bringUp();
        }
    }

    Place place() {
        return at.place();
    }

    SalePresenter sale() {
        return screens.sale();
    }

    LoginPresenter login() {
        return screens.login();
    }

    @Override
    public PeopleAnswers.@Nullable Session session() {
        return at.session();
    }

    @Override
    public boolean isIn() {
        return at.isIn();
    }

    @Override
    public LinkAnswers.@Nullable Status status() {
        return watch.standing().status();
    }

    @Override
    public String zone() {
        return watch.standing().zone();
    }

    @Override
    public LocalDateTime now() {
        return watch.standing().now();
    }

    // ---- what changes by itself

    private void tick() {
        if (idle.isDue(!at.isIn() || sale().isPaying())) {
            lock();
        }
        watch.look();
    }

    private void changed(Set<Topic> topics) {
        topics.forEach(topic -> {
            if (at.place() != Place.ACTIVATION) {
                screen().presenter().changed(topic);
            }
            overlay().changed(topic);
        });
        if (at.isIn() && !overlay().isOpen() && card.isWanted()) {
            CardPane.open(this, card);
        }
        watch.look();
    }

    private void heard(LinkAnswers.Status status) {
        at.shift(status.shift() != null);
        screen().presenter().statusChanged(status);
    }
}
