package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.ChildRelay;
import org.tillmesh.tools.trial.ChildTill;
import org.tillmesh.tools.trial.NetLab;
import org.tillmesh.tools.trial.SaleLedger;

/**
 * Scripted tills and a relay, each on a machine of its own (a network namespace) with a cable to one bridge: they find
 * each other by mDNS, their cables are pulled, their packets vanish, their addresses change; at the end every sale is
 * counted, also on the relay's disk.
 */
@Timeout(180)
class SeparateMachinesTest {
    private static final int RELAY_NUMBER = 10;
    private static final String SALE = "6289999222479";

    @TempDir
    Path dir;

    private final SaleLedger ledger = new SaleLedger();
    private final List<Machine> machines = new ArrayList<>();
    private NetLab lab;
    private ChildRelay relay;
    private String relayAddress;

    /** One till on its machine. */
    private final class Machine {
        final String name;
        final String till;
        final ChildTill child;

        Machine(String branch, int number) throws IOException {
            String id = String.format("T%02d", number);
            name = branch.toLowerCase(java.util.Locale.ROOT) + "t" + number;
            till = branch + "-" + id;
            lab.machine(name, (branch.equals("S001") ? 20 : 40) + number);
            child = ChildTill.start(
                    new ChildProgram.Setting(lab.on(name), ChildProgram.Setting.QUICK.java(), false, true),
                    till,
                    dir.resolve(name),
                    dir.resolve(name + ".log"),
                    "--demo",
                    "--store",
                    branch,
                    "--till",
                    id,
                    "--relay",
                    relayAddress + ":" + relay.port());
            child.ask("login", "pin", "1111", "user", "cashier");
            child.ask("shift-open", "float", "100.00");
            machines.add(this);
        }

        JsonNode status() {
            return child.ask("status");
        }

        boolean online() {
            return status().path("online").asBoolean();
        }

        int neighbours() {
            return status().path("neighbours").size();
        }

        void sell() {
            child.ask("scan", "code", SALE);
            child.ask(
                    "tender",
                    "kind",
                    "cash",
                    "amount",
                    child.ask("cart").path("cart").path("due").asText());
            ledger.sold(till, child.ask("complete", "key", UUID.randomUUID().toString()));
        }

        String seen() {
            return child.ask("digest")
                    .path("scopes")
                    .path("store:S001")
                    .path("seen")
                    .asText();
        }

        int count() {
            return child.ask("sales").path("count").asInt();
        }
    }

    @BeforeEach
    void aNetworkOfItsOwn() throws IOException {
        Optional<String> missing = NetLab.missing();
        assumeTrue(missing.isEmpty(), () -> "Skipped: " + missing.orElseThrow());
        lab = NetLab.open();
        relayAddress = lab.machine("relay", RELAY_NUMBER);
        relay = ChildRelay.demo(
                dir.resolve("relay"),
                dir.resolve("relay.log"),
                new ChildProgram.Setting(lab.on("relay"), ChildProgram.Setting.QUICK.java(), false, true));
    }

    @AfterEach
    void itIsTakenAway() throws IOException {
        machines.forEach(m -> m.child.close());
        if (relay != null) {
            relay.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private static double within(int secondsMax, String what, BooleanSupplier holds) {
        long began = System.nanoTime();
        while (!holds.getAsBoolean()) {
            assertThat((System.nanoTime() - began) / 1_000_000_000L)
                    .as("seconds for: " + what)
                    .isLessThan(secondsMax);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        double took = (System.nanoTime() - began) / 1e9;
        System.err.printf("%s: %.1f s%n", what, took);
        return took;
    }

    private void allAlike(List<Machine> tills) {
        within(40, "all tills alike and the relay has acknowledged", () -> tills.stream()
                .allMatch(t -> t.seen().equals(tills.get(0).seen())
                        && t.status().path("unacknowledged").asInt() == 0));
    }

    @Test
    void tills_on_separate_machines_lose_no_sale_to_cables_and_vanishing_packets() throws Exception {
        Machine one = new Machine("S001", 1);
        Machine two = new Machine("S001", 2);
        Machine three = new Machine("S001", 3);
        Machine elsewhere = new Machine("S002", 1);
        List<Machine> store = List.of(one, two, three);
        within(30, "all online", () -> machines.stream().allMatch(Machine::online));
        within(30, "found by mDNS", () -> store.stream().allMatch(t -> t.neighbours() == 2));
        assertThat(elsewhere.neighbours())
                .as("another store on the same network")
                .isZero();
        store.forEach(Machine::sell);
        within(5, "sales seen by all", () -> store.stream().allMatch(t -> t.count() == 3));

        lab.unplug(one.name);
        within(6, "red after the cable is pulled", () -> !one.online());
        one.sell();
        two.sell();
        lab.plug(one.name);
        within(7, "green after the cable is back", one::online);
        within(15, "neighbours after the cable is back", () -> one.neighbours() == 2);

        assumeOrSay(lab.canVanish(two.name));
        lab.vanish(two.name, "");
        within(6, "red after packets vanish", () -> !two.online());
        within(7, "gone for the neighbours", () -> one.neighbours() == 1);
        two.sell();
        three.sell();
        lab.appear(two.name);
        within(8, "green after packets are back", two::online);
        allAlike(store);

        lab.vanish(three.name, relayAddress);
        within(6, "red when only head office is out of reach", () -> !three.online());
        three.sell();
        within(
                20,
                "its sale was carried by a neighbour",
                () -> three.status().path("unsent").asInt() == 0);
        assertThat(three.status().path("via").asText()).isIn("S001-T01", "S001-T02");
        lab.appear(three.name);
        within(8, "green again", three::online);

        cutAtRandomWhileSelling(store);
        allAlike(store);
        judge(store);
    }

    private void assumeOrSay(boolean canVanish) {
        assumeTrue(canVanish, "Skipped from here: this kernel or machine has no nftables to make packets vanish");
    }

    private void cutAtRandomWhileSelling(List<Machine> store) throws IOException {
        long seed = System.nanoTime();
        System.err.println("Random cuts, seed " + seed);
        var random = new Random(seed);
        var unplugged = new ArrayList<Machine>();
        var vanished = new ArrayList<Machine>();
        for (int i = 0; i < 60; i++) {
            store.get(random.nextInt(store.size())).sell();
            Machine victim = store.get(random.nextInt(store.size()));
            int draw = random.nextInt(12);
            if (draw == 0 && !unplugged.contains(victim)) {
                lab.unplug(victim.name);
                unplugged.add(victim);
            } else if (draw == 1 && !vanished.contains(victim)) {
                lab.vanish(victim.name, random.nextBoolean() ? "" : relayAddress);
                vanished.add(victim);
            } else if (draw == 2 && unplugged.remove(victim)) {
                lab.plug(victim.name);
            } else if (draw == 3 && vanished.remove(victim)) {
                lab.appear(victim.name);
            }
        }
        for (Machine each : unplugged) {
            lab.plug(each.name);
        }
        for (Machine each : vanished) {
            lab.appear(each.name);
        }
    }

    private void judge(List<Machine> store) throws Exception {
        for (Machine till : store) {
            for (Machine at : store) {
                SaleLedger.Tally tally =
                        ledger.tally(till.till, at.child.ask("sales").path("sales"));
                assertThat(tally.isRight()).as(at.till + " knows " + tally).isTrue();
            }
        }
        relay.terminate();
        var options = Stores.Options.of(
                        (scope, origin, delta) -> true, () -> Instant.now().toEpochMilli())
                .withSchema(RetailSchema.SHOP);
        try (Store folder = Stores.open(dir.resolve("relay"), options)) {
            List<String> uuids = Retail.attach(folder).sales().since(Scope.branch("S001"), Instant.EPOCH).stream()
                    .map(sold -> sold.uuid().value())
                    .toList();
            assertThat(uuids).doesNotHaveDuplicates();
            assertThat(uuids)
                    .containsExactlyInAnyOrderElementsOf(ledger.all().stream()
                            .map(SaleLedger.Confirmed::uuid)
                            .toList());
        }
    }

    @Test
    void new_addresses_are_found_and_another_responder_sees_and_says_the_same() throws Exception {
        Machine one = new Machine("S001", 1);
        Machine two = new Machine("S001", 2);
        within(30, "found by mDNS", () -> one.neighbours() == 1 && two.neighbours() == 1);
        lab.readdress(one.name, 21, 121);
        lab.readdress(two.name, 22, 122);
        within(10, "apart, both have moved", () -> one.neighbours() == 0 || two.neighbours() == 0);
        two.sell();
        within(60, "found at their new addresses", () -> one.neighbours() == 1 && two.neighbours() == 1);
        within(10, "its sale is seen", () -> one.count() == 1);

        assumeTrue(Avahi.isInstalled(), "Skipped from here: avahi-daemon and avahi-utils are not installed");
        lab.machine("responder", 60);
        try (Avahi avahi = Avahi.start(lab, "responder", dir)) {
            List<String> adverts = new ArrayList<>();
            within(20, "avahi sees both tills at their new addresses", () -> {
                adverts.clear();
                adverts.addAll(avahi.browse());
                return adverts.stream().anyMatch(a -> a.contains("S001-T01") && a.contains("10.77.0.121"))
                        && adverts.stream().anyMatch(a -> a.contains("S001-T02") && a.contains("10.77.0.122"));
            });
            String advert = adverts.stream()
                    .filter(a -> a.contains("S001-T01"))
                    .findFirst()
                    .orElseThrow();
            assertThat(advert)
                    .as("nothing secret in the record")
                    .doesNotContain("DEMO")
                    .doesNotContain("pepper");
            String group = advert.replaceAll(".*\"group=([0-9a-f]+)\".*", "$1");
            assertThat(group).matches("[0-9a-f]{16}");
            // A rogue: the right group, a till's name, and a port where somebody listens who has no certificate.
            avahi.publish("S001-T09", 7999, "group=" + group, "till=S001-T09");
            avahi.listenAndCount(7999);
            within(30, "the rogue was called", () -> avahi.calls() > 0);
            one.sell();
            within(10, "nobody is disturbed", () -> two.count() == 2 && one.neighbours() == 1);
            assertThat(one.status().path("neighbours").toString()).doesNotContain("T09");
        }
    }
}
