package org.tillmesh.store;

import java.util.Optional;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.crdt.VersionVector;

/** Reads of a store that see whole commits only. Valid while the call that handed it out runs. */
public interface View {
    /** @throws ArchivedException if the body lies in an archive and is not here; so do all that hand out documents */
    Optional<Document> get(Scope scope, DocRef ref);

    /** Whether there is a document of a name, be it in an archive. */
    boolean exists(Scope scope, DocRef ref);

    default Optional<Document.State> state(Scope scope, DocRef ref) {
        return get(scope, ref).map(Document.State.class::cast);
    }

    default Optional<Document.Record> record(Scope scope, DocRef ref) {
        return get(scope, ref).map(Document.Record.class::cast);
    }

    /** All documents of a type in the order of their ids. Close the stream when done before its end. */
    Stream<Document> scan(Scope scope, String type);

    /** Rows of an index, by key, then by type and id of their documents. */
    Stream<Row> rows(Scope scope, String index, KeyRange keys);

    /** Of the rows in a range the one with the greatest key. */
    Optional<Row> lastRow(Scope scope, String index, KeyRange keys);

    /** What the rows of one key come to; empty if there is nothing to say of them. */
    Optional<Value> folded(Scope scope, String index, String key);

    /** The same for a range of keys, by key, where there is something to say. */
    Stream<Schema.Folded> folds(Scope scope, String index, KeyRange keys);

    /** Brings projections up to the last commit; rows and folds are so by themselves. */
    void catchUp();

    /** How many documents of a type there are. */
    long count(Scope scope, String type);

    /** Heads of all streams held, of all scopes. */
    VersionVector vector();

    /** The position of the last commit (own, received, or note) that this view holds: 1, 2, 3 …; 0 for an empty store. */
    long position();
}
