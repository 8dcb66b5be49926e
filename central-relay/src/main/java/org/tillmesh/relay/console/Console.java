package org.tillmesh.relay.console;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.console.PageTemplate.Page;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.http.Sessions;
import org.tillmesh.relay.reporting.ReportingDesk;

/** Every page of the console, and the files that they load. */
public final class Console {
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private Console() {}

    /** @param upload makes the route of an address that takes catalogues */
    public static List<Route> routes(
            PageTemplate template,
            Sessions sessions,
            Acts acts,
            ReportingDesk reporting,
            Function<String, Route> upload) {
        byte[] texts = ConsoleTexts.script().getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                        Arrays.stream(Page.values())
                                .map(page ->
                                        Route.page(page.path, asked -> Reply.html(200, template.forUser(page, asked))))
                                .toList(),
                        Arrays.stream(Page.values())
                                .map(Page::script)
                                .filter(script -> !script.isEmpty())
                                .map(script -> file(script, SCRIPT))
                                .toList(),
                        new CataloguePage(sessions, upload).routes(),
                        new LoginPage(template, sessions, acts).routes(),
                        new ReportingPage(reporting).routes(),
                        List.of(
                                file("/console.css", "text/css; charset=utf-8"),
                                file("/console.js", SCRIPT),
                                Route.page("/texts.js", asked -> new Reply(200, SCRIPT, texts, Map.of()))))
                .flatMap(List::stream)
                .toList();
    }

    private static Route file(String path, String type) {
        return Route.page(path, asked -> Reply.file(type, Console.class, path.substring(1)));
    }
}
