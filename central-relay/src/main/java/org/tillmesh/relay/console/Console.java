package org.tillmesh.relay.console;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;
import org.tillmesh.relay.reporting.ReportingDesk;

/** Every page of the console, and the files that they load. */
public final class Console {
    private Console() {}

    /** @param upload makes the route of an address that takes catalogues */
    public static List<Route> routes(
            PageTemplate template, Sessions sessions, ReportingDesk reporting, Function<String, Route> upload) {
        return Stream.of(
                        new DashboardPage(template).routes(),
                        new CataloguePage(template, sessions, upload).routes(),
                        new LoginPage(template, sessions).routes(),
                        new ReportingPage(template, reporting).routes(),
                        List.of(
                                file("/console.css", "text/css; charset=utf-8"),
                                file("/catalogue.js", "text/javascript; charset=utf-8"),
                                file("/console.js", "text/javascript; charset=utf-8"),
                                file("/zatca.js", "text/javascript; charset=utf-8")))
                .flatMap(List::stream)
                .toList();
    }

    private static Route file(String path, String type) {
        return Route.page(path, asked -> Reply.file(type, Console.class, path.substring(1)));
    }
}
