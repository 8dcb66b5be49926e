package org.tillmesh.app.look;

/** How large texts, icons, gaps and targets are, in percent of the design. */
public final class TextSize {
    public static final int NORMAL = 100;
    private static final int MAX = 250;
    private static final int STEP = 25;

    private TextSize() {}

    /** The nearest size that there is. */
    public static int of(int percent) {
        return Math.round(Math.max(NORMAL, Math.min(MAX, percent)) / (float) STEP) * STEP;
    }

    /** The next one up or down, or the same at either end. */
    public static int next(int percent, boolean larger) {
        return of(of(percent) + (larger ? STEP : -STEP));
    }
}
