package org.tillmesh.app.payment;

import java.util.List;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.invoice.InvoiceAnswers;

/** What a payment shows, and the two fields that are typed into. */
public interface PaymentView {
    /** The fields. */
    enum Field {
        RECEIVED,
        CODE
    }

    void kind(TenderKey kind);

    /** @param due the first of the sums */
    void sums(List<Money> sums, Money due);

    void taken(List<InvoiceAnswers.Tender> tenders);

    /** @param note what keeps it from being another; empty for nothing */
    void invoice(String what, String note);

    void change(String sum);

    /** Writes a sum that is replaced by what is typed next, and empties the code. */
    void begin(Money sum);

    /** With ASCII digits and point. */
    String typed(Field field);

    void focus(Field field);

    /** What is wrong with a field, which gets the focus; empty words for nothing. */
    void problem(String words, Field field);
}
