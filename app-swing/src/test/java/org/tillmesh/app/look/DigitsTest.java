package org.tillmesh.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arabic digits are painted, never kept; what is printed on keys and tills stays readable. */
class DigitsTest {
    @AfterEach
    void latin() {
        Digits.of(Language.ENGLISH, false);
    }

    @Test
    void sums_and_times_have_arabic_digits_where_they_are_liked() {
        Digits.of(Language.ARABIC, true);
        assertThat(Digits.shown("77.74")).isEqualTo("٧٧٫٧٤");
        assertThat(Digits.shown("10:42 · 3.")).isEqualTo("١٠:٤٢ · ٣.");
        assertThat(Digits.shown("\u200E−4.09\u200E")).isEqualTo("\u200E−\u200E٤٫٠٩\u200E");
    }

    @Test
    void keys_tills_and_receipts_keep_their_digits() {
        Digits.of(Language.ARABIC, true);
        assertThat(Digits.shown("دفع F12")).isEqualTo("دفع F12");
        assertThat(Digits.shown("S001-T01-000012")).isEqualTo("S001-T01-000012");
    }

    @Test
    void an_english_screen_and_who_does_not_like_them_see_the_digits_of_the_keyboard() {
        Digits.of(Language.ENGLISH, true);
        assertThat(Digits.shown("77.74")).isEqualTo("77.74");
        Digits.of(Language.ARABIC, false);
        assertThat(Digits.shown("77.74")).isEqualTo("77.74");
    }
}
