package org.tillmesh.relay.http;

import org.jspecify.annotations.Nullable;

/** What an HTTP server serves: first asked by a request's head, then with its body. */
public interface Site {
    /** What the head alone tells; asked on the network's thread, so it waits for nothing. */
    Verdict judge(Asked head);

    /** The answer; may take its time. */
    Reply answer(Asked whole);

    /** @param refusal null if it may go on; @param bodyMax in bytes */
    record Verdict(@Nullable Reply refusal, int bodyMax, Lane lane) {
        static Verdict refused(Reply reply) {
            return new Verdict(reply, 0, Lane.FRONT);
        }
    }
}
