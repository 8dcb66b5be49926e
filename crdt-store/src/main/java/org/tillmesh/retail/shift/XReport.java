package org.tillmesh.retail.shift;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * What an open shift had come to when somebody took its figures down. It closes nothing.
 *
 * @param number of the X: 1, 2, 3 … per till
 * @param shiftNumber of the open shift
 * @param expected in cash, as a Z has it
 * @param onAccount what customers paid towards their accounts, by code of tender
 * @param grand totals of the till with those of the open shift so far
 */
public record XReport(
        String uuid,
        TillId till,
        int number,
        ShiftId shift,
        int shiftNumber,
        UserId user,
        Money openingFloat,
        Money expected,
        Figures figures,
        CashSums cash,
        SortedMap<String, Money> onAccount,
        GrandTotals grand,
        Instant at)
        implements RecordDocument {

    public XReport {
        onAccount = Collections.unmodifiableSortedMap(new TreeMap<>(onAccount));
    }

    @Override
    public DocRef ref() {
        return DocType.X_REPORT.ref(uuid);
    }

    @Override
    public Value toValue() {
        Body body = new Body()
                .put("till", till.toString())
                .put("number", number)
                .put("shift", shift)
                .put("shiftNumber", shiftNumber)
                .put("user", user)
                .put("float", openingFloat)
                .put("expected", expected)
                .put("figures", figures.toValue())
                .put("cash", cash.toValue());
        if (!onAccount.isEmpty()) {
            body.putMoneys("onAccount", onAccount);
        }
        return body.put("grand", grand.toValue()).put("at", at).toValue();
    }

    public static XReport of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new XReport(
                record.ref().id(),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.smallNumber("number"),
                in.id("shift", ShiftId::new),
                in.smallNumber("shiftNumber"),
                in.id("user", UserId::new),
                in.money("float"),
                in.money("expected"),
                Figures.of(in.needed("figures")),
                CashSums.of(in.needed("cash")),
                in.moneys("onAccount"),
                GrandTotals.of(in.needed("grand")),
                in.time("at"));
    }
}
