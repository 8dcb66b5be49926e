package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildRelay;

/** A till's folder that was saved while head office did not have all its sales, and put back after more were printed. */
class RestoredAheadTest {
    private static final String CODE = RealCompany.CODE;
    private static final String STATE = "tillmesh.state";

    @TempDir
    Path dir;

    private @Nullable String stateBefore;
    private ChildRelay relay;
    private PipedTill till;

    @BeforeEach
    void sellTwiceWhileHeadOfficeHears() throws Exception {
        stateBefore = System.getProperty(STATE);
        machine("one");
        relay = RealCompany.relay(dir);
        till = RealCompany.till(dir, relay);
        sell(1, 2);
        assertThat(till.ok("sync", "mode", "push").path("left").asInt()).isZero();
    }

    @AfterEach
    void close() throws Exception {
        till.close();
        relay.terminate();
        if (stateBefore == null) {
            System.clearProperty(STATE);
        } else {
            System.setProperty(STATE, stateBefore);
        }
    }

    /** What is opened from now on is opened on a machine of its own. */
    private void machine(String name) {
        System.setProperty(STATE, dir.resolve("state-" + name).toString());
    }

    private void sell(int from, int to) {
        for (int i = from; i <= to; i++) {
            assertThat(till.sell("sale-" + i, CODE).path("receipt").asText()).isEqualTo("S001-T01-00000" + i);
        }
    }

    private void sellOffline(int from, int to) throws Exception {
        RealCompany.goOffline(till);
        sell(from, to);
    }

    private Path backup() throws Exception {
        till.end();
        Path file = dir.resolve("backup.zip");
        Stores.backup(dir.resolve("till"), file);
        return file;
    }

    /** The till goes on where it was, without head office. */
    private void goOn() throws Exception {
        till = PipedTill.empty(dir.resolve("till"));
        RealCompany.login(till);
    }

    private void restore(Path backup, String folder) throws Exception {
        till.end();
        Stores.restore(backup, dir.resolve(folder));
        Files.copy(dir.resolve("till/keys.p12"), dir.resolve(folder).resolve("keys.p12"));
    }

    private void copy(String from, String to) throws IOException {
        try (Stream<Path> files = Files.walk(dir.resolve(from))) {
            files.forEach(file -> {
                try {
                    Files.copy(file, dir.resolve(to).resolve(dir.resolve(from).relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void open(String folder) throws Exception {
        till = PipedTill.empty(dir.resolve(folder));
        RealCompany.login(till);
        Await.that(
                "head office has all that is here",
                20,
                () -> till.ok("status").path("online").asBoolean()
                        && till.ok("sync", "mode", "push").path("left").asInt() == 0);
    }

    private String chain() {
        return till.ok("status").path("chain").asText();
    }

    private void awaitKnown() throws Exception {
        Await.that("the chain is known", 20, () -> chain().equals("known"));
    }

    /** Head office has answered, and answers to all that follows; still no number is given out. */
    private void sellsNothing() {
        till.ok("sync", "mode", "hard");
        assertThat(chain()).isEqualTo("unconfirmed");
        till.ok("scan", "code", CODE);
        till.ok("tender", "kind", "cash", "amount", "11.50");
        assertThat(till.refused("CHAIN_UNCONFIRMED", "complete", "key", "next"))
                .contains("QR of the very last receipt");
        till.ok("clear");
    }

    @Test
    void a_backup_of_unsent_sales_put_back_on_another_machine_gives_out_no_printed_number() throws Exception {
        sellOffline(3, 4);
        Path backup = backup();
        goOn();
        sellOffline(5, 6);
        restore(backup, "restored");
        machine("two");
        open("restored");
        sellsNothing();
        till.end();
        open("restored"); // all that it holds is at head office by now
        sellsNothing();
        till.end();
        copy("restored", "again");
        open("again");
        sellsNothing();
    }

    @Test
    void the_last_receipt_lets_such_a_backup_sell_on() throws Exception {
        sellOffline(3, 4);
        String last = RealCompany.qr(till, "S001-T01-000004", dir);
        Path backup = backup();
        goOn();
        restore(backup, "restored");
        machine("two");
        open("restored");
        sellsNothing();
        till.ok("confirm-head", "qr", last, "approve", RealCompany.MANAGER_PIN);
        sell(5, 5);
        till.end();
        open("restored");
        assertThat(chain()).isEqualTo("known");
        sell(6, 6);
    }

    @Test
    void a_witness_on_the_same_machine_knows_what_was_printed_since() throws Exception {
        sellOffline(3, 4);
        Path backup = backup();
        goOn();
        sellOffline(5, 6);
        String last = RealCompany.qr(till, "S001-T01-000006", dir);
        restore(backup, "restored");
        open("restored");
        assertThat(chain()).isEqualTo("unconfirmed");
        till.ok("confirm-head", "qr", last, "approve", RealCompany.MANAGER_PIN);
        sell(7, 7);
    }

    @Test
    void a_witness_that_knows_of_no_later_sale_lets_it_sell_on() throws Exception {
        sellOffline(3, 4);
        Path backup = backup();
        goOn();
        restore(backup, "restored");
        open("restored");
        awaitKnown();
        sell(5, 5);
    }

    @Test
    void a_copy_of_a_folder_with_unsent_sales_gives_out_no_printed_number_either() throws Exception {
        sellOffline(3, 4);
        till.end();
        copy("till", "copy");
        goOn();
        sellOffline(5, 6);
        till.end();
        machine("two");
        open("copy");
        sellsNothing();
    }

    @Test
    void a_backup_of_sent_sales_goes_on_when_head_office_knows_no_later_one() throws Exception {
        Path backup = backup();
        goOn();
        restore(backup, "restored");
        machine("two");
        open("restored");
        awaitKnown();
        sell(3, 3);
    }

    @Test
    void what_head_office_brought_after_the_first_start_does_not_count_as_held_at_the_next() throws Exception {
        Path backup = backup();
        goOn();
        Await.that(
                "the till is online", 20, () -> till.ok("status").path("online").asBoolean());
        sell(3, 3);
        assertThat(till.ok("sync", "mode", "push").path("left").asInt()).isZero();
        restore(backup, "restored");
        machine("two");
        for (int start = 0; start < 2; start++) {
            open("restored");
            Await.that(
                    "the third sale came",
                    20,
                    () -> till.ok("sales").path("count").asInt() == 3);
            till.ok("sync", "mode", "hard");
            assertThat(chain()).as("start " + start).isEqualTo("unconfirmed");
            till.end();
        }
    }
}
