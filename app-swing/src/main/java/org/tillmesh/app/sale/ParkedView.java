package org.tillmesh.app.sale;

import java.util.List;
import org.tillmesh.till.shop.Answers;

/** The store's parked carts. */
interface ParkedView {
    /** @param selected index of the one with the focus; @param loading whether they are not known yet */
    void carts(List<Answers.ParkedCart> carts, int selected, boolean loading);
}
