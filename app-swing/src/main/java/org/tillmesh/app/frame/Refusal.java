package org.tillmesh.app.frame;

import org.tillmesh.till.shop.TillException;

/**
 * A refusal in the language of the screen. The till says it in English; where the screen is in another language, and for
 * faults inside the till in every language, the words come from the bundle by the refusal's code. The log has the rest.
 */
public final class Refusal {
    private Refusal() {}

    public static TillException inWords(Language in, TillException refused) {
        TillException.Code code = refused.code();
        if (in == Language.ENGLISH && code != TillException.Code.INTERNAL && isSaid(refused)) {
            return refused;
        }
        return new TillException(code, in.text("refused_" + code.name()), refused);
    }

    /** Whether the refusal has words of its own, and not a class's name for want of them. */
    private static boolean isSaid(TillException refused) {
        String message = refused.getMessage();
        return message != null && !message.isBlank() && !message.startsWith("java.");
    }
}
