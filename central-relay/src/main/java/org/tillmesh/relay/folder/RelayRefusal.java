package org.tillmesh.relay.folder;

import org.tillmesh.retail.words.Wording;

/** A kind of refusal with its texts in both languages. Each room declares its own. */
public interface RelayRefusal extends Wording {
    int BAD_REQUEST = 400;
    int NOT_FOUND = 404;
    int CONFLICT = 409;

    /** What HTTP answers. */
    default int status() {
        return BAD_REQUEST;
    }
}
