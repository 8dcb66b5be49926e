package org.tillmesh.replication.security;

import org.tillmesh.crdt.ReplicaId;

/**
 * What a certificate says of its holder.
 *
 * @param branch id of the branch, empty for the relay and the demo seed
 * @param till id within the company, for example {@code S001-T01}; empty for the relay and the demo seed
 */
public record Identity(ReplicaId replica, String company, String branch, String till, Kind kind) {

    /** What a holder is. */
    public enum Kind {
        RELAY,
        TILL,
        /** The pseudo-origin of the public demo data; it has the relay's authority in the demo company only. */
        DEMO_SEED
    }

    private static final String SEPARATOR = "|";

    public boolean hasRelayAuthority() {
        return kind != Kind.TILL;
    }

    String encode() {
        return String.join(SEPARATOR, replica.toString(), company, branch, till, kind.name());
    }

    /** @throws IllegalArgumentException if the text is no identity */
    static Identity decode(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("A certificate's identity has 5 parts, not " + parts.length);
        }
        return new Identity(ReplicaId.parse(parts[0]), parts[1], parts[2], parts[3], Kind.valueOf(parts[4]));
    }
}
