package org.tillmesh.relay.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.folder.Health;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.Office;
import org.tillmesh.relay.openapi.Description;

/** Every resource of the API. */
public final class Api {
    private Api() {}

    public static List<Route> routes(Office office, Supplier<Health.State> health) {
        List<Route> all = Stream.of(
                        new HealthResource(health).routes(),
                        of(Area.SALES, new SalesResource(office.sales()).routes()),
                        of(Area.AUDIT, new AuditResource(office.audit()).routes()),
                        of(Area.TILLS, new TillsResource(office.tills()).routes()),
                        of(Area.TILLS, new ShutOutResource(office.shutOut()).routes()),
                        of(Area.STOCK, new StockResource(office.stock()).routes()),
                        of(Area.STOCK, new SupplyResource(office.supply()).routes()),
                        of(Area.CATALOGUE, new ProductsResource(office.catalogue()).routes()),
                        of(Area.CUSTOMERS, new CustomersResource(office.customers()).routes()),
                        of(Area.DEALS, new DealsResource<>("price-lists", "priceLists", office.priceLists()).routes()),
                        of(Area.DEALS, new DealsResource<>("promotions", "promotions", office.promotions()).routes()),
                        of(Area.STAFF, new UsersResource(office.users()).routes()),
                        of(Area.STAFF, new RolesResource(office.roles()).routes()),
                        of(Area.CATALOGUE, new TaxProfilesResource(office.catalogue()).routes()),
                        of(Area.SETTINGS, new SettingsResource(office.settings()).routes()),
                        of(Area.SETTINGS, new PaymentMethodsResource(office.payments()).routes()),
                        of(Area.MONEY, new EscrowResource(office.escrow()).routes()),
                        of(Area.REQUESTS, new RequestsResource(office.requests()).routes()),
                        of(Area.SALES, new DashboardResource(office.dashboard()).routes()),
                        of(Area.ZATCA, new ReportingResource(office.reporting()).routes()),
                        of(Area.REPORTS, new ReconcileResource(office.reconcile()).routes()),
                        of(Area.REPORTS, new ReportsResource(office.reports()).routes()),
                        of(Area.REPORTS, new AccountsResource(office.reports()).routes()))
                .flatMap(List::stream)
                .toList();
        byte[] description = Description.of(Reply.resource(Api.class, "openapi.json"), all);
        var described = new ArrayList<>(all);
        described.add(Route.get(
                        ApiGuard.DESCRIPTION_PATH,
                        asked -> new Reply(200, "application/json; charset=utf-8", description, Map.of()))
                .sifted());
        return described;
    }

    /** Routes of one area: to read them needs its right, to change them the right to change it. */
    private static List<Route> of(Area area, List<Route> routes) {
        return routes.stream().map(route -> route.needing(area)).toList();
    }
}
