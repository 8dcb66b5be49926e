package org.tillmesh.app.facing;

import java.awt.Dimension;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.app.look.Language;
import org.tillmesh.hardware.display.FacingScreen;
import org.tillmesh.till.device.DeviceAnswers;
import org.tillmesh.till.device.Facing;

/**
 * The window on the screen that faces the customer. It opens when such a screen is set up and there, and closes when it is not;
 * the till goes on without it.
 */
public final class FacingWindow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FacingWindow.class);
    private static final int LOOK_MILLIS = 5_000;

    private final Facing facing;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "customer screen");
        made.setDaemon(true);
        return made;
    });
    private final AtomicBoolean waits = new AtomicBoolean();
    private final Timer timer = new Timer(LOOK_MILLIS, event -> look());
    private final AutoCloseable listening;

    // On Swing's thread only.
    private @Nullable JFrame frame;
    private @Nullable FacingScreen shownOn;
    private FacingCanvas canvas = new FacingCanvas(Language.ARABIC, FacingPictures.NONE);

    /** On Swing's thread. */
    public FacingWindow(Facing facing) {
        this.facing = facing;
        listening = facing.listen(this::look);
        timer.start();
        look();
    }

    /** Reads what is to be shown off Swing's thread; a burst of changes is shown once. */
    private void look() {
        if (!waits.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(() -> {
                waits.set(false);
                try {
                    Optional<FacingScreen> screen = facing.screen();
                    DeviceAnswers.Facing now = screen.isEmpty() ? DeviceAnswers.Facing.IDLE : facing.now();
                    SwingUtilities.invokeLater(() -> show(screen.orElse(null), now));
                } catch (RuntimeException e) {
                    LOG.warn("The customer's screen shows nothing new: {}", e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The window is closed");
        }
    }

    private void show(@Nullable FacingScreen screen, DeviceAnswers.Facing now) {
        if (thread.isShutdown()) {
            return;
        }
        if (screen == null || !screen.equals(shownOn) || !isThere(screen)) {
            hide();
        }
        if (screen != null && frame == null && isThere(screen)) {
            open(screen);
        }
        if (frame != null) {
            canvas.show(now);
        }
    }

    private static boolean isThere(FacingScreen screen) {
        return screen.number() < screens().length;
    }

    private static GraphicsDevice[] screens() {
        return GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices();
    }

    private void open(FacingScreen screen) {
        canvas = new FacingCanvas(
                Language.of(screen.language().toLanguageTag()).orElse(Language.ARABIC),
                FacingPictures.of(screen.pictures()));
        boolean isWindow = screen.number() < 0;
        JFrame made = isWindow
                ? new JFrame("TillMesh")
                : new JFrame("TillMesh", screens()[screen.number()].getDefaultConfiguration());
        made.setName("customer-screen");
        made.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        made.setFocusableWindowState(false); // keys and scans stay the cashier's
        made.setUndecorated(!isWindow);
        made.setContentPane(canvas);
        if (isWindow) {
            canvas.setPreferredSize(new Dimension(800, 480));
            made.pack();
        } else {
            made.setBounds(screens()[screen.number()].getDefaultConfiguration().getBounds());
        }
        made.setVisible(true);
        frame = made;
        shownOn = screen;
    }

    private void hide() {
        JFrame shown = frame;
        if (shown != null) {
            shown.dispose();
            frame = null;
            shownOn = null;
        }
    }

    /** On Swing's thread. */
    @Override
    public void close() {
        timer.stop();
        thread.shutdownNow();
        try {
            listening.close();
        } catch (Exception e) {
            throw new IllegalStateException("The till still tells a closed screen of changes", e);
        }
        hide();
    }
}
