package org.tillmesh.relay.console;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tillmesh.relay.access.Access;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.console.PageTemplate.Page;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;
import org.tillmesh.relay.office.Office;
import org.tillmesh.retail.company.BranchProfile;

/** Every page of the console, and the files that they load. */
public final class Console {
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private Console() {}

    /**
     * What its pages show and change.
     *
     * @param upload makes the route of an address that takes catalogues
     */
    public record Parts(
            Office office, Access access, OfficeKeys keys, Acts acts, Function<String, Route> upload, Clock clock) {}

    public static List<Route> routes(PageTemplate template, Sessions sessions, Parts parts) {
        byte[] texts = ConsoleTexts.script().getBytes(StandardCharsets.UTF_8);
        Supplier<Collection<String>> branches = () ->
                parts.office.sales().branches().stream().map(BranchProfile::id).toList();
        return Stream.of(
                        Arrays.stream(Page.values())
                                .map(page -> Route.page(page.path, asked -> template.page(page, asked)))
                                .toList(),
                        Arrays.stream(Page.values())
                                .map(Page::script)
                                .filter(script -> !script.isEmpty())
                                .map(script -> file(script, SCRIPT))
                                .toList(),
                        new CataloguePage(sessions, parts.upload).routes(),
                        new LoginPage(template, sessions, parts.access.logins(), parts.acts).routes(),
                        LanguagePage.routes(),
                        new ReportingPage(parts.office.reporting()).routes(),
                        plain(template, new SetupPage(template, sessions, parts.access.people()).routes()),
                        plain(template, new ConfirmPage(template, sessions, parts.access.logins()).routes()),
                        plain(template, new MyPage(template, sessions, parts.access.people()).routes()),
                        plain(template, new PeoplePage(template, sessions, parts.access.people(), branches).routes()),
                        plain(
                                template,
                                new TokensPage(template, parts.access.tokens(), parts.keys, branches, parts.clock)
                                        .routes()),
                        plain(template, new SalesPage(template, parts.office.sales(), parts.clock).routes()),
                        plain(template, new ProductsPage(template, parts.office.catalogue()).routes()),
                        plain(
                                template,
                                DealsPage.priceLists(template, parts.office.priceLists())
                                        .routes()),
                        plain(
                                template,
                                DealsPage.promotions(template, parts.office.promotions())
                                        .routes()),
                        plain(template, new CustomersPage(template, parts.office.customers()).routes()),
                        plain(template, new MoneyPage(template, parts.office.escrow()).routes()),
                        plain(template, new RequestsPage(template, parts.office.requests()).routes()),
                        plain(
                                template,
                                new StaffPage(
                                                template,
                                                parts.office.users(),
                                                parts.office.roles(),
                                                parts.office.sales())
                                        .routes()),
                        plain(
                                template,
                                new TillsPage(
                                                template,
                                                parts.office.tills(),
                                                parts.office.sales(),
                                                parts.keys,
                                                parts.acts)
                                        .routes()),
                        List.of(
                                file("/console.css", "text/css; charset=utf-8"),
                                file("/console.js", SCRIPT),
                                Route.page("/texts.js", asked -> new Reply(200, SCRIPT, texts, Map.of())
                                        .with("Cache-Control", "no-cache"))))
                .flatMap(List::stream)
                .toList();
    }

    /** Pages made here: until there is an administrator they wait, and what they refuse is said on a page. */
    private static List<Route> plain(PageTemplate template, List<Route> routes) {
        return routes.stream()
                .map(route -> route.answeredBy(asked -> {
                    boolean isOfSetup = route.path().equals(SetupPage.PATH);
                    if (template.isToBeSetUp()
                            && !isOfSetup
                            && asked.caller().person().isEmpty()) {
                        return Reply.seeOther(SetupPage.PATH);
                    }
                    try {
                        return route.handler().answer(asked);
                    } catch (RelayException refused) {
                        Sheet sheet = template.sheet(asked);
                        return template.sheet(asked, refused.status(), "refusedHere", sheet.told(sheet.said(refused)));
                    }
                }))
                .toList();
    }

    private static Route file(String path, String type) {
        return Route.page(path, asked -> Reply.file(type, Console.class, path.substring(1)));
    }
}
