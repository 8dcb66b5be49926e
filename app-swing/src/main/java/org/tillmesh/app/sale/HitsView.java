package org.tillmesh.app.sale;

import org.tillmesh.till.counter.CounterAnswers;
import java.util.List;

/** The products that a search has found. */
interface HitsView {
    /** @param selected index of the selected one, -1 for none */
    void hits(List<CounterAnswers.Product> hits, int selected);
}
