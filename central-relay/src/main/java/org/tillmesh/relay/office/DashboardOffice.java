package org.tillmesh.relay.office;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
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
    private static final int HOURS = 24;

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

    /**
     * What a branch sold today.
     *
     * @param yesterday what it had sold yesterday at this time of the day
     * @param hours what it sold in each hour of today, by its own clock
     */
    public record Branch(
            String id, String name, String nameAr, int count, Money gross, Money yesterday, List<Money> hours) {}

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

    /** @param sees the branches that it is of */
    public Dashboard dashboard(Predicate<String> sees) {
        var sold = new ArrayList<Branch>();
        var latest = new ArrayList<Sold>();
        Instant now = clock.instant();
        for (String id : branches.ids().stream().filter(sees).toList()) {
            BranchProfile profile = branches.profile(id);
            Instant midnight = midnight(profile.zone(), now);
            List<Sold> today = retail.sales().since(Scope.branch(id), midnight);
            SalesBook.Sums sums = SalesBook.sums(today);
            ZonedDateTime dayBefore = now.atZone(profile.zone()).minusDays(1);
            List<Sold> before = retail.sales()
                    .between(Scope.branch(id), midnight(profile.zone(), dayBefore.toInstant()), dayBefore.toInstant());
            sold.add(new Branch(
                    id,
                    profile.name(),
                    profile.nameAr(),
                    sums.count(),
                    sums.gross(),
                    SalesBook.sums(before).gross(),
                    hours(today, profile.zone())));
            latest.addAll(today.subList(Math.max(0, today.size() - LATEST), today.size()));
        }
        latest.sort((a, b) -> b.compareTo(a));
        return new Dashboard(
                sold,
                tills.tills().stream().filter(till -> sees.test(till.store())).toList(),
                latest.stream().limit(LATEST).map(SalesOffice.Sale::of).toList(),
                rollCall.awaited(),
                reporting.overview(null, 0),
                now);
    }

    private static List<Money> hours(List<Sold> today, ZoneId zone) {
        var hours = new ArrayList<Money>(Collections.nCopies(HOURS, Money.sar(0)));
        for (Sold each : today) {
            int hour = each.at().atZone(zone).getHour();
            hours.set(hour, hours.get(hour).plus(each.total()));
        }
        return hours;
    }

    private static Instant midnight(ZoneId zone, Instant now) {
        return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    }
}
