package org.tillmesh.relay.office;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.tills.ActivationDesk;
import org.tillmesh.relay.tills.TillBoard;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.company.MinVersion;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.store.Store;

/** The tills as last heard of, and the version that they should have. */
public final class TillOffice {
    private final Store store;
    private final Retail retail;
    private final ActivationDesk activation;
    private final TillBoard board;
    private final boolean demo;

    TillOffice(Store store, Retail retail, ActivationDesk activation, TillBoard board, boolean demo) {
        this.store = store;
        this.retail = retail;
        this.activation = activation;
        this.board = board;
        this.demo = demo;
    }

    public record ChainHead(String receipt, long icv, String hash) {}

    /**
     * A till as last heard of.
     *
     * @param unsent -1 while it never said
     * @param receivedUpTo scope to the number of the last ChangeSet that is held of it
     * @param isProtected whether all that it had issued was on a second disk
     */
    public record Till(
            String till,
            String store,
            boolean activated,
            boolean revoked,
            boolean online,
            @Nullable Instant lastHeard,
            long unsent,
            Map<String, Long> receivedUpTo,
            @Nullable ChainHead chainHead,
            @JsonProperty("protected") boolean isProtected,
            long clockSkewMs) {}

    /** Tills that were activated, or have sent something (those of a demo need no activation). */
    public List<Till> tills() {
        var tills = new ArrayList<Till>();
        var heads = store.vector().heads();
        for (TillProfile profile : activation.tills()) {
            var upTo = new TreeMap<String, Long>();
            heads.forEach((StreamId stream, Head head) -> {
                if (stream.origin().replica().equals(profile.replica())) {
                    upTo.merge(stream.scope().name(), head.seq(), Math::max);
                }
            });
            TillBoard.Seen seen = board.of(profile.id().toString());
            boolean activated = profile.certificate().length > 0;
            if (activated || !upTo.isEmpty() || seen.online() || !demo) {
                tills.add(till(profile, upTo, seen, activated));
            }
        }
        return tills;
    }

    private Till till(TillProfile profile, Map<String, Long> upTo, TillBoard.Seen seen, boolean activated) {
        ChainHead head = retail.invoices()
                .head(Scope.branch(profile.id().branch()), profile.id())
                .map((InvoiceChain.Link link) -> new ChainHead(link.receipt(), link.icv(), link.hash()))
                .orElse(null);
        return new Till(
                profile.id().toString(),
                profile.id().branch(),
                activated,
                !profile.active(),
                seen.online(),
                seen.heard().equals(Instant.EPOCH) ? null : seen.heard(),
                seen.unsent(),
                upTo,
                head,
                seen.unprotected() <= 0,
                seen.skewMillis());
    }

    public record Fleet(long minVersion, int version) {}

    /** Tills below that version say that they need an update. */
    public Fleet requireVersion(String number) {
        if (!number.matches("[0-9]{1,9}")) {
            throw new RelayException("The parameter \"minVersion\" is \"" + number + "\"; give a whole number like "
                    + DocType.SCHEMA + ", the number of this relay's version");
        }
        store.write(tx -> {
            MinVersion.require(tx, Long.parseLong(number));
            return true;
        });
        return new Fleet(Long.parseLong(number), DocType.SCHEMA);
    }
}
