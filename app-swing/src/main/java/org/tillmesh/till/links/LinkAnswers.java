package org.tillmesh.till.links;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.ShutOut;
import org.tillmesh.till.shop.Stranded;

/** What is answered about this till's links and its folder. */
public final class LinkAnswers {
    private LinkAnswers() {}

    public record Synced(long received, long sent, long acknowledged, long left, boolean headsEqual, long tookMs) {}

    /**
     * How this till stands.
     *
     * @param via the neighbour that carries this till's records to the relay while it has no route itself
     * @param updateNeeded head office relies on something that this version does not know; it goes on selling
     * @param training whether selling is only played here
     * @param refusal why head office lets this till in no more, or not yet
     */
    public record Status(
            boolean online,
            @Nullable String via,
            List<String> neighbours,
            long unsent,
            long unprotected,
            long unacknowledged,
            @Nullable Instant lastSync,
            String replica,
            String incarnation,
            long clockSkewMs,
            BackroomAnswers.@Nullable Shift shift,
            String chain,
            InvoiceAnswers.Zatca zatca,
            boolean updateNeeded,
            boolean training,
            @Nullable String refusal,
            @Nullable ShutOut shutOut,
            @Nullable Stranded stranded,
            @Nullable String clockWarning) {}

    /** @param left ChangeSets without the relay's acknowledgement afterwards; -1 if it failed; {@code problem} says why */
    public record SyncRun(
            String mode,
            Instant at,
            long tookMs,
            long received,
            long sent,
            long acknowledged,
            long left,
            boolean headsEqual,
            @Nullable String problem) {}

    /** @param seen hash of what was seen; @param schema number of the set of types that count */
    public record ScopeDigest(String digest, String seen, int schema) {}

    public record Activated(String company, String store, String till) {}

    /** The parts of a till that a diagnosis tells of. */
    public enum Part {
        PROGRAM,
        FOLDER,
        LINKS,
        CLOCK,
        DEVICES
    }

    /** A warning of this program. @param text in English, long numbers masked */
    public record Trouble(Instant at, String level, String text) {}
}
