package org.tillmesh.app.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells a scanner's burst from typing: once, when its suffix comes, by the gap that is typical of all its keys. One late
 * key tears no scan, and one quick pair of keys makes none. Times are milliseconds of any clock that does not step back.
 */
final class Burst {
    static final int SCAN_MIN = 6;
    /** Nobody types so fast. */
    static final int SCANNER_MILLIS = 50;
    /** Nobody types so fast for {@value #SLOW_MIN} characters or more. */
    static final int SLOW_SCANNER_MILLIS = 80;

    static final int SLOW_MIN = 8;
    /** After a longer silence something new begins. */
    static final int TORN_MILLIS = 400;

    private static final Pattern SUM = Pattern.compile("[0-9]{1,7}[.,][0-9]{0,3}");

    private final StringBuilder code = new StringBuilder();
    private final List<Long> times = new ArrayList<>();

    /** @return whether a key now belongs to nothing that came before */
    boolean startsAnew(long millis) {
        return !times.isEmpty() && millis - last() > TORN_MILLIS;
    }

    private long last() {
        return times.get(times.size() - 1);
    }

    void add(char c, long millis) {
        code.append(c);
        times.add(millis);
    }

    /** Whether a suffix now ends a scan. */
    boolean isScanAt(long millis) {
        if (code.length() < SCAN_MIN || startsAnew(millis) || !isCode()) {
            return false;
        }
        long typical = typicalGap(millis);
        return typical <= SCANNER_MILLIS || code.length() >= SLOW_MIN && typical <= SLOW_SCANNER_MILLIS;
    }

    /** A word, a sum and one character over and over (a key that is held) are no codes. */
    private boolean isCode() {
        return code.chars().anyMatch(c -> c >= '0' && c <= '9')
                && code.chars().distinct().count() > 1
                && !SUM.matcher(code).matches();
    }

    /** The median of the gaps between the keys, the suffix's too. */
    private long typicalGap(long suffix) {
        var gaps = new ArrayList<Long>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(times.get(i) - times.get(i - 1));
        }
        gaps.add(suffix - last());
        gaps.sort(null);
        return gaps.get(gaps.size() / 2);
    }

    String code() {
        return code.toString();
    }

    void clear() {
        code.setLength(0);
        times.clear();
    }
}
