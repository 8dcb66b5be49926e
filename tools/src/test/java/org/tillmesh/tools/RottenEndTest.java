package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildRelay;

/** A till of a real company whose last records rotted: it sells on once head office has brought them back. */
class RottenEndTest {
    private static final String CODE = RealCompany.CODE;
    private static final int ROTTEN_BYTES = 24 << 10;

    @TempDir
    Path dir;

    private ChildRelay relay;
    private PipedTill till;
    private Map<Path, byte[]> whenKilled;

    @BeforeEach
    void sell() throws Exception {
        relay = RealCompany.relay(dir);
        till = RealCompany.till(dir, relay);
        sell(1, 4);
        assertThat(till.ok("sync", "mode", "push").path("left").asInt()).isZero();
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        relay.terminate();
    }

    private void sell(int from, int to) {
        for (int i = from; i <= to; i++) {
            assertThat(till.sell("sale-" + i, CODE).path("receipt").asText()).isEqualTo("S001-T01-00000" + i);
        }
    }

    private Path folder() {
        return dir.resolve("till");
    }

    /** What a killed program leaves is what lies on the disk while it runs. */
    private void stop(boolean orderly) throws Exception {
        whenKilled = files();
        till.end();
        if (!orderly) {
            for (Path file : files().keySet()) {
                if (!whenKilled.containsKey(file)) {
                    Files.delete(file);
                }
            }
            for (Map.Entry<Path, byte[]> each : whenKilled.entrySet()) {
                Files.write(each.getKey(), each.getValue());
            }
        }
    }

    private Map<Path, byte[]> files() throws IOException {
        var found = new TreeMap<Path, byte[]>();
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(file, Files.readAllBytes(file));
            }
        }
        return found;
    }

    private void rotTheEnd() throws IOException {
        Path last;
        try (Stream<Path> files = Files.list(folder().resolve("journal"))) {
            last = files.filter(file -> file.toString().endsWith(".seg"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(last);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        Arrays.fill(bytes, end - ROTTEN_BYTES, end, (byte) 0);
        Files.write(last, bytes);
    }

    private String chain() {
        return till.ok("status").path("chain").asText();
    }

    private void open() throws IOException {
        till = PipedTill.empty(folder());
        assertThat(till.ready.path("recovered").path("lost").asInt()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void its_chain_is_known_again_when_all_that_was_proven_is_back(boolean orderly) throws Exception {
        stop(orderly);
        rotTheEnd();
        open();
        Await.that("the chain is known", 20, () -> chain().equals("known"));
        RealCompany.login(till);
        sell(5, 5);
    }

    @Test
    void what_head_office_never_had_does_not_come_back() throws Exception {
        RealCompany.goOffline(till);
        sell(5, 5);
        stop(false);
        rotTheEnd();
        for (int start = 0; start < 2; start++) {
            till = PipedTill.empty(folder());
            Await.that(
                    "it is online", 20, () -> till.ok("status").path("online").asBoolean());
            till.ok("sync", "mode", "hard");
            assertThat(chain()).as("start " + start).isEqualTo("unconfirmed");
            till.end();
        }
    }

    /** The number of the last commit alone does not tell what it printed. */
    @Test
    void where_only_a_number_proves_what_is_gone_the_last_receipt_is_needed() throws Exception {
        RealCompany.goOffline(till);
        sell(5, 5);
        String stateFolder = System.getProperty("tillmesh.state");
        till.end();
        rotTheEnd();
        Files.delete(folder().resolve("durable"));
        System.setProperty("tillmesh.state", dir.resolve("state-gone").toString());
        try {
            for (int start = 0; start < 2; start++) {
                till = PipedTill.empty(folder());
                Await.that("it is online", 20, () -> till.ok("status")
                        .path("online")
                        .asBoolean());
                till.ok("sync", "mode", "hard");
                assertThat(chain()).as("start " + start).isEqualTo("unconfirmed");
                till.end();
            }
        } finally {
            if (stateFolder == null) {
                System.clearProperty("tillmesh.state");
            } else {
                System.setProperty("tillmesh.state", stateFolder);
            }
        }
    }
}
