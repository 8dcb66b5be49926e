package org.tillmesh.app;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.swing.JPasswordField;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.sale.Side;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;

/**
 * Drives the real window by key events, as a cashier would, and leaves pictures of every screen in both languages, light
 * and dark. Fails at the first step that did not do what it should.
 */
public final class Tour {
    private static final long WAIT_NANOS = 20_000_000_000L;
    private static final long BURST_GAP = 5;

    private final Till till;
    private final Path pictures;
    private final Consumer<InvoiceAnswers.Receipt> sold;
    private final String pin;
    private int number;

    private Tour(Till till, Path pictures, String pin, Consumer<InvoiceAnswers.Receipt> sold) {
        this.till = till;
        this.pictures = pictures;
        this.pin = pin;
        this.sold = sold;
    }

    /** @param pin of the first user; a shift need not be open; @param sold told of each sale */
    public static void run(Till till, Path pictures, String pin, Consumer<InvoiceAnswers.Receipt> sold) {
        try {
            Files.createDirectories(pictures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var tour = new Tour(till, pictures, pin, sold);
        tour.look("english-light-1024", Language.ENGLISH, false, new Dimension(1024, 768));
        tour.look("arabic-light-1024", Language.ARABIC, false, new Dimension(1024, 768));
        tour.look("english-dark-1366", Language.ENGLISH, true, new Dimension(1366, 768));
        tour.look("arabic-dark-1920", Language.ARABIC, true, new Dimension(1920, 1080));
    }

    private void look(String name, Language language, boolean dark, Dimension size) {
        TillWindow window = TillWindow.open(till, new TillWindow.Options(language, dark, size));
        try {
            var done = new AtomicReference<InvoiceAnswers.Receipt>();
            TillWindow.onSwing(() -> window.sale().onSold(done::set));
            logIn(window, name);
            fillCart(window);
            picture(window, name, "sale");
            press(window, KeyEvent.VK_PAGE_DOWN);
            await("the line is edited", () -> window.overlay().isOpen());
            picture(window, name, "line");
            press(window, KeyEvent.VK_ESCAPE);
            press(window, KeyEvent.VK_PAGE_UP);
            await("the cart's acts are shown", () -> window.overlay().isOpen());
            picture(window, name, "cart");
            press(window, KeyEvent.VK_ESCAPE);
            press(window, KeyEvent.VK_DELETE);
            await("a line is gone", () -> lines(window) == 7);
            picture(window, name, "undo");
            press(window, KeyEvent.VK_BACK_SPACE);
            await("it is back", () -> lines(window) == 8);
            scan(window, "9990001112223");
            await("the unknown code is told", () -> window.sale().hasUnknown());
            require(lines(window) == 8, "An unknown code made a line: " + lines(window));
            picture(window, name, "unknown-code");
            press(window, KeyEvent.VK_INSERT);
            await("the unknown codes are listed", () -> window.overlay().isOpen());
            picture(window, name, "unknown-codes");
            press(window, KeyEvent.VK_DELETE);
            await(
                    "the unknown code is gone",
                    () -> !window.sale().hasUnknown() && !window.overlay().isOpen());
            type(window, language.isRightToLeft() ? "حليب" : "milk");
            await("products are found", () -> window.sale().side() == Side.HITS);
            picture(window, name, "search");
            press(window, KeyEvent.VK_ESCAPE);
            await("the search is closed", () -> window.sale().side() == Side.KEYS);
            pay(window, name, done);
            scan(window, codes().get(0));
            await("the next sale began", () -> lines(window) == 1);
            press(window, KeyEvent.VK_F6);
            await("the cart is parked", () -> lines(window) == 0);
            press(window, KeyEvent.VK_F6);
            await("the parked carts are shown", () -> window.place() == Desk.Place.PARKED);
            settle();
            picture(window, name, "parked");
            press(window, KeyEvent.VK_ENTER);
            await("the cart came back", () -> window.place() == Desk.Place.SALE && lines(window) == 1);
            press(window, KeyEvent.VK_DELETE);
            await("the line is gone", () -> lines(window) == 0);
            press(window, KeyEvent.VK_F7);
            await("returns are shown", () -> window.place() == Desk.Place.RETURN);
            scan(window, Objects.requireNonNull(done.get(), "Nothing was sold").receipt());
            settle();
            picture(window, name, "return");
            press(window, KeyEvent.VK_ESCAPE);
            press(window, KeyEvent.VK_F10);
            await("the menu is shown", () -> window.place() == Desk.Place.MENU);
            settle();
            picture(window, name, "menu");
            press(window, KeyEvent.VK_F2);
            await("the sync menu is shown", () -> window.place() == Desk.Place.SYNC);
            settle();
            picture(window, name, "sync");
            press(window, KeyEvent.VK_ESCAPE);
            TillWindow.onSwing(() -> window.show(Desk.Place.SETTINGS));
            picture(window, name, "settings");
            press(window, KeyEvent.VK_ESCAPE);
        } finally {
            window.close();
        }
    }

    private void logIn(TillWindow window, String name) {
        awaitLogin(window);
        settle();
        picture(window, name, "login");
        type(window, pin);
        press(window, KeyEvent.VK_ENTER);
        await("somebody is logged in", () -> window.place() == Desk.Place.SHIFT || window.place() == Desk.Place.SALE);
        if (window.place() == Desk.Place.SHIFT) {
            type(window, "200.00");
            picture(window, name, "shift");
            press(window, KeyEvent.VK_ENTER);
            await("the shift is open", () -> window.place() == Desk.Place.SALE);
        }
        settle();
        await("the cart is empty", () -> lines(window) == 0);
        picture(window, name, "empty");
    }

    /** Eight plain products of the catalogue, the first one twice. */
    private List<String> codes() {
        return till.counter().search("", 400).stream()
                .filter(p -> !p.batchTracked() && p.ageLimit() == 0 && !p.weighed())
                .filter(p -> p.barcode().length() == 13)
                .map(CounterAnswers.Product::barcode)
                .skip(20)
                .limit(8)
                .toList();
    }

    private void fillCart(TillWindow window) {
        List<String> codes = codes();
        for (int i = 0; i < codes.size(); i++) {
            int wanted = i + 1;
            scan(window, codes.get(i));
            await("line " + wanted + " is in the cart", () -> lines(window) == wanted);
        }
        scan(window, codes.get(5));
        settle();
    }

    private void pay(TillWindow window, String name, AtomicReference<InvoiceAnswers.Receipt> done) {
        press(window, KeyEvent.VK_F12);
        await("payment is open", () -> window.sale().side() == Side.PAYMENT);
        type(window, "500");
        picture(window, name, "payment");
        press(window, KeyEvent.VK_ENTER);
        press(window, KeyEvent.VK_ENTER); // a double Enter counts once
        await("the sale is confirmed", () -> done.get() != null);
        sold.accept(Objects.requireNonNull(done.get()));
        settle();
        settle();
        require(window.sale().side() == Side.DONE, "The change went away by a double Enter");
        picture(window, name, "done");
    }

    // ---- hands and eyes

    private static int lines(TillWindow window) {
        CounterAnswers.Cart cart = window.sale().cart();
        return cart == null ? 0 : cart.lines().size();
    }

    static void press(TillWindow window, int code) {
        hold(window, code);
        TillWindow.onSwing(() -> send(window, KeyEvent.KEY_RELEASED, eventTime(), code, KeyEvent.CHAR_UNDEFINED));
        TillWindow.onSwing(() -> {});
    }

    /** Presses a key and does not let it go: a keyboard repeats that. */
    static void hold(TillWindow window, int code) {
        TillWindow.onSwing(() -> send(window, KeyEvent.KEY_PRESSED, eventTime(), code, KeyEvent.CHAR_UNDEFINED));
        if (code == KeyEvent.VK_TAB) { // Swing swallows the character that follows a Tab: it must be the Tab's own
            TillWindow.onSwing(() -> send(window, KeyEvent.KEY_TYPED, eventTime(), KeyEvent.VK_UNDEFINED, '\t'));
        }
    }

    /** Slowly, as people type. */
    static void type(TillWindow window, String text) {
        for (char c : text.toCharArray()) {
            TillWindow.onSwing(() -> send(window, KeyEvent.KEY_TYPED, eventTime(), KeyEvent.VK_UNDEFINED, c));
            pause(95);
        }
        pause(150);
    }

    /** One character, as the system posts it; returns at once. */
    static void post(TillWindow window, char c) {
        Component focus = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        Component to = focus == null ? window.frame().getRootPane() : focus;
        Toolkit.getDefaultToolkit()
                .getSystemEventQueue()
                .postEvent(new KeyEvent(to, KeyEvent.KEY_TYPED, eventTime(), 0, KeyEvent.VK_UNDEFINED, c));
    }

    /** As a scanner does: characters in a burst, then Enter. */
    private void scan(TillWindow window, String code) {
        TillWindow.onSwing(() -> {
            long when = eventTime();
            for (char c : code.toCharArray()) {
                send(window, KeyEvent.KEY_TYPED, when, KeyEvent.VK_UNDEFINED, c);
                when += BURST_GAP;
            }
            send(window, KeyEvent.KEY_PRESSED, when, KeyEvent.VK_ENTER, '\n');
            send(window, KeyEvent.KEY_RELEASED, when + 1, KeyEvent.VK_ENTER, '\n');
        });
    }

    /** AWT dates its events by the machine's clock, and so must who makes them; nothing in the till reads it. */
    static long eventTime() {
        return System.currentTimeMillis();
    }

    private static void send(TillWindow window, int id, long when, int code, char c) {
        send(window, id, when, 0, code, c);
    }

    static void send(TillWindow window, int id, long when, int modifiers, int code, char c) {
        Component focus = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
        Component to = focus == null ? window.frame().getRootPane() : focus;
        var event = new KeyEvent(to, id, when, modifiers, code, c);
        KeyboardFocusManager.getCurrentKeyboardFocusManager().dispatchEvent(event);
    }

    private void picture(TillWindow window, String look, String what) {
        settle();
        picture(window, pictures.resolve(String.format(Locale.ROOT, "%02d-%s-%s.png", ++number, look, what)));
    }

    /** The window as a person sees it now, as a PNG. */
    static void picture(TillWindow window, Path file) {
        TillWindow.onSwing(() -> {
            Component inside = window.frame().getRootPane();
            var image = new BufferedImage(inside.getWidth(), inside.getHeight(), BufferedImage.TYPE_INT_RGB);
            inside.paint(image.getGraphics()); // printing would leave selections out
            try {
                ImageIO.write(image, "png", file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static void settle() {
        pause(180);
        TillWindow.onSwing(() -> {});
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted during the tour", e);
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** What is typed before the PIN's field has the focus is typed elsewhere. */
    static void awaitLogin(TillWindow window) {
        await(
                "the login waits for a PIN",
                () -> window.place() == Desk.Place.LOGIN
                        && window.login().hasUsers()
                        && window.frame().getFocusOwner() instanceof JPasswordField);
    }

    static void await(String what, BooleanSupplier holds) {
        long until = System.nanoTime() + WAIT_NANOS;
        var right = new boolean[1];
        while (true) {
            TillWindow.onSwing(() -> right[0] = holds.getAsBoolean());
            if (right[0]) {
                return;
            }
            require(System.nanoTime() < until, "Not within 20 s: " + what);
            pause(20);
        }
    }
}
