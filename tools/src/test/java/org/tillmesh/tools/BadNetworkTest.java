package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.tools.trial.ChildRelay;
import org.tillmesh.tools.trial.ChildTill;
import org.tillmesh.tools.trial.FaultProxy;
import org.tillmesh.tools.trial.SaleLedger;

/** Tills as processes, whose routes run through a proxy that cuts, delays, throttles, alters and drops. */
@Timeout(180)
class BadNetworkTest {
    private static final String SALE = "6289999222479";
    private static final int PRODUCTS = 4_000;

    @TempDir
    Path dir;

    private final SaleLedger ledger = new SaleLedger();
    private final List<AutoCloseable> open = new ArrayList<>();
    private ChildRelay relay;
    private FaultProxy proxy;

    @BeforeEach
    void aRelayBehindAProxy() throws IOException {
        relay = ChildRelay.demo(dir.resolve("relay"), dir.resolve("relay.log"));
        open.add(relay);
        proxy = new FaultProxy(relay.port(), 11);
        open.add(proxy);
    }

    @AfterEach
    void everythingEnds() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private ChildTill till(String number, int relayPort, String... more) throws IOException {
        var arguments = new ArrayList<>(
                List.of("--demo", "--store", "S001", "--till", number, "--relay", "127.0.0.1:" + relayPort));
        arguments.addAll(List.of(more));
        ChildTill till = ChildTill.start(
                "S001-" + number, dir.resolve(number), dir.resolve(number + ".log"), arguments.toArray(String[]::new));
        open.add(0, till);
        till.ask("login", "pin", "1111", "user", "cashier");
        if (till.ask("status").path("shift").isNull()) {
            till.ask("shift-open", "float", "100.00");
        }
        return till;
    }

    private void sell(String name, ChildTill till) {
        till.ask("scan", "code", SALE);
        till.ask(
                "tender",
                "kind",
                "cash",
                "amount",
                till.ask("cart").path("cart").path("due").asText());
        ledger.sold(name, till.ask("complete", "key", UUID.randomUUID().toString()));
    }

    private static void await(String what, int secondsMax, BooleanSupplier holds) {
        long until = System.nanoTime() + secondsMax * 1_000_000_000L;
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static boolean online(ChildTill till) {
        return till.ask("status").path("online").asBoolean();
    }

    private void catalogue() throws Exception {
        var csv = new StringBuilder("id,name,price,barcode\n");
        for (int i = 0; i < PRODUCTS; i++) {
            csv.append("p").append(i).append(",Product with quite a long name ").append(UUID.randomUUID());
            csv.append(",1.50,62700000").append(10_000 + i).append('\n');
        }
        relay.post("/api/v1/products", "text/csv; charset=utf-8", csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void counted(ChildTill... tills) throws Exception {
        for (ChildTill till : tills) {
            await(
                    "all acknowledged",
                    60,
                    () -> till.ask("status").path("unacknowledged").asInt() == 0);
        }
        JsonNode office = relay.get("/api/v1/sales?store=S001");
        for (String name : List.of("S001-T01", "S001-T02")) {
            SaleLedger.Tally tally = ledger.tally(name, office.path("sales"));
            assertThat(tally.isRight()).as("at head office: " + tally).isTrue();
        }
        for (ChildTill till : tills) {
            await("same records", 30, () -> till.ask("digest")
                    .path("scopes")
                    .path("store:S001")
                    .path("digest")
                    .asText()
                    .equals(digestOfOffice()));
        }
    }

    private String digestOfOffice() {
        try {
            return relay.get("/api/v1/sales?store=S001").path("digest").asText();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_hard_sync_cut_ten_times_keeps_unsent_sales_and_the_old_data_until_it_is_whole() throws Exception {
        ChildTill one = till("T01", proxy.port());
        await("online", 20, () -> online(one));
        proxy.refuse(true);
        proxy.cutNow();
        await("offline", 10, () -> !online(one));
        catalogue();
        for (int i = 0; i < 5; i++) {
            sell("S001-T01", one);
        }
        int cut = 0;
        boolean done = false;
        for (int tries = 0; tries < 60 && !done; tries++) {
            boolean cutThisTime = cut < 10;
            if (cutThisTime) {
                proxy.throttle(2_000_000);
            } else {
                proxy.throttle(0);
            }
            proxy.refuse(false);
            await("online for a try", 20, () -> online(one));
            if (cutThisTime) {
                proxy.cutAfter(3_000 + 500L * cut); // before all is there: what has come once is not fetched again
            }
            try {
                one.ask("sync", "mode", "hard");
                done = cut >= 10;
            } catch (ChildTill.Refused e) {
                assertThat(e.code()).as(e.getMessage()).isIn("OFFLINE", "TIMEOUT");
            }
            cut = (int) proxy.cuts() - 1;
            sell("S001-T01", one); // the old data serves, whatever the state of the sync
        }
        assertThat(done)
                .as("a Hard Sync that came through after " + cut + " cuts")
                .isTrue();
        assertThat(one.ask("search", "text", "quite", "limit", 5_000)
                        .path("products")
                        .size())
                .isEqualTo(PRODUCTS);
        assertThat(ledger.tally("S001-T01", one.ask("sales").path("sales")).isRight())
                .isTrue();
        counted(one);
        assertThat(one.ask("verify").path("clean").asBoolean()).isTrue();
    }

    @Test
    void flipped_bits_cut_links_and_never_change_what_is_known() throws Exception {
        ChildTill one = till("T01", proxy.port());
        await("online", 20, () -> online(one));
        proxy.flip(3_000);
        for (int i = 0; i < 25; i++) {
            sell("S001-T01", one);
            Thread.sleep(100);
        }
        assertThat(proxy.flipped()).isPositive();
        proxy.flip(0);
        await("online again", 20, () -> online(one));
        counted(one);
        assertThat(one.ask("exceptions").path("exceptions").toString()).doesNotContain("UNAUTHORISED");
    }

    @Test
    void a_slow_and_late_network_is_no_outage_and_a_silent_one_is() throws Exception {
        ChildTill one = till("T01", proxy.port());
        FaultProxy between = new FaultProxy(one.port(), 12);
        open.add(between);
        ChildTill two = till("T02", relay.port(), "--peer", "127.0.0.1:" + between.port());
        await(
                "together",
                20,
                () -> online(one) && two.ask("status").path("neighbours").size() == 1);
        proxy.delay(300);
        between.delay(200);
        between.throttle(200_000);
        long began = System.nanoTime();
        while (System.nanoTime() - began < 8_000_000_000L) {
            sell("S001-T01", one);
            assertThat(online(one)).as("300 ms late is no outage").isTrue();
            Thread.sleep(150);
        }
        await(
                "sales come through all the same",
                20,
                () -> two.ask("sales").path("count").asInt() == ledger.count());
        proxy.silence(true);
        between.silence(true);
        await("red when nothing comes any more", 6, () -> !online(one));
        await(
                "no neighbour either",
                6,
                () -> two.ask("status").path("neighbours").size() == 0);
        sell("S001-T01", one);
        sell("S001-T02", two);
        proxy.delay(0);
        between.delay(0);
        between.throttle(0);
        proxy.silence(false);
        between.silence(false);
        await("green again", 8, () -> online(one));
        counted(one, two);
    }
}
