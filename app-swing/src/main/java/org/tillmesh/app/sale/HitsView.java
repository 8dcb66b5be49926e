package org.tillmesh.app.sale;

import java.util.List;
import org.tillmesh.till.shop.Answers;

/** The products that a search has found. */
interface HitsView {
    /** @param selected index of the selected one, -1 for none */
    void hits(List<Answers.Product> hits, int selected);
}
