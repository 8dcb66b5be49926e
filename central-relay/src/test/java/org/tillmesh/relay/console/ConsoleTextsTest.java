package org.tillmesh.relay.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.access.OfficeRole;
import org.tillmesh.relay.api.Api;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.reporting.Hindrance;
import org.tillmesh.relay.reporting.ZatcaMonitor;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.stock.TransferRequest;
import org.tillmesh.retail.value.TenderKind;

/** The console says everything in both of its languages. */
class ConsoleTextsTest {
    private static final Pattern USED = Pattern.compile("data-t=\"(\\w+)\"|(?:text|phrase)\\(\"(\\w+)\"");

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Console.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SortedSet<String> all(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        pattern.matcher(text).results().forEach(r -> found.add(r.group(1) != null ? r.group(1) : r.group(2)));
        return found;
    }

    private static Set<String> english() {
        return ConsoleTexts.of("en").keySet();
    }

    @Test
    void every_text_is_there_in_arabic_too() {
        assertThat(english())
                .hasSizeGreaterThan(60)
                .isEqualTo(ConsoleTexts.of("ar").keySet());
        ConsoleTexts.of("ar").forEach((key, text) -> assertThat(text)
                .as(key)
                .containsPattern(key.equals("other") ? "English" : "\\p{InArabic}|ZATCA|^CSV"));
    }

    /** The settings' form is made of what the API takes. */
    @Test
    void every_setting_that_the_api_takes_has_its_words() throws IOException {
        JsonNode whole = new ObjectMapper().readTree(Reply.resource(Api.class, "openapi.json"));
        JsonNode taken = whole.at("/paths/~1api~1v1~1settings/post/requestBody/content/application~1json/schema");
        assertThat(taken.path("properties").size()).isGreaterThan(2);
        var named = new TreeSet<String>();
        taken.path("properties").properties().forEach(each -> {
            named.add("setting_" + each.getKey());
            each.getValue().at("/items/properties").fieldNames().forEachRemaining(name -> named.add("setting_" + name));
        });
        named.remove("setting_id");
        assertThat(english()).containsAll(named);
    }

    @Test
    void every_text_that_a_page_names_is_there() throws IOException {
        var used = new TreeSet<String>();
        for (String name : new String[] {
            "login.html", "frame.html", "dashboard.html", "zatca.html", "catalogue.html", "settings.html",
                    "shutout.html",
            "audit.html", "reports.html", "reports.js", "console.js", "zatca.js", "catalogue.js", "settings.js", "shutout.js", "audit.js"
        }) {
            used.addAll(all(USED, resource(name)));
        }
        used.remove("loginProblem"); // stands for wrong or wait
        used.remove("hindrance_"); // followed by a kind
        used.remove("mend_"); // followed by a state
        used.remove("state_"); // followed by how reporting stands
        for (PageTemplate.Page page : PageTemplate.Page.values()) {
            used.add(page.words());
        }
        assertThat(used).hasSizeGreaterThan(40);
        assertThat(english()).containsAll(used).contains("wrong", "wait");
    }

    /** Words of pages that are put together of a kind and one of its values. */
    @Test
    void every_kind_that_a_page_names_has_its_words() {
        var named = new TreeSet<String>();
        OfficeRole.words().forEach(word -> named.add("office_" + word));
        Area.given().forEach(area -> named.add("area_" + area.word(false)));
        for (TenderKind kind : TenderKind.values()) {
            named.add("tender_" + kind.code());
        }
        for (Reporting.State state : Reporting.State.values()) {
            named.add("answer_" + state.name().toLowerCase(Locale.ROOT));
        }
        for (TransferRequest.State state : TransferRequest.State.values()) {
            named.add("transfer_" + state.name().toLowerCase(Locale.ROOT));
        }
        for (TransferRequest.Fate fate : TransferRequest.Fate.values()) {
            named.add("fate_" + fate.word());
        }
        assertThat(english()).containsAll(named);
    }

    /** A key that a page names and nobody has written would end in a fault of the page. */
    @Test
    void every_key_in_the_code_of_a_page_is_there() throws IOException {
        Pattern keys = Pattern.compile("(?:\\bt|note|card|form|input|select|boxes)\\(\\s*\"([A-Za-z]+)\"");
        var used = new TreeSet<String>();
        try (Stream<Path> pages = Files.list(Path.of("../central-relay/src/main/java/org/tillmesh/relay/console"))) {
            for (Path page : pages.toList()) {
                keys.matcher(Files.readString(page)).results().forEach(found -> used.add(found.group(1)));
            }
        }
        assertThat(used).hasSizeGreaterThan(60);
        assertThat(english()).containsAll(used);
    }

    /** The relay's own words for what keeps a till's reporting, and for what became of a document. */
    @Test
    void every_kind_of_hindrance_and_refusal_has_its_words() throws IOException {
        for (Hindrance kind : Hindrance.values()) {
            assertThat(english()).contains("hindrance_" + kind.name().toLowerCase(Locale.ROOT));
        }
        for (ZatcaMonitor.State state : ZatcaMonitor.State.values()) {
            assertThat(english()).contains("state_" + state.word());
        }
        for (Reporting.State state : Reporting.State.values()) {
            if (state != Reporting.State.ACCEPTED && state != Reporting.State.ACCEPTED_WITH_WARNINGS) {
                String word = state.name().toLowerCase(Locale.ROOT);
                assertThat(english()).contains(word, "mend_" + word);
            }
        }
    }
}
