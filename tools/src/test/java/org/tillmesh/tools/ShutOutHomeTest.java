package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildProgram;

/** What a till sold after it was shut out comes home by a person's decision, once, and counts alike everywhere. */
class ShutOutHomeTest {
    private static final String CODE = "6281000000014";

    @TempDir
    Path dir;

    private HeadOffice office;
    private PipedTill gone;
    private PipedTill other;

    @BeforeEach
    void open() throws Exception {
        office = new HeadOffice(dir);
        office.ok("POST", "products", "id,barcode,name,price\nA1," + CODE + ",Dates,10.00\n");
        gone = office.till("gone");
        gone.choosePin("cashier", "1111", "2468");
        gone.choosePin("manager", "999999", "135790");
        other = office.till("other");
        gone.ok("login", "user", "cashier", "pin", "2468");
        Await.that("the product is known", 20, () -> !gone.ok("search", "text", "Dates")
                .path("products")
                .isEmpty());
        gone.ok("shift-open", "float", "100.00");
        gone.sell("before", CODE);
        assertThat(gone.ok("sync", "mode", "push").path("left").asInt()).isZero();
        office.relay().revoke("S001-T01");
        Await.that("the till heard of it", 20, () -> !gone.ok("status")
                .path("shutOut")
                .isNull());
        gone.sell("after-1", CODE);
        gone.sell("after-2", CODE, CODE);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private String export() throws Exception {
        Path file = dir.resolve("unsent-" + System.nanoTime() + ".json");
        gone.ok("export-unsent", "file", file.toString(), "approve", "135790");
        return Files.readString(file);
    }

    private int countAtOffice() throws Exception {
        return office.ok("GET", "sales?store=S001", "").path("count").asInt();
    }

    @Test
    void it_is_listed_taken_up_to_a_receipt_then_wholly_and_never_twice() throws Exception {
        String file = export();
        assertThat(office.ok("GET", "shut-out", "")
                        .path("tills")
                        .get(0)
                        .path("till")
                        .asText())
                .isEqualTo("S001-T01");
        JsonNode has = office.ok("POST", "shut-out?decision=preview", file);
        assertThat(has.path("sales").findValuesAsText("receipt")).containsExactly("S001-T01-000002", "S001-T01-000003");
        assertThat(has.path("sales").findValuesAsText("total")).containsExactly("10.00", "20.00");
        assertThat(countAtOffice()).isEqualTo(1);

        JsonNode taken = office.ok("POST", "shut-out?decision=accept&upTo=S001-T01-000002&reason=paid", file);
        assertThat(taken.path("taken").asInt()).isPositive();
        assertThat(countAtOffice()).isEqualTo(2);
        Await.that(
                "the other till counts it too",
                30,
                () -> other.ok("sales").path("count").asInt() == 2);

        office.ok("POST", "shut-out?decision=accept&reason=all%20paid", file);
        assertThat(countAtOffice()).isEqualTo(3);
        JsonNode again = office.ok("POST", "shut-out?decision=accept&reason=again", file);
        assertThat(again.path("taken").asInt()).isZero();
        assertThat(again.path("records").asInt()).isZero();
        assertThat(countAtOffice()).isEqualTo(3);
        Await.that(
                "the other till counts all",
                30,
                () -> other.ok("sales").path("count").asInt() == 3);
        other.choosePin("cashier", "2468", "8642");
        other.ok("login", "user", "cashier", "pin", "8642");
        Await.that("both have one state", 30, () -> digest(other).equals(digestAtOffice()));
        assertThat(other.ok("exceptions").path("exceptions").findValuesAsText("kind"))
                .doesNotContain("CHAIN_GAP", "FORK", "UNAUTHORISED");
        JsonNode told = office.ok("GET", "audit?store=office&kind=shut-out", "").path("events");
        assertThat(told.findValuesAsText("about").toString()).contains("all paid", "upTo=S001-T01-000002");
    }

    @Test
    void where_the_company_wants_it_a_till_that_is_shut_out_sells_no_more_and_finishes_what_is_paid() throws Exception {
        office.refused("POST", "settings", "{\"id\":\"company\",\"shutOutSells\":\"no\"}");
        assertThat(office.ok("POST", "settings", "{\"id\":\"company\",\"shutOutSells\":false}")
                        .path("shutOutSells")
                        .asBoolean(true))
                .isFalse();
        other.choosePin("cashier", "2468", "8642");
        other.ok("login", "user", "cashier", "pin", "8642");
        other.ok("shift-open", "float", "100.00");
        other.ok("sync", "mode", "soft");
        String receipt = other.sell("one", CODE).path("receipt").asText();
        other.ok("scan", "code", CODE);
        other.ok("tender", "kind", "cash", "amount", "10.00");
        office.relay().revoke("S001-T02");
        Await.that("the till heard of it", 20, () -> !other.ok("status")
                .path("shutOut")
                .isNull());
        other.ok("complete", "key", "two");
        other.ok("scan", "code", CODE);
        assertThat(other.refused("POLICY", "tender", "kind", "cash", "amount", "10.00"))
                .contains("S001-T02");
        other.refused(
                "POLICY", "return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "x");
        gone.sell("may", CODE);
        assertThat(countAtOffice()).isEqualTo(2);
    }

    private static String digest(PipedTill till) {
        return till.ok("digest")
                .path("scopes")
                .path("store:S001")
                .path("digest")
                .asText();
    }

    private String digestAtOffice() {
        try {
            return office.ok("GET", "sales?store=S001", "").path("digest").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void it_is_refused_with_a_reason_that_is_kept_and_can_be_taken_later() throws Exception {
        String file = export();
        assertThat(office.refused("POST", "shut-out?decision=refuse", file)
                        .path("messageAr")
                        .asText())
                .contains("السبب");
        office.ok("POST", "shut-out?decision=refuse&reason=stolen", file);
        assertThat(countAtOffice()).isEqualTo(1);
        JsonNode told = office.ok("GET", "audit?store=office&kind=shut-out", "").path("events");
        assertThat(told).hasSize(1);
        assertThat(told.get(0).path("about").asText()).contains("refuse", "stolen");
        gone.sell("after-3", CODE);
        String later = export();
        office.ok("POST", "shut-out?decision=accept&reason=found", later);
        assertThat(countAtOffice()).isEqualTo(4);
    }

    @Test
    void what_the_tills_key_does_not_vouch_for_or_does_not_follow_is_not_taken() throws Exception {
        String file = export();
        ObjectNode whole = (ObjectNode) ChildProgram.JSON.readTree(file);
        ObjectNode unsealed = whole.deepCopy();
        unsealed.putArray("seals");
        refused(unsealed, "signature");
        ObjectNode gap = whole.deepCopy();
        ((ArrayNode) gap.path("changeSets")).remove(0);
        refused(gap, "export at the till again");
        ObjectNode cut = whole.deepCopy();
        ((ArrayNode) cut.path("changeSets")).remove(cut.path("changeSets").size() - 1);
        refused(cut, "signature");
        ObjectNode altered = whole.deepCopy();
        byte[] bytes = altered.path("changeSets").get(0).path("bytes").binaryValue();
        bytes[bytes.length / 2] ^= 1;
        ((ObjectNode) altered.path("changeSets").get(0)).put("bytes", bytes);
        refused(altered, "");
        refused(ChildProgram.JSON.createObjectNode(), "format");
        assertThat(office.refused("POST", "shut-out?decision=accept&reason=x", "no json")
                        .path("messageAr")
                        .asText())
                .isNotEmpty();
        assertThat(office.refused("POST", "shut-out?decision=accept&reason=x&upTo=S001-T01-000099", file)
                        .path("message")
                        .asText())
                .contains("S001-T01-000099");
        office.refused("POST", "shut-out?decision=maybe&reason=x", file);
        Path own = dir.resolve("own.json");
        other.ok("link", "state", "down");
        HeadOffice.awaitOnline(other, false);
        other.ok("login", "user", "cashier", "pin", "2468");
        other.ok("shift-open", "float", "1.00");
        other.ok("export-unsent", "file", own.toString(), "approve", "135790");
        assertThat(office.refused("POST", "shut-out?decision=preview", Files.readString(own))
                        .path("message")
                        .asText())
                .contains("S001-T02");
        assertThat(countAtOffice()).isEqualTo(1);
    }

    private void refused(JsonNode file, String why) throws Exception {
        assertThat(office.refused("POST", "shut-out?decision=accept&reason=x", file.toString())
                        .path("message")
                        .asText())
                .contains(why);
    }
}
