package org.tillmesh.retail;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;

/** What the tax authority said to an invoice; written by the relay alone. Its id is the invoice's. */
public record Reporting(String invoice, State state, String message, Instant at) implements StateDocument {
    /** The authority's answer. */
    public enum State {
        ACCEPTED,
        ACCEPTED_WITH_WARNINGS,
        REJECTED;

        static Optional<State> of(String name) {
            return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
        }
    }

    @Override
    public DocRef ref() {
        return DocType.REPORTING.ref(invoice);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put(
                        "answer",
                        new Body()
                                .put("state", state.name())
                                .put("message", message)
                                .put("at", at)
                                .toValue())
                .toMap();
    }

    public static Reporting of(Document.State document) {
        Fields in = Fields.of(document.ref() + ".answer", Fields.of(document).needed("answer"));
        String state = in.text("state");
        return new Reporting(
                document.ref().id(),
                State.of(state).orElseThrow(() -> in.wrong("state", "an answer of this version: " + state)),
                in.text("message", ""),
                in.time("at"));
    }
}
