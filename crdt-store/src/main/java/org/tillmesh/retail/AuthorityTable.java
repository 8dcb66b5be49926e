package org.tillmesh.retail;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.store.Authority;

/**
 * Who may write what: one table by document type and field, judged from the delta and its origin's certificate alone. What
 * is not in the table has no authority. An existing type's authority never changes: the same delta must be judged alike on
 * every till, for ever.
 */
public final class AuthorityTable implements Authority {

    /** One row: what a party may do with a type. */
    sealed interface Rule {
        /** The relay alone. */
        record RelayOnly() implements Rule {}

        /** The relay everything; any till of the company these fields (first steps), and removals. */
        record RelayAndTillFields(Set<String> fields) implements Rule {}

        /** A record of which a till of that store is the actor: its field {@code till} is the till's own id. */
        record Actor(boolean relayToo) implements Rule {}

        /** A mergeable document of the branch; each field's value names the till that writes it at {@code actorField}. */
        record ActorFields(Map<String, String> fieldToActor) implements Rule {}

        /**
         * A mergeable document of the branch that tills fill together: these fields, and entries of these maps, each of
         * which names at {@code till} the till that writes it.
         */
        record Shared(Set<String> fields, Set<String> maps) implements Rule {}

        /**
         * Rights in escrow: the relay everything; a till, as actor, what its own origin grants for a document, hands on, or
         * spends on a document.
         */
        record Rights() implements Rule {}

        /** This till's own, never sent. */
        record Own() implements Rule {}
    }

    private static final Rule RELAY_ONLY = new Rule.RelayOnly();
    private static final Rule ACTOR = new Rule.Actor(false);
    private static final Rule ACTOR_OR_RELAY = new Rule.Actor(true);
    private static final Rule OWN = new Rule.Own();
    private static final Map<DocType, Rule> TABLE = table();

    private final Function<Origin, Party> parties;

    /** @param parties who an origin is; must give the same answer for ever once it knows an origin */
    public AuthorityTable(Function<Origin, Party> parties) {
        this.parties = parties;
    }

    @Override
    public boolean permits(Scope scope, Origin origin, Delta delta) {
        if (delta instanceof Delta.Unknown) {
            return true;
        }
        DocRef doc = doc(delta);
        DocType type = DocType.named(doc.type()).orElse(null);
        if (type == null || !type.home().holds(scope)) {
            return false;
        }
        boolean append = delta instanceof Delta.Append;
        if (append != (type.kind() == DocType.Kind.RECORD)) {
            return false;
        }
        Rule rule = rule(type);
        if (rule == null) {
            return false;
        }
        if (rule instanceof Rule.Own) {
            return true;
        }
        return permits(rule, parties.apply(origin), scope, origin, delta);
    }

    private static boolean permits(Rule rule, Party party, Scope scope, Origin origin, Delta delta) {
        if (party instanceof Party.Relay) {
            return !(rule instanceof Rule.Actor actor) || actor.relayToo();
        }
        if (!(party instanceof Party.Till till)) {
            return false;
        }
        if (scope.isBranch() && !scope.branchId().equals(till.id().branch())) {
            return false;
        }
        String self = till.id().toString();
        if (rule instanceof Rule.RelayAndTillFields fields) {
            return delta instanceof Delta.Cut
                    || (delta instanceof Delta.Put put
                            && fields.fields().contains(put.path().get(0)));
        }
        if (rule instanceof Rule.Actor) {
            return delta instanceof Delta.Append append && self.equals(text(append.body(), "till"));
        }
        if (rule instanceof Rule.Rights) {
            return delta instanceof Delta.Append append
                    && self.equals(text(append.body(), "till"))
                    && EscrowRecord.isWrittenBy(origin, append.body());
        }
        if (rule instanceof Rule.Shared shared && delta instanceof Delta.Put put) {
            Set<String> written = put.path().size() == 1 ? shared.fields() : shared.maps();
            return put.path().size() <= 2
                    && written.contains(put.path().get(0))
                    && self.equals(text(put.value(), "till"));
        }
        if (rule instanceof Rule.ActorFields fields && delta instanceof Delta.Put put) {
            String actorField = fields.fieldToActor().get(put.path().get(0));
            return actorField != null && put.path().size() == 1 && self.equals(text(put.value(), actorField));
        }
        return false;
    }

    static @Nullable Rule rule(DocType type) {
        return TABLE.get(type);
    }

    private static DocRef doc(Delta delta) {
        if (delta instanceof Delta.Put put) {
            return put.doc();
        }
        if (delta instanceof Delta.Cut cut) {
            return cut.doc();
        }
        if (delta instanceof Delta.Append append) {
            return append.doc();
        }
        throw new AssertionError("No case for " + delta);
    }

    private static @Nullable String text(Value body, String field) {
        return body instanceof Value.MapOf map && map.get(field) instanceof Value.Text text ? text.value() : null;
    }

    private static Map<DocType, Rule> table() {
        Map<DocType, Rule> table = new EnumMap<>(DocType.class);
        for (DocType type : List.of(
                DocType.COMPANY,
                DocType.BRANCH,
                DocType.TILL,
                DocType.USER,
                DocType.CATEGORY,
                DocType.PRODUCT,
                DocType.PRICE_LIST,
                DocType.PROMOTION,
                DocType.TAX_PROFILE,
                DocType.PAYMENT_METHOD,
                DocType.SETTINGS,
                DocType.REVOCATION,
                DocType.PIN,
                DocType.REPORTING,
                DocType.ROLE,
                DocType.GIFT_CARD,
                DocType.APPROVAL,
                DocType.SUPPLIER,
                DocType.PURCHASE_ORDER,
                DocType.TRANSFER)) {
            table.put(type, RELAY_ONLY);
        }
        table.put(
                DocType.CUSTOMER,
                new Rule.RelayAndTillFields(Collections.unmodifiableSet(new TreeSet<>(
                        List.of("name", "vatNumber", "note", "phones", "tags", "addresses", "created")))));
        table.put(
                DocType.CUSTOMER_MERGE,
                new Rule.RelayAndTillFields(
                        Collections.unmodifiableSet(new TreeSet<>(List.of("into", "till", "user", "at")))));
        for (DocType type : List.of(
                DocType.SALE,
                DocType.RETURN,
                DocType.INVOICE,
                DocType.MOVEMENT,
                DocType.SHIFT_OPENED,
                DocType.SHIFT_CLOSED,
                DocType.DAY_Z,
                DocType.X_REPORT,
                DocType.CASH,
                DocType.PAYMENT,
                DocType.CLOCK_FIX,
                DocType.APPROVAL_REQUEST,
                DocType.GOODS_REQUEST)) {
            table.put(type, ACTOR);
        }
        table.put(DocType.ESCROW, new Rule.Rights());
        table.put(DocType.ACCOUNT, ACTOR_OR_RELAY);
        table.put(DocType.COUNT, ACTOR_OR_RELAY);
        table.put(DocType.AUDIT, ACTOR_OR_RELAY);
        table.put(DocType.RESOLUTION, ACTOR_OR_RELAY);
        table.put(
                DocType.SHEET,
                new Rule.Shared(
                        Collections.unmodifiableSet(new TreeSet<>(List.of("opened", "posted"))),
                        Collections.unmodifiableSet(new TreeSet<>(List.of("entries")))));
        table.put(
                DocType.PARKED,
                new Rule.ActorFields(
                        Collections.unmodifiableMap(new TreeMap<>(Map.of("parked", "home", "step", "by")))));
        for (DocType type : List.of(
                DocType.OPEN_CART,
                DocType.INTENT,
                DocType.PRINT_JOB,
                DocType.PIN_ATTEMPTS,
                DocType.DEVICES,
                DocType.CLOCK,
                DocType.PREFERENCES,
                DocType.OFFICE_AUDIT,
                DocType.OFFICE_PERSON,
                DocType.OFFICE_TOKEN)) {
            table.put(type, OWN);
        }
        return Collections.unmodifiableMap(table);
    }
}
