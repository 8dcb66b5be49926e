package org.tillmesh.app;

import java.awt.AWTEvent;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.WindowConstants;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.IdleLock;
import org.tillmesh.app.frame.KeysPanel;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Notice;
import org.tillmesh.app.frame.Notices;
import org.tillmesh.app.frame.Overlay;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Presses;
import org.tillmesh.app.frame.Refusal;
import org.tillmesh.app.frame.ScanCapture;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Sounds;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.TillKey;
import org.tillmesh.app.frame.TillWorker;
import org.tillmesh.app.frame.TopBar;
import org.tillmesh.app.frame.Typing;
import org.tillmesh.app.frame.Whereabouts;
import org.tillmesh.app.invoice.InvoicesScreen;
import org.tillmesh.app.login.LoginScreen;
import org.tillmesh.app.returns.ReturnScreen;
import org.tillmesh.app.sale.ParkedScreen;
import org.tillmesh.app.sale.SaleScreen;
import org.tillmesh.app.setup.ActivationScreen;
import org.tillmesh.app.shift.ShiftScreen;
import org.tillmesh.app.sync.SyncScreen;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.paper.PaperAnswers;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.TillException;

/** The till's window. Closing it in the middle of anything loses nothing: the open cart is journaled. */
public final class TillWindow implements Desk {
    private static final int STATUS_MILLIS = 1_000;

    /** @param size of the window's inside in pixels */
    public record Options(Language language, boolean dark, Dimension size) {}

    private final Till till;
    private final TillWorker worker = new TillWorker();
    private final Sounds sounds = new Sounds();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final JFrame frame = new JFrame("TillMesh");
    private final CardLayout cards = new CardLayout();
    private final JPanel stage = new JPanel(cards);
    private final Overlay overlay = new Overlay();
    private final TopBar bar;
    private final Look.ColoredLabel word = (Look.ColoredLabel) Look.label(" ", Theme.font(13), "second");
    private final Map<Place, Screen> screens = new EnumMap<>(Place.class);
    private final ScanCapture scans;
    private final Presses presses = new Presses();
    private final Notice notice = new Notice();
    private final KeyEventDispatcher functionKeys = this::functionKey;
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
    private LinkAnswers.@Nullable Status status;
    private Map<String, String> where = Map.of();
    private PaperAnswers.Printing printing = new PaperAnswers.Printing(0, null);

    private TillWindow(Till till, Options options) {
        this.till = till;
        language = options.language();
        dark = options.dark();
        at = new Whereabouts(till.ready().till() != null);
        bar = new TopBar(this);
        scans = new ScanCapture(frame, this::scanned);
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
        word.setBorder(javax.swing.BorderFactory.createEmptyBorder(0, 16, 4, 16));
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
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(functionKeys);
        till.listen(topic -> SwingUtilities.invokeLater(this::askStatus));
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
            KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(functionKeys);
            frame.dispose();
            worker.close();
            closed.countDown();
        });
    }

    /** Nothing is lost by closing; who closes while something is open is told so first. */
    private void askToClose() {
        CounterAnswers.Cart cart = sale().cart();
        boolean cartOpen = at.session() != null && cart != null && !cart.lines().isEmpty();
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
        return ((SyncScreen) Objects.requireNonNull(screens.get(Place.SYNC))).isWorking();
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
            screen().scanned(code);
        }
    }

    @Override
    public void unusable(String code, String why) {
        sounds.blocked();
        String said = language.text("scanUnused", Language.code(code), why);
        if (overlay.isOpen()) {
            overlay.notice(said);
        } else {
            notice.applyComponentOrientation(language.orientation());
            notice.sayOver(frame.getLayeredPane(), said);
        }
    }

    /** What a scan came to that nobody could use; empty if none is told of now. */
    String notice() {
        return overlay.isOpen() ? overlay.said() : notice.said();
    }

    private boolean functionKey(KeyEvent event) {
        if (!SwingUtilities.isDescendingFrom(event.getComponent(), frame)) {
            return false;
        }
        boolean repeat = presses.isRepeat(event);
        if (event.getID() != KeyEvent.KEY_PRESSED) {
            return false;
        }
        Component focus = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        if (event.getKeyCode() == KeyEvent.VK_DELETE
                && focus instanceof JTextComponent field
                && field.getDocument().getLength() > 0) {
            return false; // it edits the text
        }
        boolean acts = event.getKeyCode() == KeyEvent.VK_ENTER
                || event.getKeyCode() == KeyEvent.VK_ESCAPE
                || TillKey.of(event.getKeyCode()).isPresent();
        if (repeat && acts) {
            return true; // one press does one thing
        }
        Typing.settle();
        switch (event.getKeyCode()) {
            case KeyEvent.VK_ENTER -> {
                if (focus instanceof AbstractButton button && button.isEnabled()) {
                    button.doClick(0);
                } else if (overlay.isOpen()) {
                    overlay.enter();
                } else {
                    screen().enter();
                }
                return true;
            }
            case KeyEvent.VK_ESCAPE -> {
                if (overlay.isOpen()) {
                    overlay.escape();
                } else {
                    screen().escape();
                }
                return true;
            }
            case KeyEvent.VK_UP, KeyEvent.VK_DOWN -> {
                return !overlay.isOpen() && screen().arrow(event.getKeyCode() == KeyEvent.VK_UP ? -1 : 1);
            }
            case KeyEvent.VK_LEFT, KeyEvent.VK_RIGHT -> {
                boolean forward = (event.getKeyCode() == KeyEvent.VK_LEFT) == language.isRightToLeft();
                return !overlay.isOpen() && screen().sideways(forward ? 1 : -1);
            }
            default -> {
                return TillKey.of(event.getKeyCode()).map(this::pressed).orElse(false);
            }
        }
    }

    @Override
    public void press(TillKey key) {
        pressed(key);
    }

    private boolean pressed(TillKey key) {
        if (overlay.isOpen()) {
            overlay.pressed(key);
            return key != TillKey.REMOVE;
        }
        if (screen().pressed(key)) {
            return true;
        }
        switch (key) {
            case MENU -> {
                if (at.isIn()) {
                    show(Place.SYNC);
                } else {
                    sounds.blocked();
                    say(language.text("logInFirst"), true);
                }
            }
            case LOCK -> lock();
            case HELP -> help();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void help() {
        var keys = new ArrayList<FunctionBar.Hint>();
        keys.add(FunctionBar.Hint.of(this, TillKey.HELP));
        keys.addAll(screen().keys());
        if (at.isIn()) {
            keys.add(FunctionBar.Hint.of(this, TillKey.MENU));
            keys.add(FunctionBar.Hint.of(this, TillKey.LOCK));
        }
        KeysPanel.open(this, keys);
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
        frame.applyComponentOrientation(language.orientation());
        screens.values().forEach(Screen::translate);
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
        screen().shown();
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
    public boolean entered(PeopleAnswers.Session who, LinkAnswers.Status now) {
        Place behind = placeBehindLock;
        Whereabouts.Entry entry = at.enter(who, now.shift() != null);
        status = now;
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
                    till.people().logout();
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

    SaleScreen sale() {
        return (SaleScreen) Objects.requireNonNull(screens.get(Place.SALE));
    }

    LoginScreen login() {
        return (LoginScreen) Objects.requireNonNull(screens.get(Place.LOGIN));
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
    public PeopleAnswers.@Nullable Session session() {
        return at.session();
    }

    @Override
    public boolean isIn() {
        return at.isIn();
    }

    @Override
    public LinkAnswers.@Nullable Status status() {
        return status;
    }

    private void tick() {
        if (idle.isDue(!at.isIn() || sale().side() == SaleScreen.Side.PAYMENT)) {
            lock();
        }
        askStatus();
    }

    /** How the till stands, looked up off Swing's thread. */
    private record Standing(LinkAnswers.Status status, Map<String, String> where, PaperAnswers.Printing printing) {}

    private void askStatus() {
        if (at.place() == Place.ACTIVATION) {
            showStatus();
            return;
        }
        worker.aside(
                () -> new Standing(
                        till.links().status(), till.place(), till.papers().printing()),
                found -> {
                    LinkAnswers.Status before = status;
                    status = found.status();
                    where = found.where();
                    printing = found.printing();
                    at.shift(found.status().shift() != null);
                    showStatus();
                    notice(
                            before == null ? null : before.zatca(),
                            found.status().zatca());
                    screen().statusChanged(found.status());
                },
                refused -> showStatus());
    }

    /** Tells of invoices that were cleared or rejected since the last look; the top bar goes on saying how many there are. */
    private void notice(InvoiceAnswers.@Nullable Zatca before, InvoiceAnswers.Zatca now) {
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

    @Override
    public String zone() {
        return where.getOrDefault("zone", "Asia/Riyadh");
    }

    @Override
    public LocalDate today() {
        Duration ahead = Duration.ofMillis(status == null ? 0 : status.clockSkewMs());
        return LocalDateTime.now(ZoneId.of(zone())).minus(ahead).toLocalDate();
    }

    private void showStatus() {
        String store = where.getOrDefault(language.isRightToLeft() ? "storeAr" : "store", "");
        bar.show(status, where.getOrDefault("till", ""), store, zone());
        notices.show(language, status, printing);
    }
}
