package org.tillmesh.relay.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.relay.RelaySetup;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.audit.AuditEvent;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.company.Role;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/** What head office lets a till say of a new PIN. */
class PinOfficeTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final String COMPANY =
            """
            {"company": {"name": "Nakheel Trading (invented)", "nameAr": "شركة النخيل", "vatNumber": "399999999900003",
              "crn": "1010999999", "street": "Palm Street", "building": "1234", "district": "Al Olaya", "city": "Riyadh",
              "postalCode": "12211"},
             "stores": [{"id": "S001", "name": "Olaya", "nameAr": "العليا", "tills": ["T01"]},
              {"id": "S002", "name": "Malaz", "nameAr": "الملز", "tills": ["T01"]}],
             "users": [{"id": "cashier", "name": "Sara", "role": "cashier", "pin": "1111", "stores": ["S001", "S002"]},
              {"id": "other", "name": "Huda", "role": "cashier", "pin": "3333", "stores": ["S002"]},
              {"id": "manager", "name": "Mona", "role": "manager", "pin": "999999", "stores": ["S001"]}]}
            """;

    @TempDir
    Path dir;

    private RelayFolder folder;
    private PinOffice office;
    private final Identity till = till("S001");

    @BeforeEach
    void open() throws IOException {
        Path relay = dir.resolve("relay");
        RelaySetup.run(relay, Files.writeString(dir.resolve("company.json"), COMPANY));
        folder = RelayFolder.open(relay, false, Clock.systemUTC());
        office = new PinOffice(folder.store(), Clock.systemUTC());
        folder.store().write(tx -> {
            PinVerifier.all(tx, BRANCH)
                    .forEach(pin -> new PinVerifier(pin.userId(), pin.verifier(), true).writeTo(tx, BRANCH));
            return true;
        });
    }

    @AfterEach
    void close() {
        folder.close();
    }

    private static Identity till(String branch) {
        return new Identity(new ReplicaId(7), "C-1", branch, branch + "-T01", Identity.Kind.TILL);
    }

    private List<PinVerifier> pins(String branch) {
        return folder.store().read(view -> PinVerifier.all(view, Scope.branch(branch)));
    }

    private PinVerifier pin(String branch, String user) {
        return pins(branch).stream()
                .filter(p -> p.userId().value().equals(user))
                .findFirst()
                .orElseThrow();
    }

    private boolean fits(String branch, String user, String pin) {
        return PinHash.fits(pin(branch, user).verifier(), folder.pepper(branch), pin);
    }

    private Map<String, Value> word(String user, String old, String chosen) {
        byte[] pepper = folder.pepper("S001");
        return new TreeMap<>(Map.of(
                "user", Value.of(user),
                "verifier", Value.of(PinHash.make(pepper, chosen)),
                "proof", Value.of(PinHash.proof(pepper, old)),
                "known", Value.of(PinVerifier.known(pins("S001")).bytes())));
    }

    private void refused(Identity by, Map<String, Value> word, String... reasons) {
        List<PinVerifier> before = pins("S001");
        assertThatThrownBy(() -> office.choose(by, Value.map(word)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(reasons);
        assertThat(pins("S001")).isEqualTo(before);
        assertThat(audits()).isEmpty();
    }

    private List<AuditEvent> audits() {
        return folder.store().read(view -> {
            try (Stream<Document> all = view.scan(BRANCH, DocType.AUDIT.typeName())) {
                return all.map(d -> AuditEvent.of((Document.Record) d)).toList();
            }
        });
    }

    @Test
    void a_chosen_pin_counts_in_the_store_of_the_till_loses_its_mark_and_leaves_a_trace() {
        office.choose(till, Value.map(word("cashier", "1111", "5678")));
        assertThat(fits("S001", "cashier", "5678")).isTrue();
        assertThat(fits("S001", "cashier", "1111")).isFalse();
        assertThat(pin("S001", "cashier").change()).isFalse();
        assertThat(pin("S001", "manager").change()).as("nobody else's").isTrue();
        assertThat(fits("S002", "cashier", "1111")).as("the other store's").isTrue();
        assertThat(audits()).singleElement().satisfies(audit -> {
            assertThat(audit.what()).isEqualTo("pin-chosen");
            assertThat(audit.user()).isEqualTo("cashier");
            assertThat(audit.till()).isEqualTo(TillId.parse("S001-T01"));
        });
    }

    @Test
    void who_may_not_work_in_the_store_gets_no_pin_there() {
        refused(till, word("other", "3333", "5678"), "\"other\"", "S001");
        refused(till, word("nobody", "3333", "5678"), "\"nobody\"", "S001");
        folder.store().write(tx -> {
            new User(new UserId("cashier"), "Sara", "سارة", Role.CASHIER, true, List.of("S002"))
                    .writeTo(tx, Scope.COMPANY);
            return true;
        });
        refused(till, word("cashier", "1111", "5678"), "\"cashier\"", "S001");
    }

    @Test
    void a_till_that_is_shut_out_changes_no_pin() {
        folder.store().write(tx -> {
            new TillProfile(TillId.parse("S001-T01"), new ReplicaId(7), false, new byte[0]).writeTo(tx, Scope.COMPANY);
            return true;
        });
        refused(till, word("cashier", "1111", "5678"), "S001-T01", "shut out");
    }

    @Test
    void nobodys_pin_is_changed_without_the_proof_of_the_old_one() {
        refused(till, word("manager", "999998", "567890"), "manager", "not proven");
    }

    @Test
    void a_till_that_has_not_heard_of_a_changed_pin_is_told_so() {
        Map<String, Value> late = word("manager", "999999", "567890");
        office.choose(till, Value.map(word("cashier", "1111", "5678")));
        assertThatThrownBy(() -> office.choose(till, Value.map(late)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("BEHIND: ");
        assertThat(fits("S001", "manager", "999999")).isTrue();
    }

    @Test
    void word_of_another_shape_is_refused() {
        for (String field : List.of("user", "verifier", "proof", "known")) {
            Map<String, Value> word = word("cashier", "1111", "5678");
            word.remove(field);
            refused(till, word, "user, verifier, proof and known");
            word.put(field, Value.of(7));
            refused(till, word, "user, verifier, proof and known");
        }
        Map<String, Value> inClear = word("cashier", "1111", "5678");
        inClear.put("verifier", Value.of("5678".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        refused(till, inClear, "verifier", "cashier");
        Map<String, Value> shortHash = word("cashier", "1111", "5678");
        shortHash.put("known", Value.of(new byte[Hash.BYTES - 1]));
        refused(till, shortHash, "user, verifier, proof and known");
        refused(till, word("u".repeat(101), "1111", "5678"), "user, verifier, proof and known");
    }
}
