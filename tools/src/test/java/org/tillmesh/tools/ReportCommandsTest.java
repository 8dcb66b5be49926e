package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;
import picocli.CommandLine;

/** Reports as a script asks for them: answers, files, Zs, the journal, the archive. */
class ReportCommandsTest {
    private static final List<String> REPORTS = List.of(
            "sales",
            "sales-by-product",
            "sales-by-category",
            "sales-by-cashier",
            "sales-by-till",
            "sales-by-store",
            "sales-by-hour",
            "sales-by-hour-of-day",
            "sales-by-day",
            "sales-by-weekday",
            "sales-by-month",
            "sales-by-payment",
            "comparison",
            "abc",
            "vat-summary",
            "vat-return");

    @TempDir
    Path dir;

    private static void trade(PipedTill till) {
        till.sell("a", DemoBarcodes.PLAIN, DemoBarcodes.WEIGHED);
        till.ok("scan", "code", DemoBarcodes.PLAIN, "qty", "3");
        till.ok("discount", "percent", "10");
        till.ok("tender", "kind", "card", "amount", "10.00", "card", "A12345");
        till.ok("tender", "kind", "cash", "amount", "50.00");
        String receipt = till.ok("complete", "key", "b").path("receipt").asText();
        till.ok("return", "receipt", receipt, "lines", List.of(Map.of("line", 1, "qty", "1")), "reason", "broken");
        till.sell("c", DemoBarcodes.ZERO_RATED);
    }

    @Test
    void reports_of_a_day_agree_with_its_documents_and_with_each_other() throws Exception {
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            trade(till);
            till.refused("FORBIDDEN", "report", "name", "sales-by-product");
            JsonNode sales = till.ok("sales");
            for (String name : REPORTS) {
                JsonNode report = till.ok("report", "name", name, "period", "today", "approve", "9999");
                assertThat(report.path("gross").asText())
                        .as(name)
                        .isEqualTo(sales.path("gross").asText());
                List<String> keys = report.path("columns").findValuesAsText("key");
                assertThat(keys).as(name).isNotEmpty();
                for (JsonNode row : report.path("rows")) {
                    assertThat(row).as(name).hasSameSizeAs(keys);
                }
                JsonNode total = report.path("totals").path("gross");
                if (!total.isMissingNode()) {
                    assertThat(total.asText())
                            .as(name)
                            .isEqualTo(sales.path("gross").asText());
                }
                assertThat(report.path("columns").findValuesAsText("titleAr"))
                        .allSatisfy(title -> assertThat(title).containsPattern("\\p{InArabic}"));
            }
            assertThat(till.ok("report", "name", "returns", "approve", "9999").path("rows"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.path("reason").asText()).isEqualTo("broken"));
            JsonNode byCard = till.ok("report", "name", "sales-by-product", "tender", "card", "approve", "9999");
            assertThat(byCard.path("rows")).hasSize(1);
            JsonNode lacking = till.ok("report", "name", "sales-by-day", "approve", "9999");
            assertThat(lacking.path("asOf").asText()).isNotEmpty();
            assertThat(lacking.path("lacks").findValuesAsText("till")).doesNotContain("S001-T01");
        }
    }

    @Test
    void what_cannot_be_asked_is_refused_and_nothing_is_written() throws Exception {
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            Object[][] bad = {
                {"name", "sales-by-moon"},
                {"name", "audit", "period", "fortnight"},
                {"name", "audit", "from", "2026-13-01"},
                {"name", "audit", "from", "9999-01-01", "to", "9999-01-02"},
                {"name", "audit", "from", "2026-02-02", "to", "2026-02-01"},
                {"name", "sales-by-product", "product", "no-such"},
                {"name", "sales-by-product", "till", "S009-T77"},
                {"name", "sales-by-product", "store", "S002"},
                {"name", "sales-by-product", "cashier", "nobody"},
                {"name", "sales-by-product", "customer", "nobody"},
                {"name", "sales-by-product", "category", "nothing"},
                {"name", "sales-by-product", "tender", "shells"},
                {"name", "sales-by-product", "supplier", "s"},
                {"name", "sales", "by", "moon"},
                {"name", "customer-statement"},
                {"name", "audit", "format", "doc"},
                {"name", "audit", "format", "pdf"},
                {"name", "audit", "format", "odoo", "file", dir.resolve("x").toString()},
                {
                    "name",
                    "audit",
                    "format",
                    "csv",
                    "file",
                    dir.resolve("no/such/x").toString()
                },
                {"name", "audit", "format", "svg", "file", dir.resolve("x").toString()}
            };
            for (Object[] each : bad) {
                var fields = new ArrayList<>(List.of(each));
                fields.addAll(List.of("approve", "9999"));
                assertThat(till.refused("BAD_VALUE", "report", fields.toArray()))
                        .isNotBlank();
            }
            assertThat(dir.resolve("x")).doesNotExist();
            assertThat(till.refused("BAD_VALUE", "z", "number", 7, "approve", "9999"))
                    .contains("7");
            JsonNode empty = till.ok(
                    "report", "name", "sales-by-day", "from", "2001-01-01", "to", "2001-01-31", "approve", "9999");
            assertThat(empty.path("rows")).isEmpty();
            assertThat(empty.path("gross").asText()).isEqualTo("0.00");
        }
    }

    @Test
    void a_z_says_the_same_for_ever_and_its_grand_totals_go_on() throws Exception {
        String first;
        byte[] pdf;
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            trade(till);
            till.ok("shift-close", "counted", "100.00");
            till.ok("logout");
            till.ok("login", "pin", "9999", "user", "manager");
            first = till.ok("z", "number", 1).toString();
            assertThat(first)
                    .contains(
                            "\"grandGross\":\"" + till.ok("sales").path("gross").asText());
            till.ok(
                    "z",
                    "number",
                    1,
                    "format",
                    "pdf",
                    "file",
                    dir.resolve("1.pdf").toString(),
                    "language",
                    "ar");
            till.ok(
                    "z",
                    "number",
                    1,
                    "format",
                    "csv",
                    "file",
                    dir.resolve("1.csv").toString());
            pdf = Files.readAllBytes(dir.resolve("1.pdf"));
            till.refused(
                    "BAD_VALUE",
                    "z",
                    "number",
                    1,
                    "format",
                    "pdf",
                    "file",
                    dir.resolve("1.pdf").toString());
        }
        try (PipedTill till = PipedTill.demo(dir.resolve("till"))) {
            till.ok("login", "pin", "9999", "user", "manager");
            till.ok("shift-open", "float", "0.00");
            till.sell("d", DemoBarcodes.PLAIN);
            till.ok("shift-close", "counted", "1.00");
            assertThat(till.ok("z", "number", 1).toString()).isEqualTo(first);
            till.ok(
                    "z",
                    "number",
                    1,
                    "format",
                    "pdf",
                    "file",
                    dir.resolve("again.pdf").toString(),
                    "language",
                    "ar");
            till.ok(
                    "z",
                    "number",
                    1,
                    "format",
                    "csv",
                    "file",
                    dir.resolve("again.csv").toString());
            assertThat(dir.resolve("again.pdf")).hasBinaryContent(pdf);
            assertThat(dir.resolve("again.csv")).hasSameBinaryContentAs(dir.resolve("1.csv"));
            assertThat(till.ok("z", "number", 2)
                            .path("figures")
                            .path("grandGross")
                            .asText())
                    .isEqualTo(till.ok("sales").path("gross").asText());
            assertThat(till.ok("z").path("number").asInt()).isEqualTo(1);
        }
    }

    @Test
    void the_journal_balances_and_goes_into_every_layout() throws Exception {
        try (PipedTill till = PipedTill.selling(dir.resolve("till"))) {
            trade(till);
            till.ok("cash", "kind", "drop", "amount", "5.00", "reason", "safe", "approve", "9999");
            till.ok("shift-close", "counted", "100.00");
            till.ok("logout");
            till.ok("login", "pin", "9999", "user", "manager");
            JsonNode journal = till.ok("report", "name", "journal", "period", "today");
            assertThat(journal.path("totals").path("debit").asText())
                    .isEqualTo(journal.path("totals").path("credit").asText());
            var byAccount = new TreeMap<String, String>();
            journal.path("rows")
                    .forEach(row -> byAccount.put(
                            row.path("account").asText(),
                            row.path("debit").asText() + row.path("credit").asText()));
            assertThat(byAccount)
                    .containsEntry("1020", "5.00")
                    .containsKeys("1010", "1030", "2200", "4010", "4030", "5900");
            assertThat(byAccount.get("2200"))
                    .isEqualTo(
                            till.ok("report", "name", "vat-summary").path("vat").asText());
            for (String layout : List.of("odoo", "zoho", "sap", "csv")) {
                Path file = dir.resolve(layout + ".csv");
                till.ok("report", "name", "journal", "period", "today", "format", layout, "file", file.toString());
                List<String> lines = Files.readAllLines(file);
                assertThat(lines).as(layout).hasSize(1 + journal.path("rows").size());
                if (layout.equals("sap")) {
                    BigDecimal left = BigDecimal.ZERO;
                    for (String line : lines.subList(1, lines.size())) {
                        String[] cells = line.split(",", -1);
                        BigDecimal amount = new BigDecimal(cells[8]);
                        left = cells[6].equals("40") ? left.add(amount) : left.subtract(amount);
                    }
                    assertThat(left).isEqualByComparingTo("0");
                }
            }
        }
    }

    @Test
    void the_archive_holds_each_invoice_once_under_the_authoritys_name_at_the_till_and_at_head_office()
            throws Exception {
        Path folder = dir.resolve("till");
        Path office = dir.resolve("relay");
        Path here = dir.resolve("till.zip");
        String hash;
        String today;
        try (var relay = Relay.open(new Relay.Options(office, 0, 0, true))) {
            try (PipedTill till =
                    PipedTill.demo(folder, "T01", "127.0.0.1:" + relay.ready().port())) {
                till.openShop();
                trade(till);
                till.refused("FORBIDDEN", "archive", "file", here.toString());
                JsonNode written = till.ok("archive", "period", "today", "file", here.toString(), "approve", "9999");
                assertThat(written.path("invoices").asInt()).isEqualTo(4);
                hash = written.path("hash").asText();
                till.refused("BAD_VALUE", "archive", "period", "today", "file", here.toString(), "approve", "9999");
                today = till.ok("report", "name", "sales-by-day", "approve", "9999")
                        .path("rows")
                        .path(0)
                        .path("day")
                        .asText();
                Await.that(
                        "head office has all",
                        30,
                        () -> till.ok("status").path("unsent").asInt() == 0);
            }
            Path there = dir.resolve("relay.zip");
            assertThat(run(
                            "archive",
                            "--data",
                            office.toString(),
                            "--from",
                            today,
                            "--to",
                            today,
                            "--file",
                            there.toString()))
                    .isZero();
            assertThat(there).hasSameBinaryContentAs(here);
            Path report = dir.resolve("relay.xlsx");
            assertThat(run(
                            "report",
                            "sales-by-product",
                            "--data",
                            office.toString(),
                            "--period",
                            "today",
                            "--format",
                            "xlsx",
                            "--language",
                            "ar",
                            "--only",
                            "store=S001",
                            "--file",
                            report.toString()))
                    .isZero();
            assertThat(report).isNotEmptyFile();
        }
        Map<String, byte[]> files = files(here);
        assertThat(files).hasSize(5);
        byte[] index = files.remove("index.csv");
        assertThat(sha256(index)).isEqualTo(hash);
        files.forEach((name, bytes) -> {
            assertThat(name).matches("[0-9]{15}_[0-9]{8}T[0-9]{6}_S001-T01-[0-9]{6}\\.xml");
            assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("<Invoice");
            assertThat(new String(index, StandardCharsets.UTF_8)).contains(name).contains(sha256(bytes));
        });
        assertThat(run(
                        "report",
                        "vat-return",
                        "--data",
                        folder.toString(),
                        "--format",
                        "pdf",
                        "--file",
                        dir.resolve("vat.pdf").toString()))
                .isZero();
        assertThat(dir.resolve("vat.pdf")).isNotEmptyFile();
        assertThat(run("report", "no-such", "--data", folder.toString(), "--format", "csv"))
                .isEqualTo(2);
    }

    private static Map<String, byte[]> files(Path zip) throws Exception {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static int run(String name, String... arguments) {
        Object command = name.equals("report") ? new ReportFileCommand() : new FolderCommands.Archive();
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments);
    }

    @Test
    void an_x_that_is_kept_has_a_number_and_the_tills_totals_and_is_the_same_bytes_whenever_it_is_written()
            throws Exception {
        Path folder = dir.resolve("till");
        JsonNode first;
        try (PipedTill till = PipedTill.selling(folder)) {
            trade(till);
            assertThat(till.ok("x").path("figures").has("grandGross")).isFalse();
            first = till.ok("x", "keep", true);
            assertThat(first.path("number").asInt()).isEqualTo(1);
            assertThat(first.path("figures").path("grandGross").asText())
                    .isEqualTo(first.path("gross").asText());
            till.sell("d", DemoBarcodes.PLAIN);
            JsonNode second = till.ok("x", "keep", true);
            assertThat(second.path("number").asInt()).isEqualTo(2);
            assertThat(second.path("gross").asText())
                    .isNotEqualTo(first.path("gross").asText());
            till.refused("FORBIDDEN", "x", "number", 1);
            till.refused("BAD_VALUE", "x", "number", 3, "approve", "9999");
            till.refused("BAD_VALUE", "x", "number", 1, "format", "xlsx", "approve", "9999");
            till.refused("BAD_VALUE", "x", "number", 1, "format", "pdf", "approve", "9999");
            saveX(till, "a.pdf");
            till.ok("shift-close", "counted", "0.00");
            till.refused("NO_SHIFT", "x", "keep", true);
            till.ok("shift-open", "float", "1.00");
            till.sell("e", DemoBarcodes.PLAIN);
            JsonNode third = till.ok("x", "keep", true);
            assertThat(new BigDecimal(third.path("figures").path("grandGross").asText()))
                    .as("the totals go on over the Z")
                    .isEqualByComparingTo(new BigDecimal(second.path("gross").asText())
                            .add(new BigDecimal(third.path("gross").asText())));
        }
        try (PipedTill till = PipedTill.demo(folder)) {
            till.ok("login", "pin", "1111", "user", "cashier");
            assertThat(till.ok("x", "number", 1, "approve", "9999")).isEqualTo(first);
            saveX(till, "b.pdf");
            assertThat(Files.readAllBytes(dir.resolve("b.pdf"))).isEqualTo(Files.readAllBytes(dir.resolve("a.pdf")));
        }
    }

    private void saveX(PipedTill till, String name) {
        till.ok(
                "x",
                "number",
                1,
                "format",
                "pdf",
                "language",
                "ar",
                "file",
                dir.resolve(name).toString(),
                "approve",
                "9999");
    }
}
