package org.tillmesh.zatca.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FontFaceTest {
    @Test
    void arabic_is_joined_and_runs_from_right_to_left() {
        FontFace face = FontFace.of("Regular");

        List<Glyph> word = face.shape("بيت").glyphs();
        List<Glyph> apart = Stream.of("ب", "ي", "ت")
                .flatMap(letter -> face.shape(letter).glyphs().stream())
                .toList();

        // Begin, middle and end have shapes of their own; the first letter (beh) stands furthest right.
        assertThat(word)
                .extracting(Glyph::id)
                .doesNotContainAnyElementsOf(apart.stream().map(Glyph::id).toList());
        Glyph rightmost =
                word.stream().max(Comparator.comparingDouble(Glyph::x)).orElseThrow();
        assertThat(face.used().get(rightmost.id())).isEqualTo("ب");
    }

    @Test
    void latin_words_and_numbers_within_arabic_keep_their_own_direction() {
        FontFace face = FontFace.of("Regular");

        ShapedLine line = face.shape("رقم 123 AB");

        String seen = line.glyphs().stream()
                .sorted(Comparator.comparingDouble(Glyph::x))
                .map(glyph -> face.used().get(glyph.id()))
                .reduce("", String::concat);
        assertThat(seen).isEqualTo("AB 123 مقر");
    }

    @Test
    void letters_that_the_font_does_not_have_are_replaced_not_lost() throws Exception {
        FontFace face = FontFace.of("Regular");

        assertThat(face.shape("茶 tea").glyphs().stream()
                        .map(g -> face.used().get(g.id()))
                        .reduce("", String::concat))
                .isEqualTo("? tea");
    }
}
