package org.tillmesh.relay.folder;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.words.Sentence;

/** Something that head office does not do. The message names the thing, the value and the mend. */
public final class RelayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient @Nullable Sentence sentence;

    public RelayException(String message) {
        super(message);
        status = RelayRefusal.BAD_REQUEST;
        sentence = null;
    }

    public RelayException(String message, Throwable cause) {
        super(message, cause);
        status = RelayRefusal.BAD_REQUEST;
        sentence = null;
    }

    /** @param arguments what the kind's sentence takes, one a parameter */
    public RelayException(RelayRefusal kind, Object... arguments) {
        super(kind.with(arguments).message());
        status = kind.status();
        sentence = kind.with(arguments);
    }

    /** What HTTP answers. */
    public int status() {
        return status;
    }

    /** In no language yet; empty for one that is said in English only. */
    public Optional<Sentence> sentence() {
        return Optional.ofNullable(sentence);
    }
}
