package org.tillmesh.app.sale;

import java.util.List;
import org.tillmesh.till.counter.CounterAnswers;

/** Tabs of categories over tiles of products. */
interface QuickKeysView {
    /** @param id of the category, empty for all */
    record Tab(String id, String name, boolean chosen) {}

    void show(List<Tab> tabs, List<CounterAnswers.Product> tiles);
}
