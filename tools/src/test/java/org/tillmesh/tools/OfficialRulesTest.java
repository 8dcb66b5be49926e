package org.tillmesh.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.hardware.code.Ean13;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.ChainCheck;
import org.tillmesh.zatca.ZatcaRules;

/** What a till really issues, held against the official schema and rules. */
class OfficialRulesTest {
    @TempDir
    Path dir;

    @Test
    void every_document_that_a_till_issues_passes_the_official_rules() throws Exception {
        var files = new TreeMap<String, Path>();
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            till.sell("plain", DemoBarcodes.PLAIN);
            till.sell(
                    "mixed",
                    DemoBarcodes.PLAIN,
                    DemoBarcodes.WEIGHED,
                    DemoBarcodes.BATCH_TRACKED,
                    DemoBarcodes.ZERO_RATED);
            till.ok("scan", "code", DemoBarcodes.AGE_LIMITED, "qty", "3", "approve", "9999");
            till.ok("scan", "code", DemoBarcodes.WEIGHED);
            till.ok("discount", "line", 1, "percent", "10");
            till.ok("discount", "percent", "15", "approve", "9999");
            JsonNode cart = till.ok("cart").path("cart");
            till.ok("tender", "kind", "card", "amount", "5.00", "card", "123456");
            till.ok("tender", "kind", "cash", "amount", "100.00");
            String discounted = till.ok("complete").path("receipt").asText();
            assertEquals("0.00", till.ok("cart").path("cart").path("total").asText(), cart::toString);
            till.ok(
                    "return",
                    "receipt",
                    discounted,
                    "lines",
                    List.of(Map.of("line", 1, "qty", "1")),
                    "reason",
                    "broken");
            till.ok(
                    "return",
                    "receipt",
                    discounted,
                    "lines",
                    List.of(Map.of("line", 1, "qty", "2")),
                    "tender",
                    "card",
                    "approve",
                    "9999");
            till.ok(
                    "scan",
                    "code",
                    "(01)0" + Ean13.complete("210064000000") + "(3922)009999"); // 2.386 kg at 41.90 are 99.97
            String labelled = till.sell("labelled").path("receipt").asText();
            till.ok("return", "receipt", labelled, "lines", List.of(Map.of("line", 1, "qty", "1.111")));
            for (JsonNode sold : till.ok("sales").path("sales")) {
                String receipt = sold.path("receipt").asText();
                Path file = dir.resolve(receipt + ".xml");
                till.ok("invoice", "receipt", receipt, "file", file.toString());
                files.put(receipt, file);
            }
        }
        assertEquals(7, files.size());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            assertEquals(List.of(), ZatcaRules.failures(Files.readAllBytes(file.getValue())), file.getKey());
        }
        assertEquals(List.of(), ChainCheck.problems(files));
    }
}
