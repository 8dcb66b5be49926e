package org.tillmesh.retail.purchase;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.store.Document;

/**
 * What head office orders of a supplier for one branch; written by head office alone. What has come of it are the branch's
 * movements {@code RECEIVE} that name it, so that several tills may receive it apart.
 *
 * @param supplier id of a {@link Supplier}
 * @param expected the day on which it should come; null if nobody said
 * @param step the last thing that head office said of it
 */
public record PurchaseOrder(
        String id, String supplier, List<Line> lines, @Nullable LocalDate expected, String note, Step step)
        implements StateDocument {

    /** What head office says of an order. */
    public enum State {
        OPEN,
        CLOSED,
        CANCELLED;

        /** {@code open}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> of(String word) {
            return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(State::word).toList();
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
                    State.of(state.toLowerCase(Locale.ROOT))
                            .orElseThrow(() -> in.wrong("state", "a state of this version: " + state)),
                    in.text("by"),
                    in.text("note", ""),
                    in.time("at"));
        }
    }

    /** @param cost agreed for one; null if it is not known before the invoice */
    public record Line(ProductId product, Quantity qty, @Nullable Money cost) {
        Value toValue() {
            return new Body()
                    .put("product", product)
                    .put("qty", qty)
                    .put("cost", cost)
                    .toValue();
        }

        static Line of(Value value) {
            Fields in = Fields.of("order line", value);
            return new Line(in.id("product", ProductId::new), in.quantity("qty"), in.moneyOrNull("cost"));
        }
    }

    public PurchaseOrder {
        lines = List.copyOf(lines);
    }

    public PurchaseOrder with(Step next) {
        return new PurchaseOrder(id, supplier, lines, expected, note, next);
    }

    public Optional<Line> line(ProductId product) {
        return lines.stream().filter(line -> line.product().equals(product)).findFirst();
    }

    @Override
    public DocRef ref() {
        return DocType.PURCHASE_ORDER.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("supplier", supplier)
                .put("lines", Value.list(lines.stream().map(Line::toValue).toList()))
                .put("expected", expected)
                .put("note", note.isEmpty() ? null : note)
                .put("step", step.toValue())
                .toMap();
    }

    public static PurchaseOrder of(Document.State state) {
        Fields in = Fields.of(state);
        return new PurchaseOrder(
                state.ref().id(),
                in.text("supplier"),
                in.list("lines", Line::of),
                in.dateOrNull("expected"),
                in.text("note", ""),
                Step.of(in.needed("step")));
    }
}
