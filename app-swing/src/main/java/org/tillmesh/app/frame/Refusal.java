package org.tillmesh.app.frame;

import org.tillmesh.retail.words.Reader;
import org.tillmesh.till.shop.TillException;

/** A refusal in the language of the screen and by the clock of the store: the one place where a kind and its arguments become words for the cashier. */
public final class Refusal {
    private Refusal() {}

    public static TillException inWords(Reader reader, TillException refused) {
        return refused.in(reader);
    }
}
