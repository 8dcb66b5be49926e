package org.tillmesh.app;

import org.tillmesh.app.frame.Desk;

import java.awt.AWTEvent;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.WindowConstants;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Changes;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.keys.Keyboard;
import org.tillmesh.app.frame.KeysPanel;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Notice;
import org.tillmesh.app.frame.Notices;
import org.tillmesh.app.frame.Overlay;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Refresh;
import org.tillmesh.app.frame.Refusal;
import org.tillmesh.app.keys.ScanCapture;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Sounds;
import org.tillmesh.app.frame.Speaker;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.TillWorker;
import org.tillmesh.app.frame.TopBar;
import org.tillmesh.app.invoice.InvoicesScreen;
import org.tillmesh.app.login.LoginPresenter;
import org.tillmesh.app.login.LoginScreen;
import org.tillmesh.app.returns.ReturnScreen;
import org.tillmesh.app.sale.ParkedScreen;
import org.tillmesh.app.sale.SalePresenter;
import org.tillmesh.app.sale.SaleScreen;
import org.tillmesh.app.setup.ActivationScreen;
import org.tillmesh.app.shift.ShiftScreen;
import org.tillmesh.app.sync.SyncScreen;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.Answers;
import org.tillmesh.till.shop.TillException;

/** The till's window. Closing it in the middle of anything loses nothing: the open cart is journaled. */
public final class TillWindow implements SwingDesk {
    private static final int STATUS_MILLIS = 1_000;

    /** @param size of the window's inside in pixels */
    public record Options(Language language, boolean dark, Dimension size) {}

    private final Till till;
    private final TillWorker worker = new TillWorker();
    private final Sounds sounds = new Speaker();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final JFrame frame = new JFrame("TillMesh");
    private final CardLayout cards = new CardLayout();
    private final JPanel stage = new JPanel(cards);
    private final Overlay overlay = new Overlay();
    private final TopBar bar;
    private final Look.ColoredLabel word = (Look.ColoredLabel) Look.label(" ", Theme.font(13), "second");
    private final Map<Place, Screen> screens = new EnumMap<>(Place.class);
    private final ScanCapture scans;
    private final Notice notice = new Notice();
    private final Keyboard keyboard;
    private final Changes changes = new Changes(SwingUtilities::invokeLater, this::changed);
    private final Refresh<Standing> looking;
    private final Timer statusTimer = new Timer(STATUS_MILLIS, event -> tick());
    private final Timer wordTimer = new Timer(8_000, event -> clearWord());
    private Language language;
    private boolean dark;
    private final Whereabouts at;
    private final IdleLock idle = new IdleLock(IdleLock.setting(), System::nanoTime);
    private final AWTEventListener touches = this::touched;
    private final Notices notices = new Notices();
    private @Nullable Component focusBehindLock;
    private @Nullable Place placeBehindLock;
    private boolean asksToClose;
    private Standing standing = Standing.UNKNOWN;
    private AutoCloseable listening = () -> {};

    private TillWindow(Till till, Options options) {
        this.till = till;
        language = options.language();
        dark = options.dark();
        at = new Whereabouts(till.ready().till() != null);
        bar = new TopBar(this);
        scans = new ScanCapture(frame, this::scanned);
        looking = new Refresh<>(this, () -> Standing.of(till), this::stands, refused -> showStatus());
        keyboard = new Keyboard(frame, this::keysInFront, () -> language.isRightToLeft(), why -> {
            sounds.blocked();
            say(why, true);
        });
        screens.put(Place.ACTIVATION, new ActivationScreen(this));
        screens.put(Place.LOGIN, new LoginScreen(this));
        screens.put(Place.SHIFT, new ShiftScreen(this));
        screens.put(Place.SALE, new SaleScreen(this));
        screens.put(Place.PARKED, new ParkedScreen(this));
        screens.put(Place.RETURN, new ReturnScreen(this));
        screens.put(Place.INVOICES, new InvoicesScreen(this));
        screens.put(Place.SYNC, new SyncScreen(this));
        screens.forEach((at, screen) -> stage.add(screen, at.name()));
        stage.setOpaque(false);
        word.setBorder(BorderFactory.createEmptyBorder(0, 16, 4, 16));
        var inside = new JPanel(new BorderLayout()) {
            private static final long serialVersionUID = 1;

            @Override
            public Color getBackground() {
                return Theme.color("bg");
            }
        };
        var head = new JPanel(new BorderLayout());
        head.setOpaque(false);
        head.add(bar, BorderLayout.NORTH);
        head.add(notices, BorderLayout.SOUTH);
        inside.add(head, BorderLayout.NORTH);
        inside.add(stage, BorderLayout.CENTER);
        inside.add(word, BorderLayout.SOUTH);
        inside.setPreferredSize(options.size());
        frame.setContentPane(inside);
        frame.setGlassPane(overlay);
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                askToClose();
            }
        });
        frame.pack();
        wordTimer.setRepeats(false);
    }

    /** Opens on Swing's thread and returns when it is on the screen. */
    public static TillWindow open(Till till, Options options) {
        var made = new TillWindow[1];
        onSwing(() -> {
            Theme.install(options.dark());
            made[0] = new TillWindow(till, options);
            made[0].begin();
        });
        return made[0];
    }

    private void begin() {
        scans.install();
        keyboard.install();
        listening = till.listen(changes);
        applyLanguage();
        frame.setLocationRelativeTo(null);
        frame.setVisible(true);
        Toolkit.getDefaultToolkit().addAWTEventListener(touches, AWTEvent.KEY_EVENT_MASK | AWTEvent.MOUSE_EVENT_MASK);
        bringUp();
        statusTimer.start();
        askStatus();
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

    /** Waits until the window was closed. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Closes the window; the till itself stays open. */
    public void close() {
        onSwing(() -> {
            statusTimer.stop();
            wordTimer.stop();
            scans.remove();
            Toolkit.getDefaultToolkit().removeAWTEventListener(touches);
            keyboard.remove();
            deafen();
            frame.dispose();
            worker.close();
            closed.countDown();
        });
    }

    private void deafen() {
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException("The till still tells a closed window of changes", e);
        }
    }

    /** Nothing is lost by closing; who closes while something is open is told so first. */
    private void askToClose() {
        boolean cartOpen = at.session() != null && sale().isCartOpen();
        if (asksToClose || !(cartOpen || overlay.isOpen() || syncing())) {
            close();
            return;
        }
        asksToClose = true;
        String what = language.text(cartOpen ? "closeAsk" : syncing() ? "closeSyncing" : "closePanel");
        Panels.always(
                this,
                language.text("closeTitle"),
                what,
                language.text("closeWindow"),
                this::close,
                () -> asksToClose = false);
    }

    private boolean syncing() {
        return ((SyncScreen) Objects.requireNonNull(screens.get(Place.SYNC))).presenter().isWorking();
    }

    // ---- keys and scans

    private void touched(AWTEvent event) {
        if (event.getID() == KeyEvent.KEY_PRESSED || event.getID() == MouseEvent.MOUSE_PRESSED) {
            idle.touched();
        }
    }

    private Screen screen() {
        Screen found = screens.get(at.place());
        if (found == null) {
            throw new AssertionError("No screen for " + at.place());
        }
        return found;
    }

    private void scanned(String code) {
        notice.clear();
        if (overlay.isOpen()) {
            unusable(code, language.text("scanPanel"));
        } else {
            screen().presenter().scanned(code);
        }
    }

    @Override
    public void unusable(String code, String why) {
        sounds.blocked();
        String said = language.text("scanUnused", Language.code(code), why);
        if (overlay.isOpen()) {
            overlay.notice(said);
        } else {
            notice.applyComponentOrientation(Look.orientation(language));
            notice.sayOver(frame.getLayeredPane(), said);
        }
    }

    /** What a scan came to that nobody could use; empty if none is told of now. */
    String notice() {
        return overlay.isOpen() ? overlay.said() : notice.said();
    }

    private KeyMap keysInFront() {
        return overlay.isOpen() ? overlay.keys(language) : screen().presenter().keys();
    }

    @Override
    public void press(FunctionKey key) {
        keyboard.press(key);
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(language)
                .bar(FunctionKey.F1, "help", "help-circle", () -> KeysPanel.open(this, screen().presenter().keys()))
                .bar(FunctionKey.F10, "menu", "refresh", () -> show(Place.SYNC))
                .unless(!at.isIn(), "logInFirst")
                .key(FunctionKey.F11, "lock", "lock", this::lock)
                .unless(!at.isIn(), "logInFirst");
    }

    @Override
    public void keysChanged() {
        screen().showKeys(screen().presenter().keys());
    }

    // ---- Desk

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
        return sounds;
    }

    @Override
    public boolean isDark() {
        return dark;
    }

    @Override
    public void toggleLanguage() {
        language = language.other();
        applyLanguage();
    }

    private void applyLanguage() {
        frame.applyComponentOrientation(Look.orientation(language));
        for (Screen screen : screens.values()) {
            screen.translate();
            screen.presenter().render();
            screen.showKeys(screen.presenter().keys());
        }
        showStatus();
        frame.repaint();
    }

    @Override
    public void toggleDark() {
        dark = !dark;
        Theme.set(dark);
        com.formdev.flatlaf.FlatLaf.updateUI();
        overlay.restyle();
        applyLanguage();
    }

    @Override
    public void show(Place wanted) {
        if (at.go(wanted)) {
            bringUp();
        }
    }

    private void bringUp() {
        cards.show(stage, at.place().name());
        screen().presenter().shown();
        keysChanged();
        showStatus();
    }

    @Override
    public void activated() {
        at.activated();
        bringUp();
        askStatus();
    }

    /** Locks the window over cart and panels; a PIN opens it again. */
    void lock() {
        Component focus = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        Place before = at.place();
        if (at.lock()) {
            focusBehindLock = focus;
            placeBehindLock = before;
            overlay.lock();
            bringUp();
        }
    }

    @Override
    public boolean entered(Answers.Session who, Answers.Status now) {
        Place behind = placeBehindLock;
        Whereabouts.Entry entry = at.enter(who, now.shift() != null);
        standing = standing.with(now);
        overlay.unlock(entry == Whereabouts.Entry.AS_LEFT);
        if (entry == Whereabouts.Entry.AS_LEFT && behind == at.place()) {
            cards.show(stage, at.place().name());
            if (focusBehindLock != null && !overlay.isOpen()) {
                focusBehindLock.requestFocusInWindow();
            }
        } else {
            bringUp();
        }
        focusBehindLock = null;
        askStatus();
        return entry != Whereabouts.Entry.AS_LEFT;
    }

    @Override
    public void shift(boolean open) {
        at.shift(open);
        askStatus();
    }

    @Override
    public void logOut() {
        run(
                () -> {
                    till.logout();
                    return true;
                },
                done -> {
                    at.leave();
                    bringUp();
                });
    }

    Place place() {
        return at.place();
    }

    JFrame frame() {
        return frame;
    }

    String word() {
        return word.getText();
    }

    SalePresenter sale() {
        return ((SaleScreen) Objects.requireNonNull(screens.get(Place.SALE))).presenter();
    }

    LoginPresenter login() {
        return ((LoginScreen) Objects.requireNonNull(screens.get(Place.LOGIN))).presenter();
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> onDone) {
        run(work, onDone, refused -> {
            sounds.blocked();
            say(String.valueOf(refused.getMessage()), true);
        });
    }

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        worker.run(work, onDone, refused -> onRefused.accept(Refusal.inWords(language, refused)));
    }

    @Override
    public <T> void aside(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        worker.aside(work, onDone, refused -> onRefused.accept(Refusal.inWords(language, refused)));
    }

    @Override
    public <T> void approvable(Approvable<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
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
    public void say(String text, boolean bad) {
        word.setColor(bad ? "danger" : "second");
        word.setText(text);
        wordTimer.restart();
    }

    private void clearWord() {
        word.setText(" ");
    }

    @Override
    public Overlay overlay() {
        return overlay;
    }

    @Override
    public Answers.@Nullable Session session() {
        return at.session();
    }

    @Override
    public boolean isIn() {
        return at.isIn();
    }

    @Override
    public Answers.@Nullable Status status() {
        return standing.status();
    }

    @Override
    public void later(Runnable work) {
        SwingUtilities.invokeLater(work);
    }

    @Override
    public <T> void askNumber(String title, String first, Function<String, T> read, Consumer<T> given) {
        Panels.number(this, title, first, read, given);
    }

    @Override
    public void ask(String title, String text, String yes, Runnable onYes) {
        Panels.question(this, title, text, yes, onYes);
    }

    @Override
    public String zone() {
        return standing.zone();
    }

    @Override
    public LocalDate today() {
        return standing.today();
    }

    // ---- what changes by itself

    private void tick() {
        if (idle.isDue(!at.isIn() || sale().isPaying())) {
            lock();
        }
        askStatus();
    }

    private void changed(Set<Till.Topic> topics) {
        topics.forEach(topic -> {
            if (at.place() != Place.ACTIVATION) {
                screen().presenter().changed(topic);
            }
            overlay.changed(topic);
        });
        askStatus();
    }

    private void askStatus() {
        if (at.place() == Place.ACTIVATION) {
            showStatus();
        } else {
            looking.ask();
        }
    }

    private void stands(Standing now) {
        Answers.Status before = standing.status();
        standing = now;
        at.shift(now.hasShift());
        showStatus();
        Answers.Status status = now.status();
        if (status != null) {
            news(before == null ? null : before.zatca(), status.zatca());
            screen().presenter().statusChanged(status);
        }
    }

    /** Tells of invoices that were cleared or rejected since the last look; the top bar goes on saying how many there are. */
    private void news(Answers.@Nullable Zatca before, Answers.Zatca now) {
        if (before == null) {
            return;
        }
        if (now.rejected() > before.rejected()) {
            sounds.unknown();
            say(language.text("noticeRejected"), true);
        } else if (now.toPrint() > before.toPrint()) {
            sounds.done();
            say(language.text("noticeCleared"), false);
        }
    }

    private void showStatus() {
        bar.show(standing.status(), standing.till(), standing.store(language), standing.zone());
        notices.show(language, standing.status(), standing.printing());
    }
}
