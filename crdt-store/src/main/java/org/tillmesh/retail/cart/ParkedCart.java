package org.tillmesh.retail.cart;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * A cart put aside. Its home (the till that parked it last) hands it to one till; when the home can't be reached any till
 * may take it. Its id is the cart's.
 *
 * @param body the cart, as {@link Cart#toValue}
 * @param step who did the last thing with it
 */
public record ParkedCart(String id, TillId home, String name, UserId user, Instant at, Value body, Step step)
        implements StateDocument {

    /** What became of a parked cart. */
    public enum State {
        /** It waits. */
        PARKED,
        /** Its home gave it to a till ({@code to}). */
        HANDED,
        /** A till took it without asking its home. */
        TAKEN,
        /** It was sold or cleared. */
        DONE;

        static Optional<State> of(String name) {
            return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
        }
    }

    /**
     * @param by the till that wrote this step
     * @param to who got the cart, null while it waits
     */
    public record Step(State state, TillId by, @Nullable TillId to) {
        Value toValue() {
            return new Body()
                    .put("state", state.name())
                    .put("by", by.toString())
                    .put("to", to == null ? null : to.toString())
                    .toValue();
        }

        static Step of(Value value) {
            Fields in = Fields.of("step", value);
            String state = in.text("state");
            String to = in.textOrNull("to");
            return new Step(
                    State.of(state).orElseThrow(() -> in.wrong("state", "a state of this version: " + state)),
                    Read.checked(() -> TillId.parse(in.text("by"))),
                    to == null ? null : Read.checked(() -> TillId.parse(to)));
        }
    }

    public static ParkedCart parked(Cart cart, TillId home, String name, UserId user, Instant at) {
        return new ParkedCart(cart.id(), home, name, user, at, cart.toValue(), new Step(State.PARKED, home, null));
    }

    public ParkedCart with(Step next) {
        return new ParkedCart(id, home, name, user, at, body, next);
    }

    public boolean isWaiting() {
        return step.state() == State.PARKED;
    }

    /** The number of the quotation that it is; null for none. */
    public @Nullable String quotation() {
        Quotation made = Quotation.of(Fields.of("parked cart", body).value("quotation"));
        return made == null ? null : made.number();
    }

    /** @throws BadDocument if the body is no cart that this version can read */
    public Cart cart() {
        return Cart.fromValue(body);
    }

    @Override
    public DocRef ref() {
        return DocType.PARKED.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put(
                        "parked",
                        new Body()
                                .put("home", home.toString())
                                .put("name", name)
                                .put("user", user)
                                .put("at", at)
                                .put("cart", body)
                                .toValue())
                .put("step", step.toValue())
                .toMap();
    }

    public static ParkedCart of(Document.State state) {
        Fields in = Fields.of(state);
        Fields parked = Fields.of(state.ref() + ".parked", in.needed("parked"));
        return new ParkedCart(
                state.ref().id(),
                Read.checked(() -> TillId.parse(parked.text("home"))),
                parked.text("name"),
                parked.id("user", UserId::new),
                parked.time("at"),
                parked.needed("cart"),
                Step.of(in.needed("step")));
    }
}
