package org.tillmesh.app.reports;

import java.util.List;

/** Rows of which one is chosen. */
interface ChoiceView {
    /** @param selected -1 for none */
    void choices(List<String> names, int selected);

    /** Goes away. */
    void close();
}
