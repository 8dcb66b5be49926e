package org.tillmesh.app;

import java.awt.event.KeyEvent;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.login.ApprovalPanel;
import org.tillmesh.app.login.ApprovalPresenter;
import org.tillmesh.app.login.NewPinPanel;
import org.tillmesh.app.login.NewPinPresenter;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.sale.Side;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.RelaySetup;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.NewCustomer;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.PeopleRefusal;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;

/** A shop in which everything that bears a name bears the same one, and its window at every screen. */
final class Filled {
    private static final int MANY = 60;
    static final String PIN = "246813";
    static final String MANAGER_PIN = "357924";
    private static final String COMPANY =
            """
            {"company": {"name": "NAME", "nameAr": "NAME", "vatNumber": "399999999900003",
              "crn": "1010999999", "street": "Palm Street", "building": "1234", "district": "Al Olaya", "city": "Riyadh",
              "postalCode": "12211"},
             "stores": [{"id": "S001", "name": "NAME", "nameAr": "NAME", "tills": ["T01"]}],
             "categories": [CATEGORIES],
             "users": [USERS]}
            """;

    private static final List<Desk.Place> ROOMS = List.of(
            Desk.Place.RECEIPTS,
            Desk.Place.CUSTOMERS,
            Desk.Place.STOCK,
            Desk.Place.LOW_STOCK,
            Desk.Place.ORDERS,
            Desk.Place.SHEETS,
            Desk.Place.TRANSFERS,
            Desk.Place.TODAY,
            Desk.Place.ME,
            Desk.Place.DIAGNOSTICS);

    private Filled() {}

    /** A window at the login of an activated till with sixty users, products, parked carts and lines in the cart. */
    static Lab lab(Path dir, Language language, String name) throws Exception {
        Files.createDirectories(dir);
        Path folder = dir.resolve("relay");
        String written = name.replace("\"", "\\\"");
        String company = COMPANY.replace("USERS", users(written))
                .replace("CATEGORIES", categories(written))
                .replace("NAME", written);
        String token = RelaySetup.run(folder, Files.writeString(dir.resolve("company.json"), company))
                .token();
        Relay relay = Relay.open(new Relay.Options(folder, 0, 0, false));
        String taken = post(relay, token, "products", "text/csv", products(name.replace("\"", "\"\"")));
        if (!taken.contains("\"imported\":" + MANY)) {
            throw new AssertionError("The products were not taken: " + taken);
        }
        String called = "\"name\":\"" + written + "\",\"nameAr\":\"" + written + "\"";
        post(relay, token, "suppliers", "application/json", "{\"id\":\"dairy\"," + called + "}");
        post(
                relay,
                token,
                "orders",
                "application/json",
                "{\"store\":\"S001\",\"supplier\":\"dairy\",\"lines\":[{\"product\":\"p0\",\"qty\":\"8\",\"cost\":\"11.00\"}]}");
        var options = new TillOptions(dir.resolve("till"), false, null, null, null, List.of(), 0);
        try (Till fresh = Till.open(options)) {
            fresh.activate("127.0.0.1:" + relay.ready().port(), relay.newCode("S001"), (done, total) -> {});
        }
        Till till = Till.open(options);
        Tour.await("the products are here", () -> !till.counter().search("", 1).isEmpty());
        Tour.await("head office is there", () -> till.links().status().online());
        till.people().login(new UserId("manager"), "111112");
        till.people().changePin("111112", MANAGER_PIN);
        till.people().login(new UserId("cashier"), "111111");
        till.people().changePin("111111", PIN); // head office's own lets nobody sell
        till.backroom().openShift(Money.sar(9_999_999));
        for (int i = 0; i < 12; i++) {
            sell(till, 1);
            till.counter().park(name);
        }
        till.counter()
                .newCustomer(
                        new NewCustomer(
                                name,
                                "0512345678",
                                "399999999700003",
                                null,
                                List.of(),
                                Map.of(
                                        "street",
                                        name,
                                        "district",
                                        name,
                                        "city",
                                        name,
                                        "building",
                                        "1234",
                                        "postalCode",
                                        "12345")),
                        null);
        sell(till, 5);
        till.counter().tender(TenderKind.CASH, till.counter().cart().total(), null);
        till.counter().complete(null);
        sell(till, MANY);
        till.counter()
                .attachCustomer(
                        till.counter().findCustomers("0512345678").get(0).id());
        return Lab.on(till, language, false).with(relay);
    }

    private static void sell(Till till, int lines) {
        for (int i = 0; i < lines; i++) {
            till.counter().scan(barcode(i), null, null);
        }
    }

    private static String users(String name) {
        var users = new StringBuilder();
        for (int i = 0; i < MANY; i++) {
            String id = i == 0 ? "cashier" : i == 1 ? "manager" : "user" + i;
            String role = i == 1 ? "manager" : "cashier";
            users.append(i == 0 ? "" : ",")
                    .append("{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"nameAr\":\"" + name + "\",\"role\":\""
                            + role + "\",\"pin\":\"" + (111_111 + i) + "\",\"stores\":[\"S001\"]}");
        }
        return users.toString();
    }

    private static String categories(String name) {
        var categories = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            categories
                    .append(i == 0 ? "" : ",")
                    .append("{\"id\":\"c" + i + "\",\"name\":\"" + name + "\",\"nameAr\":\"" + name + "\",\"position\":"
                            + i + "}");
        }
        return categories.toString();
    }

    private static String products(String name) {
        var csv = new StringBuilder("id,barcode,name,nameAr,category,price\n");
        for (int i = 0; i < MANY; i++) {
            csv.append("p" + i + "," + barcode(i) + ",\"" + name + "\",\"" + name + "\",c" + i % 9 + ",99999.99\n");
        }
        return csv.toString();
    }

    private static String barcode(int i) {
        String body = String.valueOf(628_100_000_000L + i);
        int sum = 0;
        for (int at = 0; at < body.length(); at++) {
            sum += (body.charAt(at) - '0') * (at % 2 == 0 ? 1 : 3);
        }
        return body + (10 - sum % 10) % 10;
    }

    private static String post(Relay relay, String token, String path, String type, String body) throws Exception {
        try (InputStream pem = Files.newInputStream(Path.of(relay.ready().ca()))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "company", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(relay.ready().url() + "/api/v1/" + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", type + "; charset=utf-8")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .sslContext(context)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            return answer.body();
        }
    }

    /** Goes through every screen and panel and tells each. The shift is closed at the end. */
    static void everywhere(Lab lab, Consumer<String> look) {
        Tour.await("the users are shown", () -> lab.window.login().hasUsers());
        look(look, "login");
        lab.press(KeyEvent.VK_F1);
        look(look, "keys at the login");
        lab.press(KeyEvent.VK_ESCAPE);
        lab.logIn(PIN);
        lab.await(Desk.Place.SALE);
        Tour.await("the cart is shown", () -> lab.window.sale().cart() != null);
        look(look, "sale");
        panel(lab, look, KeyEvent.VK_F1, "keys at the sale");
        panel(lab, look, KeyEvent.VK_F4, "quantity");
        panel(lab, look, KeyEvent.VK_F5, "discount");
        panel(lab, look, KeyEvent.VK_PAGE_DOWN, "line");
        panel(lab, look, KeyEvent.VK_PAGE_UP, "cart");
        String much = lab.window.sale().cart().lines().get(0).name().repeat(3);
        var refused =
                new TillException(PeopleRefusal.NOT_ALONE, Act.PRICE_BY_HAND.with(much, Money.sar(100), Money.sar(50)));
        TillWindow.onSwing(() -> ApprovalPanel.open(
                lab.window, new ApprovalPresenter<>(lab.window, refused, pin -> pin, pin -> {}, why -> {})));
        look(look, "approval");
        lab.press(KeyEvent.VK_ESCAPE);
        TillWindow.onSwing(() -> NewPinPanel.open(
                lab.window, new NewPinPresenter(lab.window, lab.till.people().pinRule(), "1")));
        look(look, "new PIN");
        TillWindow.onSwing(lab.window.overlay()::close);
        lab.press(KeyEvent.VK_F3);
        look(look, "customer");
        Tour.type(lab.window, "0512");
        Tour.settle();
        look(look, "customer found");
        lab.press(KeyEvent.VK_ESCAPE);
        lab.press(KeyEvent.VK_F2);
        Tour.type(lab.window, "62810000");
        Tour.settle();
        look(look, "search");
        Tour.type(lab.window, "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij");
        Tour.settle();
        look(look, "search for much");
        lab.press(KeyEvent.VK_ESCAPE);
        lab.press(KeyEvent.VK_F12);
        look(look, "payment");
        panel(lab, look, KeyEvent.VK_F1, "keys at the payment");
        panel(lab, look, KeyEvent.VK_F5, "invoice");
        Tour.type(lab.window, "1000000");
        lab.pressUntil(
                KeyEvent.VK_ENTER,
                "a part is paid",
                () -> !lab.window.sale().cart().tenders().isEmpty());
        look(look, "a part is paid");
        lab.pressUntil(KeyEvent.VK_ENTER, "all is paid", () -> lab.window.sale().side() == Side.DONE);
        look(look, "paid");
        lab.pressUntil(
                KeyEvent.VK_ENTER,
                "the next sale begins",
                () -> lab.window.sale().side() == Side.KEYS);
        lab.press(KeyEvent.VK_F6);
        lab.await(Desk.Place.PARKED);
        look(look, "parked");
        lab.press(KeyEvent.VK_ESCAPE);
        lab.press(KeyEvent.VK_F7);
        lab.await(Desk.Place.RETURN);
        look(look, "return");
        Tour.type(lab.window, "S001-T01-000002");
        lab.press(KeyEvent.VK_ENTER);
        Tour.settle();
        look(look, "return of a receipt");
        lab.press(KeyEvent.VK_ESCAPE);
        lab.press(KeyEvent.VK_F10);
        lab.await(Desk.Place.MENU);
        look(look, "menu");
        for (Desk.Place room : ROOMS) {
            TillWindow.onSwing(() -> lab.window.show(room));
            lab.await(room);
            if (lab.window.overlay().isOpen()) {
                look(look, "approval at " + room);
                Tour.type(lab.window, MANAGER_PIN);
                lab.press(KeyEvent.VK_ENTER);
            }
            look(look, room.name());
            forms(lab, look, room);
        }
        TillWindow.onSwing(() -> lab.window.show(Desk.Place.SYNC));
        lab.await(Desk.Place.SYNC);
        look(look, "sync");
        TillWindow.onSwing(() -> lab.window.show(Desk.Place.MENU));
        lab.await(Desk.Place.MENU);
        lab.press(KeyEvent.VK_F9);
        lab.await(Desk.Place.INVOICES);
        look(look, "invoices");
        lab.press(KeyEvent.VK_ESCAPE);
        lab.press(KeyEvent.VK_F11);
        look(look, "lock");
        lab.logIn(PIN);
        lab.await(Desk.Place.SALE);
        lab.press(KeyEvent.VK_F8);
        lab.await(Desk.Place.SHIFT);
        Tour.type(lab.window, "99999.99");
        lab.press(KeyEvent.VK_ENTER);
        Tour.await("it asks", () -> lab.window.overlay().isOpen());
        look(look, "shift's end");
        lab.press(KeyEvent.VK_ENTER);
        Tour.await("the shift is closed", () -> lab.till.links().status().shift() == null);
        look(look, "shift's result");
    }

    /** Every form that a key of the room opens. */
    private static void forms(Lab lab, Consumer<String> look, Desk.Place room) {
        for (int key : new int[] {KeyEvent.VK_F2, KeyEvent.VK_F3, KeyEvent.VK_F5, KeyEvent.VK_ENTER}) {
            if (lab.window.place() == room && room != Desk.Place.MENU) {
                boolean leads = room == Desk.Place.ME && key != KeyEvent.VK_F3
                        || room == Desk.Place.CUSTOMERS && key == KeyEvent.VK_ENTER;
                if (!leads) {
                    lab.press(key);
                    if (lab.window.overlay().isOpen()) {
                        look(look, room + " form " + KeyEvent.getKeyText(key));
                        lab.press(KeyEvent.VK_ESCAPE);
                    }
                }
            }
        }
    }

    private static void panel(Lab lab, Consumer<String> look, int key, String where) {
        lab.press(key);
        look(look, where);
        lab.press(KeyEvent.VK_ESCAPE);
    }

    private static void look(Consumer<String> look, String where) {
        Tour.settle();
        look.accept(where);
    }
}
