package org.tillmesh.app.customer;

import java.util.List;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.till.counter.CounterAnswers;

/** The search for a customer, and the name of a new one. */
interface CustomerView {
    /** The phone or name that is looked for. */
    String typed();

    /** The new customer's name. */
    String name();

    boolean isNaming();

    /** @param selected index of the selected one */
    void found(List<CounterAnswers.Customer> found, int selected);

    /** Offers to add somebody; empty words for not offering it. */
    void offer(String words);

    /** What stands under the field: that nobody is found, or what was refused. Empty for nothing. */
    void note(String words);

    void focusName();

    /** What can be done with the selected one. */
    void keys(KeyMap keys);

    /** Asks which of several values a customer's fields have. */
    void settle(ConflictPresenter conflict);

    void close();
}
