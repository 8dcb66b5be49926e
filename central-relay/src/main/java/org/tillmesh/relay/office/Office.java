package org.tillmesh.relay.office;

import java.time.Clock;
import java.util.function.Function;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.reporting.ReportingDesk;
import org.tillmesh.relay.tills.ActivationDesk;
import org.tillmesh.relay.tills.RollCall;
import org.tillmesh.relay.tills.ShutOutDesk;
import org.tillmesh.relay.tills.TillBoard;
import org.tillmesh.relay.tills.TillRequests;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.store.Store;

/** What head office knows and may change, for the HTTP API and the console. */
public record Office(
        SalesOffice sales,
        TillOffice tills,
        StockOffice stock,
        SupplyOffice supply,
        CatalogueOffice catalogue,
        CustomerOffice customers,
        SettingsOffice settings,
        DealOffice<PriceList> priceLists,
        DealOffice<Promotion> promotions,
        PaymentOffice payments,
        UserOffice users,
        RoleOffice roles,
        EscrowOffice escrow,
        TillRequests requests,
        ShutOutDesk shutOut,
        ReportingDesk reporting,
        DashboardOffice dashboard,
        ReconcileOffice reconcile,
        ReportOffice reports,
        AuditOffice audit) {

    /**
     * @param peppers of the stores, which PINs are hashed with
     * @param demo whether it is the invented demo company's, whose tills need no activation
     */
    public static Office of(
            Store store,
            Retail retail,
            ActivationDesk activation,
            TillBoard board,
            EscrowOffice escrow,
            RollCall rollCall,
            TillRequests requests,
            ShutOutDesk shutOut,
            ReportingDesk reporting,
            Function<String, byte[]> peppers,
            boolean demo,
            Acts acts,
            Clock clock) {
        var branches = new Branches(store, activation);
        var roles = new RoleOffice(store);
        var known = new KnownNames(branches, retail, roles);
        var tills = new TillOffice(store, retail, activation, board, demo);
        return new Office(
                new SalesOffice(store, retail, branches),
                tills,
                new StockOffice(store, retail, branches),
                new SupplyOffice(store, retail, known, clock),
                new CatalogueOffice(store, retail),
                new CustomerOffice(store, retail, branches),
                new SettingsOffice(store, branches),
                DealOffice.priceLists(store, known),
                DealOffice.promotions(store, known),
                new PaymentOffice(store, known),
                new UserOffice(store, known, peppers, demo),
                roles,
                escrow,
                requests,
                shutOut,
                reporting,
                new DashboardOffice(retail, branches, tills, rollCall, reporting, clock),
                new ReconcileOffice(store, retail, branches, reporting, acts, clock),
                new ReportOffice(store, retail, branches, clock),
                new AuditOffice(retail, branches));
    }
}
