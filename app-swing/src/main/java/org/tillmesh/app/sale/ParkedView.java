package org.tillmesh.app.sale;

import java.util.List;
import org.tillmesh.till.counter.CounterAnswers;

/** The store's parked carts. */
interface ParkedView {
    /** @param selected index of the one with the focus; @param loading whether they are not known yet */
    void carts(List<CounterAnswers.ParkedCart> carts, int selected, boolean loading);
}
