package org.tillmesh.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.office.ImportWish;
import org.tillmesh.relay.sheet.WorkbookFile;

/** Files of products, taken in by the API, the console and the command, and given out. */
class CatalogueFilesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PRODUCTS = "/api/v1/products";
    private static final ImportWish TAKE = new ImportWish(false, false, "", "");
    private static final String HEADER = "id,barcode,name,nameAr,price\n";

    @TempDir
    Path dir;

    private String token = "";
    private Relay relay;
    private HttpClient client;

    @BeforeEach
    void aCompany() throws Exception {
        token = RelaySetup.run(folder(), Files.writeString(dir.resolve("company.json"), RelayTest.COMPANY))
                .token();
        relay = Relay.open(new Relay.Options(folder(), 0, 0, false));
        client = client();
    }

    @AfterEach
    void end() {
        relay.close();
    }

    private Path folder() {
        return dir.resolve("relay");
    }

    private HttpClient client() throws Exception {
        try (InputStream pem = Files.newInputStream(folder().resolve("ca.pem"))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder().sslContext(context).build();
        }
    }

    private HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(relay.ready().url() + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> asked(String method, String path, byte[] body) throws Exception {
        return send(method, path, body, "Authorization", "Bearer " + token);
    }

    private JsonNode post(int status, String query, byte[] file) throws Exception {
        HttpResponse<byte[]> answer = asked("POST", PRODUCTS + query, file);
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private JsonNode post(int status, String query, String csv) throws Exception {
        return post(status, query, csv.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode products() throws Exception {
        return JSON.readTree(asked("GET", PRODUCTS, new byte[0]).body()).path("products");
    }

    private static List<String> texts(JsonNode list, String field) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.path(field).asText()));
        return texts;
    }

    // ---- by the API

    @Test
    void a_workbook_is_taken_in_as_a_csv_file_is() throws Exception {
        byte[] file = WorkbookFile.of(
                "Products",
                List.of(
                        List.of("id", "barcode", "name", "nameAr", "price"),
                        List.of("A1", "0001", "Milk", "حليب", "6.25"),
                        List.of("A2", "6.28E+12", "Tea", "شاي", "1.00")));
        JsonNode answer = post(200, "", file);
        assertThat(answer.path("imported").asInt()).isEqualTo(1);
        assertThat(answer.path("encoding").asText()).isEqualTo("XLSX");
        assertThat(answer.path("sheet").asText()).isEqualTo("Products");
        JsonNode refused = answer.path("refused").get(0);
        assertThat(refused.path("row").asInt()).isEqualTo(3);
        assertThat(refused.path("column").asText()).isEqualTo("barcode");
        assertThat(refused.path("value").asText()).isEqualTo("6.28E+12");
        assertThat(refused.path("problem").asText()).contains("Row 3, column barcode", "format the column as text");
        assertThat(refused.path("problemAr").asText()).contains("الصف");
        assertThat(refused.path("message").asText()).startsWith("\"6.28E+12\"");
        assertThat(texts(products(), "barcode")).containsExactly("0001");
    }

    @Test
    void a_preview_tells_everything_and_writes_nothing() throws Exception {
        post(200, "", HEADER + "A1,,Milk,حليب,6.25\nA2,,Tea,شاي,1.00\n");
        String next =
                "id;name;nameAr;price;category\nA1;Milk;حليب;6.25;\nA2;Tea;شاي;2.00;drinks\nA3;Figs;تين;9.00;\nA4;;;1;\n";
        JsonNode seen = post(200, "?preview=true&categories=new", next);
        assertThat(seen.path("preview").asBoolean()).isTrue();
        assertThat(seen.path("rows").asInt()).isEqualTo(4);
        assertThat(seen.path("added").asInt()).isEqualTo(1);
        assertThat(seen.path("changed").asInt()).isEqualTo(1);
        assertThat(seen.path("unchanged").asInt()).isEqualTo(1);
        assertThat(seen.path("refusedRows").asInt()).isEqualTo(1);
        assertThat(seen.path("newCategories").get(0).asText()).isEqualTo("drinks");
        assertThat(seen.path("separator").asText()).isEqualTo(";");
        assertThat(seen.path("first").get(1).get(2).asText()).isEqualTo("حليب");
        assertThat(texts(products(), "price")).containsExactly("6.25", "1.00");

        JsonNode taken = post(200, "?categories=new", next);
        assertThat(taken.path("changed").asInt()).isEqualTo(1);
        assertThat(texts(products(), "price")).containsExactly("6.25", "2.00", "9.00");
        assertThat(post(200, "?preview=true", "id,name,price,category\nA9,A,1,drinks\n")
                        .path("newCategories"))
                .isEmpty();
    }

    @Test
    void a_file_of_which_nothing_can_be_taken_is_an_error_in_a_preview_too() throws Exception {
        JsonNode answer = post(400, "?preview=true", "id,name,price\nA1,Milk,six\n");
        assertThat(answer.path("error").path("message").asText()).contains("Row 2, column price");
        assertThat(answer.path("error").path("messageAr").asText()).contains("six");
        assertThat(answer.path("first")).hasSize(2);
    }

    @Test
    void who_says_the_encoding_is_believed_and_told_when_it_is_another() throws Exception {
        String few = "id,name,price\nA1,سلام,1\n";
        byte[] iso = few.getBytes(Charset.forName("ISO-8859-6"));
        JsonNode guessed = post(200, "?preview=true", iso);
        assertThat(guessed.path("encoding").asText()).isEqualTo("windows-1256");
        assertThat(guessed.path("warnings").get(0).path("problem").asText()).contains("ISO-8859-6", "charset");
        JsonNode said = post(200, "?charset=ISO-8859-6", iso);
        assertThat(said.path("encoding").asText()).isEqualTo("ISO-8859-6");
        assertThat(texts(products(), "name")).containsExactly("سلام");

        JsonNode wrong = post(400, "?charset=UTF-8", iso);
        assertThat(wrong.path("ok").asBoolean(true)).isFalse();
        assertThat(wrong.path("error").path("message").asText()).contains("Line 2", "UTF-8");
        assertThat(wrong.path("error").path("messageAr").asText()).contains("UTF-8", "السطر");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?preview=yes", "?categories=all", "?charset=latin", "?preview=true&page=2"})
    void a_parameter_that_is_none_is_refused(String query) throws Exception {
        assertThat(post(400, query, "id,name,price\nA1,Milk,1\n")
                        .path("error")
                        .path("message")
                        .asText())
                .isNotBlank();
        assertThat(products()).isEmpty();
    }

    @Test
    void codes_and_labels_of_another_product_are_refused_by_name_in_whichever_file_that_came() throws Exception {
        post(
                200,
                "",
                "id,barcode,name,price,weighed,unit\nW1,2100017,Dates,20.00,yes,KGM\nP1,036000291452,Gum,1.00,no,PCE\n");
        JsonNode answer = post(
                200,
                "",
                "id,barcode,name,price\nP2,2100017012503,Box,9.00\nP3,0036000291452,Copy,1.00\nP4,2100024000005,Label,1.00\n");
        assertThat(texts(answer.path("refused"), "problem"))
                .satisfiesExactly(p -> assertThat(p).contains("\"W1\" (Dates)"), p -> assertThat(p)
                        .contains("\"P1\" (Gum)"));
        JsonNode item = post(400, "", "id,barcode,name,price,weighed,unit\nW2,2100024,Figs,9.00,yes,KGM\n");
        assertThat(item.path("refused").get(0).path("problem").asText()).contains("\"P4\" (Label)", "2100024000005");
    }

    @Test
    void what_a_label_is_comes_of_the_layouts_of_any_branch() throws Exception {
        byte[] layouts =
                """
                {"id": "S001", "labels": [{"prefix": "27", "itemDigits": 4, "holds": "weight", "valueDigits": 6}]}
                """
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(asked("POST", "/api/v1/settings", layouts).statusCode()).isEqualTo(200);
        post(
                200,
                "",
                "id,barcode,name,price,weighed,unit\nW1,270017,Dates,20.00,yes,KGM\nW2,2100017,Figs,9.00,yes,KGM\n");
        JsonNode answer =
                post(200, "", "id,barcode,name,price\nP1,2700170012503,Box,9.00\nP2,2100017012503,Tin,9.00\n");
        assertThat(texts(answer.path("refused"), "problem")).singleElement().satisfies(p -> assertThat(p)
                .contains("2700170012503", "\"W1\" (Dates)"));
    }

    @Test
    void of_many_bad_rows_the_first_are_listed_and_all_are_counted() throws Exception {
        JsonNode answer = post(200, "", "id,name,price\nA0,Milk,1.00\n" + "A1,Milk,six\n".repeat(1_500));
        assertThat(answer.path("refusedRows").asInt()).isEqualTo(1_500);
        assertThat(answer.path("refused")).hasSize(1_000);
    }

    // ---- given out

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void what_is_given_out_is_taken_in_and_changes_nothing(String format) throws Exception {
        post(
                200,
                "?categories=new",
                "id,barcode,name,nameAr,price,category,unit,tax,weighed,batchTracked,ageLimit,active\n"
                        + "A1,0001|6281000000014,\"=Milk, \"\"fresh\"\"\",حليب,6.25,dairy,PCE,S15,no,yes,18,yes\n"
                        + "A2,2100017,Dates,تمر,0.00,,KGM,Z,yes,no,0,no\n");
        JsonNode before = products();
        HttpResponse<byte[]> file = asked("GET", PRODUCTS + "/file?format=" + format, new byte[0]);
        assertThat(file.headers().firstValue("content-disposition").orElse("")).contains("products." + format);
        JsonNode again = post(200, "", file.body());
        assertThat(again.path("unchanged").asInt()).isEqualTo(2);
        assertThat(again.path("refusedRows").asInt() + again.path("warnings").size())
                .isZero();
        assertThat(products()).isEqualTo(before);
        assertThat(asked("GET", PRODUCTS + "/file?format=pdf", new byte[0]).statusCode())
                .isEqualTo(400);
    }

    // ---- by the command

    @Test
    void the_command_takes_files_in_whether_the_relay_runs_or_not_and_tells_how_far_it_is() throws Exception {
        var rows = new StringBuilder(HEADER);
        for (int i = 0; i < 2_500; i++) {
            rows.append("A").append(i).append(",,Milk,حليب,1.00\n");
        }
        Path file = Files.write(dir.resolve("shop.csv"), rows.toString().getBytes(Charset.forName("windows-1256")));
        var told = new ArrayList<String>();
        JsonNode running = JSON.readTree(new RelayControl(folder()).takeCatalogue(file, TAKE, told::add));
        assertThat(running.path("added").asInt()).isEqualTo(2_500);
        assertThat(running.path("encoding").asText()).isEqualTo("windows-1256");
        assertThat(told)
                .anyMatch(now -> now.contains("\"reading\",\"done\":2000"))
                .anyMatch(now -> now.contains("\"writing\",\"done\":2000,\"of\":2500"));
        assertThat(products()).hasSize(2_500);
        assertThat(JSON.readTree(asked("GET", PRODUCTS + "/import", new byte[0]).body())
                        .path("state")
                        .asText())
                .isEqualTo("idle");

        relay.close();
        told.clear();
        JsonNode stopped = JSON.readTree(new RelayControl(folder()).takeCatalogue(file, TAKE, told::add));
        assertThat(stopped.path("unchanged").asInt()).isEqualTo(2_500);
        assertThat(told).isNotEmpty();
    }

    @Test
    void the_command_says_what_is_wrong_with_a_file() throws IOException {
        var control = new RelayControl(folder());
        assertThatThrownBy(() -> control.takeCatalogue(dir.resolve("none.csv"), TAKE, p -> {}))
                .isInstanceOf(RelayException.class)
                .hasMessageContaining("none.csv is not there");
        Path file = Files.writeString(dir.resolve("page.csv"), "<html><table>");
        assertThatThrownBy(() -> control.takeCatalogue(file, TAKE, p -> {})).hasMessageContaining("web page");
    }

    // ---- by the console

    private String session() throws Exception {
        HttpResponse<byte[]> entered = send("POST", "/login", ("token=" + token).getBytes(StandardCharsets.UTF_8));
        String cookie = entered.headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void the_console_takes_files_of_who_is_logged_in_and_of_nobody_else() throws Exception {
        byte[] csv = (HEADER + "A1,,Milk,حليب,1.00\n").getBytes(StandardCharsets.UTF_8);
        String address = "/catalogue/import?preview=false";
        HttpResponse<byte[]> stranger = send("POST", address, csv);
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(send("POST", address, csv, "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);
        String session = session();
        assertThat(send("POST", address, csv, "Cookie", session, "Origin", "https://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(products()).isEmpty();

        assertThat(new String(
                        send("GET", "/catalogue", new byte[0], "Cookie", session)
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("id=\"upload\"");
        HttpResponse<byte[]> taken = send("POST", address, csv, "Cookie", session);
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(taken.body()).path("added").asInt()).isEqualTo(1);
        assertThat(send("GET", PRODUCTS + "/file", new byte[0], "Cookie", session)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_large_body_of_a_stranger_is_refused_by_its_head() throws Exception {
        assertThat(send("POST", "/catalogue/import", new byte[1 << 20]).statusCode())
                .isEqualTo(401);
    }
}
