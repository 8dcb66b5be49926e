package org.tillmesh.app.customer;

import java.util.List;

/** One field of a customer and the values that several tills gave it at once. */
interface ConflictView {
    void values(String field, List<String> values);

    /** Index of the one that is chosen. */
    int selected();

    void select(int index);

    /** Why a value was not taken; empty for nothing. */
    void note(String words);

    void close();
}
