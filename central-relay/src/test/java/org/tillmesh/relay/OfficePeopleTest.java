package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People of head office in a browser without scripts: made, let in, kept out. */
class OfficePeopleTest {
    private static final String PASSWORD = "palm-court-lantern";
    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("class=\"typed\">([A-Za-z0-9_-]{43})<");

    @TempDir
    Path dir;

    private String token = "";
    private Relay relay;
    private HttpClient client;

    @BeforeEach
    void aCompany() throws Exception {
        String company = RelayTest.COMPANY.replace(
                "\"tills\": [\"T01\", \"T02\"]}]",
                "\"tills\": [\"T01\", \"T02\"]}, {\"id\": \"S002\", \"name\": \"Corniche\", \"nameAr\": \"الكورنيش\", \"tills\": [\"T01\"]}]");
        token = RelaySetup.run(dir.resolve("relay"), Files.writeString(dir.resolve("company.json"), company))
                .token();
        start();
    }

    private void start() throws Exception {
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, false));
        try (InputStream pem = Files.newInputStream(dir.resolve("relay/ca.pem"))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        }
    }

    @AfterEach
    void end() {
        relay.close();
    }

    // ---- a browser

    private final class Browser {
        private final Map<String, String> cookies = new TreeMap<>();
        private String language = "en";

        HttpResponse<String> get(String path) throws Exception {
            return send(HttpRequest.newBuilder(URI.create(relay.ready().url() + path)));
        }

        HttpResponse<String> post(String path, String... fields) throws Exception {
            var body = new ArrayList<String>();
            for (int i = 0; i < fields.length; i += 2) {
                body.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
            }
            return send(HttpRequest.newBuilder(URI.create(relay.ready().url() + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", relay.ready().url())
                    .POST(HttpRequest.BodyPublishers.ofString(String.join("&", body))));
        }

        /** A form as the page at an address has it. */
        HttpResponse<String> fill(String page, String action, String... fields) throws Exception {
            var all = new ArrayList<>(List.of("proof", proof(page)));
            all.addAll(List.of(fields));
            return post(action, all.toArray(String[]::new));
        }

        String proof(String page) throws Exception {
            Matcher found = PROOF.matcher(get(page).body());
            assertThat(found.find()).as("a form at " + page).isTrue();
            return found.group(1);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            var all = new ArrayList<>(List.of("lang=" + language));
            cookies.forEach((name, value) -> all.add(name + "=" + value));
            HttpResponse<String> answer = client.send(
                    request.header("Cookie", String.join("; ", all)).build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().firstValue("set-cookie").ifPresent(set -> {
                String pair = set.substring(0, set.indexOf(';'));
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            });
            return answer;
        }

        void login(String user, String password) throws Exception {
            assertThat(post("/login", "user", user, "password", password).statusCode())
                    .isEqualTo(303);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").orElse("");
    }

    private Browser administrator() throws Exception {
        var browser = new Browser();
        assertThat(location(browser.post("/login", "token", token))).isEqualTo("/setup");
        HttpResponse<String> made =
                browser.fill("/setup", "/setup", "id", "mona", "name", "Mona", "password", PASSWORD, "again", PASSWORD);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        return browser;
    }

    private HttpResponse<String> api(String method, String path, String bearer, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(relay.ready().url() + "/api/v1/" + path))
                .header("Authorization", "Bearer " + bearer)
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    // ---- the first morning

    @Test
    void whoever_holds_the_first_token_makes_an_administrator_before_anything_else() throws Exception {
        var browser = new Browser();
        assertThat(location(browser.post("/login", "token", token))).isEqualTo("/setup");
        assertThat(browser.get("/").body()).contains("action=\"/setup\"");
        assertThat(location(browser.get("/sales"))).isEqualTo("/setup");
        assertThat(browser.fill("/setup", "/setup", "id", "mona", "name", "Mona", "password", "short", "again", "short")
                        .body())
                .contains("too short");
        browser.language = "ar";
        assertThat(browser.fill("/setup", "/setup", "id", "api", "name", "منى", "password", PASSWORD, "again", PASSWORD)
                        .body())
                .contains("مأخوذ", "منى");
        browser.language = "en";
        HttpResponse<String> made =
                browser.fill("/setup", "/setup", "id", "mona", "name", "Mona", "password", PASSWORD, "again", PASSWORD);
        assertThat(location(made)).startsWith("/me");
        assertThat(browser.get("/me").body()).contains("mona");
        assertThat(browser.get("/people").body()).contains("Mona");
        assertThat(location(browser.get("/setup"))).as("only once").isEqualTo("/");
        assertThat(api("GET", "audit?kind=setup", token).body())
                .contains("setup-post")
                .doesNotContain(PASSWORD);
    }

    @Test
    void a_password_outlives_a_restart_and_wrong_ones_let_wait() throws Exception {
        administrator();
        relay.close();
        start();
        var browser = new Browser();
        assertThat(browser.post("/login", "user", "nobody", "password", PASSWORD)
                        .statusCode())
                .isEqualTo(403);
        for (int i = 0; i < 5; i++) {
            assertThat(browser.post("/login", "user", "mona", "password", "wrong-" + i)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(browser.post("/login", "user", "mona", "password", PASSWORD).statusCode())
                .as("the right one, at once after five wrong ones")
                .isEqualTo(429);
        Thread.sleep(1_100);
        browser.login("mona", PASSWORD);
        assertThat(browser.get("/").body()).contains("aria-current");
    }

    // ---- forged

    @Test
    void a_form_without_the_session_s_secret_changes_nothing() throws Exception {
        Browser browser = administrator();
        String[] sara = {"id", "sara", "name", "Sara", "password", PASSWORD, "role", "viewer", "active", "on"};
        assertThat(browser.post("/person", sara).statusCode()).isEqualTo(403);
        var guessed = new ArrayList<>(List.of(sara));
        guessed.addAll(List.of("proof", "guessed"));
        assertThat(browser.post("/person", guessed.toArray(String[]::new)).statusCode())
                .isEqualTo(403);
        assertThat(browser.get("/people").body()).doesNotContain("Sara");
        assertThat(browser.fill("/person", "/person", sara).statusCode()).isEqualTo(303);
        assertThat(browser.get("/people").body()).contains("Sara");
    }

    @Test
    void a_script_of_the_console_proves_itself_to_the_api() throws Exception {
        Browser browser = administrator();
        String cookie = "tillmesh=" + browser.cookies.get("tillmesh");
        String proof = browser.proof("/me");
        HttpRequest.Builder change = HttpRequest.newBuilder(
                        URI.create(relay.ready().url() + "/api/v1/settings"))
                .header("Cookie", cookie)
                .header("Origin", relay.ready().url())
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"company\",\"cashierDiscountMax\":20}"));
        assertThat(client.send(change.build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        assertThat(client.send(change.header("X-Proof", proof).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(api("GET", "audit?kind=settings", token).body()).contains("\"user\":\"mona\"");
    }

    // ---- rights

    @Test
    void who_has_not_the_right_sees_and_changes_nothing() throws Exception {
        Browser mona = administrator();
        assertThat(mona.fill(
                                "/person",
                                "/person",
                                "id",
                                "sara",
                                "name",
                                "Sara",
                                "password",
                                PASSWORD,
                                "role",
                                "branch-manager",
                                "store.S001",
                                "on",
                                "active",
                                "on")
                        .statusCode())
                .isEqualTo(303);
        var sara = new Browser();
        sara.login("sara", PASSWORD);
        assertThat(sara.get("/").body()).doesNotContain("href=\"/people\"").contains("href=\"/sales\"");
        assertThat(sara.get("/people").statusCode()).isEqualTo(403);
        assertThat(sara.get("/sales?store=S001").statusCode()).isEqualTo(200);
        assertThat(sara.get("/sales?store=S002").statusCode()).isEqualTo(400);
        assertThat(sara.get("/api/v1/sales?store=S001").statusCode()).isEqualTo(200);
        assertThat(sara.get("/api/v1/sales?store=S002").statusCode()).isEqualTo(403);
        assertThat(sara.get("/api/v1/settings").statusCode()).isEqualTo(403);
        assertThat(sara.get("/api/v1/dashboard").body()).contains("S001").doesNotContain("S002");
        assertThat(sara.get("/api/v1/tills").body()).contains("S001-T01").doesNotContain("S002");
        assertThat(sara.fill("/me", "/product", "id", "A1", "name", "Dates", "price", "1.00")
                        .statusCode())
                .isEqualTo(403);
        assertThat(sara.fill("/me", "/tills/code", "store", "S001").statusCode())
                .isEqualTo(403);
        assertThat(mona.fill(
                                "/person?id=sara",
                                "/person",
                                "id",
                                "sara",
                                "known",
                                "yes",
                                "name",
                                "Sara",
                                "role",
                                "branch-manager",
                                "store.S001",
                                "on")
                        .statusCode())
                .isEqualTo(303);
        assertThat(sara.get("/api/v1/sales?store=S001").statusCode())
                .as("who left")
                .isEqualTo(401);
    }

    @Test
    void the_last_administrator_stays_and_nobody_gives_more_than_they_have() throws Exception {
        Browser mona = administrator();
        assertThat(mona.fill(
                                "/person?id=mona",
                                "/person",
                                "id",
                                "mona",
                                "known",
                                "yes",
                                "name",
                                "Mona",
                                "role",
                                "viewer",
                                "active",
                                "on")
                        .body())
                .contains("administrator first");
        mona.fill(
                "/person",
                "/person",
                "id",
                "noor",
                "name",
                "Noor",
                "password",
                PASSWORD,
                "role",
                "custom",
                "right.office-write",
                "on",
                "active",
                "on");
        var noor = new Browser();
        noor.login("noor", PASSWORD);
        assertThat(noor.fill(
                                "/person",
                                "/person",
                                "id",
                                "omar",
                                "name",
                                "Omar",
                                "password",
                                PASSWORD,
                                "role",
                                "administrator",
                                "active",
                                "on")
                        .body())
                .contains("they have not themselves");
        assertThat(noor.fill(
                                "/person?id=mona",
                                "/person",
                                "id",
                                "mona",
                                "known",
                                "yes",
                                "name",
                                "Mona",
                                "password",
                                "another-long-word",
                                "role",
                                "administrator",
                                "active",
                                "on")
                        .body())
                .contains("they have not themselves");
        assertThat(noor.fill(
                                "/person",
                                "/person",
                                "id",
                                "omar",
                                "name",
                                "Omar",
                                "password",
                                PASSWORD,
                                "role",
                                "custom",
                                "right.office",
                                "on",
                                "active",
                                "on")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_new_password_ends_the_other_sessions() throws Exception {
        Browser here = administrator();
        var elsewhere = new Browser();
        elsewhere.login("mona", PASSWORD);
        assertThat(here.fill(
                                "/me",
                                "/me/password",
                                "now",
                                "wrong",
                                "password",
                                "another-long-word",
                                "again",
                                "another-long-word")
                        .body())
                .contains("is not right");
        assertThat(here.fill(
                                "/me",
                                "/me/password",
                                "now",
                                PASSWORD,
                                "password",
                                "another-long-word",
                                "again",
                                "another-long-word")
                        .statusCode())
                .isEqualTo(303);
        assertThat(here.get("/api/v1/dashboard").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/api/v1/dashboard").statusCode()).isEqualTo(401);
    }

    // ---- second factor

    @Test
    void with_a_second_factor_the_password_alone_opens_nothing() throws Exception {
        Browser mona = administrator();
        String page = mona.get("/me/second-factor").body();
        Matcher secret = Pattern.compile("name=\"secret\" value=\"([^\"]+)\"").matcher(page);
        Matcher proof = PROOF.matcher(page);
        assertThat(secret.find() && proof.find()).isTrue();
        String held = secret.group(1).replace("&#61;", "=");
        assertThat(mona.post("/me/second-factor", "proof", proof.group(1), "secret", held, "code", "000000x")
                        .body())
                .contains("code is not right");
        String code = OneTimeCodes.now(java.util.Base64.getUrlDecoder().decode(held));
        assertThat(mona.post("/me/second-factor", "proof", proof.group(1), "secret", held, "code", code)
                        .statusCode())
                .isEqualTo(303);
        var again = new Browser();
        assertThat(again.post("/login", "user", "mona", "password", PASSWORD).statusCode())
                .isEqualTo(403);
        assertThat(again.post("/login", "user", "mona", "password", PASSWORD, "code", code).statusCode())
                .as("a code that was taken before")
                .isEqualTo(403);
        String next = OneTimeCodes.next(java.util.Base64.getUrlDecoder().decode(held));
        assertThat(again.post("/login", "user", "mona", "password", PASSWORD, "code", next).statusCode())
                .isEqualTo(303);
        assertThat(mona.fill("/me", "/me/second-factor/end").statusCode()).isEqualTo(303);
        new Browser().login("mona", PASSWORD);
    }

    // ---- tokens

    @Test
    void a_token_may_what_it_is_for_until_it_is_revoked() throws Exception {
        Browser mona = administrator();
        HttpResponse<String> made = mona.fill(
                "/tokens",
                "/tokens",
                "name",
                "Till reports",
                "days",
                "30",
                "role",
                "custom",
                "right.sales",
                "on",
                "store.S001",
                "on");
        Matcher found = TOKEN.matcher(made.body());
        assertThat(found.find()).as(made.body()).isTrue();
        String own = found.group(1);
        assertThat(api("GET", "sales?store=S001", own).statusCode()).isEqualTo(200);
        assertThat(api("GET", "sales?store=S002", own).statusCode()).isEqualTo(403);
        assertThat(api("GET", "users", own).body()).contains("FORBIDDEN", "staff", "messageAr");
        assertThat(api("POST", "escrow?account=gift:6300123&amount=5.00", own).statusCode())
                .isEqualTo(403);
        assertThat(mona.fill("/tokens", "/tokens", "name", "x", "days", "٣٠", "role", "viewer")
                        .body())
                .contains("from 1 to 730");
        Matcher id = Pattern.compile("name=\"id\" value=\"([0-9a-f]{8})\"")
                .matcher(mona.get("/tokens").body());
        assertThat(id.find()).isTrue();
        assertThat(mona.fill("/tokens", "/tokens/revoke", "id", id.group(1)).statusCode())
                .isEqualTo(303);
        assertThat(api("GET", "sales?store=S001", own).statusCode()).isEqualTo(401);
        assertThat(api("GET", "sales?store=S001", token).statusCode())
                .as("the first one")
                .isEqualTo(200);
        assertThat(mona.fill("/tokens", "/tokens/first/end").statusCode()).isEqualTo(303);
        assertThat(api("GET", "sales?store=S001", token).statusCode()).isEqualTo(401);
    }

    // ---- pages and answers

    @Test
    void staff_products_and_codes_are_made_by_plain_forms() throws Exception {
        Browser mona = administrator();
        assertThat(mona.fill(
                                "/staff-member",
                                "/staff-member",
                                "id",
                                "huda",
                                "name",
                                "Huda",
                                "role",
                                "cashier",
                                "pin",
                                "4321",
                                "active",
                                "on",
                                "store.S001",
                                "on")
                        .statusCode())
                .isEqualTo(303);
        assertThat(mona.get("/staff").body()).contains("Huda");
        assertThat(mona.fill(
                                "/product",
                                "/product",
                                "id",
                                "A1",
                                "name",
                                "Dates <b>",
                                "price",
                                "12.50",
                                "unit",
                                "PCE",
                                "tax",
                                "S15",
                                "active",
                                "yes",
                                "ageLimit",
                                "0",
                                "barcode",
                                "",
                                "nameAr",
                                "",
                                "category",
                                "")
                        .statusCode())
                .isEqualTo(303);
        assertThat(mona.get("/products").body())
                .contains("Dates &lt;b&gt;", "12.50")
                .doesNotContain("Dates <b>");
        assertThat(mona.fill(
                                "/product?id=A1",
                                "/product",
                                "id",
                                "A1",
                                "was.name",
                                "Dates <b>",
                                "name",
                                "Dates <b>",
                                "was.price",
                                "12.50",
                                "price",
                                "x")
                        .body())
                .contains("role=\"alert\"");
        assertThat(mona.get("/products?format=csv").body()).contains("\"Dates <b>\"");
        assertThat(mona.fill("/tills/code", "/tills/code", "store", "S001").body())
                .containsPattern("class=\"typed\">[0-9A-Z-]{16,}<");
        assertThat(mona.fill("/price-list", "/price-list", "id", "ramadan", "name", "Ramadan", "active", "true", "product",
                                "A1", "price", "10.00")
                        .statusCode())
                .isEqualTo(303);
        assertThat(mona.fill("/price-list?id=ramadan", "/price-list", "id", "ramadan", "known", "yes", "name", "Ramadan",
                                "active", "true", "until", "yesterday")
                        .body())
                .contains("yesterday");
        assertThat(mona.get("/price-list?id=ramadan").body()).contains("10.00");
        assertThat(mona.fill("/promotion", "/promotion", "id", "eid", "name", "Eid", "active", "true", "kind", "percent",
                                "much", "10", "products", "A1")
                        .statusCode())
                .isEqualTo(303);
        assertThat(mona.get("/promotions").body()).contains("Percent off 10%");
        assertThat(mona.fill("/promotion?id=eid", "/promotion/remove", "id", "eid").statusCode())
                .isEqualTo(303);
        assertThat(mona.get("/promotions").body()).doesNotContain("Percent off 10%");
        assertThat(mona.fill("/money/put", "/money/put", "kind", "gift", "holder", "6300123", "amount", "50.00", "key", "k1")
                        .statusCode())
                .isEqualTo(303);
        assertThat(mona.get("/money?kind=gift&holder=6300123").body()).contains("50.00");
        assertThat(mona.fill("/money/put", "/money/put", "kind", "gift", "holder", "6300123", "amount", "-5", "key", "k2")
                        .statusCode())
                .isEqualTo(400);
        assertThat(mona.get("/nothing").statusCode()).isEqualTo(404);
        for (String page : List.of("/sales", "/tills", "/requests", "/money", "/price-lists", "/promotions", "/people", "/tokens", "/me", "/staff?q=%D9%A3", "/products?page=99")) {
            mona.language = "ar";
            assertThat(mona.get(page).body()).as(page).contains("dir=\"rtl\"").doesNotContain("{{");
            mona.language = "en";
            assertThat(mona.get(page).statusCode()).as(page).isEqualTo(200);
        }
    }

    @Test
    void an_answer_has_a_tag_and_is_sent_once_and_compressed() throws Exception {
        HttpResponse<String> first = api("GET", "openapi.json", token);
        String tag = first.headers().firstValue("etag").orElseThrow();
        HttpResponse<String> again = api("GET", "openapi.json", token, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpRequest small = HttpRequest.newBuilder(URI.create(relay.ready().url() + "/api/v1/openapi.json"))
                .header("Authorization", "Bearer " + token)
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<InputStream> packed = client.send(small, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(packed.headers().firstValue("content-encoding")).contains("gzip");
        try (InputStream in = new GZIPInputStream(packed.body())) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(first.body());
        }
        assertThat(first.body()).contains("\"x-right\":\"sales\"", "Refused403");
    }
}
