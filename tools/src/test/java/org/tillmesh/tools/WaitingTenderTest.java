package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.tillmesh.retail.value.TenderKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildRelay;
import org.tillmesh.tools.trial.ChildTill;
import org.tillmesh.tools.trial.FaultProxy;

/** A tender waits for head office: what goes on meanwhile, and what becomes of the rights when the cart is another by then. */
class WaitingTenderTest {
    private static final String CARD = "6300123";

    @TempDir
    Path dir;

    private ChildRelay relay;
    private FaultProxy line;
    private Till till;
    private Thread asking;

    @BeforeEach
    void open() throws Exception {
        relay = ChildRelay.demo(dir.resolve("relay"), dir.resolve("relay.log"));
        relay.post("/api/v1/escrow?account=gift:" + CARD + "&amount=30.00", "text/plain", new byte[0]);
        line = new FaultProxy(relay.port(), 1);
    }

    @AfterEach
    void close() throws Exception {
        if (till != null) {
            till.close();
        }
        line.close();
        relay.close();
    }

    private void openTill() {
        till = Till.open(
                new TillOptions(dir.resolve("1"), true, "S001", "T01", "127.0.0.1:" + line.port(), List.of(), 0));
        till.people().login("cashier", "1111");
        till.backroom().openShift(Money.parse("200.00", Money.SAR));
        Await.that("it is online", 30, () -> till.links().status().online());
        scan();
    }

    private CounterAnswers.Cart scan() {
        return till.counter().scan(DemoBarcodes.PLAIN, Quantity.of(5), null).cart();
    }

    /** Pays 20.00 by the card on a thread of its own, which waits for the answer when this returns. */
    private CompletableFuture<CounterAnswers.Cart> tender() {
        line.holdAnswers(true);
        return waits(() -> till.counter().tender(TenderKind.GIFT, Money.parse("20.00", Money.SAR), CARD));
    }

    private <T> CompletableFuture<T> waits(Supplier<T> work) {
        var done = new CompletableFuture<T>();
        asking = new Thread(
                () -> {
                    try {
                        done.complete(work.get());
                    } catch (RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "asking");
        asking.start();
        Await.that("it waits", 10, () -> asking.getState() == Thread.State.TIMED_WAITING);
        return done;
    }

    private String free() {
        try {
            return relay.get("/api/v1/escrow?account=gift:" + CARD).path("free").asText();
        } catch (IOException e) {
            throw new AssertionError("Head office did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private void assertRefused(CompletableFuture<CounterAnswers.Cart> tender, TillException.Code code) {
        assertThatThrownBy(tender::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(TillException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void scans_and_status_go_on_and_the_tender_is_taken() {
        openTill();
        CompletableFuture<CounterAnswers.Cart> tender = tender();
        scan();
        assertThat(till.links().status().shift()).isNotNull();
        assertThat(tender).isNotDone();
        line.holdAnswers(false);
        CounterAnswers.Cart paid = tender.join();
        assertThat(paid.tendered()).isEqualTo(Money.parse("20.00", Money.SAR));
        assertThat(paid.lines()).hasSize(1).first().satisfies(l -> assertThat(l.qty()).isEqualTo(Quantity.of(10)));
        assertThat(till.counter().cart().tenders()).hasSize(1);
        till.counter().tender(TenderKind.CASH, till.counter().cart().due(), null);
        till.counter().complete("sale");
        Await.that("head office has 10.00 left", 20, () -> free().equals("10.00"));
    }

    @Test
    void another_cart_is_not_paid_by_it_and_the_rights_go_back() {
        openTill();
        CompletableFuture<CounterAnswers.Cart> tender = tender();
        till.counter().clear(null);
        CounterAnswers.Cart other = scan();
        line.holdAnswers(false);
        assertRefused(tender, TillException.Code.BAD_VALUE);
        assertThat(till.counter().cart()).isEqualTo(other);
        Await.that("the rights are at head office again", 30, () -> free().equals("30.00"));
    }

    @Test
    void what_is_no_longer_due_is_not_taken() {
        openTill();
        CompletableFuture<CounterAnswers.Cart> tender = tender();
        till.counter().setQty(1, Quantity.ONE, null); // 18.50
        line.holdAnswers(false);
        assertRefused(tender, TillException.Code.OVERPAID);
        assertThat(till.counter().cart().tenders()).isEmpty();
        Await.that("the rights are at head office again", 30, () -> free().equals("30.00"));
    }

    @Test
    void a_till_that_is_killed_meanwhile_gives_the_rights_back_when_it_is_there_again() throws Exception {
        Path folder = dir.resolve("1");
        Path log = dir.resolve("1.log");
        String at = "127.0.0.1:" + line.port();
        try (ChildTill child = ChildTill.start("till", folder, log, "--demo", "--relay", at)) {
            child.ask("login", "pin", "1111", "user", "cashier");
            child.ask("shift-open", "float", "200.00");
            Await.that("it is online", 30, () -> child.ask("status")
                    .path("online")
                    .asBoolean());
            child.ask("scan", "code", DemoBarcodes.PLAIN, "qty", "5");
            line.holdAnswers(true);
            child.send("{\"do\":\"tender\",\"kind\":\"gift\",\"amount\":\"20.00\",\"card\":\"" + CARD + "\"}");
            Await.that("head office has granted it", 20, () -> free().equals("10.00"));
            child.kill();
        }
        line.holdAnswers(false);
        try (ChildTill child = ChildTill.start("till", folder, log, "--demo", "--relay", at)) {
            Await.that("the rights are at head office again", 60, () -> free().equals("30.00"));
            child.ask("login", "pin", "1111", "user", "cashier");
            assertThat(child.ask("cart").path("cart").path("tenders")).isEmpty();
        }
    }
}
