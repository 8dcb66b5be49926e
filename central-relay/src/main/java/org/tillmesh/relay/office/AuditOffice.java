package org.tillmesh.relay.office;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.audit.AuditLog;

/** The audit trails of the stores and of head office, read as one: the newest event first. */
public final class AuditOffice {
    /** Stands for a branch where only what was done at head office is asked for. */
    public static final String OFFICE = "office";

    /** So many events at most stand on one page. */
    public static final int PAGE_MAX = 1_000;

    private final Retail retail;
    private final Branches branches;

    AuditOffice(Retail retail, Branches branches) {
        this.retail = retail;
        this.branches = branches;
    }

    /** @param store null for what was done at head office; @param till null for head office; @param user null if nobody was logged in; @param kind what was done */
    public record Event(
            String id,
            Instant at,
            @Nullable String store,
            @Nullable String till,
            @Nullable String user,
            @Nullable String approvedBy,
            String kind,
            String about) {
        static Event of(Scope scope, AuditEvent event) {
            return new Event(
                    event.uuid(),
                    event.at(),
                    scope.isBranch() ? scope.branchId() : null,
                    event.till() == null ? null : event.till().toString(),
                    event.user().isEmpty() ? null : event.user(),
                    event.approvedBy() == null ? null : event.approvedBy().value(),
                    event.what(),
                    event.about());
        }
    }

    /** @param next to be given as {@code after} for what follows; null at the end */
    public record Page(List<Event> events, @Nullable String next) {}

    /**
     * What is asked for; null is open.
     *
     * @param from inclusive, {@code to} exclusive
     * @param kind what was done, or the first part of that
     * @param after id of the event behind which the page begins
     */
    public record Asked(
            @Nullable String store,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String user,
            @Nullable String kind,
            @Nullable String after) {}

    /** @throws RelayException if the store or the event is unknown, or the end lies before the beginning */
    public Page events(Asked asked, int limit) {
        Instant from = asked.from();
        Instant to = asked.to();
        if (from != null && to != null && to.isBefore(from)) {
            throw new RelayException(
                    "The events begin " + from + " but end " + to + "; set an end after the beginning");
        }
        List<Scope> scopes = scopes(asked.store());
        AuditEvent after = asked.after() == null ? null : known(scopes, asked.after());
        var wanted = new AuditLog.Asked(from, to, asked.user(), asked.kind(), after);
        int most = Math.min(limit, PAGE_MAX);
        var found = new ArrayList<Event>();
        for (Scope scope : scopes) {
            retail.audit().events(scope, wanted, most + 1).forEach(event -> found.add(Event.of(scope, event)));
        }
        found.sort(Comparator.comparing(Event::at).reversed().thenComparing(Event::id));
        return found.size() <= most
                ? new Page(List.copyOf(found), null)
                : new Page(
                        List.copyOf(found.subList(0, most)), found.get(most - 1).id());
    }

    private List<Scope> scopes(@Nullable String store) {
        if (store == null) {
            return Stream.concat(branches.ids().stream().map(Scope::branch), Stream.of(Scope.LOCAL))
                    .toList();
        }
        return List.of(store.equals(OFFICE) ? Scope.LOCAL : branches.known(store));
    }

    private AuditEvent known(List<Scope> scopes, String id) {
        return scopes.stream()
                .map(scope -> retail.audit().find(scope, id))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new RelayException("The parameter \"after\" is \"" + id
                        + "\", and none of the events bears that id; begin again without it"));
    }
}
