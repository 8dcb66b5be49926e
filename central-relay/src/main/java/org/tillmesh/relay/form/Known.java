package org.tillmesh.relay.form;

import java.util.Collection;

/** What a form's names are held against. */
public interface Known {
    /** Ids of the company's stores. */
    Collection<String> stores();

    /** Ids of its categories. */
    Collection<String> categories();

    /** Words of the roles that users can have. */
    Collection<String> roles();

    /** @param item a product's id, or {@code product/unit} */
    boolean isItem(String item);

    boolean isCustomer(String id);
}
