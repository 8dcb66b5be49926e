package org.tillmesh.app.payment;

import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.TillException;

/** The sale that is paid, as its payment sees it. */
public interface Paying {
    /** A tender was taken, or taken back. */
    void paid(CounterAnswers.Cart now);

    void notPaid(TillException refused);

    /** The sale is confirmed and durable. */
    void sold(InvoiceAnswers.Receipt receipt, CounterAnswers.Cart next);

    /** Chooses whom the invoice is for. */
    void invoice();

    /** Leaves the payment; what was taken stays with the cart. */
    void back();
}
