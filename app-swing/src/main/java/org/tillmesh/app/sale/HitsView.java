package org.tillmesh.app.sale;

import java.util.List;
import org.tillmesh.till.counter.CounterAnswers;

/** The products that a search has found. */
interface HitsView {
    /** @param selected index of the selected one, -1 for none */
    void hits(List<CounterAnswers.Product> hits, int selected);
}
