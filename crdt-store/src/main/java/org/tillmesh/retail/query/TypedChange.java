package org.tillmesh.retail.query;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;

/** A change of a document that its reader asks for as what it is. What can't be read is absent. */
public final class TypedChange {
    private final Change change;
    private final @Nullable DocType type;

    TypedChange(Change change) {
        this.change = change;
        this.type = DocType.named(change.ref().type())
                .filter(t -> t.home().holds(change.scope()))
                .orElse(null);
    }

    public Scope scope() {
        return change.scope();
    }

    public String id() {
        return change.ref().id();
    }

    @Nullable public DocType type() {
        return type;
    }

    public boolean is(DocType wanted) {
        return type == wanted;
    }

    /** The stored document after the change, for its origin and clock error. */
    Document.@Nullable Record recordAfter() {
        return change.after() instanceof Document.Record record ? record : null;
    }

    /** Whether the document was not there before. */
    public boolean isNew() {
        return change.before() == null;
    }

    /** The record before the change, if there was one that can be read. */
    public <T> Optional<T> before(Function<Document.Record, T> reading) {
        return type == null ? Optional.empty() : Read.record(change.before(), reading);
    }

    /** The record after the change, if there is one that can be read. */
    public <T> Optional<T> after(Function<Document.Record, T> reading) {
        return type == null ? Optional.empty() : Read.record(change.after(), reading);
    }

    /** The state after the change, if there is one that can be read. */
    public <T> Optional<T> stateAfter(Function<Document.State, T> reading) {
        return type == null ? Optional.empty() : Read.state(change.after(), reading);
    }
}
