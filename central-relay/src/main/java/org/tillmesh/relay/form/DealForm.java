package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.tillmesh.retail.deal.Validity;

/** What price lists and promotions have in common. */
final class DealForm {
    private static final int GROUP_MAX = 64;

    private DealForm() {}

    static Validity validity(Form in, Known known) {
        Instant from = in.timeOrNull("from");
        Instant until = in.timeOrNull("until");
        if (from != null && until != null && !from.isBefore(until)) {
            throw in.wrong("until", Remedy.LATER_THAN.with(from));
        }
        return new Validity(
                in.flag("active", true),
                from,
                until,
                in.known("stores", known.stores(), Remedy.KNOWN_STORE.with(known.stores())));
    }

    static List<String> groups(Form in) {
        List<String> groups = in.texts("groups", GROUP_MAX);
        for (String group : groups) {
            if (group.matches(".*[,|].*")) {
                throw in.wrong("groups", group, Remedy.WITHOUT.with(", |"));
            }
        }
        return groups;
    }

    static List<String> customers(Form in, Known known) {
        List<String> customers = in.texts("customers", Form.NAME_MAX);
        for (String customer : customers) {
            if (!known.isCustomer(customer)) {
                throw in.wrong("customers", customer, Remedy.KNOWN_CUSTOMER.with());
            }
        }
        return customers;
    }

    static List<String> items(Form in, String field, Known known) {
        List<String> items = in.texts(field, Form.NAME_MAX);
        for (String item : items) {
            if (!known.isItem(item)) {
                throw in.wrong(field, item, Remedy.KNOWN_PRODUCT.with());
            }
        }
        return items;
    }

    static String item(Form in, String field, Known known) {
        String item = in.text(field, Form.NAME_MAX);
        if (!known.isItem(item)) {
            throw in.wrong(field, Remedy.KNOWN_PRODUCT.with());
        }
        return item;
    }

    static void putValidity(ObjectNode out, Validity validity) {
        out.put("active", validity.active());
        if (validity.from() != null) {
            out.put("from", validity.from().toString());
        }
        if (validity.until() != null) {
            out.put("until", validity.until().toString());
        }
        putTexts(out, "stores", validity.stores());
    }

    static void putTexts(ObjectNode out, String field, Collection<String> texts) {
        ArrayNode list = out.putArray(field);
        texts.forEach(list::add);
    }
}
