package org.tillmesh.retail.customer;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Ledger;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/**
 * What a sale on account, its return or a payment did to what a customer owes: the company half of that commit. The sum
 * over all is the balance; that it may pass the credit limit when tills meet is an exception, never a refusal.
 *
 * @param amount signed: positive when the customer owes more
 * @param document uuid of the sale, return or payment; null for head office's own corrections
 * @param till who wrote it; null for head office
 */
public record AccountEntry(
        String uuid, CustomerId customer, Money amount, @Nullable String document, @Nullable TillId till, Instant at)
        implements RecordDocument {

    /** What the customer owes by these entries, each counted once. */
    public static Money balance(Collection<AccountEntry> ofCustomer) {
        Ledger ledger = Ledger.EMPTY;
        for (AccountEntry entry : ofCustomer) {
            ledger = ledger.with(entry.uuid(), entry.amount().minor());
        }
        return Money.sar(ledger.sum());
    }

    /** The company's half of a sale or return on account; empty if it is none. */
    public static Optional<AccountEntry> of(IssuedDocument document) {
        Money amount = document.takings().getOrDefault(TenderKind.ACCOUNT, Money.ZERO);
        return document.customerId() == null || amount.isZero()
                ? Optional.empty()
                : Optional.of(new AccountEntry(
                        document.uuid().value(),
                        document.customerId(),
                        amount,
                        document.uuid().value(),
                        document.till(),
                        document.at()));
    }

    @Override
    public DocRef ref() {
        return DocType.ACCOUNT.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("customer", customer)
                .put("amount", amount)
                .put("document", document)
                .put("till", till == null ? null : till.toString())
                .put("at", at)
                .toValue();
    }

    public static AccountEntry of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new AccountEntry(
                record.ref().id(),
                in.id("customer", CustomerId::new),
                in.money("amount"),
                in.textOrNull("document"),
                in.tillOrNull("till"),
                in.time("at"));
    }
}
