package org.tillmesh.retail.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** No number is given out twice, though the journal that had it is gone. */
class PrintedHeadTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final TillId TILL = TillId.parse("S001-T01");

    @TempDir
    Path dir;

    private Store open() throws IOException {
        return Stores.open(
                dir,
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L)
                        .withSchema(RetailSchema.SHOP)
                        .withFreeBytesMin(0));
    }

    private static void giveOut(Store store, String uuid, String receipt, long icv) {
        InvoiceChain invoices = Retail.attach(store).invoices();
        store.write(tx -> {
            invoices.giveOut(
                    tx,
                    BRANCH,
                    new InvoiceRecord(
                            uuid,
                            TILL,
                            receipt,
                            icv,
                            "before",
                            "hash-" + icv,
                            "s",
                            "qr",
                            new byte[3],
                            0,
                            Instant.EPOCH));
            return true;
        });
    }

    @Test
    void the_next_number_and_the_head_stand_behind_what_was_given_out() throws IOException {
        try (Store store = open()) {
            giveOut(store, "a", "S001-T01-000001", 1);
            giveOut(store, "b", "S001-T01-000002", 2);
            giveOut(store, "c", "S001-T01-000001-R1", 3);
        }
        Files.delete(dir.resolve("journal/0000000000000001.seg"));
        try (Store store = open()) {
            Retail retail = Retail.attach(store);
            assertThat(retail.invoices().head(BRANCH, TILL)).isEmpty();
            assertThat(retail.invoices().ownHead(BRANCH, TILL)).hasValueSatisfying(head -> {
                assertThat(head.icv()).isEqualTo(3);
                assertThat(head.hash()).isEqualTo("hash-3");
            });
            assertThat(retail.sales().nextReceipt(BRANCH, TILL)).hasToString("S001-T01-000003");
            assertThat(retail.sales().nextReceipt(BRANCH, TillId.parse("S001-T02")))
                    .hasToString("S001-T02-000001");
            giveOut(store, "d", "S001-T01-000003", 4);
            assertThat(retail.invoices().ownHead(BRANCH, TILL).orElseThrow().icv())
                    .isEqualTo(4);
        }
    }
}
