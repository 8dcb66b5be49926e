package org.tillmesh.replication.base;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whoever was asked says no. On the wire it is one text: the code and a colon, where there is a code, and words for people.
 * {@code BEHIND: A PIN of S001 has changed}.
 */
public final class Declined extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private static final Pattern CODED = Pattern.compile("([A-Z][A-Z_]+): (.*)", Pattern.DOTALL);

    private final String code;
    private final String words;

    public Declined(String code, String words) {
        super(code + ": " + words);
        this.code = code;
        this.words = words;
    }

    private Declined(String words) {
        super(words);
        this.code = "";
        this.words = words;
    }

    /** As it came over the wire. */
    public static Declined read(String text) {
        Matcher coded = CODED.matcher(text);
        return coded.matches() ? new Declined(coded.group(1), coded.group(2)) : new Declined(text);
    }

    /** Whether it bears that code. */
    public boolean is(String wanted) {
        return code.equals(wanted);
    }

    /** For people, in English, without the code. */
    public String words() {
        return words;
    }
}
