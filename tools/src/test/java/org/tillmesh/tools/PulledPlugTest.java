package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildProgram;
import org.tillmesh.tools.trial.ChildTill;
import org.tillmesh.tools.trial.CrashTest;

/** A till as a process of its own whose plug is pulled, or whose folder was damaged meanwhile. */
@Tag("window")
class PulledPlugTest {
    private static final int KILLS = Integer.getInteger("tillmesh.kills", 6);

    @TempDir
    Path dir;

    private Path folder;
    private Path log;

    @BeforeEach
    void paths() {
        folder = dir.resolve("till");
        log = dir.resolve("till.log");
    }

    private ChildTill start() throws IOException {
        return ChildTill.start("till", folder, log, "--demo");
    }

    private static void openShop(ChildTill till) {
        till.ask("login", "pin", "1111", "user", "cashier");
        if (till.ask("status").path("shift").isNull()) {
            till.ask("shift-open", "float", "200.00");
        }
    }

    private static JsonNode sell(ChildTill till, String key) {
        till.ask("scan", "code", DemoBarcodes.PLAIN);
        till.ask("tender", "kind", "cash", "amount", "20.00");
        return till.ask("complete", "key", key);
    }

    @Test
    void no_confirmed_sale_is_lost_or_doubled_whenever_the_plug_is_pulled() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("Seed of the pulled plugs: " + seed);
        assertEquals(List.of(), new CrashTest(dir, seed, System.out).run(KILLS));
    }

    @Test
    void a_till_that_is_told_to_end_closes_in_order_and_one_whose_plug_is_pulled_does_not() throws Exception {
        ChildTill till = start();
        openShop(till);
        sell(till, "a");
        till.terminate();
        try (ChildTill again = start()) {
            assertTrue(again.ready().path("recovered").path("cleanStop").asBoolean(), again.ready()::toString);
            openShop(again);
            sell(again, "b");
            again.kill();
        }
        try (ChildTill again = start()) {
            assertFalse(again.ready().path("recovered").path("cleanStop").asBoolean(), again.ready()::toString);
            assertEquals(2, again.ask("sales").path("count").asInt());
        }
    }

    @Test
    void a_window_that_is_told_to_end_closes_its_till_in_order() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        ChildTill before = start();
        openShop(before);
        before.kill(); // or its own end would be the clean one
        Path lock = folder.resolve("lock");
        try (ChildProgram window = ChildProgram.window("window", log, "till", "--data", folder.toString(), "--demo")) {
            Await.that("the window's till holds its folder", 60, () -> isLocked(lock));
            window.terminate();
        }
        try (ChildTill again = start()) {
            assertTrue(again.ready().path("recovered").path("cleanStop").asBoolean(), again.ready()::toString);
            assertTrue(again.ready().path("recovered").path("commits").asLong() > 0, again.ready()::toString);
        }
    }

    private static boolean isLocked(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_torn_tail_is_cut_reported_and_costs_no_confirmed_sale() throws Exception {
        ChildTill till = start();
        openShop(till);
        sell(till, "a");
        sell(till, "b");
        till.kill();
        Path segment = newestSegment();
        long end = endOfRecords(segment);
        try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(end);
            byte[] torn = new byte[700];
            new Random(1).nextBytes(torn);
            file.write(torn);
        }
        try (ChildTill again = start()) {
            assertTrue(again.ready().path("recovered").path("cutBytes").asLong() > 0, again.ready()::toString);
            assertEquals(2, again.ask("sales").path("count").asInt());
            openShop(again);
            assertEquals("S001-T01-000003", sell(again, "c").path("receipt").asText());
            assertTrue(again.ask("verify").path("clean").asBoolean());
        }
    }

    private Path newestSegment() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".seg"))
                    .filter(f -> endOfRecords(f) > 64)
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    /** Behind the last byte that is not zero, rounded up to where a record could begin. */
    private static long endOfRecords(Path segment) {
        try {
            byte[] all = Files.readAllBytes(segment);
            int end = all.length;
            while (end > 0 && all[end - 1] == 0) {
                end--;
            }
            return (end + 63) / 64 * 64;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_folder_of_a_newer_version_is_refused_and_left_alone() throws Exception {
        try (ChildTill till = start()) {
            till.end(20);
        }
        Path format = folder.resolve("format");
        String before = Files.readString(format);
        String newer = before.replaceAll("[0-9]+", "99");
        Files.writeString(format, newer, StandardOpenOption.TRUNCATE_EXISTING);
        IllegalStateException refused =
                org.junit.jupiter.api.Assertions.assertThrows(IllegalStateException.class, () -> {
                    try (ChildTill till = start()) {
                        till.ready();
                    } catch (IOException e) {
                        throw new IllegalStateException(e.getMessage());
                    }
                });
        assertTrue(String.valueOf(refused.getMessage()).contains("99"), refused::getMessage);
        assertEquals(newer, Files.readString(format));
    }

    @Test
    void what_rot_took_from_a_till_its_neighbour_brings_back() throws Exception {
        try (ChildTill neighbour = ChildTill.start(
                "neighbour", dir.resolve("neighbour"), dir.resolve("neighbour.log"), "--demo", "--till", "T02")) {
            String peer = "127.0.0.1:" + neighbour.port();
            try (ChildTill till = ChildTill.start("till", folder, log, "--demo", "--peer", peer)) {
                openShop(till);
                for (int i = 0; i < 6; i++) {
                    sell(till, "k" + i);
                }
                Await.that(
                        "the neighbour has all sales",
                        20,
                        () -> neighbour.ask("sales").path("count").asInt() == 6);
                till.end(20);
            }
            rotOneOfTheLast(newestSegment());
            try (ChildTill till = ChildTill.start("till", folder, log, "--demo", "--peer", peer)) {
                JsonNode recovered = till.ready().path("recovered");
                assertTrue(recovered.path("quarantined").asInt() > 0, recovered::toString);
                Await.that(
                        "the lost sale is back",
                        20,
                        () -> till.ask("sales").path("count").asInt() == 6);
                openShop(till);
                sell(till, "after");
                Await.that("both hold the same", 20, () -> till.ask("digest")
                        .path("scopes")
                        .equals(neighbour.ask("digest").path("scopes")));
            }
        }
    }

    /** Flips a byte of the biggest record among the last ones: a sale with its invoice. */
    private static void rotOneOfTheLast(Path segment) throws IOException {
        byte[] all = Files.readAllBytes(segment);
        all[(int) endOfRecords(segment) - 9_000] ^= 0x10;
        Files.write(segment, all);
    }
}
