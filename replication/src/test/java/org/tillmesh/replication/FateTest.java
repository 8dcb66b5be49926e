package org.tillmesh.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.seed.Seeding;
import org.tillmesh.replication.sim.VirtualShop;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.disk.Disk;

/** What a till says of its sales while head office's disk fails, its log goes back, or words get lost. */
class FateTest {
    private static final Epoch FIRST = new Epoch(1_700_000_000_000L, 3);

    @TempDir
    Path dir;

    private VirtualShop shop;
    private VirtualShop.Office office;
    private boolean officeDiskFails;
    private int manifestsUntilTillDiskFails = Integer.MAX_VALUE;
    private Class<? extends Message> lost = Message.Activate.class;
    private int lostLeft;

    /** Head office's disk refuses to sync while it is told to, and some words never come. */
    private final class Fate implements VirtualShop.Fate {
        @Override
        public Disk disk(String machine) {
            return machine.equals(VirtualShop.OFFICE)
                    ? failing(Disk.class, Disk.REAL, () -> officeDiskFails)
                    : failing(Disk.class, Disk.REAL, () -> manifestsUntilTillDiskFails <= 0);
        }

        @Override
        public int copies(String from, String to, Message message) {
            if (lost.isInstance(message) && lostLeft > 0) {
                lostLeft--;
                return 0;
            }
            return 1;
        }
    }

    private <T> T failing(Class<T> type, T real, BooleanSupplier fails) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (fails.getAsBoolean() && List.of("sync", "write").contains(method.getName())) {
                        throw new IOException("Input/output error");
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        if (method.getName().equals("delete")
                                && String.valueOf(arguments[0]).endsWith(".manifest")) {
                            manifestsUntilTillDiskFails--;
                        }
                        return answer instanceof Disk.File file ? failing(Disk.File.class, file, fails) : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @BeforeEach
    void opens() throws IOException {
        shop = new VirtualShop(dir, new Fate());
        office = shop.new Office(dir.resolve("relay"), FIRST);
        office.write("product", "p0", Value.of("the first"));
    }

    @AfterEach
    void closes() {
        shop.close();
    }

    @Test
    void what_head_office_could_not_make_durable_is_not_acknowledged() throws IOException {
        List<VirtualShop.Till> tills = shop.openTills(2);
        VirtualShop.Till one = tills.get(0);
        one.sell("on a sound disk");
        shop.until("acknowledged", () -> one.peering.unacknowledged() == 0);
        officeDiskFails = true;
        one.sell("on a failing disk");
        shop.run(Duration.ofSeconds(20));
        assertThat(one.peering.unacknowledged()).isEqualTo(1);
        assertThat(tills.get(1).peering.unacknowledged())
                .as("the same till's, as its neighbour sees it")
                .isEqualTo(1);
        officeDiskFails = false;
        office.close();
        office = shop.new Office(dir.resolve("relay"), FIRST);
        shop.until("acknowledged", () -> one.peering.unacknowledged() == 0);
        assertThat(VirtualShop.has(office.store, "on a failing disk")).isTrue();
    }

    @Test
    void what_head_office_has_forgotten_is_unsent_from_the_moment_that_the_till_hears_of_its_new_log()
            throws IOException {
        VirtualShop.Till till = shop.openTills(1).get(0);
        till.sell("a sale");
        shop.until("acknowledged", () -> till.peering.unacknowledged() == 0);
        office.close();
        lost = Message.Batch.class; // nothing of it comes to head office for now
        lostLeft = Integer.MAX_VALUE;
        office = shop.new Office(dir.resolve("another life"), new Epoch(FIRST.startedMillis() + 1, 4));
        shop.until("heard", () -> till.epoch().equals(office.epoch));
        assertThat(till.peering.unacknowledged()).isEqualTo(1);
        lostLeft = 0;
        shop.until("sent again", () -> VirtualShop.has(office.store, "a sale"));
        shop.until("acknowledged", () -> till.peering.unacknowledged() == 0);
    }

    @Test
    void what_got_lost_on_a_link_with_head_office_that_stands_is_sent_again() throws IOException {
        VirtualShop.Till till = shop.openTills(1).get(0);
        shop.run(Duration.ofSeconds(5));
        shop.frames.clear();
        lost = Message.Batch.class;
        lostLeft = 1;
        till.sell("a sale");
        shop.until("acknowledged", () -> till.peering.unacknowledged() == 0);
        assertThat(VirtualShop.has(office.store, "a sale")).isTrue();
        assertThat(lostLeft).isZero();
        assertThat(shop.frames).as("no link was made anew").doesNotContainKey("Hello");
    }

    @Test
    void what_got_lost_on_a_link_with_a_neighbour_that_stands_is_sent_again() throws IOException {
        List<VirtualShop.Till> tills = shop.openTills(2);
        tills.forEach(till -> till.cut(true, true, false));
        shop.run(Duration.ofSeconds(10));
        lost = Message.Batch.class;
        lostLeft = 1;
        tills.get(0).sell("a sale");
        shop.run(Duration.ofSeconds(5));
        assertThat(lostLeft).isZero();
        assertThat(tills.get(1).has("a sale")).isTrue();
    }

    @Test
    void a_soft_sync_brings_the_very_next_record_behind_the_cursor() throws IOException {
        VirtualShop.Till till = shop.openTills(1).get(0);
        for (int i = 1; i < 6; i++) {
            shop.run(Duration.ofSeconds(3));
            till.cut(true, true, false);
            shop.until("offline", () -> !till.peering.isOnline());
            String product = "p" + i;
            office.write("product", product, Value.map(Map.of("price", Value.of(i))));
            till.cut(true, false, false);
            shop.until("the one product that was written meanwhile", () -> till.store
                    .read(v -> v.record(Scope.COMPANY, new DocRef("product", product)))
                    .isPresent());
        }
    }

    @Test
    void who_waits_for_a_checkpoint_hears_of_a_disk_that_fails_when_it_has_come() throws IOException {
        VirtualShop.Till till = shop.openTills(1).get(0);
        shop.run(Duration.ofSeconds(5));
        manifestsUntilTillDiskFails =
                2; // one goes before the checkpoint's own is written, one when it has been adopted
        var failures = new ArrayList<RuntimeException>();
        till.peering.seed(new Seeding.Listener() {
            @Override
            public void at(long done, long total) {}

            @Override
            public void seeded(Scope scope) {}

            @Override
            public void done(long covered) {}

            @Override
            public void failed(RuntimeException why) {
                failures.add(why);
            }
        });
        shop.until("told", () -> !failures.isEmpty());
        assertThat(failures).singleElement().isInstanceOf(StoreException.class);
        manifestsUntilTillDiskFails = Integer.MAX_VALUE;
        till.restart();
        office.write("product", "p1", Value.of("behind it"));
        shop.until("the product", () -> till.store
                .read(v -> v.record(Scope.COMPANY, new DocRef("product", "p1")))
                .isPresent());
    }
}
