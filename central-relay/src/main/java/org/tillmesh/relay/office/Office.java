package org.tillmesh.relay.office;

import java.time.Clock;
import org.tillmesh.relay.reporting.ReportingDesk;
import org.tillmesh.relay.tills.ActivationDesk;
import org.tillmesh.relay.tills.RollCall;
import org.tillmesh.relay.tills.TillBoard;
import org.tillmesh.relay.tills.TillRequests;
import org.tillmesh.retail.Retail;
import org.tillmesh.store.Store;

/** What head office knows and may change, for the HTTP API and the console. */
public record Office(
        SalesOffice sales,
        TillOffice tills,
        StockOffice stock,
        CatalogueOffice catalogue,
        SettingsOffice settings,
        EscrowOffice escrow,
        TillRequests requests,
        ReportingDesk reporting,
        DashboardOffice dashboard,
        ReconcileOffice reconcile,
        AuditOffice audit) {

    /** @param demo whether it is the invented demo company's, whose tills need no activation */
    public static Office of(
            Store store,
            Retail retail,
            ActivationDesk activation,
            TillBoard board,
            EscrowOffice escrow,
            RollCall rollCall,
            TillRequests requests,
            ReportingDesk reporting,
            boolean demo,
            Clock clock) {
        var branches = new Branches(store, activation);
        var tills = new TillOffice(store, retail, activation, board, demo);
        return new Office(
                new SalesOffice(store, retail, branches),
                tills,
                new StockOffice(store, retail, branches),
                new CatalogueOffice(store, retail),
                new SettingsOffice(store, branches),
                escrow,
                requests,
                reporting,
                new DashboardOffice(retail, branches, tills, rollCall, reporting, clock),
                new ReconcileOffice(store, retail, branches, reporting, clock),
                new AuditOffice(retail, branches));
    }
}
