package org.tillmesh.app.page;

/**
 * One line of what is told of the chosen row.
 *
 * @param value beside the label; of a bar its figure
 * @param percent how long a bar is
 */
public record PageLine(Kind kind, String label, String value, Tone tone, int percent) {
    /** How a line looks. */
    public enum Kind {
        HEAD,
        PAIR,
        WORDS,
        BAR
    }

    /** Begins a part. */
    public static PageLine head(String label) {
        return new PageLine(Kind.HEAD, label, "", Tone.PLAIN, 0);
    }

    public static PageLine pair(String label, String value) {
        return pair(label, value, Tone.PLAIN);
    }

    public static PageLine pair(String label, String value, Tone tone) {
        return new PageLine(Kind.PAIR, label, value, tone, 0);
    }

    /** A sentence over the whole width. */
    public static PageLine words(String text, Tone tone) {
        return new PageLine(Kind.WORDS, text, "", tone, 0);
    }

    public static PageLine bar(String label, String value, int percent) {
        return new PageLine(Kind.BAR, label, value, Tone.PLAIN, Math.max(0, Math.min(100, percent)));
    }
}
