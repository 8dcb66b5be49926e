package org.tillmesh.store;

import java.util.Optional;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.VersionVector;

/** Reads of a store that see whole commits only. Valid while the call that handed it out runs. */
public interface View {
    Optional<Document> get(Scope scope, DocRef ref);

    default Optional<Document.State> state(Scope scope, DocRef ref) {
        return get(scope, ref).map(Document.State.class::cast);
    }

    default Optional<Document.Record> record(Scope scope, DocRef ref) {
        return get(scope, ref).map(Document.Record.class::cast);
    }

    /** All documents of a type in the order of their ids. Close the stream when done before its end. */
    Stream<Document> scan(Scope scope, String type);

    /** How many documents of a type there are. */
    long count(Scope scope, String type);

    /** Heads of all streams held, of all scopes. */
    VersionVector vector();

    /** The position of the last commit (own, received, or note) that this view holds: 1, 2, 3 …; 0 for an empty store. */
    long position();
}
