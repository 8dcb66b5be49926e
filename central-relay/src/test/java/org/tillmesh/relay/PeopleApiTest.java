package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.relay.RelayTest.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.RoleProfile;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;

/** Head office says by its API who works at tills, and what they may do there. */
class PeopleApiTest {
    private static final String COMPANY = RelayTest.COMPANY.replace(
            "\"tills\": [\"T01\", \"T02\"]}",
            "\"tills\": [\"T01\", \"T02\"]}, {\"id\": \"S002\", \"name\": \"Malaz\", \"nameAr\": \"الملز\", \"tills\": [\"T01\"]}");
    private static final String HUDA =
            "{\"name\":\"Huda\",\"nameAr\":\"هدى\",\"role\":\"cashier\",\"stores\":[\"S001\"],\"pin\":\"4321\"}";

    @TempDir
    Path dir;

    private OfficeClient office;

    @BeforeEach
    void aCompany() throws Exception {
        office = new OfficeClient(dir, COMPANY);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private RelayTest.Till till() throws Exception {
        var till = new RelayTest.Till(
                dir.resolve("t1"),
                new HostPort("127.0.0.1", office.relay.ready().port()),
                office.relay.newCode("S001"));
        await("online", till::online);
        return till;
    }

    private static Optional<PinVerifier> pin(RelayTest.Till till, String user) {
        return till.store
                .read(view -> view.state(Scope.branch("S001"), DocType.PIN.ref(user)))
                .map(PinVerifier::of);
    }

    private static boolean opens(RelayTest.Till till, String user, String typed) {
        byte[] pepper = ((Value.Bytes) ((Value.MapOf) till.activated.extras()).get("pepper")).value();
        return pin(till, user)
                .map(pin -> PinHash.fits(pin.verifier(), pepper, typed))
                .orElse(false);
    }

    private static Optional<User> user(RelayTest.Till till, String id) {
        return till.store
                .read(view -> view.state(Scope.COMPANY, DocType.USER.ref(id)))
                .map(User::of);
    }

    // ---- users

    @Test
    void a_user_is_added_with_a_pin_to_be_changed_that_no_answer_ever_shows() throws Exception {
        try (RelayTest.Till till = till()) {
            JsonNode put = office.ok("PUT", "users/huda", HUDA);
            assertThat(put.path("pins")).isEqualTo(OfficeClient.JSON.readTree("{\"S001\":\"given\"}"));
            assertThat(put.toString()).doesNotContain("4321");
            assertThat(office.get("users/huda")).isEqualTo(put);
            assertThat(office.get("users").toString())
                    .contains("huda", "cashier", "manager")
                    .doesNotContain("4321");
            assertThat(office.get("users?limit=1").path("next").asText()).isEqualTo("cashier");

            await("user", () -> user(till, "huda").isPresent());
            await("pin", () -> opens(till, "huda", "4321"));
            assertThat(user(till, "huda").orElseThrow())
                    .isEqualTo(new User(new UserId("huda"), "Huda", "هدى", Role.CASHIER, true, List.of("S001")));
            assertThat(pin(till, "huda").orElseThrow().change()).isTrue();

            office.ok("PUT", "users/huda", put.toString());
            assertThat(office.get("users/huda"))
                    .as("what was read is put again")
                    .isEqualTo(put);
            office.ok("PUT", "users/huda", HUDA.replace("Huda", "Huda Saleh").replace("4321", "8765"));
            await("new pin", () -> opens(till, "huda", "8765"));
            assertThat(opens(till, "huda", "4321")).isFalse();
        }
    }

    @Test
    void a_user_who_leaves_a_store_or_is_switched_off_may_not_work_there() throws Exception {
        try (RelayTest.Till till = till()) {
            office.ok("PUT", "users/huda", HUDA.replace("[\"S001\"]", "[\"S001\",\"S002\"]"));
            await("pin", () -> opens(till, "huda", "4321"));
            office.ok("PUT", "users/huda", HUDA.replace("\"pin\":\"4321\"", "\"active\":false"));
            await("off", () -> !user(till, "huda").orElseThrow().mayWorkIn("S001"));
            office.ok("PUT", "users/huda", HUDA.replace(",\"pin\":\"4321\"", ""));
            await("on again", () -> user(till, "huda").orElseThrow().mayWorkIn("S001"));
            assertThat(opens(till, "huda", "4321")).isTrue();

            office.ok("PUT", "users/huda", HUDA.replace("S001", "S002"));
            await("gone", () -> pin(till, "huda").isEmpty());
            assertThat(user(till, "huda").orElseThrow().mayWorkIn("S001")).isFalse();
            assertThat(office.refusal(400, "PUT", "users/huda", HUDA.replace(",\"pin\":\"4321\"", "")))
                    .as("the store keeps no PIN of those who left")
                    .contains("\"pin\" is missing", "S001");
        }
    }

    private void refused(String id, String body, String... says) throws Exception {
        String was = office.send("GET", "users/" + id, "").body();
        assertThat(office.refusal(400, "PUT", "users/" + id, body)).as(body).contains(says);
        assertThat(office.send("GET", "users/" + id, "").body())
                .as("nothing changed")
                .isEqualTo(was);
    }

    @Test
    void a_wrong_user_is_refused_and_nothing_changes() throws Exception {
        office.ok("PUT", "users/huda", HUDA);
        refused("huda", "[]", "JSON object");
        refused("huda", HUDA.replace("\"cashier\"", "\"owner\""), "\"role\" is \"owner\"", "cashier, manager");
        refused("huda", HUDA.replace("\"cashier\"", "7"), "\"role\" is \"7\"");
        refused("huda", HUDA.replace("[\"S001\"]", "[]"), "\"stores\" is missing", "S002");
        refused("huda", HUDA.replace("S001", "S009"), "\"stores\" is \"S009\"");
        refused("huda", HUDA.replace("Huda", ""), "\"name\" is missing");
        refused("huda", HUDA.replace("{", "{\"id\":\"mona\","), "\"id\" is \"mona\"");
        for (String pin :
                List.of("\"123\"", "\"1234567890123\"", "\"٤٣٢١\"", "\"43 21\"", "98761", "\"\"", "[98761]")) {
            String why = office.refusal(400, "PUT", "users/huda", HUDA.replace("\"4321\"", pin));
            assertThat(why).contains("\"pin\"", "4 to 12 digits").doesNotContain("98761", "43 21");
        }
        refused("huda", HUDA.replace("cashier", "manager"), "\"pin\"", "6 to 12");
        refused(
                "huda",
                HUDA.replace("cashier", "manager").replace(",\"pin\":\"4321\"", ""),
                "\"pin\" is missing",
                "6 to 12");
        refused("huda", HUDA.replace("4321", "1111"), "\"pin\"", "somebody in S001");
        refused("fresh", HUDA.replace(",\"pin\":\"4321\"", ""), "\"pin\" is missing", "S001");
        refused("huda", HUDA.replace("[\"S001\"]", "[\"S001\",\"S002\"]").replace(",\"pin\":\"4321\"", ""), "S002");
        refused("approval", HUDA, "\"approval\"");
        refused("a%20b", HUDA, "\"a b\"");
        assertThat(office.refusal(404, "GET", "users/nobody", "")).contains("nobody");
    }

    @Test
    void a_store_keeps_one_manager_at_least() throws Exception {
        String mona = "{\"name\":\"Mona\",\"role\":\"manager\",\"stores\":[\"S001\"]}";
        refused("manager", mona.replace("{", "{\"active\":false,"), "\"active\"", "S001 would have no manager");
        refused("manager", mona.replace("manager", "cashier"), "\"role\"", "S001");
        refused(
                "manager",
                mona.replace("[\"S001\"]", "[\"S002\"]").replace("{", "{\"pin\":\"864202\","),
                "\"stores\"",
                "S001");
        office.ok("PUT", "users/huda", HUDA.replace("cashier", "manager").replace("4321", "135790"));
        office.ok("PUT", "users/manager", mona.replace("{", "{\"active\":false,"));
    }

    // ---- roles

    private static Optional<RoleProfile> profile(RelayTest.Till till) {
        return till.store.read(view -> RoleProfile.known(view, Role.CASHIER));
    }

    @Test
    void what_a_role_may_do_is_put_read_and_taken_back_and_tills_hear_of_it() throws Exception {
        JsonNode made = office.get("roles/cashier");
        assertThat(made.path("default").asBoolean()).isTrue();
        assertThat(made.path("discountMax").asInt()).isEqualTo(10);
        assertThat(office.get("roles").path("roles")).hasSize(2);
        try (RelayTest.Till till = till()) {
            JsonNode put = office.ok(
                    "PUT",
                    "roles/cashier",
                    "{\"name\":\"Seller\",\"nameAr\":\"بائع\",\"discountMax\":5,\"lineDiscountMax\":20,\"refundMax\":\"50.00\","
                            + "\"rights\":[\"receive-stock\",\"count-stock\"]}");
            assertThat(put.path("default").asBoolean()).isFalse();
            assertThat(office.get("roles/cashier")).isEqualTo(put);
            assertThat(office.ok("PUT", "roles/cashier", put.toString()))
                    .as("what was read is put again")
                    .isEqualTo(put);
            await("profile", () -> profile(till).isPresent());
            assertThat(profile(till).orElseThrow())
                    .isEqualTo(new RoleProfile(
                            "CASHIER",
                            "Seller",
                            "بائع",
                            5,
                            20,
                            Arrays.asList("count-stock", "receive-stock"),
                            Money.parse("50.00", Money.SAR)));
            office.ok("DELETE", "roles/cashier", "");
            await("no profile", () -> profile(till).isEmpty());
        }
        assertThat(office.get("roles/cashier")).isEqualTo(made);
        assertThat(office.refusal(404, "DELETE", "roles/cashier", "")).contains("cashier");
    }

    @Test
    void a_wrong_role_is_refused_and_nothing_changes() throws Exception {
        String was = office.get("roles").toString();
        for (String[] wrong : new String[][] {
            {"{\"discountMax\":5}", "\"name\" is missing"},
            {"{\"name\":\"a\"}", "\"discountMax\" is missing"},
            {"{\"name\":\"a\",\"discountMax\":101}", "\"discountMax\" is \"101\""},
            {"{\"name\":\"a\",\"discountMax\":-1}", "\"discountMax\" is \"-1\""},
            {"{\"name\":\"a\",\"discountMax\":\"5\"}", "\"discountMax\" is \"5\""},
            {"{\"name\":\"a\",\"discountMax\":5,\"lineDiscountMax\":2.5}", "\"lineDiscountMax\" is \"2.5\""},
            {"{\"name\":\"a\",\"discountMax\":5,\"refundMax\":\"-1.00\"}", "\"refundMax\" is \"-1.00\""},
            {"{\"name\":\"a\",\"discountMax\":5,\"rights\":[\"fly\"]}", "\"rights\" is \"fly\""},
            {"{\"name\":\"a\",\"discountMax\":5,\"role\":\"manager\"}", "\"role\" is \"manager\""},
            {"{\"name\":\"a\",\"discountMax\":5,\"colour\":1}", "\"colour\""}
        }) {
            assertThat(office.refusal(400, "PUT", "roles/cashier", wrong[0])).contains(wrong[1]);
        }
        assertThat(office.refusal(404, "DELETE", "roles/owner", "")).contains("owner");
        assertThat(office.refusal(400, "PUT", "roles/Cashier", "{\"name\":\"a\",\"discountMax\":5}"))
                .contains("Cashier");
        assertThat(office.get("roles").toString()).isEqualTo(was);
    }
}
