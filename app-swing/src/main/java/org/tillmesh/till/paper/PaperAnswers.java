package org.tillmesh.till.paper;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.words.Sentence;

/** What is answered about papers and the printer. */
public final class PaperAnswers {
    private PaperAnswers() {}

    /**
     * A written document.
     *
     * @param state pending until the authority has answered; then accepted, accepted_with_warnings, rejected …
     * @param cleared whether it bears the authority's own stamp
     */
    public record Document(
            byte[] xml, String number, boolean standard, boolean taxInvoice, String state, boolean cleared) {}

    /** @param printed how many came out */
    public record Labels(int printed) {}

    /** @param waiting how many receipts wait; @param problem what the printer said at the last try; null if nothing is wrong */
    public record Printing(long waiting, @Nullable Sentence problem) {}
}
