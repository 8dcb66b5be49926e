package org.tillmesh.till.terminal;

import java.util.Locale;
import java.util.function.Consumer;
import org.tillmesh.hardware.terminal.TerminalStage;
import org.tillmesh.retail.sale.PaymentIntent;

/** How far the dialogue with the terminal is, for a screen that shows it meanwhile. Safe for all threads. */
final class Talk {
    private final Runnable changed;
    private volatile TerminalAnswers.Live now = TerminalAnswers.Live.NONE;

    /** @param changed called on any thread when it is at another point */
    Talk(Runnable changed) {
        this.changed = changed;
    }

    TerminalAnswers.Live now() {
        return now;
    }

    /** @return hears what the terminal says, and hands it on */
    Consumer<String> begins(PaymentIntent intent, Consumer<String> said) {
        stands(TerminalAnswers.Live.of(intent, TerminalAnswers.Live.ASKING, "", true));
        return text -> {
            String stage =
                    TerminalStage.of(text).name().toLowerCase(Locale.ROOT).replace('_', '-');
            stands(TerminalAnswers.Live.of(intent, stage, text, true));
            said.accept(text);
        };
    }

    /** The terminal is asked what became of it. */
    void asksAgain(PaymentIntent intent) {
        stands(TerminalAnswers.Live.of(intent, TerminalAnswers.Live.ASKING_AGAIN, "", true));
    }

    void ends(PaymentIntent intent) {
        String said = intent.said();
        String stage = intent.outcome().name().toLowerCase(Locale.ROOT);
        stands(TerminalAnswers.Live.of(intent, stage, said == null ? "" : said, false));
    }

    private void stands(TerminalAnswers.Live next) {
        if (!next.equals(now)) {
            now = next;
            changed.run();
        }
    }
}
