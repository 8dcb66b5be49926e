package org.tillmesh.retail.stock;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/**
 * Goods that go from one branch to another: written by the relay alone, alike into the scopes of both stores. What a store
 * really sent and received are its movements {@code TRANSFER_OUT} and {@code TRANSFER_IN} that name it.
 *
 * @param id of the {@link GoodsRequest} it answers, or its own
 * @param step the last thing that became of it
 */
public record TransferRequest(String id, String from, String to, List<GoodsRequest.Line> lines, Step step)
        implements StateDocument {

    /** Where it stands. */
    public enum State {
        REQUESTED,
        APPROVED,
        REFUSED,
        SENT,
        RECEIVED,
        CANCELLED;

        static Optional<State> of(String name) {
            return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
        }

        /** Whether nothing more becomes of it. */
        public boolean isFinal() {
            return this == REFUSED || this == RECEIVED || this == CANCELLED;
        }
    }

    public record Step(State state, String by, String note, Instant at) {
        Value toValue() {
            return new Body()
                    .put("state", state.name())
                    .put("by", by)
                    .put("note", note)
                    .put("at", at)
                    .toValue();
        }

        static Step of(Value value) {
            Fields in = Fields.of("step", value);
            String state = in.text("state");
            return new Step(
                    State.of(state).orElseThrow(() -> in.wrong("state", "a state of this version: " + state)),
                    in.text("by"),
                    in.text("note", ""),
                    in.time("at"));
        }
    }

    public TransferRequest {
        lines = List.copyOf(lines);
    }

    public TransferRequest with(Step next) {
        return new TransferRequest(id, from, to, lines, next);
    }

    @Override
    public DocRef ref() {
        return DocType.TRANSFER.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("from", from)
                .put("to", to)
                .put(
                        "lines",
                        Value.list(
                                lines.stream().map(GoodsRequest.Line::toValue).toList()))
                .put("step", step.toValue())
                .toMap();
    }

    public static TransferRequest of(Document.State state) {
        Fields in = Fields.of(state);
        return new TransferRequest(
                state.ref().id(),
                in.text("from"),
                in.text("to"),
                in.list("lines", GoodsRequest.Line::of),
                Step.of(in.needed("step")));
    }
}
