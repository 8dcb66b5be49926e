package org.tillmesh.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;

/** Whatever became of a folder's files, what its till sells afterwards counts, under new numbers. */
class HarmedFolderTest {
    private static final String CODE = "6289999222479";

    @TempDir
    Path dir;

    private Till till;
    private String replica;

    @BeforeEach
    void sellTwice() {
        open();
        replica = till.links().status().replica();
        assertThat(sell()).isEqualTo("S001-T01-000001");
        assertThat(sell()).isEqualTo("S001-T01-000002");
        till.close();
    }

    @AfterEach
    void close() {
        till.close();
    }

    private Path folder() {
        return dir.resolve("till");
    }

    private void open() {
        till = Till.open(new TillOptions(folder(), true, "S001", "T01", null, List.of(), 0));
        till.people().login(new UserId("cashier"), "1111");
        if (till.links().status().shift() == null) {
            till.backroom().openShift(Money.sar(0)); // the records of the one before may be gone
        }
    }

    private String sell() {
        Money total = till.counter().scan(CODE, Quantity.ONE, null).total();
        till.counter().tender(TenderKind.CASH, total, null);
        return till.counter().complete(null).receipt();
    }

    private void sellsOn(String... receipts) {
        open();
        assertThat(till.links().status().replica()).isEqualTo(replica);
        assertThat(till.links().status().chain()).isEqualTo("unconfirmed");
        for (String receipt : receipts) {
            assertThat(sell()).isEqualTo(receipt);
        }
        assertThat(till.backroom().sales(null).sales().stream().map(BackroomAnswers.Sold::receipt))
                .contains(receipts);
        assertThat(till.backroom().exceptions()).isEmpty();
    }

    @Test
    void a_flipped_bit_in_the_identity_costs_no_sale() throws IOException {
        byte[] identity = Files.readAllBytes(folder().resolve("identity"));
        identity[3] ^= 1;
        Files.write(folder().resolve("identity"), identity);
        sellsOn("S001-T01-000003", "S001-T01-000004");
    }

    @Test
    void an_identity_that_is_gone_costs_no_sale() throws IOException {
        Files.delete(folder().resolve("identity"));
        sellsOn("S001-T01-000003", "S001-T01-000004");
    }

    @Test
    void a_backup_with_its_keys_put_back_sells_under_its_name() throws IOException {
        Path backup = dir.resolve("backup.zip");
        Stores.backup(folder(), backup);
        Path keys = Files.copy(folder().resolve("keys.p12"), dir.resolve("keys.p12"));
        delete(name -> true);
        Stores.restore(backup, folder());
        Files.copy(keys, folder().resolve("keys.p12"));
        sellsOn("S001-T01-000003", "S001-T01-000004");
    }

    @Test
    void keys_put_back_into_a_folder_that_has_another_name_by_now_count() throws IOException {
        Path keys = Files.move(folder().resolve("keys.p12"), dir.resolve("keys.p12"));
        Files.delete(folder().resolve("keys-copy.p12"));
        Files.delete(folder().resolve("identity"));
        Till.open(new TillOptions(folder(), false, null, null, null, List.of(), 0))
                .close();
        Files.copy(keys, folder().resolve("keys.p12"));
        sellsOn("S001-T01-000003", "S001-T01-000004");
    }

    @Test
    void where_only_the_keys_are_left_the_chain_is_not_known() throws IOException {
        delete(name -> !name.endsWith(".p12"));
        sellsOn("S001-T01-000001", "S001-T01-000002"); // a demo goes on with a warning
        till.close();
        sellsOn("S001-T01-000003"); // and does not take itself for known at the next start
    }

    @Test
    void a_till_whose_sales_do_not_count_stops() {
        open();
        till.folder.store().becomeReplica(new ReplicaId(42));
        till.counter()
                .tender(
                        TenderKind.CASH,
                        till.counter().scan(CODE, Quantity.ONE, null).total(),
                        null);
        assertThatThrownBy(() -> till.counter().complete("k"))
                .isInstanceOfSatisfying(
                        TillException.class, e -> assertThat(e.code()).isEqualTo(RefusalCode.READ_ONLY))
                .hasMessageContaining("S001-T01-000003")
                .hasMessageContaining("does not count");
        assertThatThrownBy(() -> till.counter().complete("k")).isInstanceOf(TillException.class);
    }

    private interface Named {
        boolean test(String name);
    }

    private void delete(Named which) throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                boolean isEmptied = Files.isDirectory(file);
                if (isEmptied
                        ? !file.equals(folder())
                        : which.test(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
