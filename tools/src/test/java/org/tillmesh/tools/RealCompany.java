package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.ChildRelay;

/** A company that is no demo: its head office as a program of its own, and how its only till gets to work. */
final class RealCompany {
    private static final String COMPANY =
            """
            {"company": {"name": "Rimal Trading (invented)", "nameAr": "شركة الرمال", "vatNumber": "399999999900003",
              "crn": "1010999999", "street": "Palm Street", "building": "1234", "district": "Al Olaya", "city": "Riyadh",
              "postalCode": "12211"},
             "stores": [{"id": "S001", "name": "Olaya", "nameAr": "العليا", "tills": ["T01"]}],
             "users": [{"id": "cashier", "name": "Sara", "role": "cashier", "pin": "1111", "stores": ["S001"]},
              {"id": "manager", "name": "Mona", "role": "manager", "pin": "999999", "stores": ["S001"]}]}
            """;
    private static final String PRODUCTS = "id,barcode,name,price\np1,6281000000014,Water,11.50\n";
    static final String CODE = "6281000000014";
    static final String CASHIER_PIN = "2468";
    static final String MANAGER_PIN = "864202";
    private static final Pattern QR_IN_XML =
            Pattern.compile(">QR<.*?EmbeddedDocumentBinaryObject[^>]*>([^<]+)<", Pattern.DOTALL);

    private RealCompany() {}

    /** Head office in the folder {@code relay}. */
    static ChildRelay relay(Path dir) throws Exception {
        Path folder = dir.resolve("relay");
        JsonNode made = ChildProgram.JSON.readTree(ChildProgram.run(
                        dir.resolve("setup.log"),
                        "relay",
                        "setup",
                        "--data",
                        folder.toString(),
                        "--file",
                        Files.writeString(dir.resolve("company.json"), COMPANY).toString())
                .get(0));
        var relay = new ChildRelay(
                folder, dir.resolve("relay.log"), made.path("token").asText());
        relay.post("/api/v1/products", "text/csv; charset=utf-8", PRODUCTS.getBytes(StandardCharsets.UTF_8));
        return relay;
    }

    static String code(Path dir) throws Exception {
        return ChildProgram.run(
                        dir.resolve("code.log"),
                        "relay",
                        "code",
                        "--data",
                        dir.resolve("relay").toString(),
                        "--store",
                        "S001")
                .get(0)
                .strip();
    }

    /** A till in the folder {@code till}, with a cashier and an open shift, that has sold nothing yet. */
    static PipedTill till(Path dir, ChildRelay relay) throws Exception {
        PipedTill till = PipedTill.empty(dir.resolve("till"));
        till.ok("activate", "relay", "127.0.0.1:" + relay.port(), "code", code(dir));
        Await.that("it is online", 30, () -> till.ok("status").path("online").asBoolean());
        till.choosePin("manager", "999999", MANAGER_PIN);
        till.choosePin("cashier", "1111", CASHIER_PIN);
        login(till);
        till.ok("shift-open", "float", "200.00");
        return till;
    }

    static void login(PipedTill till) {
        till.ok("login", "pin", CASHIER_PIN, "user", "cashier");
    }

    static void goOffline(PipedTill till) throws Exception {
        till.ok("link", "state", "down", "how", "reset");
        Await.that(
                "the link is down", 20, () -> !till.ok("status").path("online").asBoolean());
    }

    /** What is printed on a receipt. */
    static String qr(PipedTill till, String receipt, Path dir) throws IOException {
        Path file = dir.resolve(receipt + ".xml");
        till.ok("invoice", "receipt", receipt, "file", file.toString());
        Matcher found = QR_IN_XML.matcher(Files.readString(file));
        assertThat(found.find()).as("QR in " + file).isTrue();
        return found.group(1).strip();
    }
}
