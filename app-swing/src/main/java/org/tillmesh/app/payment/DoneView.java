package org.tillmesh.app.payment;

import org.tillmesh.till.shop.Answers;

/** A finished sale: the change, big, and its paper. */
public interface DoneView {
    void sale(Answers.Receipt receipt);

    /** @param png the receipt as it prints; empty while it is not known */
    void paper(byte[] png);
}
