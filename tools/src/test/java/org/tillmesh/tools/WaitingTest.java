package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.refund.ReturnLine;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.trial.Await;
import org.tillmesh.tools.trial.ChildRelay;
import org.tillmesh.tools.trial.ChildTill;
import org.tillmesh.tools.trial.FaultProxy;

/** Commands that wait for head office or a neighbour: what goes on meanwhile, and what becomes of what they waited for. */
class WaitingTest {
    private static final String CARD = "6300123";

    @TempDir
    Path dir;

    private ChildRelay relay;
    private FaultProxy line;
    private Till neighbour;
    private Till till;
    private Thread asking;

    private void openRelay() throws Exception {
        relay = ChildRelay.demo(dir.resolve("relay"), dir.resolve("relay.log"));
        relay.post("/api/v1/escrow?account=gift:" + CARD + "&amount=30.00", "text/plain", new byte[0]);
        line = new FaultProxy(relay.port(), 1);
    }

    @AfterEach
    void close() throws Exception {
        if (till != null) {
            till.close();
        }
        if (neighbour != null) {
            neighbour.close();
        }
        line.close();
        if (relay != null) {
            relay.close();
        }
    }

    private Till open(String name, @Nullable String relayAt, List<String> peers) {
        Till opened = Till.open(new TillOptions(dir.resolve(name), true, "S001", name, relayAt, peers, 0));
        opened.people().login(new UserId("cashier"), "1111");
        opened.backroom().openShift(Money.parse("200.00", Money.SAR));
        return opened;
    }

    private void openTill() throws Exception {
        openRelay();
        till = open("T01", "127.0.0.1:" + line.port(), List.of());
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

    private void assertRefused(CompletableFuture<CounterAnswers.Cart> tender, RefusalCode code) {
        assertThatThrownBy(tender::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        TillException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void scans_and_status_go_on_and_the_tender_is_taken() throws Exception {
        openTill();
        CompletableFuture<CounterAnswers.Cart> tender = tender();
        scan();
        assertThat(till.links().status().shift()).isNotNull();
        assertThat(tender).isNotDone();
        line.holdAnswers(false);
        CounterAnswers.Cart paid = tender.join();
        assertThat(paid.tendered()).isEqualTo(Money.parse("20.00", Money.SAR));
        assertThat(paid.lines()).hasSize(1).first().satisfies(l -> assertThat(l.qty())
                .isEqualTo(Quantity.of(10)));
        assertThat(till.counter().cart().tenders()).hasSize(1);
        till.counter().tender(TenderKind.CASH, till.counter().cart().due(), null);
        till.counter().complete("sale");
        Await.that("head office has 10.00 left", 20, () -> free().equals("10.00"));
    }

    @Test
    void another_cart_is_not_paid_by_it_and_the_rights_go_back() throws Exception {
        openTill();
        CompletableFuture<CounterAnswers.Cart> tender = tender();
        till.counter().clear(null);
        CounterAnswers.Cart other = scan();
        line.holdAnswers(false);
        assertRefused(tender, RefusalCode.BAD_VALUE);
        assertThat(till.counter().cart()).isEqualTo(other);
        Await.that("the rights are at head office again", 30, () -> free().equals("30.00"));
    }

    @Test
    void what_is_no_longer_due_is_not_taken() throws Exception {
        openTill();
        CompletableFuture<CounterAnswers.Cart> tender = tender();
        till.counter().setQty(1, Quantity.ONE, null); // 18.50
        line.holdAnswers(false);
        assertRefused(tender, RefusalCode.OVERPAID);
        assertThat(till.counter().cart().tenders()).isEmpty();
        Await.that("the rights are at head office again", 30, () -> free().equals("30.00"));
    }

    /** A receipt of a neighbour, whose answers to this till can be held. */
    private InvoiceAnswers.Receipt soldByNeighbour() throws Exception {
        neighbour = open("T01", null, List.of());
        neighbour.counter().scan(DemoBarcodes.PLAIN, Quantity.of(3), null);
        neighbour.counter().tender(TenderKind.CASH, neighbour.counter().cart().due(), null);
        InvoiceAnswers.Receipt sold = neighbour.counter().complete(null);
        line = new FaultProxy(neighbour.ready().port(), 1);
        till = open("T02", null, List.of("127.0.0.1:" + line.port()));
        Await.that(
                "this till has heard of it",
                30,
                () -> till.backroom().sales(null).count() == 1);
        return sold;
    }

    private CompletableFuture<InvoiceAnswers.Receipt> returned(InvoiceAnswers.Receipt sold, String key) {
        var one = List.of(new ReturnLine(1, Quantity.ONE));
        return waits(() -> till.refunds().returnGoods(sold.receipt(), null, one, "", null, true, key, null));
    }

    @Test
    void scans_go_on_while_the_till_that_sold_it_is_asked_for_a_return() throws Exception {
        InvoiceAnswers.Receipt sold = soldByNeighbour();
        line.holdAnswers(true);
        CompletableFuture<InvoiceAnswers.Receipt> credit = returned(sold, "back");
        scan();
        assertThat(credit).isNotDone();
        line.holdAnswers(false);
        assertThat(credit.join().total()).isEqualTo(Money.parse("18.50", Money.SAR));
        assertThat(till.counter().cart().lines()).hasSize(1);
    }

    @Test
    void the_same_return_sent_twice_while_it_waits_pays_back_once() throws Exception {
        InvoiceAnswers.Receipt sold = soldByNeighbour();
        line.holdAnswers(true);
        CompletableFuture<InvoiceAnswers.Receipt> first = returned(sold, "back");
        CompletableFuture<InvoiceAnswers.Receipt> second = returned(sold, "back");
        line.holdAnswers(false);
        assertThat(second.join().uuid()).isEqualTo(first.join().uuid());
        assertThat(List.of(first.join().again(), second.join().again())).containsExactlyInAnyOrder(true, false);
        assertThat(till.backroom().sales(null).count()).isEqualTo(2);
    }

    @Test
    void a_cart_that_is_recalled_while_another_is_begun_is_parked_here() throws Exception {
        soldByNeighbour();
        neighbour.counter().scan(DemoBarcodes.PLAIN, Quantity.of(3), null);
        String cart = neighbour.counter().park("Milk");
        Await.that(
                "this till has heard of it", 30, () -> till.counter().parked().size() == 1);
        line.holdAnswers(true);
        CompletableFuture<CounterAnswers.Cart> recalled =
                waits(() -> till.counter().recall(cart, false));
        CounterAnswers.Cart begun = scan();
        line.holdAnswers(false);
        assertRefused(recalled, RefusalCode.CART_OPEN);
        assertThat(till.counter().cart()).isEqualTo(begun);
        assertThat(till.counter().parked()).singleElement().satisfies(parked -> assertThat(parked.till())
                .isEqualTo("S001-T02"));
        till.counter().clear(null);
        assertThat(till.counter().recall(cart, false).lines()).hasSize(1);
    }

    @Test
    void a_till_that_is_killed_meanwhile_gives_the_rights_back_when_it_is_there_again() throws Exception {
        openRelay();
        Path folder = dir.resolve("T01");
        Path log = dir.resolve("1.log");
        String at = "127.0.0.1:" + line.port();
        try (ChildTill child = ChildTill.start("till", folder, log, "--demo", "--relay", at)) {
            child.ask("login", "pin", "1111", "user", "cashier");
            child.ask("shift-open", "float", "200.00");
            Await.that(
                    "it is online", 30, () -> child.ask("status").path("online").asBoolean());
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
