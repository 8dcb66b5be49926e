package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.relay.RelayTest.await;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.CustomerMerge;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/** Store credit of customers who turn out to be one. */
class MergedCreditTest {
    private static final TillId T01 = TillId.parse("S001-T01");

    @TempDir
    Path dir;

    private OfficeClient office;
    private RelayTest.Till till;

    @BeforeEach
    void aTillWithCustomers() throws Exception {
        office = new OfficeClient(dir, RelayTest.COMPANY);
        till = new RelayTest.Till(
                dir.resolve("t1"),
                new HostPort("127.0.0.1", office.relay.ready().port()),
                office.relay.newCode("S001"));
        for (String id : List.of("a", "b")) {
            write(Customer.fresh(
                    new CustomerId(id), "Noura", null, List.of(), List.of(), null, new Customer.CreatedBy(T01, null)));
        }
        await("sent", () -> till.online() && till.replicator.unacknowledged() == 0);
    }

    @AfterEach
    void close() {
        till.close();
        office.close();
    }

    private void write(StateDocument document) {
        till.store.write(tx -> {
            document.writeTo(tx, Scope.COMPANY);
            return true;
        });
    }

    private String worth(String account) {
        try {
            return office.get("escrow?account=" + account).path("free").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void credit_and_points_of_the_merged_go_to_the_one_who_stays_also_what_comes_later() throws Exception {
        office.ok("POST", "escrow?account=credit:a&amount=50.00", "");
        office.ok("POST", "escrow?account=credit:b&amount=8.00", "");
        office.ok("POST", "escrow?account=points:a&amount=3.00", "");
        write(new CustomerMerge(new CustomerId("a"), new CustomerId("b"), T01, new UserId("noura"), Instant.EPOCH));
        await("credit", () -> worth("credit:b").equals("58.00"));
        await("points", () -> worth("points:b").equals("3.00"));
        assertThat(worth("credit:a")).isEqualTo("0.00");

        office.ok("POST", "escrow?account=credit:a&amount=2.00", "");
        await("later", () -> worth("credit:b").equals("60.00"));
        assertThat(worth("credit:a")).isEqualTo("0.00");
    }
}
