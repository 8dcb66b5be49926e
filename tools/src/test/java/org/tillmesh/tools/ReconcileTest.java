package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.relay.RelayControl;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;
import picocli.CommandLine;

/** A day that was sold, returned, parked and cut agrees with itself at the till and at head office. */
class ReconcileTest {
    @TempDir
    Path dir;

    @Test
    void a_day_agrees_when_head_office_has_it_and_names_what_it_lacks_until_then() throws Exception {
        Path office = dir.resolve("relay");
        Path folder = dir.resolve("till");
        try (var relay = Relay.open(new Relay.Options(office, 0, 0, true))) {
            try (var till =
                    PipedTill.demo(folder, "T01", "127.0.0.1:" + relay.ready().port())) {
                till.openShop();
                Await.that("the till is online", 30, () -> till.ok("status")
                        .path("online")
                        .asBoolean());
                till.ok("link", "state", "down");
                trade(till);

                till.refused("FORBIDDEN", "reconcile");
                JsonNode apart = till.ok("reconcile", "approve", "9999");
                assertThat(apart.path("documents").asInt()).isEqualTo(4);
                assertThat(apart.path("agrees").asBoolean()).isFalse();
                assertThat(apart.path("differences").findValuesAsText("what"))
                        .containsOnly("head-office")
                        .hasSize(4);

                till.ok("link", "state", "up");
                Await.that(
                        "head office has all",
                        30,
                        () -> till.ok("status").path("unsent").asInt() == 0);
                JsonNode whole = till.ok("reconcile", "approve", "9999");
                assertThat(whole.path("differences")).isEmpty();
                assertThat(whole.path("agrees").asBoolean()).isTrue();
                till.ok("shift-close", "counted", "1.00");
                assertThat(till.ok("reconcile", "approve", "9999")
                                .path("differences")
                                .findValuesAsText("what"))
                        .containsExactly("drawer");
                assertThat(till.ok("reconcile", "day", "2020-01-01", "approve", "9999")
                                .path("documents")
                                .asInt())
                        .isZero();
                till.refused("BAD_VALUE", "reconcile", "day", "yesterday", "approve", "9999");
                Await.that(
                        "head office has the Z",
                        30,
                        () -> till.ok("status").path("unacknowledged").asInt() == 0);
            }
            String said = new RelayControl(office).reconcile("");
            assertThat(said.lines().filter(line -> line.startsWith("S001 ")))
                    .singleElement()
                    .asString()
                    .contains("4 documents")
                    .endsWith("DIFFERS, 1 times");
            assertThat(said).contains("S001-T01 drawer: expected ");
            assertThat(run(office)).as("a drawer that was short").isEqualTo(1);
            assertThat(run(office, "--day", "2020-01-01")).isZero();
        }
        assertThat(run(folder)).isEqualTo(1);
        assertThat(run(folder, "--day", "2020-01-01")).isZero();
        assertThat(run(dir.resolve("nowhere"))).isEqualTo(2);
    }

    /** Three sales by different ways of paying, and a return. */
    private static void trade(PipedTill till) {
        till.sell("a", DemoBarcodes.PLAIN, DemoBarcodes.WEIGHED);
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "3");
        till.ok("discount", "percent", "10");
        till.ok("tender", "kind", "card", "amount", "10.00", "card", "A12345");
        till.ok("tender", "kind", "cash", "amount", "50.00");
        String receipt = till.ok("complete", "key", "b").path("receipt").asText();
        till.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "broken");
        till.sell("c", DemoBarcodes.ZERO_RATED);
    }

    private static int run(Path folder, String... more) {
        var command = new CommandLine(new FolderCommands.Reconcile());
        var arguments = new ArrayList<>(List.of("--data", folder.toString()));
        arguments.addAll(List.of(more));
        return command.execute(arguments.toArray(String[]::new));
    }
}
