package org.tillmesh.app.payment;

import org.tillmesh.till.invoice.InvoiceAnswers;

/** A finished sale: the change, big, and its paper. */
public interface DoneView {
    void sale(InvoiceAnswers.Receipt receipt);

    /** @param png the receipt as it prints; empty while it is not known */
    void paper(byte[] png);
}
