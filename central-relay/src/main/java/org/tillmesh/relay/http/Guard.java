package org.tillmesh.relay.http;

import java.util.Optional;

/** Judges a request by its head alone, before its body is taken. Asked on the network's thread, so it waits for nothing. */
@FunctionalInterface
public interface Guard {
    Guard NONE = head -> Optional.empty();

    /** What it is refused with; empty if it may go on. */
    Optional<Reply> refusal(Asked head);
}
