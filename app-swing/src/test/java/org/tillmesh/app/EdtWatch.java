package org.tillmesh.app;

import java.awt.AWTEvent;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches Swing's thread: an event that works for more than 100 ms is told with where it was, and one of more than 200 ms
 * fails the test, for a machine of tests may be half as quick as a till. It counts the time that the thread had a processor,
 * so that a busy machine accuses nobody; opening a window and taking pictures are no answers to a cashier, and a painting's
 * time is that of the machine's graphics: the bench of the window tells it.
 */
final class EdtWatch extends EventQueue implements AutoCloseable {
    private static final long TOLD_NANOS = 100_000_000;
    private static final long SLOW_NANOS = 2 * TOLD_NANOS;
    private static final int SAMPLE_MILLIS = 10;
    private static final List<String> LET_GO = List.of(
            "RepaintManager.paintDirtyRegions",
            "Tour.picture",
            "Tour.lambda$picture",
            "TillWindow.begin",
            "TillWindow.<init>",
            "TillWindow.close",
            "TillWindow.build");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<String> slow = new ArrayList<>();
    private final Thread sampler = new Thread(this::sample, "edt-watch");
    private volatile @Nullable Thread busy;
    private volatile boolean counts;
    private volatile boolean ended;
    private volatile List<StackTraceElement> seen = List.of();

    static EdtWatch install() {
        var watch = new EdtWatch();
        TillWindow.onSwing(
                () -> Toolkit.getDefaultToolkit().getSystemEventQueue().push(watch));
        watch.sampler.setDaemon(true);
        watch.sampler.start();
        return watch;
    }

    /** From now on slow events count: what was done once is compiled and loaded. */
    void begin() {
        counts = true;
    }

    @Override
    protected void dispatchEvent(AWTEvent event) {
        if (!counts) {
            super.dispatchEvent(event);
            return;
        }
        long before = threads.getCurrentThreadCpuTime();
        seen = List.of();
        busy = Thread.currentThread();
        super.dispatchEvent(event);
        busy = null;
        long nanos = threads.getCurrentThreadCpuTime() - before;
        List<StackTraceElement> where = seen;
        boolean isOurs = where.stream().noneMatch(frame -> LET_GO.stream()
                .anyMatch(gone -> (frame.getClassName() + "." + frame.getMethodName()).contains("." + gone)));
        if (nanos > TOLD_NANOS && isOurs) {
            String told = nanos / 1_000_000 + " ms of " + event + "\n  "
                    + where.stream().limit(40).map(String::valueOf).collect(Collectors.joining("\n  "));
            System.out.println(told);
            if (nanos > SLOW_NANOS) {
                synchronized (slow) {
                    slow.add(told);
                }
            }
        }
    }

    private void sample() {
        while (!ended) {
            Thread now = busy;
            if (now != null) {
                StackTraceElement[] stack = now.getStackTrace();
                if (busy == now) {
                    seen = Arrays.asList(stack);
                }
            }
            try {
                Thread.sleep(SAMPLE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    List<String> slow() {
        synchronized (slow) {
            return List.copyOf(slow);
        }
    }

    @Override
    public void close() {
        ended = true;
        counts = false;
        TillWindow.onSwing(this::pop);
    }
}
