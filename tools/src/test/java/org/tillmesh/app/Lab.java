package org.tillmesh.app;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javax.swing.AbstractButton;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.TillOptions;

/** A demo till with an open shift and its real window, for tests that need a display. */
final class Lab implements AutoCloseable {
    static final Dimension SMALL = new Dimension(1024, 728);

    final Till till;
    final TillWindow window;
    private AutoCloseable beside = () -> {};
    private boolean hangs;

    private Lab(Till till, TillWindow.Options options) {
        this.till = till;
        window = TillWindow.open(till, options);
    }

    static Till till(Path folder) {
        return Till.open(new TillOptions(folder, true, "S001", "T01", null, List.of(), 0));
    }

    /** Opens a window on a till that is open already. */
    static Lab on(Till till, Language language, boolean dark) {
        return on(till, new TillWindow.Options(language, dark, SMALL));
    }

    static Lab on(Till till, TillWindow.Options options) {
        FailOnThreadViolationRepaintManager.install();
        return new Lab(till, options);
    }

    /** A till with an open shift, at the sale. */
    static Lab selling(Path folder, Language language) {
        Till till = till(folder);
        till.people().login(new UserId("cashier"), "1111");
        till.backroom().openShift(Money.sar(20_000));
        Lab lab = on(till, language, false);
        lab.logIn("1111");
        Tour.await("the sale is shown", () -> lab.window.place() == Desk.Place.SALE);
        Tour.settle();
        return lab;
    }

    /** Something that ends with it. */
    Lab with(AutoCloseable other) {
        beside = other;
        return this;
    }

    void logIn(String pin) {
        Tour.awaitLogin(window);
        Tour.settle();
        Tour.type(window, pin);
        press(KeyEvent.VK_ENTER);
    }

    void press(int key) {
        Tour.press(window, key);
        Tour.settle();
    }

    /** Two presses within a moment count once, so whoever was too quick presses again. */
    void pressUntil(int key, String what, BooleanSupplier holds) {
        var right = new boolean[1];
        for (int presses = 0; presses < 5 && !right[0]; presses++) {
            press(key);
            for (int looks = 0; looks < 8 && !right[0]; looks++) {
                Tour.settle();
                TillWindow.onSwing(() -> right[0] = holds.getAsBoolean());
            }
        }
        Tour.await(what, holds);
    }

    void await(Desk.Place place) {
        Tour.await(place + " is shown", () -> window.place() == place);
        Tour.settle();
    }

    <T extends Component> List<T> all(Class<T> type, Predicate<T> which) {
        var found = new ArrayList<T>();
        TillWindow.onSwing(() -> collect(window.frame(), type, which, found));
        return found;
    }

    private static <T extends Component> void collect(
            Component from, Class<T> type, Predicate<T> which, List<T> found) {
        if (type.isInstance(from) && from.isShowing() && which.test(type.cast(from))) {
            found.add(type.cast(from));
        }
        if (from instanceof Container container) {
            for (Component child : container.getComponents()) {
                collect(child, type, which, found);
            }
        }
    }

    /** Those that can be typed into now. */
    List<JTextComponent> fields() {
        return all(
                JTextComponent.class,
                field -> field.isEditable()
                        && field.isEnabled()
                        && (!window.overlay().isOpen() || SwingUtilities.isDescendingFrom(field, window.overlay())));
    }

    AbstractButton button(String text) {
        return all(AbstractButton.class, button -> button.getText().contains(text)).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No button shows \"" + text + "\""));
    }

    void click(AbstractButton button) {
        TillWindow.onSwing(button::doClick);
        Tour.settle();
    }

    /** Whether Swing's thread still works; a window that hangs is left alone from then on. */
    boolean answers() {
        var done = new CountDownLatch(1);
        SwingUtilities.invokeLater(done::countDown);
        try {
            hangs = !done.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the window worked", e);
        }
        return !hangs;
    }

    @Override
    public void close() throws Exception {
        if (!hangs) {
            Tour.picture(window, Path.of("target", "last-window.png"));
            window.close();
        }
        till.close();
        beside.close();
    }
}
