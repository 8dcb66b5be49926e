package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.value.Money;

/** What head office says of a customer, as JSON. */
public final class CustomerForm {
    private static final int NOTE_MAX = 500;
    private static final int TAG_MAX = 100;

    private CustomerForm() {}

    /** What is named changes, the rest stays. */
    public static Customer changed(Customer before, byte[] body) {
        Form in = Form.read(Thing.CUSTOMER, body, "id", "note", "tags", "creditLimit")
                .agreeing("id", before.id().value());
        Customer after = in.has("creditLimit") ? before.withCreditLimit(in.money("creditLimit", Money.ZERO)) : before;
        after = in.has("tags") ? after.withTags(in.texts("tags", TAG_MAX)) : after;
        return in.has("note") ? after.withNote(in.text("note", "", NOTE_MAX)) : after;
    }

    /** @param owed on account, in all stores */
    public static ObjectNode json(Customer customer, Money owed) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("id", customer.id().value())
                .put("name", customer.name());
        if (customer.vatNumber() != null) {
            out.put("vatNumber", customer.vatNumber());
        }
        if (customer.note() != null) {
            out.put("note", customer.note());
        }
        DealForm.putTexts(out, "phones", customer.phones());
        DealForm.putTexts(out, "tags", customer.tags());
        if (customer.address() != null) {
            out.put("address", customer.address());
        }
        Money limit = customer.creditLimit() == null ? Money.ZERO : customer.creditLimit();
        return out.put("creditLimit", limit.toString()).put("owed", owed.toString());
    }
}
