package org.tillmesh.app;

import java.awt.event.KeyEvent;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.swing.RepaintManager;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.sale.Side;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;

/**
 * How quick the real window is: each time runs from the last key of an act to the end of the painting that shows what came
 * of it. The window has somebody at it and an open shift.
 */
public final class WindowTimes implements AutoCloseable {
    private static final int WAIT_SECONDS = 20;

    private final TillWindow window;
    private final Painting painting = new Painting();
    private final RepaintManager before;

    /** Opens a till's window and logs in. @param pin of the first user */
    public WindowTimes(Till till, TillWindow.Options options, String pin) {
        window = TillWindow.open(till, options);
        before = RepaintManager.currentManager(window.frame());
        TillWindow.onSwing(() -> RepaintManager.setCurrentManager(painting));
        Tour.awaitLogin(window);
        Tour.settle();
        Tour.type(window, pin);
        Tour.press(window, KeyEvent.VK_ENTER);
        Tour.await("the sale is shown", () -> window.place() == Desk.Place.SALE);
        Tour.settle();
    }

    /** Ends a painting that shows what is waited for. */
    private static final class Painting extends RepaintManager {
        private @Nullable BooleanSupplier shows;
        private CountDownLatch painted = new CountDownLatch(0);
        private long at;

        void await(BooleanSupplier wanted) {
            shows = wanted;
            painted = new CountDownLatch(1);
        }

        @Override
        public void paintDirtyRegions() {
            super.paintDirtyRegions();
            BooleanSupplier wanted = shows;
            if (wanted != null && wanted.getAsBoolean()) {
                at = System.nanoTime();
                shows = null;
                painted.countDown();
            }
        }
    }

    /** @param act on Swing's thread; @param shows whether what is painted now shows what came of it */
    private long nanos(String what, Runnable act, BooleanSupplier shows) {
        var began = new long[1];
        TillWindow.onSwing(() -> {
            painting.await(shows);
            began[0] = System.nanoTime();
            act.run();
        });
        try {
            if (!painting.painted.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Not painted within " + WAIT_SECONDS + " s: " + what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the window was timed", e);
        }
        return painting.at - began[0];
    }

    private long key(int code, BooleanSupplier shows) {
        long nanos = nanos(
                String.format(Locale.ROOT, "key %s", KeyEvent.getKeyText(code)),
                () -> Tour.send(window, KeyEvent.KEY_PRESSED, Tour.eventTime(), 0, code, KeyEvent.CHAR_UNDEFINED),
                shows);
        TillWindow.onSwing(
                () -> Tour.send(window, KeyEvent.KEY_RELEASED, Tour.eventTime(), 0, code, KeyEvent.CHAR_UNDEFINED));
        return nanos;
    }

    private CounterAnswers.@Nullable Cart cart() {
        return window.sale().cart();
    }

    /** From a scanner's Enter until the line is painted. */
    public long scan(String code) {
        var old = new CounterAnswers.Cart[1];
        TillWindow.onSwing(() -> {
            old[0] = cart();
            long when = Tour.eventTime();
            for (char c : code.toCharArray()) {
                Tour.send(window, KeyEvent.KEY_TYPED, when++, 0, KeyEvent.VK_UNDEFINED, c);
            }
        });
        return nanos(
                "scan of " + code,
                () -> {
                    long when = Tour.eventTime();
                    Tour.send(window, KeyEvent.KEY_PRESSED, when, 0, KeyEvent.VK_ENTER, '\n');
                    Tour.send(window, KeyEvent.KEY_RELEASED, when + 1, 0, KeyEvent.VK_ENTER, '\n');
                },
                () -> cart() != old[0]
                        && cart() != null
                        && !cart().lines().isEmpty()
                        && window.sale().side() == Side.KEYS);
    }

    /** Types a word into the search; from each key from the second on until its hits are painted. */
    public long[] search(String word) {
        var nanos = new long[word.length() - 1];
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            String typed = word.substring(0, i + 1);
            Runnable press = () -> Tour.send(window, KeyEvent.KEY_TYPED, Tour.eventTime(), 0, KeyEvent.VK_UNDEFINED, c);
            if (i == 0) {
                TillWindow.onSwing(press);
            } else {
                nanos[i - 1] = nanos(
                        "hits of " + typed,
                        press,
                        () -> window.sale().side() == Side.HITS && window.sale().isFound(typed));
            }
            Tour.settle();
        }
        Tour.press(window, KeyEvent.VK_ESCAPE);
        Tour.await("the search is closed", () -> window.sale().side() == Side.KEYS);
        return nanos;
    }

    /** Pays the open cart in cash, exactly; from Enter until the change is painted. The sale is durable by then. */
    public long pay() {
        key(KeyEvent.VK_F12, () -> window.sale().side() == Side.PAYMENT);
        long nanos = key(KeyEvent.VK_ENTER, () -> window.sale().side() == Side.DONE);
        Tour.settle(); // a press within a moment is half of a double one
        Tour.settle();
        Tour.settle();
        return nanos;
    }

    /** From the key until the menu is painted, and back. */
    public long[] switches() {
        return new long[] {
            key(KeyEvent.VK_F10, () -> window.place() == Desk.Place.MENU),
            key(KeyEvent.VK_ESCAPE, () -> window.place() == Desk.Place.SALE)
        };
    }

    @Override
    public void close() {
        TillWindow.onSwing(() -> RepaintManager.setCurrentManager(before));
        window.close();
    }
}
