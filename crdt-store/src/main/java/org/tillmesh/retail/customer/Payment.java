package org.tillmesh.retail.customer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * Money that a customer paid towards an account, apart from any sale. (What pays a sale is in the sale itself, because
 * neither may exist without the other.)
 *
 * @param amount what was paid, above zero; the sum of the tenders
 * @param owed what was owed after it, as its till knew it then; null where it was not noted
 */
public record Payment(
        String uuid,
        TillId till,
        ShiftId shift,
        UserId user,
        CustomerId customer,
        List<Tender> tenders,
        Money amount,
        Instant at,
        @Nullable String note,
        @Nullable String key,
        @Nullable Money owed)
        implements RecordDocument {
    public Payment {
        tenders = List.copyOf(tenders);
    }

    /** One whose paper says no balance. */
    public Payment(
            String uuid,
            TillId till,
            ShiftId shift,
            UserId user,
            CustomerId customer,
            List<Tender> tenders,
            Money amount,
            Instant at,
            @Nullable String note,
            @Nullable String key) {
        this(uuid, till, shift, user, customer, tenders, amount, at, note, key, null);
    }

    /** The company half: what it takes off the customer's account. */
    public AccountEntry accountEntry() {
        return new AccountEntry(uuid, customer, amount.negated(), uuid, till, at);
    }

    @Override
    public DocRef ref() {
        return DocType.PAYMENT.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("shift", shift)
                .put("user", user)
                .put("customer", customer)
                .putList("tenders", tenders, Tender::toValue)
                .put("amount", amount)
                .put("at", at)
                .put("note", note)
                .put("key", key)
                .put("owed", owed)
                .toValue();
    }

    public static Payment of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new Payment(
                record.ref().id(),
                in.till("till"),
                in.id("shift", ShiftId::new),
                in.id("user", UserId::new),
                in.id("customer", CustomerId::new),
                in.list("tenders", Tender::of),
                in.money("amount"),
                in.time("at"),
                in.textOrNull("note"),
                in.textOrNull("key"),
                in.moneyOrNull("owed"));
    }
}
