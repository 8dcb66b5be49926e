package org.tillmesh.till;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;

/**
 * How a till was opened.
 *
 * @param till its name; null before activation
 * @param port where neighbours reach it
 */
public record Ready(
        String version,
        @Nullable String till,
        @JsonProperty("listen") int port,
        boolean demo,
        String incarnation,
        Recovered recovered) {
    /**
     * What was found in the folder.
     *
     * @param lastReceipt the number of this till's last document, null if it issued none
     * @param cutBytes of a record that was not whole at the journal's end
     */
    public record Recovered(
            boolean cleanStop,
            long commits,
            @Nullable String lastReceipt,
            @Nullable String lastKey,
            @Nullable Money lastTotal,
            boolean openCart,
            int openIntents,
            long cutBytes,
            long quarantined,
            long lost,
            long tookMs) {}
}
