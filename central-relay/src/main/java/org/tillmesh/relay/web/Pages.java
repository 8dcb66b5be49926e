package org.tillmesh.relay.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.folder.Health;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.office.Office;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/** Every address of head office: the API (bearer token or session) and the console. */
final class Pages implements Site {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Money.class, ToStringSerializer.instance)
                    .addSerializer(Quantity.class, ToStringSerializer.instance)
                    .addSerializer(Instant.class, ToStringSerializer.instance))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
    private static final int REFUSED_A_PAGE = 500;
    private static final String COOKIE = "tillmesh";
    private static final Instant LATEST_SINCE = Instant.parse("9999-12-31T00:00:00Z");
    private static final Map<String, String> FILES = Map.of(
            "/console.css", "text/css; charset=utf-8",
            "/console.js", "text/javascript; charset=utf-8",
            "/zatca.js", "text/javascript; charset=utf-8");

    private final Office office;
    private final Sessions sessions;
    private final Supplier<Health.State> health;

    Pages(Office office, Sessions sessions, Supplier<Health.State> health) {
        this.office = office;
        this.sessions = sessions;
        this.health = health;
    }

    // ---- by the head alone

    @Override
    public Verdict judge(Asked head) {
        Optional<Reply> refused = head.path().startsWith("/api/") ? refusedOfApi(head) : refusedOfConsole(head);
        if (refused.isPresent()) {
            return Verdict.refused(refused.get());
        }
        Routes.Route route = Routes.find(head.method(), head.path()).orElseThrow();
        return new Verdict(null, route.bodyMax(), route.lane());
    }

    private Optional<Reply> refusedOfApi(Asked head) {
        String bearer = head.authorization().startsWith("Bearer ")
                ? head.authorization().substring(7).strip()
                : "";
        if (!sessions.knows(bearer) && !(isLoggedIn(head) && head.method().equals("GET"))) {
            return Optional.of(
                    sessions.isThrottled()
                            ? Reply.error(429, "LOCKED", "Too many wrong tokens came in the last minute; wait a minute")
                            : Reply.error(
                                            401,
                                            "FORBIDDEN",
                                            "Send the API token as \"Authorization: Bearer …\"; relay token makes a new one")
                                    .with("WWW-Authenticate", "Bearer"));
        }
        Optional<Routes.Route> route = Routes.find(head.method(), head.path());
        if (route.isEmpty()) {
            return Optional.of(noSuch(head));
        }
        Set<String> known = route.get().parameters();
        for (String name : head.query().keySet()) {
            if (!known.contains(name)) {
                return Optional.of(Reply.error(
                        400,
                        "UNKNOWN_FIELD",
                        head.method() + " " + head.path() + " takes no parameter \"" + name + "\"; "
                                + (known.isEmpty() ? "it takes none" : "it takes " + new TreeSet<>(known))));
            }
        }
        String type = head.contentType().toLowerCase(Locale.ROOT);
        if (head.is("POST", "/api/v1/products") && (type.startsWith("multipart/") || type.contains("json"))) {
            return Optional.of(Reply.error(
                    415,
                    "BAD_VALUE",
                    "A catalogue comes as text/csv, the file itself being the body; it came as " + type));
        }
        return Optional.empty();
    }

    private static Reply noSuch(Asked head) {
        Collection<String> methods = Routes.methods(head.path());
        return methods.isEmpty()
                ? Reply.error(
                        404,
                        "UNKNOWN_COMMAND",
                        head.method() + " " + head.path() + " is no address of this API; see /api/v1/openapi.json")
                : Reply.error(
                                405,
                                "UNKNOWN_COMMAND",
                                head.path() + " can't be asked with " + head.method() + "; use "
                                        + String.join(" or ", methods))
                        .with("Allow", String.join(", ", methods));
    }

    private Optional<Reply> refusedOfConsole(Asked head) {
        if (head.method().equals("POST") && !isSameOrigin(head)) {
            return Optional.of(Reply.error(403, "FORBIDDEN", "The request came from another site"));
        }
        if (Routes.find(head.method(), head.path()).isPresent()) {
            return Optional.empty();
        }
        boolean isForm =
                head.method().equals("GET") && Routes.methods(head.path()).contains("POST");
        if (isForm && isLoggedIn(head)) {
            return Optional.of(Reply.seeOther("/"));
        }
        if (!isForm && !Routes.methods(head.path()).isEmpty()) {
            return Optional.of(noSuch(head));
        }
        return Optional.of(Reply.html(404, page(isLoggedIn(head) ? "dashboard.html" : "login.html", isArabic(head))));
    }

    // ---- with its body

    @Override
    public Reply answer(Asked asked) {
        if (asked.is("GET", "/health")) {
            Health.State state = health.get();
            return Reply.json(state.ok() ? 200 : 503, text(state));
        }
        if (asked.method().equals("GET") && FILES.containsKey(asked.path())) {
            return new Reply(200, FILES.get(asked.path()), resource(asked.path().substring(1)), Map.of());
        }
        return asked.path().startsWith("/api/") ? endpoint(asked) : console(asked);
    }

    // ---- console

    private Reply console(Asked asked) {
        boolean arabic = isArabic(asked);
        return switch (asked.method() + " " + asked.path()) {
            case "GET /" -> Reply.html(200, page(isLoggedIn(asked) ? "dashboard.html" : "login.html", arabic));
            case "GET /zatca" -> Reply.html(200, page(isLoggedIn(asked) ? "zatca.html" : "login.html", arabic));
            case "POST /login" -> login(asked, arabic);
            case "POST /logout" -> {
                sessions.end(asked.cookies().getOrDefault(COOKIE, ""));
                yield Reply.seeOther("/")
                        .with("Set-Cookie", COOKIE + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
            }
            case "POST /zatca/retry" -> {
                if (!isLoggedIn(asked)) {
                    yield Reply.seeOther("/");
                }
                office.retryReporting();
                yield Reply.seeOther("/zatca");
            }
            default -> throw new AssertionError("No case for " + asked.method() + " " + asked.path());
        };
    }

    private static boolean isArabic(Asked asked) {
        return "ar".equals(asked.cookies().get("lang"));
    }

    private static boolean isSameOrigin(Asked asked) {
        return asked.origin().isEmpty() || asked.origin().equals("https://" + asked.host());
    }

    private Reply login(Asked asked, boolean arabic) {
        String token;
        try {
            var form = new QueryStringDecoder(new String(asked.body(), StandardCharsets.UTF_8), false);
            token = Heads.parameters(form).getOrDefault("token", "").strip();
        } catch (BadHead e) {
            return Reply.error(400, "BAD_VALUE", String.valueOf(e.getMessage()));
        }
        Optional<String> session = sessions.begin(token);
        if (session.isEmpty() && sessions.isThrottled()) {
            return Reply.html(429, page("login.html", arabic).replace("data-state=\"\"", "data-state=\"wait\""));
        }
        if (session.isEmpty()) {
            return Reply.html(403, page("login.html", arabic).replace("data-state=\"\"", "data-state=\"wrong\""));
        }
        return Reply.seeOther("/")
                .with("Set-Cookie", COOKIE + "=" + session.get() + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    }

    private boolean isLoggedIn(Asked asked) {
        return sessions.isOpen(asked.cookies().getOrDefault(COOKIE, ""));
    }

    private String page(String name, boolean arabic) {
        return new String(resource(name), StandardCharsets.UTF_8)
                .replace("{{lang}}", arabic ? "ar" : "en")
                .replace("{{dir}}", arabic ? "rtl" : "ltr")
                .replace("{{demo}}", office.isDemo() ? "demo" : "");
    }

    private static byte[] resource(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("The console's " + name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- API

    private Reply endpoint(Asked asked) {
        switch (asked.method() + " " + asked.path()) {
            case "GET /api/v1/sales":
                return sales(asked);
            case "GET /api/v1/tills":
                return json(page(asked, "tills", office.tills(), Office.Till::till));
            case "GET /api/v1/stock":
                return json(page(asked, "products", office.stock(wanted(asked, "store")), Office.Stock::product));
            case "GET /api/v1/products":
                return json(page(
                        asked,
                        "products",
                        office.products().stream().map(Pages::product).toList(),
                        product -> product.get("id").asText()));
            case "POST /api/v1/products":
                return imported(office.importProducts(asked.body(), isNewCategories(asked)));
            case "GET /api/v1/products/doubled":
                return json(page(asked, "doubled", office.doubledBarcodes(), Office.Doubled::barcode));
            case "GET /api/v1/tax-profiles":
                return json(taxProfiles(office.taxProfiles()));
            case "POST /api/v1/tax-profiles":
                return json(taxProfiles(List.of(office.putTaxProfile(asked.body()))));
            case "GET /api/v1/escrow":
                return json(office.balance(wanted(asked, "account")));
            case "POST /api/v1/escrow":
                return json(office.mint(
                        wanted(asked, "account"),
                        wanted(asked, "amount"),
                        asked.query().get("key")));
            case "GET /api/v1/transfers":
                return json(page(asked, "transfers", office.transfers(), Office.Transfer::id));
            case "POST /api/v1/transfers":
                return json(office.decideTransfer(wanted(asked, "id"), isApproved(asked)));
            case "GET /api/v1/approvals":
                return json(page(asked, "approvals", office.approvals(), Office.Approval::id));
            case "POST /api/v1/approvals":
                return json(office.decideApproval(
                        wanted(asked, "id"), isApproved(asked), asked.query().getOrDefault("note", "")));
            case "POST /api/v1/fleet":
                return json(office.requireVersion(wanted(asked, "minVersion")));
            case "GET /api/v1/dashboard":
                return json(office.dashboard());
            case "GET /api/v1/zatca":
                return json(office.zatca(asked.query().get("after"), limit(asked, REFUSED_A_PAGE)));
            case "POST /api/v1/zatca/retry":
                return json(office.retryReporting());
            case "GET /api/v1/openapi.json":
                return new Reply(200, "application/json; charset=utf-8", resource("openapi.json"), Map.of());
            default:
                throw new AssertionError("No case for " + asked.method() + " " + asked.path());
        }
    }

    /** All of a list, or so many after the one with that id, with the id to give as {@code after} for the next page. */
    private static <T> Map<String, Object> page(Asked asked, String name, List<T> all, Function<T, String> id) {
        String after = asked.query().getOrDefault("after", "");
        int from = 0;
        if (!after.isEmpty()) {
            while (from < all.size() && !id.apply(all.get(from)).equals(after)) {
                from++;
            }
            if (from++ == all.size()) {
                throw new RelayException("The parameter \"after\" is \"" + after + "\", and none of the " + name
                        + " bears that id; begin again without it");
            }
        }
        int limit = limit(asked, Integer.MAX_VALUE);
        int to = all.size() - from > limit ? from + limit : all.size();
        var page = new TreeMap<String, Object>();
        page.put(name, all.subList(from, to));
        if (to < all.size()) {
            page.put("next", id.apply(all.get(to - 1)));
        }
        return page;
    }

    private static int limit(Asked asked, int otherwise) {
        String limit = asked.query().getOrDefault("limit", "");
        if (limit.isEmpty()) {
            return otherwise;
        }
        if (!limit.matches("[1-9][0-9]{0,5}")) {
            throw new RelayException(
                    "The parameter \"limit\" is \"" + limit + "\"; give how many are wanted, like 100");
        }
        return Integer.parseInt(limit);
    }

    private Reply sales(Asked asked) {
        Office.Sales all =
                office.sales(wanted(asked, "store"), since(asked.query().get("since")));
        Map<String, Object> page = page(asked, "sales", all.sales(), Office.Sale::uuid);
        page.put("count", all.count());
        page.put("gross", all.gross());
        page.put("vat", all.vat());
        page.put("digest", all.digest());
        page.put("seen", all.seen());
        return json(page);
    }

    private static boolean isNewCategories(Asked asked) {
        String wanted = asked.query().getOrDefault("categories", "");
        if (!wanted.isEmpty() && !wanted.equals("new") && !wanted.equals("known")) {
            throw new RelayException(
                    "The parameter \"categories\" is \"" + wanted + "\"; give known (the default) or new");
        }
        return wanted.equals("new");
    }

    /** A file of which nothing was taken is an error, with the same reasons by row. */
    private static Reply imported(Office.Imported outcome) {
        ObjectNode body = JSON.valueToTree(outcome);
        if (!outcome.nothing()) {
            return json(body);
        }
        int rows = outcome.refused().size();
        body.put("ok", false);
        body.putObject("error")
                .put("code", "BAD_VALUE")
                .put(
                        "message",
                        "Nothing was imported. " + outcome.refused().get(0).problem()
                                + (rows > 1 ? "; and " + (rows - 1) + " more, see refused" : ""));
        return Reply.json(400, body.toString());
    }

    private static ObjectNode product(Product product) {
        return JSON.createObjectNode()
                .put("id", product.id())
                .put("barcode", product.barcode())
                .put("name", product.name())
                .put("nameAr", product.nameAr())
                .put("category", product.category())
                .put("price", product.price().toString())
                .put("unit", product.unit())
                .put("tax", product.tax().code())
                .put("taxProfile", product.taxProfile());
    }

    private static ObjectNode taxProfiles(List<TaxProfile> profiles) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode list = all.putArray("taxProfiles");
        for (TaxProfile profile : profiles) {
            list.addObject()
                    .put("id", profile.id())
                    .put("name", profile.name())
                    .put("nameAr", profile.nameAr())
                    .put("category", profile.category().code())
                    .put("exemptionCode", profile.exemptionCode())
                    .put("exemptionText", profile.exemptionText())
                    .put("exemptionTextAr", profile.exemptionTextAr())
                    .put("active", profile.active());
        }
        return all;
    }

    private static String wanted(Asked asked, String name) {
        String value = asked.query().get(name);
        if (value == null || value.isEmpty()) {
            throw new RelayException("The parameter \"" + name + "\" is missing; add ?" + name + "=" + example(name));
        }
        return value;
    }

    private static boolean isApproved(Asked asked) {
        String decision = wanted(asked, "decision");
        if (!decision.equals("approve") && !decision.equals("refuse")) {
            throw new RelayException("The parameter \"decision\" is \"" + decision + "\"; give approve or refuse");
        }
        return decision.equals("approve");
    }

    private static String example(String name) {
        return switch (name) {
            case "account" -> "gift:6300123";
            case "amount" -> "100.00";
            case "decision" -> "approve";
            case "minVersion" -> "2";
            case "id" -> "the id from the list";
            default -> "S001";
        };
    }

    private static @Nullable Instant since(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            Instant since =
                    ZonedDateTime.parse(text.replace(' ', '+')).toInstant(); // an unescaped + arrives as a blank
            if (since.isBefore(Instant.EPOCH) || since.isAfter(LATEST_SINCE)) {
                throw new DateTimeException("out of the years that there are sales in");
            }
            return since;
        } catch (DateTimeException e) {
            throw new RelayException(
                    "The parameter \"since\" is \"" + text
                            + "\"; give a time with zone like 2026-11-24T09:30:00Z, from 1970 to 9999",
                    e);
        }
    }

    private static Reply json(Object value) {
        return Reply.json(200, text(value));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError("An answer can't be written", e);
        }
    }
}
