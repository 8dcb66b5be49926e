package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;

/** Three tills of a store without head office: till 1 sells, tills 2 and 3 take back what it sold. */
class RefundTest {
    @TempDir
    Path dir;

    /** Lives as long as the tills: a pipe whose last writer has ended counts as broken. */
    private final ExecutorService cashiers = Executors.newFixedThreadPool(3);

    private PipedTill one;
    private PipedTill two;
    private PipedTill three;
    private List<PipedTill> tills = List.of();

    @BeforeEach
    void open() throws Exception {
        one = PipedTill.demo(dir.resolve("1"), "T01", null);
        two = PipedTill.demo(dir.resolve("2"), "T02", null, port(one));
        three = PipedTill.demo(dir.resolve("3"), "T03", null, port(one), port(two));
        tills = List.of(one, two, three);
        tills.forEach(PipedTill::openShop);
        awaitNeighbours(2);
    }

    private static String port(PipedTill till) {
        return "127.0.0.1:" + till.ready.path("listen").asInt();
    }

    @AfterEach
    void close() throws Exception {
        for (PipedTill till : tills) {
            till.close();
        }
        cashiers.shutdown();
    }

    private void awaitNeighbours(int count) {
        Await.that("every till sees " + count + " others", 30, () -> tills.stream()
                .allMatch(till -> till.ok("status").path("neighbours").size() == count));
    }

    private String sold(String qty) {
        one.ok("scan", "code", DemoBarcodes.PLAIN, "qty", qty);
        String due = one.ok("cart").path("cart").path("due").asText();
        one.ok("tender", "kind", "cash", "amount", due);
        return one.ok("complete").path("receipt").asText();
    }

    private void awaitKnown(int documents) {
        Await.that("every till knows " + documents + " documents", 20, () -> tills.stream()
                .allMatch(till -> till.ok("sales").path("count").asInt() == documents));
    }

    private static JsonNode giveBack(PipedTill till, String receipt, String qty) {
        return till.ask("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", qty)));
    }

    /** All at the same moment. */
    private List<JsonNode> together(List<PipedTill> who, String receipt, String qty) {
        var start = new CyclicBarrier(who.size());
        List<CompletableFuture<JsonNode>> answers = who.stream()
                .map(till -> CompletableFuture.supplyAsync(
                        () -> {
                            await(start);
                            return giveBack(till, receipt, qty);
                        },
                        cashiers))
                .toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private static long paidBack(List<JsonNode> answers) {
        return answers.stream().filter(answer -> answer.path("ok").asBoolean()).count();
    }

    private static boolean refundedTwice(PipedTill till) {
        return till.ok("exceptions").path("exceptions").findValuesAsText("kind").contains("REFUNDED_TWICE");
    }

    @Test
    void tills_that_meet_find_nothing_wrong_with_each_other() {
        sold("1");
        awaitKnown(1);
        for (PipedTill till : tills) {
            assertEquals(
                    List.of(),
                    till.ok("exceptions").path("exceptions").findValuesAsText("about"),
                    till.ready.path("till").asText());
        }
    }

    @Test
    void a_receipt_that_two_tills_take_back_at_once_is_paid_back_once() {
        var receipts = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            receipts.add(sold("1"));
        }
        awaitKnown(6);
        for (String receipt : receipts) {
            // the issuing till itself takes part in every second one
            List<PipedTill> who = receipts.indexOf(receipt) % 2 == 0 ? List.of(two, three) : tills;
            List<JsonNode> answers = together(who, receipt, "1");
            assertEquals(1, paidBack(answers), answers::toString);
            for (JsonNode answer : answers) {
                if (!answer.path("ok").asBoolean()) {
                    String why = PipedTill.refusal("ALREADY_RETURNED", answer);
                    assertTrue(why.contains("eturn") && why.contains("S001-T0"), why);
                }
            }
        }
        awaitKnown(12);
        assertTrue(tills.stream().noneMatch(RefundTest::refundedTwice));
    }

    @Test
    void parts_add_up_and_no_more_than_was_sold_comes_back() {
        String receipt = sold("3");
        awaitKnown(1);
        List<JsonNode> answers = new ArrayList<>(together(tills, receipt, "1"));
        assertEquals(3, paidBack(answers), answers::toString);
        awaitKnown(4);
        for (PipedTill till : tills) {
            PipedTill.refusal("ALREADY_RETURNED", giveBack(till, receipt, "1"));
            assertEquals("0.00", till.ok("sales").path("gross").asText());
        }
        assertTrue(tills.stream().noneMatch(RefundTest::refundedTwice));
    }

    @Test
    void out_of_reach_of_the_till_that_sold_a_double_is_paid_and_listed() {
        String receipt = sold("1");
        awaitKnown(1);
        tills.forEach(till -> till.ok("lan", "state", "down"));
        awaitNeighbours(0);
        for (PipedTill till : List.of(two, three)) {
            assertTrue(giveBack(till, receipt, "1").path("ok").asBoolean());
        }
        String unknown = one.refused(
                "UNKNOWN_RECEIPT",
                "return",
                "receipt",
                "S001-T02-000009",
                "lines",
                List.of(Map.of("line", 1, "qty", "1")));
        assertTrue(unknown.contains("its till S001-T02 was last heard of at "), unknown);
        String never = one.refused(
                "UNKNOWN_RECEIPT",
                "return",
                "receipt",
                "S001-T09-000001",
                "lines",
                List.of(Map.of("line", 1, "qty", "1")));
        assertTrue(never.contains("S001-T09 was never heard of here"), never);
        tills.forEach(till -> till.ok("lan", "state", "up"));
        Await.that("every till lists the double", 30, () -> tills.stream().allMatch(RefundTest::refundedTwice));
    }
}
