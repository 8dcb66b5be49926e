package org.tillmesh.relay.office;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.reporting.ReportingDesk;
import org.tillmesh.relay.reporting.ZatcaMonitor;
import org.tillmesh.relay.tills.RollCall;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.Money;

/** What the console's first page shows. */
public final class DashboardOffice {
    private static final int LATEST = 12;

    private final Retail retail;
    private final Branches branches;
    private final TillOffice tills;
    private final RollCall rollCall;
    private final ReportingDesk reporting;
    private final Clock clock;

    DashboardOffice(
            Retail retail,
            Branches branches,
            TillOffice tills,
            RollCall rollCall,
            ReportingDesk reporting,
            Clock clock) {
        this.retail = retail;
        this.branches = branches;
        this.tills = tills;
        this.rollCall = rollCall;
        this.reporting = reporting;
        this.clock = clock;
    }

    public record Branch(String id, String name, String nameAr, int count, Money gross) {}

    /**
     * What the console shows.
     *
     * @param branches with what each sold today, in its own time zone
     * @param awaited tills without which no rights are handed out since this relay was put back to an older copy
     * @param zatca how reporting to the authority stands, without the list of what was refused
     */
    public record Dashboard(
            List<Branch> branches,
            List<TillOffice.Till> tills,
            List<SalesOffice.Sale> latest,
            List<String> awaited,
            ZatcaMonitor.Overview zatca,
            Instant asOf) {}

    public Dashboard dashboard() {
        var sold = new ArrayList<Branch>();
        var latest = new ArrayList<Sold>();
        Instant now = clock.instant();
        for (String id : branches.ids()) {
            BranchProfile profile = branches.profile(id);
            List<Sold> today = retail.sales().since(Scope.branch(id), midnight(profile.zone(), now));
            SalesBook.Sums sums = SalesBook.sums(today);
            sold.add(new Branch(id, profile.name(), profile.nameAr(), sums.count(), sums.gross()));
            latest.addAll(today.subList(Math.max(0, today.size() - LATEST), today.size()));
        }
        latest.sort((a, b) -> b.compareTo(a));
        return new Dashboard(
                sold,
                tills.tills(),
                latest.stream().limit(LATEST).map(SalesOffice.Sale::of).toList(),
                rollCall.awaited(),
                reporting.overview(null, 0),
                now);
    }

    private static Instant midnight(ZoneId zone, Instant now) {
        return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    }
}
