package org.tillmesh.tools.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which answers go wrong: {@code down}, {@code 429:5} (the next five), {@code 500=20%}, {@code slow=800} (milliseconds),
 * several divided by commas. Asked from several threads.
 */
final class Faults {
    private static final Pattern ONE = Pattern.compile("([a-z0-9]+)(?::([0-9]{1,6})|=([0-9]{1,6})(%?))?");

    /** What can go wrong. */
    enum Kind {
        /** The connection is closed without an answer. */
        DOWN("down", 0),
        /** The document is taken, and the connection closed before the answer. */
        LOST("lost", 0),
        /** The answer comes late. */
        SLOW("slow", 0),
        BUSY("429", 429),
        BROKEN("500", 500),
        UNAVAILABLE("503", 503),
        CLEARANCE_OFF("303", 303),
        REJECTED("400", 400),
        CREDENTIALS("401", 401),
        DUPLICATE("409", 409),
        /** A clearance was done before, and the stamped copy comes along. */
        CLEARED_BEFORE("208", 208),
        /** Rejected for a cause that is no document's own: the certificate is another's. */
        CERTIFICATE("certificate", 400),
        /** No usable answer for this one, as often as it comes, and good ones for the others: counted by documents. */
        STUCK("stuck", 200),
        TOO_LARGE("413", 413),
        /** A page that is not of this API, with status 200. */
        GARBLED("garbled", 200);

        final String word;
        final int status;

        Kind(String word, int status) {
            this.word = word;
            this.status = status;
        }

        static @Nullable Kind of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            return null;
        }
    }

    private static final class Fault {
        final Kind kind;
        final int percent;
        final int millis;
        long left;

        Fault(Kind kind, int percent, int millis, long left) {
            this.kind = kind;
            this.percent = percent;
            this.millis = millis;
            this.left = left;
        }
    }

    private final DoubleSupplier chance;
    private final Set<String> stuck = new HashSet<>();
    private List<Fault> faults = new ArrayList<>();
    private String spec = "";

    Faults(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** @throws IllegalArgumentException naming the part that is none */
    synchronized void set(String wanted) {
        var parsed = new ArrayList<Fault>();
        for (String part : wanted.strip().toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            if (!part.isEmpty() && !part.equals("none")) {
                parsed.add(parse(part));
            }
        }
        faults = parsed;
        stuck.clear();
        spec = wanted.strip();
    }

    private static Fault parse(String part) {
        Matcher found = ONE.matcher(part);
        Kind kind = found.matches() ? Kind.of(found.group(1)) : null;
        if (kind == null) {
            throw new IllegalArgumentException("Fault \"" + part
                    + "\" is unknown; give down, lost, slow=MS, 429, 500, 503, 303, 400, 401, 208, 409, 413, certificate, stuck or"
                    + " garbled, each with :TIMES or =PERCENT% if not always");
        }
        boolean percent = "%".equals(found.group(4));
        int number = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
        if (percent ? number > 100 : found.group(3) != null && kind != Kind.SLOW) {
            throw new IllegalArgumentException(
                    "Fault \"" + part + "\": write a share as =0% to =100%, a number of times as :N");
        }
        return new Fault(
                kind,
                percent ? number : 100,
                kind == Kind.SLOW && !percent ? Math.max(number, 1) : 1_000,
                found.group(2) == null ? Long.MAX_VALUE : Long.parseLong(found.group(2)));
    }

    synchronized String spec() {
        return spec;
    }

    /** Whether this one strikes now; a counted one is used up by it. */
    synchronized boolean strikes(Kind kind) {
        for (Fault fault : faults) {
            if (fault.kind == kind && fault.left > 0 && chance.getAsDouble() * 100 < fault.percent) {
                fault.left--;
                return true;
            }
        }
        return false;
    }

    /** Whether this document is one of those that get no usable answer. */
    synchronized boolean isStuck(String uuid) {
        if (stuck.contains(uuid)) {
            return true;
        }
        return strikes(Kind.STUCK) && stuck.add(uuid);
    }

    synchronized int slowMillis() {
        return faults.stream()
                .filter(f -> f.kind == Kind.SLOW)
                .mapToInt(f -> f.millis)
                .max()
                .orElse(0);
    }
}
