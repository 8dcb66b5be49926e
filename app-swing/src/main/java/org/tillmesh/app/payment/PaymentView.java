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

    /** The ways to pay, and the one that is chosen. */
    void ways(List<Way> ways, Way chosen);

    /** What an account, a card or points are worth, or what else is to be known of the chosen way; empty for nothing. */
    void worth(String words, boolean bad);

    /** @param due the first of the sums */
    void sums(List<Money> sums, Money due);

    void taken(List<InvoiceAnswers.Tender> tenders);

    /** @param note what keeps it from being another; empty for nothing */
    void invoice(String what, String note);

    /** What is still due once the typed sum is taken. */
    void left(String sum);

    void change(String sum);

    /** Writes a sum that is replaced by what is typed next. */
    void begin(Money sum);

    void code(String text);

    /** With ASCII digits and point. */
    String typed(Field field);

    void focus(Field field);

    /** What is wrong with a field, which gets the focus; empty words for nothing. */
    void problem(String words, Field field);
}
