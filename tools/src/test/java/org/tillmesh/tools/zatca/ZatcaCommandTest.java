package org.tillmesh.tools.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ZatcaCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private record Said(int code, String out, String err) {}

    private static Said run(Object... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var told = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int code = new CommandLine(new ZatcaCommand())
                    .execute(Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
            return new Said(code, told.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private Path write(String name, JsonNode json) throws Exception {
        return Files.writeString(dir.resolve(name), json.toString());
    }

    @ParameterizedTest
    @EnumSource(IssueKind.class)
    void the_example_of_every_kind_becomes_a_document_without_a_warning(IssueKind kind) throws Exception {
        Said example = run("issue", "--print-example", "--kind", kind.word());
        Path in = Files.writeString(dir.resolve("sale.json"), example.out());
        Path out = dir.resolve("out");

        Said issued = run("issue", "--kind", kind.word(), "--in", in, "--out", out, "--no-pdf");

        assertThat(issued.code()).as(issued.err()).isZero();
        JsonNode said = JSON.readTree(issued.out());
        Said checked = run(
                "validate",
                "--strict",
                "--ca",
                out.resolve("ca.pem"),
                said.path("xmlFile").asText());
        assertThat(checked.code()).as(checked.out()).isZero();
        assertThat(Files.readString(out.resolve("S001-T01-000123.hash")))
                .isEqualTo(said.path("hash").asText());
        assertThat(Files.readString(out.resolve("S001-T01-000123.qr")))
                .isEqualTo(said.path("qr").asText());
    }

    @Test
    void all_examples_at_once_name_every_kind() throws Exception {
        JsonNode all = JSON.readTree(run("issue", "--print-example").out());

        var names = new ArrayList<String>();
        all.fieldNames().forEachRemaining(names::add);
        assertThat(names).isEqualTo(IssueKind.words());
    }

    @Test
    void a_pdf_is_written_beside_the_document() throws Exception {
        Path in = write("sale.json", SaleExamples.of(IssueKind.STANDARD_INVOICE));

        Said issued = run("issue", "--kind", "standard-invoice", "--in", in, "--out", dir);

        assertThat(issued.code()).as(issued.err()).isZero();
        assertThat(Files.readAllBytes(dir.resolve("S001-T01-000123.pdf")))
                .startsWith("%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
        assertThat(run("validate", dir.resolve("S001-T01-000123.pdf")).out()).contains("detach the XML");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("discount is unknown; did you mean \"issuedAt\"", sale -> sale.put("discount", "1"), false),
                refusal("lines[1].qty is unknown", sale -> line(sale).put("qty", "3"), false),
                refusal(
                        "lines[1].quantaty is unknown; did you mean \"quantity\"?",
                        sale -> line(sale).put("quantaty", 3),
                        true),
                refusal(
                        "seller.address.zip is unknown",
                        sale -> seller(sale).withObject("/address").put("zip", "1"),
                        true),
                refusal(
                        "seller: BR-KSA-40: VAT number \"123\"",
                        sale -> seller(sale).put("vatNumber", "123"),
                        true),
                refusal(
                        "lines[1].price is \"abc\"; write it like",
                        sale -> line(sale).put("price", "abc"),
                        true),
                refusal("issuedAt is \"yesterday\"; write local time", sale -> sale.put("issuedAt", "yesterday"), true),
                refusal("in the future (BR-KSA-04", sale -> sale.put("issuedAt", "2999-01-01T00:00:00"), true),
                refusal(
                        "payment is \"shells\"; use one of cash",
                        sale -> sale.putArray("payment").add("shells"),
                        true),
                refusal("lines is missing", sale -> sale.remove("lines"), true),
                refusal(
                        "BR-KSA-26: Previous hash",
                        sale -> sale.put("counter", 7).remove("previousHash"),
                        true),
                refusal(
                        "lines[1]: BR-KSA-F-04",
                        sale -> line(sale)
                                .withArray("/allowances")
                                .addObject()
                                .put("amount", "99999")
                                .put("reason", "x"),
                        true),
                refusal(
                        "lines[1].vat.category is \"X\"; use one of S, Z, E, O",
                        sale -> line(sale).withObject("/vat").put("category", "X"),
                        true),
                refusal(
                        "lines[1].vat: BR-KSA-CL-04: Exemption code \"VATEX-SA-30\" does not belong to category Z",
                        sale -> line(sale)
                                .withObject("/vat")
                                .put("category", "Z")
                                .put("rate", 0)
                                .put("exemption", "VATEX-SA-30"),
                        true),
                refusal("BR-KSA-31", sale -> sale.withArray("/flags").add("export"), true));
    }

    private static Arguments refusal(String message, Consumer<ObjectNode> harm, boolean whole) {
        // A suggestion depends on the spelling; where it does not matter, only what comes before it is held.
        return Arguments.of(whole ? message : message.split(";")[0], harm);
    }

    private static ObjectNode line(ObjectNode sale) {
        return (ObjectNode) sale.path("lines").path(0);
    }

    private static ObjectNode seller(ObjectNode sale) {
        return (ObjectNode) sale.path("seller");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_is_wrong_is_named_and_nothing_is_written(String message, Consumer<ObjectNode> harm) throws Exception {
        ObjectNode sale = SaleExamples.of(IssueKind.SIMPLIFIED_INVOICE);
        harm.accept(sale);

        Said said = run(
                "issue", "--kind", "simplified-invoice", "--in", write("sale.json", sale), "--out", dir.resolve("out"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("sale.json: ").contains(message);
        assertThat(dir.resolve("out")).doesNotExist();
    }

    @Test
    void an_array_of_sales_becomes_a_chain_and_a_gap_in_it_is_found() throws Exception {
        ArrayNode sales = JSON.createArrayNode();
        for (int i = 1; i <= 4; i++) {
            ObjectNode sale = SaleExamples.of(IssueKind.SIMPLIFIED_INVOICE).put("number", "S001-T01-" + i);
            sale.remove(List.of("uuid", "counter", "previousHash"));
            sales.add(sale);
        }
        Path out = dir.resolve("out");
        Said issued = run(
                "issue", "--kind", "simplified-invoice", "--no-pdf", "--in", write("sales.json", sales), "--out", out);
        assertThat(issued.code()).as(issued.err()).isZero();
        List<Object> all = new ArrayList<>(List.of("validate"));
        for (int i : new int[] {3, 1, 4, 2}) {
            all.add(out.resolve("S001-T01-" + i + ".xml"));
        }

        assertThat(run(all.toArray()).out()).contains("4 of 4 files pass");
        all.remove(4);
        Said gap = run(all.toArray());

        assertThat(gap.code()).isEqualTo(1);
        assertThat(gap.out())
                .contains("FAIL  Chain")
                .contains("Counter (ICV) is 3 but follows 1")
                .contains("2 of 3 files pass");
    }

    @Test
    void an_issued_document_is_never_written_over() throws Exception {
        Path in = write("sale.json", SaleExamples.of(IssueKind.SIMPLIFIED_INVOICE));
        run("issue", "--kind", "simplified-invoice", "--no-pdf", "--in", in, "--out", dir);

        Said again = run("issue", "--kind", "simplified-invoice", "--no-pdf", "--in", in, "--out", dir);

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("is there already");
    }

    @Test
    void files_that_are_no_documents_are_told_apart() throws Exception {
        Path words = Files.writeString(dir.resolve("words.xml"), "hello");
        Path torn = Files.writeString(dir.resolve("torn.xml"), "<Invoice><a></Invoice>");
        Path other = Files.writeString(dir.resolve("other.xml"), "<a/>");
        Path entity = Files.writeString(
                dir.resolve("entity.xml"), "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>");

        Said said = run("validate", words, torn, other, entity, dir.resolve("missing.xml"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("This is no XML: it begins with \"hello\"")
                .contains("not XML that we read")
                .contains("DOCTYPE is disallowed")
                .contains("not a UBL Invoice")
                .contains("There is no such file")
                .contains("0 of 5 files pass");
    }

    @Test
    void an_unknown_kind_is_answered_with_all_that_there_are() {
        Said said = run("issue", "--print-example", "--kind", "proforma");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("Kind \"proforma\" is unknown").contains("standard-self-billed");
    }
}
