package org.tillmesh.till.invoice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.UserId;

/** What documents of one commit bear, one after the other: the till's next numbers, a millisecond apart. */
public final class Headings {
    private final User cashier;
    private final ShiftOpened shift;
    private ReceiptNumber number;
    private Instant at;

    Headings(User cashier, ShiftOpened shift, ReceiptNumber first, Instant at) {
        this.cashier = cashier;
        this.shift = shift;
        this.number = first;
        this.at = at;
    }

    /** @param key of the command; one document of a commit bears it */
    public IssuedDocument.Heading next(DocumentId id, @Nullable UserId approver, @Nullable String key) {
        var heading = new IssuedDocument.Heading(id, number, cashier.id(), approver, shift.id(), at, key);
        number = new ReceiptNumber(number.till(), number.counter() + 1);
        at = at.plusMillis(1);
        return heading;
    }
}
