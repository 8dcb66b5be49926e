package org.tillmesh.hardware.scanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tillmesh.hardware.DeviceSettings;

/**
 * How a scanner types that poses as a keyboard.
 *
 * @param gapMillis keys that follow one another within it are the scanner's; a person is slower
 * @param prefix what it types before a code
 * @param suffix what it types behind a code, where {@code \n} is Enter and {@code \t} Tab
 */
public record WedgeProfile(int gapMillis, String prefix, String suffix) {
    private static final int GAP_MIN = 5;
    private static final int GAP_MAX = 200;
    private static final int LEARNED_MIN = 4;

    /** A key as it was typed, and when by any stopwatch. */
    public record Key(char key, long millis) {}

    /** By the settings gap, prefix and suffix. */
    public static WedgeProfile of(DeviceSettings settings) {
        String prefix = settings.text("prefix");
        String suffix = settings.text("suffix");
        return new WedgeProfile(
                settings.number("gap", GAP_MIN, GAP_MAX, 50),
                prefix == null ? "" : prefix,
                suffix == null ? "\n" : suffix.replace("\\n", "\n").replace("\\t", "\t"));
    }

    /**
     * What a scanner does, from what it typed when it read a code that is known: empty if the code is not in it, or if a person
     * typed it, with the slowest gap of more than 100 ms.
     */
    public static Optional<WedgeProfile> learned(List<Key> keys, String code) {
        var typed = new StringBuilder();
        long slowest = 0;
        for (int i = 0; i < keys.size(); i++) {
            typed.append(keys.get(i).key() == '\r' ? '\n' : keys.get(i).key());
            slowest = i == 0
                    ? 0
                    : Math.max(slowest, keys.get(i).millis() - keys.get(i - 1).millis());
        }
        int at = typed.indexOf(code);
        if (code.length() < LEARNED_MIN || at < 0 || slowest > GAP_MAX / 2) {
            return Optional.empty();
        }
        return Optional.of(new WedgeProfile(
                (int) Math.max(20, Math.min(GAP_MAX, 2 * slowest + 10)),
                typed.substring(0, at),
                typed.substring(at + code.length())));
    }

    /** The code in keys that were typed; empty if they are a person's, or not a whole code of this scanner. */
    public Optional<String> code(List<Key> keys) {
        var typed = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            if (i > 0 && keys.get(i).millis() - keys.get(i - 1).millis() > gapMillis) {
                return Optional.empty();
            }
            typed.append(keys.get(i).key() == '\r' ? '\n' : keys.get(i).key());
        }
        String all = typed.toString();
        if (all.length() < prefix.length() + suffix.length() + LEARNED_MIN
                || !all.startsWith(prefix)
                || !all.endsWith(suffix)) {
            return Optional.empty();
        }
        return Optional.of(all.substring(prefix.length(), all.length() - suffix.length()));
    }

    /** As settings hold it. */
    public List<String> settings() {
        var named = new ArrayList<String>();
        named.add("gap=" + gapMillis);
        named.add("prefix=" + prefix);
        named.add("suffix=" + suffix.replace("\n", "\\n").replace("\t", "\\t"));
        return named;
    }
}
