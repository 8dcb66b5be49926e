package org.tillmesh.reports.source;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.table.ReportTable.Lack;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.View;

/**
 * What reports read: one consistent view of some branches.
 *
 * @param view valid while a call of {@code Store.read} runs
 * @param branches at least one
 * @param self the till that asks, of which nothing can be missing; null at head office
 */
public record Books(Retail retail, View view, List<Branch> branches, Instant now, @Nullable TillId self) {

    /** @param zone in which its days run */
    public record Branch(Scope scope, ZoneId zone) {}

    public Books {
        branches = List.copyOf(branches);
    }

    /** The latest record known of each till of the branches. */
    public SortedMap<TillId, Instant> heard() {
        var heard = new TreeMap<TillId, Instant>();
        branches.forEach(branch -> heard.putAll(retail.stock().heardFrom(branch.scope())));
        return heard;
    }

    /** Tills whose last record known is older than the end of a period, by till. */
    public List<Lack> lacks(Period period) {
        SortedMap<TillId, Instant> heard = heard();
        var tills = new TreeSet<>(heard.keySet());
        try (var profiles = view.scan(Scope.COMPANY, DocType.TILL.typeName())) {
            profiles.flatMap(document -> Read.state(document, TillProfile::of).stream())
                    .filter(TillProfile::active)
                    .map(TillProfile::id)
                    .forEach(tills::add);
        }
        var lacks = new ArrayList<Lack>();
        for (Branch branch : branches) {
            Instant end = period.in(branch.zone(), now).to();
            Instant due = end.isAfter(now) ? now : end;
            for (TillId till : tills) {
                Instant last = heard.get(till);
                if (till.branch().equals(branch.scope().branchId())
                        && !till.equals(self)
                        && (last == null || last.isBefore(due))) {
                    lacks.add(new Lack(till, last));
                }
            }
        }
        return lacks;
    }
}
