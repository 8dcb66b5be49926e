package org.tillmesh.relay.api;

import java.util.List;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Parameters;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.ReconcileOffice;
import org.tillmesh.reports.reconcile.Difference;
import org.tillmesh.reports.reconcile.Reconciled;
import org.tillmesh.retail.value.Money;

/** {@code /reconcile}: whether a day of a branch agrees with itself. */
final class ReconcileResource {
    /** @param what was compared, like {@code payments} */
    private record Row(String what, String till, String expected, String found, List<String> documents) {
        static Row of(Difference difference) {
            return new Row(
                    difference.comparison().code(),
                    difference.till().toString(),
                    difference.expected(),
                    difference.found(),
                    difference.documents());
        }
    }

    private record Answer(
            String store, String day, int documents, Money gross, boolean agrees, List<Row> differences) {}

    private final ReconcileOffice office;

    ReconcileResource(ReconcileOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/reconcile", this::day, "store", "day"));
    }

    private Reply day(Asked asked) {
        Reconciled found =
                office.day(Parameters.wanted(asked, "store"), asked.query().getOrDefault("day", ""));
        return JsonReply.of(new Answer(
                found.branch(),
                found.day().toString(),
                found.documents(),
                found.gross(),
                found.agrees(),
                found.differences().stream().map(Row::of).toList()));
    }
}
