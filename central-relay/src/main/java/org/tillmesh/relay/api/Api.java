package org.tillmesh.relay.api;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tillmesh.relay.folder.Health;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.Office;

/** Every resource of the API. */
public final class Api {
    private static final String DESCRIPTION = "openapi.json";

    private Api() {}

    public static List<Route> routes(Office office, Supplier<Health.State> health) {
        return Stream.of(
                        new HealthResource(health).routes(),
                        new SalesResource(office.sales()).routes(),
                        new AuditResource(office.audit()).routes(),
                        new TillsResource(office.tills()).routes(),
                        new ShutOutResource(office.shutOut()).routes(),
                        new StockResource(office.stock()).routes(),
                        new SupplyResource(office.supply()).routes(),
                        new ProductsResource(office.catalogue()).routes(),
                        new CustomersResource(office.customers()).routes(),
                        new DealsResource<>("price-lists", "priceLists", office.priceLists()).routes(),
                        new DealsResource<>("promotions", "promotions", office.promotions()).routes(),
                        new UsersResource(office.users()).routes(),
                        new RolesResource(office.roles()).routes(),
                        new TaxProfilesResource(office.catalogue()).routes(),
                        new SettingsResource(office.settings()).routes(),
                        new PaymentMethodsResource(office.payments()).routes(),
                        new EscrowResource(office.escrow()).routes(),
                        new RequestsResource(office.requests()).routes(),
                        new DashboardResource(office.dashboard()).routes(),
                        new ReportingResource(office.reporting()).routes(),
                        new ReconcileResource(office.reconcile()).routes(),
                        new ReportsResource(office.reports()).routes(),
                        new AccountsResource(office.reports()).routes(),
                        List.of(Route.get(ApiGuard.DESCRIPTION_PATH, asked -> description())))
                .flatMap(List::stream)
                .toList();
    }

    private static Reply description() {
        return Reply.file("application/json; charset=utf-8", Api.class, DESCRIPTION);
    }
}
