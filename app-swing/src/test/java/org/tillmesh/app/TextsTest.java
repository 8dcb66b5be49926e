package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.app.frame.Language;
import org.tillmesh.retail.audit.Exceptions;

class TextsTest {
    private static ResourceBundle texts(String language) {
        return ResourceBundle.getBundle("org.tillmesh.app.texts", Locale.forLanguageTag(language));
    }

    @Test
    void both_languages_have_every_text_with_the_same_places_to_fill() {
        ResourceBundle english = texts("en");
        ResourceBundle arabic = texts("ar");
        assertEquals(new TreeSet<>(english.keySet()), new TreeSet<>(arabic.keySet()));
        for (String key : english.keySet()) {
            assertEquals(places(english.getString(key)), places(arabic.getString(key)), key);
        }
    }

    @Test
    void every_kind_of_exception_has_a_name() {
        for (Exceptions.Kind kind : Exceptions.Kind.values()) {
            assertTrue(texts("en").containsKey("exception_" + kind.name()), kind.name());
        }
    }

    private static TreeSet<String> places(String text) {
        var places = new TreeSet<String>();
        for (int i = 0; i < 5; i++) {
            if (text.contains("{" + i + "}") || text.contains("{" + i + ", plural, ")) {
                places.add("{" + i + "}");
            }
        }
        return places;
    }

    /** Zero, one, two, few, many and other, as Arabic counts. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "3", "11", "100"})
    void every_text_has_a_form_for_every_count(String count) {
        for (Language language : Language.values()) {
            for (String key : texts("en").keySet()) {
                assertThat(language.text(key, count, count, count, count, count))
                        .as(key)
                        .doesNotContain("{", "}", "#");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 line, سطر واحد",
        "2, 2 lines, سطران",
        "3, 3 lines, 3 أسطر",
        "11, 11 lines, 11 سطرًا",
        "100, 100 lines, 100 سطر"
    })
    void lines_are_counted_as_people_count(String count, String english, String arabic) {
        assertThat(Language.ENGLISH.text("linesPieces", count, "7", "1.50")).startsWith(english + " · ");
        assertThat(Language.ARABIC.text("linesPieces", count, "7", "1.50")).startsWith(arabic + " · ");
    }

    @Test
    void a_name_starts_in_the_direction_of_the_screen() {
        assertTrue(Language.ARABIC.name("Pepper", "").startsWith("\u200F"));
        assertTrue(Language.ENGLISH.name("Pepper", "فلفل").startsWith("\u200EPepper"));
    }
}
