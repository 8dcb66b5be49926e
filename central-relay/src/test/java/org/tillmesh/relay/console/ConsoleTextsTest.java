package org.tillmesh.relay.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tillmesh.relay.reporting.Hindrance;
import org.tillmesh.relay.reporting.ZatcaMonitor;
import org.tillmesh.retail.invoice.Reporting;

/** The console says everything in both of its languages. */
class ConsoleTextsTest {
    private static final Pattern KEY = Pattern.compile("(\\w+): \"");
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

    private static SortedSet<String> english() throws IOException {
        String script = resource("console.js");
        return all(KEY, script.substring(script.indexOf("en: {"), script.indexOf("ar: {")));
    }

    @Test
    void every_text_is_there_in_arabic_too() throws IOException {
        String script = resource("console.js");
        String arabic = script.substring(script.indexOf("ar: {"), script.indexOf("};"));
        assertThat(english()).hasSizeGreaterThan(60).isEqualTo(all(KEY, arabic));
    }

    @Test
    void every_text_that_a_page_names_is_there() throws IOException {
        var used = new TreeSet<String>();
        for (String name : new String[] {
            "login.html", "dashboard.html", "zatca.html", "catalogue.html", "console.js", "zatca.js", "catalogue.js"
        }) {
            used.addAll(all(USED, resource(name)));
        }
        used.remove("loginProblem"); // stands for wrong or wait
        used.remove("hindrance_"); // followed by a kind
        used.remove("mend_"); // followed by a state
        used.remove("state_"); // followed by how reporting stands
        assertThat(used).hasSizeGreaterThan(40);
        assertThat(english()).containsAll(used).contains("wrong", "wait");
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
