package org.tillmesh.retail.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Document;

/**
 * Goods that go from one branch to another: written by the relay alone, alike into the scopes of both stores. What a store
 * really sent and received are its movements {@code TRANSFER_OUT} and {@code TRANSFER_IN} that name it.
 *
 * @param id of the {@link GoodsRequest} it answers, or its own
 * @param step the last thing that became of it
 * @param shipped what really left, by batch; empty while nothing did, and of senders before 0.2, who sent the lines
 * @param received what really came of each of those, in their order; empty while nothing did, and if all of it came
 * @param decision what head office says of goods that did not come; null while it has said nothing
 * @param settled that the decision was carried out where goods had to move for it; null while it was not
 */
public record TransferRequest(
        String id,
        String from,
        String to,
        List<GoodsRequest.Line> lines,
        Step step,
        List<GoodsRequest.Line> shipped,
        List<Quantity> received,
        @Nullable Decision decision,
        @Nullable Step settled)
        implements StateDocument {

    /** What becomes of goods that were shipped and did not come. */
    public enum Fate {
        /** Nobody has them: they moved for nobody. */
        LOST,
        /** They are with the sender again. */
        BACK,
        /** They came after all. */
        FOUND;

        /** {@code lost}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Fate> of(String word) {
            return Arrays.stream(values())
                    .filter(fate -> fate.word().equals(word))
                    .findFirst();
        }
    }

    public record Decision(Fate fate, String by, String note, Instant at) {
        Value toValue() {
            return new Body()
                    .put("fate", fate.word())
                    .put("by", by)
                    .put("note", note)
                    .put("at", at)
                    .toValue();
        }

        static @Nullable Decision of(@Nullable Value value) {
            if (value == null) {
                return null;
            }
            Fields in = Fields.of("decision", value);
            String fate = in.text("fate");
            return new Decision(
                    Fate.of(fate).orElseThrow(() -> in.wrong("fate", "a fate of this version: " + fate)),
                    in.text("by"),
                    in.text("note", ""),
                    in.time("at"));
        }
    }

    /** What was asked for, before anything left. */
    public TransferRequest(String id, String from, String to, List<GoodsRequest.Line> lines, Step step) {
        this(id, from, to, lines, step, List.of(), List.of(), null, null);
    }

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
        shipped = List.copyOf(shipped);
        received = List.copyOf(received);
    }

    public TransferRequest with(Step next) {
        return new TransferRequest(id, from, to, lines, next, shipped, received, decision, settled);
    }

    public TransferRequest sent(Step next, List<GoodsRequest.Line> goods) {
        return new TransferRequest(id, from, to, lines, next, goods, received, decision, settled);
    }

    /** @param came of each line that was shipped; empty for all of it */
    public TransferRequest received(Step next, List<Quantity> came) {
        return new TransferRequest(id, from, to, lines, next, shipped, came, decision, settled);
    }

    public TransferRequest decided(Decision next) {
        return new TransferRequest(id, from, to, lines, step, shipped, received, next, settled);
    }

    public TransferRequest settled(Step by) {
        return new TransferRequest(id, from, to, lines, step, shipped, received, decision, by);
    }

    /** What left: what the sender says, or what was asked for. */
    public List<GoodsRequest.Line> goods() {
        return shipped.isEmpty() ? lines : shipped;
    }

    /** What of a line of {@link #goods} came. */
    public Quantity cameOf(int index) {
        return index < received.size()
                ? received.get(index)
                : goods().get(index).qty();
    }

    /** What was shipped and did not come, in the order of {@link #goods}; empty lines are left out. */
    public List<GoodsRequest.Line> missing() {
        var missing = new ArrayList<GoodsRequest.Line>();
        if (step.state() == State.RECEIVED) {
            for (int i = 0; i < goods().size(); i++) {
                GoodsRequest.Line line = goods().get(i);
                Quantity left = line.qty().minus(cameOf(i));
                if (left.isPositive()) {
                    missing.add(line.with(left));
                }
            }
        }
        return missing;
    }

    /** Whether goods are missing of which head office has said nothing yet. */
    public boolean isToBeDecided() {
        return decision == null && !missing().isEmpty();
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
                .put(
                        "shipped",
                        shipped.isEmpty()
                                ? null
                                : Value.list(shipped.stream()
                                        .map(GoodsRequest.Line::toValue)
                                        .toList()))
                .put(
                        "received",
                        received.isEmpty()
                                ? null
                                : Value.list(received.stream()
                                        .map(qty -> Value.of(qty.thousandths()))
                                        .toList()))
                .put("decision", decision == null ? null : decision.toValue())
                .put("settled", settled == null ? null : settled.toValue())
                .toMap();
    }

    public static TransferRequest of(Document.State state) {
        Fields in = Fields.of(state);
        return new TransferRequest(
                state.ref().id(),
                in.text("from"),
                in.text("to"),
                in.list("lines", GoodsRequest.Line::of),
                Step.of(in.needed("step")),
                in.has("shipped") ? in.list("shipped", GoodsRequest.Line::of) : List.of(),
                in.has("received") ? in.list("received", TransferRequest::quantity) : List.of(),
                Decision.of(in.value("decision")),
                in.value("settled") == null ? null : Step.of(in.needed("settled")));
    }

    private static Quantity quantity(Value value) {
        if (value instanceof Value.Int thousandths) {
            return Quantity.ofThousandths(thousandths.value());
        }
        throw new BadDocument("What was received is no quantity: " + value);
    }
}
