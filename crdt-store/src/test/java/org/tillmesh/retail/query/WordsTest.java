package org.tillmesh.retail.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Search words: however somebody types them, Arabic and English names are found. */
class WordsTest {
    private static final String LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي";
    private static final String DIACRITICS = "\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0670";
    private static final char TATWEEL = '\u0640';

    private static String word(Random random) {
        var word = new StringBuilder();
        for (int i = 2 + random.nextInt(6); i > 0; i--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.append(random.nextInt(3) == 0 ? "ه" : "").toString();
    }

    /** The same word as another keyboard, another hand or a typesetter writes it. */
    private static String written(String word, Random random) {
        var other = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean last = i == word.length() - 1;
            String forms =
                    switch (c) {
                        case 'ا' -> "اأإآٱ";
                        case 'ي' -> last ? "يىی" : "يیئ";
                        case 'ه' -> last ? "هةە" : "ه";
                        case 'ك' -> "كک";
                        case 'و' -> "وؤ";
                        default -> String.valueOf(c);
                    };
            other.append(forms.charAt(random.nextInt(forms.length())));
            if (random.nextInt(4) == 0) {
                other.append(DIACRITICS.charAt(random.nextInt(DIACRITICS.length())));
            }
            if (!last && random.nextInt(6) == 0) {
                other.append(TATWEEL);
            }
        }
        return other.toString();
    }

    @Property(tries = 1_000)
    void forms_of_alef_ya_and_ta_marbuta_diacritics_and_tatweel_make_no_difference(@ForAll long seed) {
        var random = new Random(seed);
        String word = word(random);
        assertThat(Words.of(written(word, random))).isEqualTo(Words.of(written(word, random)));
        assertThat(Words.of(written(word, random))).containsExactlyElementsOf(Words.of(word));
    }

    @Property(tries = 300)
    void digits_of_every_hand_are_the_same_number(@ForAll long seed) {
        var random = new Random(seed);
        var ascii = new StringBuilder();
        var mixed = new StringBuilder();
        for (int i = 1 + random.nextInt(9); i > 0; i--) {
            int digit = random.nextInt(10);
            ascii.append(digit);
            mixed.append((char) ("0٠۰".charAt(random.nextInt(3)) + digit));
        }
        assertThat(Words.of(mixed + " مل")).containsExactly(ascii.toString(), "مل");
    }

    @Property(tries = 300)
    void what_is_looked_up_by_its_name_is_found_with_or_without_the_article(@ForAll long seed) {
        var random = new Random(seed);
        String word = word(random) + "رب";
        for (String name : List.of(word, "ال" + word)) {
            for (String query : List.of(word, "ال" + written(word, random))) {
                String wanted = Words.query(query).get(0);
                assertThat(Words.indexed(name)).as("%s by %s", name, query).anyMatch(w -> w.startsWith(wanted));
            }
        }
    }

    @Example
    void a_word_that_itself_begins_like_the_article_is_found_in_every_form() {
        for (String name : List.of("إلكترونيات", "الإلكترونيات", "الكترونيات منزلية")) {
            for (String query : List.of("إلكترونيات", "الإلكترونيات", "الكترون", "الالكترون")) {
                String wanted = Words.query(query).get(0);
                assertThat(Words.indexed(name)).as("%s by %s", name, query).anyMatch(w -> w.startsWith(wanted));
            }
        }
    }

    @Example
    void words_end_at_everything_that_is_no_letter_or_digit_and_case_makes_no_difference() {
        assertThat(Words.of("  Full-Cream MILK, 1.5 L/حليبٌ  "))
                .containsExactly("full", "cream", "milk", "1", "5", "l", "حليب");
        assertThat(Words.of("Crème Brûlée")).containsExactly("creme", "brulee");
        assertThat(Words.of("ﷲ ﻼ")).as("presentation forms of old files").doesNotContain("ﷲ", "ﻼ");
        assertThat(Words.of("،؛؟ – …")).isEmpty();
    }

    @Example
    void letters_and_digits_are_words_of_their_own() {
        assertThat(Words.of("500ml")).isEqualTo(Words.of("500 ml")).containsExactly("500", "ml");
        assertThat(Words.of("٥٠٠مل")).containsExactly("500", "مل");
        assertThat(Words.of("MX-5b12")).containsExactly("mx", "5", "b", "12");
    }

    @Example
    void a_word_with_article_and_particles_is_found_by_itself() {
        for (String written : List.of("الحليب", "والحليب", "بالحليب", "فبالحليب", "كالحليب", "للحليب", "وللحليب")) {
            assertThat(Words.indexed(written)).as(written).contains("حليب", written);
            assertThat(Words.withoutParticles(written)).as(written).isIn("حليب", written);
        }
        assertThat(Words.withoutParticles("وحليب")).isEqualTo("حليب");
        assertThat(Words.withoutParticles("بصل")).as("what is left is no word").isEqualTo("بصل");
        assertThat(Words.indexed("ورد")).containsExactly("ورد");
        assertThat(Words.indexed("بال")).containsExactly("بال");
    }
}
