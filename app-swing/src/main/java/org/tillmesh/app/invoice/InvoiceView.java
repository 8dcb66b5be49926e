package org.tillmesh.app.invoice;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.customer.BuyerPart;
import org.tillmesh.till.counter.CounterAnswers;

/** The buyer of an invoice field by field, and what kind of invoice it is. */
interface InvoiceView {
    void buyer(CounterAnswers.@Nullable Customer customer);

    /** As typed, with ASCII digits where it is a number. */
    Map<BuyerPart, String> buyer();

    /** What is wrong with each field, empty for nothing; the first wrong one gets the focus. */
    void problems(Map<BuyerPart, String> problems);

    boolean isStandard();

    /** Whether the invoice names somebody in any case. */
    boolean needsBuyer();

    /** As chosen; null after the field that is wrong has been marked and said. */
    CounterAnswers.@Nullable InvoiceChoice choice();

    /** A key of one of the choices. */
    void choose(InvoiceKey key);

    /** What was refused as a whole; empty for nothing. */
    void problem(String words);

    void close();
}
