package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tillmesh.relay.RelayTest.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.store.engine.Stores;

/** A relay that is put back to a copy from before it handed out rights hands out nothing that it has forgotten. */
class RestoredRelayTest {
    private static final String CARD = "gift:6300123";

    @TempDir
    Path dir;

    private final List<RelayTest.Till> tills = new ArrayList<>();
    private @Nullable Relay relay;
    private int port;
    private RelayTest.Till one;
    private RelayTest.Till two;

    @BeforeEach
    void open() throws IOException {
        RelaySetup.run(folder(), Files.writeString(dir.resolve("company.json"), RelayTest.COMPANY));
        start();
        running().mint(CARD, "30.00");
        one = till();
        two = till();
    }

    @AfterEach
    void close() {
        tills.forEach(RelayTest.Till::close);
        running().close();
    }

    private Path folder() {
        return dir.resolve("relay");
    }

    private void start() {
        Relay started = Relay.open(new Relay.Options(folder(), port, 0, false));
        port = started.ready().port();
        relay = started;
    }

    private Relay running() {
        return Objects.requireNonNull(relay);
    }

    private RelayTest.Till till() throws IOException {
        var till = new RelayTest.Till(
                dir.resolve("till-" + tills.size()),
                new HostPort("127.0.0.1", port),
                running().newCode("S001"));
        tills.add(till);
        awaitOnline(till);
        return till;
    }

    private static void awaitOnline(RelayTest.Till till) {
        await(till.activated.identity().till() + " online", till::online);
    }

    private Path copied() {
        Path copy = dir.resolve("copy");
        running().backup(copy);
        return copy;
    }

    /** As a technician does it: records from the copy, keys from where they are kept. */
    private void putBack(Path copy) throws IOException {
        stop();
        Path keys = Files.copy(folder().resolve("keys.p12"), dir.resolve("keys.p12"));
        try (Stream<Path> all = Files.walk(folder())) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
        Stores.restore(copy, folder());
        Files.copy(keys, folder().resolve("keys.p12"));
        start();
    }

    /** Only till 1 knows that it was given 20.00 of 30.00, and it is away. */
    private void putBackAfterHandingOver() throws IOException {
        Path copy = copied();
        two.leave();
        take(one, 20_00);
        one.leave();
        putBack(copy);
        two.comeBack();
    }

    private void restart() {
        stop();
        start();
    }

    private void stop() {
        running().close();
        await("no till is online", () -> tills.stream().noneMatch(RelayTest.Till::online));
    }

    /** Asks for rights, and waits until the record that hands them over is here. */
    private static void take(RelayTest.Till till, long halalas) {
        String id = UUID.randomUUID().toString();
        till.replicator.askRelay("escrow", question(till, id, halalas));
        await("the rights of " + till.activated.identity().till(), () -> till.store
                .read(view -> view.record(Scope.COMPANY, DocType.ESCROW.ref(id)))
                .isPresent());
    }

    private static Value question(RelayTest.Till till, String id, long halalas) {
        return Value.map(Map.of(
                "account", Value.of(CARD),
                "amount", Value.of(halalas),
                "id", Value.of(id),
                "to", Value.of(till.store.self().toString())));
    }

    private static String refusal(RelayTest.Till till, long halalas) {
        var refused = new String[1];
        assertThatThrownBy(() -> till.replicator.askRelay(
                        "escrow", question(till, UUID.randomUUID().toString(), halalas)))
                .isInstanceOfSatisfying(IllegalArgumentException.class, e -> refused[0] = e.getMessage());
        return String.valueOf(refused[0]);
    }

    private void awaitAwaited(String... names) {
        await(List.of(names) + " awaited", () -> running().awaited().equals(List.of(names)));
    }

    @Test
    void rights_that_were_forgotten_are_not_handed_out_again() throws IOException {
        putBackAfterHandingOver();
        awaitOnline(two);
        awaitAwaited("S001-T01");
        assertThat(refusal(two, 20_00))
                .startsWith(Escrow.AWAITED)
                .contains("S001-T01 holds")
                .doesNotContain("S001-T02")
                .contains("Connect it");
        restart();
        awaitOnline(two);
        assertThat(refusal(two, 1)).startsWith(Escrow.AWAITED).contains("S001-T01");
        one.comeBack();
        awaitAwaited();
        assertThat(refusal(two, 20_00)).contains("rights of 1000, not of 2000");
        take(two, 10_00);
        restart();
        awaitOnline(two);
        assertThat(refusal(two, 1)).contains("rights of 0");
    }

    @Test
    void a_till_that_was_shut_out_is_not_waited_for() throws IOException {
        putBackAfterHandingOver();
        awaitOnline(two);
        awaitAwaited("S001-T01");
        running().revoke("S001-T01");
        take(two, 30_00);
    }

    @Test
    void a_till_of_which_only_others_tell_is_waited_for_and_can_be_shut_out() throws IOException {
        Path copy = copied();
        RelayTest.Till three = till();
        take(three, 20_00);
        three.leave();
        await("the others know it", () -> two.store.read(view -> view.count(Scope.COMPANY, "till")) == 3);
        putBack(copy);
        awaitAwaited("S001-T03");
        assertThat(refusal(two, 1)).contains("S001-T03");
        running().revoke("S001-T03");
        assertThat(refusal(two, 20_00)).contains("rights of 1000");
        take(two, 10_00);
    }

    @Test
    void a_relay_that_was_never_put_back_waits_for_nobody() {
        one.leave();
        take(two, 10_00);
        restart();
        awaitOnline(two);
        take(two, 10_00);
        assertThat(running().awaited()).isEmpty();
    }

    @Test
    void a_till_that_is_activated_afterwards_is_not_waited_for() throws IOException {
        putBack(copied());
        awaitOnline(one);
        awaitOnline(two);
        awaitAwaited();
        RelayTest.Till three = till();
        three.leave();
        restart();
        assertThat(running().awaited()).isEmpty();
    }

    @Test
    void a_code_that_was_used_after_the_copy_lets_nobody_in_again_and_no_till_gets_a_forgotten_number()
            throws IOException {
        String code = running().newCode("S001");
        Path copy = copied();
        var three = new RelayTest.Till(dir.resolve("till-2"), new HostPort("127.0.0.1", port), code);
        tills.add(three);
        awaitOnline(three);
        RelayTest.Till four = till();
        three.leave();
        four.leave();
        putBack(copy);
        assertThatThrownBy(() -> new RelayTest.Till(dir.resolve("twice"), new HostPort("127.0.0.1", port), code))
                .hasMessageContaining("ask for a new one");
        assertThat(till().activated.identity().till()).isEqualTo("S001-T14");
        assertThat(till().activated.identity().till()).isEqualTo("S001-T15");
        three.comeBack();
        awaitOnline(three);
        assertThat(till().activated.identity().till()).isEqualTo("S001-T16");
    }
}
