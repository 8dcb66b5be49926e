package org.tillmesh.app.sale;

import java.util.List;

/** The list of unknown codes. */
interface UnknownView {
    void codes(List<String> codes);

    /** Of the list; null if it is empty. */
    @org.jspecify.annotations.Nullable String selected();

    void close();
}
