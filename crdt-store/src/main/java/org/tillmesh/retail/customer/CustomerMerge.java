package org.tillmesh.retail.customer;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * The word that a customer is another one: whatever names the one means the other from then on. Nothing that was recorded
 * changes.
 *
 * @param customer who is no customer of his own any more; the document's id
 * @param into who he is
 * @param till where somebody said so
 */
public record CustomerMerge(CustomerId customer, CustomerId into, TillId till, UserId user, Instant at)
        implements StateDocument {
    @Override
    public DocRef ref() {
        return DocType.CUSTOMER_MERGE.ref(customer);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("into", into)
                .put("till", till.toString())
                .put("user", user)
                .put("at", at)
                .toMap();
    }

    public static CustomerMerge of(Document.State state) {
        Fields in = Fields.of(state);
        return new CustomerMerge(
                new CustomerId(state.ref().id()),
                in.id("into", CustomerId::new),
                in.till("till"),
                in.id("user", UserId::new),
                in.time("at"));
    }
}
