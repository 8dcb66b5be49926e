package org.tillmesh.app;

/**
 * Tells a scanner's burst from typing: a scan is at least {@value #SCAN_MIN} characters, each within the gap of the one
 * before, then Enter within the gap. Times are milliseconds of any clock that does not step back.
 */
final class Burst {
    static final int SCAN_MIN = 6;

    private final long gapMillis;
    private final StringBuilder held = new StringBuilder();
    private long lastMillis;

    Burst(long gapMillis) {
        this.gapMillis = gapMillis;
    }

    /** @return whether the characters held before this one were typed and must be let go first */
    boolean startsAnew(long millis) {
        return held.length() > 0 && millis - lastMillis > gapMillis;
    }

    void add(char c, long millis) {
        held.append(c);
        lastMillis = millis;
    }

    /** Whether Enter now ends a scan. */
    boolean isScanAt(long millis) {
        return held.length() >= SCAN_MIN && millis - lastMillis <= gapMillis;
    }

    boolean isEmpty() {
        return held.length() == 0;
    }

    /** What is held, with digits of any script as ASCII; empty afterwards. */
    String take() {
        var ascii = new StringBuilder();
        for (int i = 0; i < held.length(); i++) {
            char c = held.charAt(i);
            int digit = Character.digit(c, 10);
            ascii.append(digit >= 0 && digit <= 9 && Character.isDigit(c) ? (char) ('0' + digit) : c);
        }
        held.setLength(0);
        return ascii.toString();
    }
}
