package org.tillmesh.app;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
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
import org.tillmesh.till.Answers;
import org.tillmesh.till.Till;
import org.tillmesh.till.TillException;

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
    private final Timer statusTimer = new Timer(STATUS_MILLIS, event -> askStatus());
    private final Timer wordTimer = new Timer(8_000, event -> clearWord());
    private Language language;
    private boolean dark;
    private Place place = Place.LOGIN;
    private Answers.@Nullable Session session;
    private Answers.@Nullable Status status;
    private Map<String, String> where = Map.of();

    private TillWindow(Till till, Options options) {
        this.till = till;
        language = options.language();
        dark = options.dark();
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
        inside.add(bar, BorderLayout.NORTH);
        inside.add(stage, BorderLayout.CENTER);
        inside.add(word, BorderLayout.SOUTH);
        inside.setPreferredSize(options.size());
        frame.setContentPane(inside);
        frame.setGlassPane(overlay);
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                close();
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
        show(till.ready().till() == null ? Place.ACTIVATION : Place.LOGIN);
        statusTimer.start();
        askStatus();
    }

    static void onSwing(Runnable work) {
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
            KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(functionKeys);
            frame.dispose();
            worker.close();
            closed.countDown();
        });
    }

    // ---- keys and scans

    private Screen screen() {
        Screen found = screens.get(place);
        if (found == null) {
            throw new AssertionError("No screen for " + place);
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
            default -> {
                return TillKey.of(event.getKeyCode()).map(this::pressed).orElse(false);
            }
        }
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
            case MENU -> show(Place.SYNC);
            case LOCK -> {
                if (session != null) {
                    show(Place.LOGIN);
                }
            }
            case HELP -> help();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void help() {
        var text = new StringBuilder();
        for (TillKey key : TillKey.values()) {
            text.append(Language.code(key.label))
                    .append("  ")
                    .append(language.text(key.text))
                    .append(" · ");
        }
        Panels.question(this, language.text("keys"), text.toString(), language.text("back"), () -> {});
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
        applyLanguage();
    }

    @Override
    public void show(Place wanted) {
        place = wanted;
        cards.show(stage, wanted.name());
        screen().shown();
        showStatus();
    }

    Place place() {
        return place;
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
        worker.run(work, onDone, onRefused);
    }

    @Override
    public <T> void aside(Supplier<T> work, Consumer<T> onDone, Consumer<TillException> onRefused) {
        worker.aside(work, onDone, onRefused);
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
        return session;
    }

    @Override
    public void session(Answers.@Nullable Session now) {
        session = now;
        askStatus();
    }

    @Override
    public Answers.@Nullable Status status() {
        return status;
    }

    private void askStatus() {
        if (till.ready().till() == null && place == Place.ACTIVATION) {
            showStatus();
            return;
        }
        worker.aside(
                () -> Map.entry(till.status(), till.place()),
                found -> {
                    Answers.Status before = status;
                    status = found.getKey();
                    where = found.getValue();
                    showStatus();
                    notice(
                            before == null ? null : before.zatca(),
                            found.getKey().zatca());
                    screen().statusChanged(found.getKey());
                },
                refused -> showStatus());
    }

    /** Tells of invoices that were cleared or rejected since the last look; the top bar goes on saying how many there are. */
    private void notice(Answers.@Nullable Zatca before, Answers.Zatca now) {
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
    }
}
