package org.tillmesh.zatca.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A document that the rules would refuse, refused before it is numbered and signed. The message names the rule, the
 * value and the mend.
 */
public final class Refused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String rule;

    Refused(String rule, String message) {
        super(rule + ": " + message);
        this.rule = rule;
    }

    /** Id of the rule, such as {@code BR-KSA-56}. */
    public String rule() {
        return rule;
    }

    public static void unless(boolean holds, String rule, String message, @Nullable Object... values) {
        if (!holds) {
            throw new Refused(rule, String.format(Locale.ROOT, message, values));
        }
    }
}
