package org.tillmesh.replication.link;

import org.tillmesh.replication.wire.Message;

/** One link as those who decide see it: a pipe with somebody at its other end, over sockets or in a simulator. */
public interface PeerLine {
    void send(Message message);

    /** Ends the link; the reason is logged. */
    void close(String reason);

    /** Ends the link after this last word is on its way. */
    void closeAfter(Message last);

    /** Whether this side dialled. */
    boolean isOutgoing();

    /** What was dialled, or where it came from. */
    String address();

    /** Whether more can be written now without it piling up here; when that turns true again the owner is told. */
    default boolean isReady() {
        return true;
    }
}
