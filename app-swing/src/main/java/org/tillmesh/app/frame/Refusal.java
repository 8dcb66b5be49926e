package org.tillmesh.app.frame;

import org.tillmesh.till.shop.TillException;

/** A refusal in the language of the screen: the one place where a kind and its arguments become words for the cashier. */
public final class Refusal {
    private Refusal() {}

    public static TillException inWords(Language in, TillException refused) {
        return refused.in(in.locale());
    }
}
