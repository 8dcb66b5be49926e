package org.tillmesh.app.invoice;

import java.util.List;
import java.util.function.Consumer;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;

/** Invoices and what is to be done with the selected one. */
interface InvoicesView {
    /** @param waiting how many have no answer; @param selected index of the selected one, -1 for none */
    void invoices(List<InvoiceAnswers.InvoiceState> invoices, long waiting, int selected);

    /** Corrects the customer of a rejected one, over the list. */
    void correct(CounterAnswers.Customer customer, InvoiceAnswers.InvoiceState invoice, Consumer<String> goOn);
}
