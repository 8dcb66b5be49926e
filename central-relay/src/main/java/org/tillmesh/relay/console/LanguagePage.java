package org.tillmesh.relay.console;

import java.util.List;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;

/** {@code /language}: chooses a language for this browser and goes back to the page. */
final class LanguagePage {
    private static final String PATH = "/language";

    private LanguagePage() {}

    static List<Route> routes() {
        return List.of(Route.page(PATH, LanguagePage::choose));
    }

    /** What chooses the other one, from a page. */
    static String address(Asked asked) {
        var here = new java.util.ArrayList<String>();
        asked.query().forEach((name, value) -> here.addAll(List.of(name, value)));
        boolean isShown = asked.method().equals("GET") && !asked.path().equals(PATH);
        String back = isShown ? Sheet.address(asked.path(), here.toArray(String[]::new)) : "/";
        return Sheet.address(PATH, "to", asked.isArabic() ? "en" : "ar", "back", back);
    }

    private static Reply choose(Asked asked) {
        String language = asked.query().getOrDefault("to", "").equals("ar") ? "ar" : "en";
        return Reply.seeOther(local(asked.query().getOrDefault("back", "/")))
                .with("Set-Cookie", "lang=" + language + "; Path=/; Max-Age=31536000; Secure; SameSite=Strict");
    }

    /** An address of this console; its first page for any other. */
    static String local(String address) {
        return address.matches("/([A-Za-z0-9?][A-Za-z0-9/?&=%._~+-]*)?") ? address : "/";
    }
}
