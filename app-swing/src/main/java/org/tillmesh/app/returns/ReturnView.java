package org.tillmesh.app.returns;

import java.util.List;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.refund.RefundAnswers;

/** A receipt's lines and what of them comes back. */
interface ReturnView {
    /** @param left what can still come back; @param now what comes back now */
    record Row(RefundAnswers.ReturnableLine line, Quantity left, Quantity now) {}

    /** @param selected index of the selected row; @param any whether anything comes back */
    void lines(List<Row> rows, int selected, boolean any);

    /** What the customer gets now, way by way, and by which document. */
    void paidBack(String sums, String document);

    void way(boolean inCash);

    /** What is to be confirmed: sums by way, reason, and where the goods go; empty while nothing comes back. */
    void order(String words);

    /** What stands in the field of the receipt's number. */
    String number();

    void number(String number);

    /** The field, with all that stands in it selected. */
    void focusNumber();

    void focusLines();
}
