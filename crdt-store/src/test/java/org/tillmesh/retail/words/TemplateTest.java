package org.tillmesh.retail.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Locale ARABIC = Locale.forLanguageTag("ar");
    private static final String ITEMS =
            "{n, plural, zero {# صنف} one {صنف واحد} two {صنفان} few {# أصناف} many {# صنفًا} other {# صنف}}";

    private static String fill(Locale language, String text, String... pairs) {
        var arguments = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.put(pairs[i], pairs[i + 1]);
        }
        return Template.fill(text, language, arguments::get);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 صنف",
        "1, صنف واحد",
        "2, صنفان",
        "3, 3 أصناف",
        "10, 10 أصناف",
        "11, 11 صنفًا",
        "99, 99 صنفًا",
        "100, 100 صنف",
        "101, 101 صنف",
        "102, 102 صنف",
        "103, 103 أصناف",
        "111, 111 صنفًا",
        "1000, 1000 صنف"
    })
    void arabic_has_six_plural_forms(String count, String said) {
        assertThat(fill(ARABIC, ITEMS, "n", count)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 lines", "1, 1 line", "2, 2 lines", "11, 11 lines", "101, 101 lines"})
    void english_has_two(String count, String said) {
        assertThat(fill(Locale.ENGLISH, "{n, plural, one {# line} other {# lines}}", "n", count))
                .isEqualTo(said);
    }

    @Test
    void a_case_is_chosen_by_its_word_and_may_hold_other_places() {
        String text = "{kind, select, cash {by cash} other {by {card}}} at {till}";

        assertThat(fill(Locale.ENGLISH, text, "kind", "cash", "card", "9", "till", "T01"))
                .isEqualTo("by cash at T01");
        assertThat(fill(Locale.ENGLISH, text, "kind", "gift", "card", "9", "till", "T01"))
                .isEqualTo("by 9 at T01");
    }

    @Test
    void what_is_filled_in_is_not_read_again() {
        assertThat(fill(Locale.ENGLISH, "Code {code}", "code", "{code} #")).isEqualTo("Code {code} #");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{n", "}", "{n, plural, one {x}}", "{n, plural}", "{n, choice, a {b}}", "{}", "{n, select"})
    void a_broken_text_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.fill(text, Locale.ENGLISH, Map.of("n", "2")::get));
    }
}
