package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.audit.Misfits;

class TextsTest {
    private static ResourceBundle texts(String language) {
        return ResourceBundle.getBundle("org.tillmesh.app.texts", Locale.forLanguageTag(language));
    }

    @Test
    void both_languages_have_every_text_with_the_same_places_to_fill() {
        ResourceBundle english = texts("en");
        ResourceBundle arabic = texts("ar");
        assertThat(new TreeSet<>(arabic.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
        for (String key : english.keySet()) {
            assertThat(places(arabic.getString(key))).as(key).isEqualTo(places(english.getString(key)));
        }
    }

    @Test
    void every_kind_of_exception_has_a_name() {
        for (Misfits.Kind kind : Misfits.Kind.values()) {
            assertThat(texts("en").keySet()).contains("exception_" + kind.name());
        }
    }

    private static TreeSet<String> places(String text) {
        var places = new TreeSet<String>();
        Matcher place = Pattern.compile("\\{([0-9])[,}]").matcher(text);
        while (place.find()) {
            places.add(place.group(1));
        }
        return places;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 11, 100, 102, 111})
    void every_text_can_be_filled_in_whatever_the_number(int count) {
        for (Language language : Language.values()) {
            for (String key : texts("en").keySet()) {
                Object[] values = {count, count, count, count, count};
                assertThat(language.text(key, values))
                        .as("%s in %s", key, language)
                        .doesNotContain("{", "}", "plural");
            }
        }
    }

    @Test
    void lines_are_counted_as_arabic_counts() {
        assertThat(Language.ENGLISH.text("linesPieces", "1", "1", "0.15")).startsWith("1 line ·");
        assertThat(Language.ARABIC.text("linesPieces", "2", "2", "0.15")).startsWith("صنفان");
        assertThat(Language.ARABIC.text("linesPieces", "3", "3", "0.15")).startsWith("3 أصناف");
        assertThat(Language.ARABIC.text("linesPieces", "11", "3", "0.15")).startsWith("11 صنفًا");
    }

    @Test
    void an_arabic_sentence_that_begins_with_a_code_reads_from_the_right() {
        String refused = Language.ARABIC.text("noTime", Language.code("25:00"));
        assertThat(Bidi.requiresBidi(refused.toCharArray(), 0, refused.length()))
                .isTrue();
        assertThat(new Bidi(refused, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight())
                .isFalse();
        assertThat(Language.ENGLISH.text("noTime", Language.code("25:00"))).startsWith("\"");
    }

    @Test
    void a_name_starts_in_the_direction_of_the_screen() {
        assertThat(Language.ARABIC.name("Pepper", "")).startsWith("\u200F");
        assertThat(Language.ENGLISH.name("Pepper", "فلفل")).startsWith("\u200EPepper");
    }
}
