package org.tillmesh.app.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Container;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.tillmesh.app.TillWindow;
import org.tillmesh.app.look.Look;

class LatinTest {
    private static String typed(String underArabic, boolean shift) {
        var latin = new StringBuilder();
        for (char c : underArabic.toCharArray()) {
            latin.append(Latin.of(null, c, shift));
        }
        return latin.toString();
    }

    private static char pressed(int code, char c, boolean shift) {
        int shifted = shift ? InputEvent.SHIFT_DOWN_MASK : 0;
        return Latin.of(new KeyEvent(new Container(), KeyEvent.KEY_PRESSED, 1, shifted, code, c), c, shift);
    }

    @Test
    void the_keys_of_an_arabic_layout_mean_what_stands_on_them_in_latin() {
        assertThat(typed("\u0636\u0635\u062B\u0642\u0641\u063A\u0639\u0647\u062E\u062D", false))
                .isEqualTo("qwertyuiop");
        assertThat(typed("\u0634\u0633\u064A\u0628\u0644\u0627\u062A\u0646\u0645", false))
                .isEqualTo("asdfghjkl");
        assertThat(typed("\u0626\u0621\u0624\u0631\uFEFB\u0649\u0629", false)).isEqualTo("zxcvbnm");
        assertThat(typed("\u0633\u0641", true)).isEqualTo("ST");
    }

    @Test
    void digits_of_any_script_and_the_signs_of_codes_come_out_as_they_are() {
        assertThat(typed("\u0660\u0661\u0662\u06F3-45./", false)).isEqualTo("0123-45./");
    }

    @Test
    void a_key_code_tells_the_letter_where_the_system_knows_it() {
        assertThat(pressed(KeyEvent.VK_S, '\u064D', true)).isEqualTo('S');
        assertThat(pressed(KeyEvent.VK_D, ']', true)).isEqualTo('D');
        assertThat(pressed(KeyEvent.VK_B, '\u0644', false)).isEqualTo('b');
    }

    @Test
    void a_latin_layout_keeps_its_letters_and_signs() {
        assertThat(pressed(KeyEvent.VK_S, 's', false)).isEqualTo('s');
        assertThat(pressed(KeyEvent.VK_S, 'S', true)).isEqualTo('S');
        assertThat(pressed(KeyEvent.VK_7, '/', true)).isEqualTo('/');
        assertThat(pressed(KeyEvent.VK_SEMICOLON, '\u00E9', false)).isEqualTo('\u00E9');
    }

    @Test
    void a_sum_that_is_typed_on_an_arabic_keyboard_has_its_point() {
        var field = new AtomicReference<String>();
        TillWindow.onSwing(() -> {
            var sum = new Look.NumberField(18);
            for (String key : List.of("٢", "0", "0", "ز", "5", "0")) {
                sum.replaceSelection(key);
            }
            field.set(sum.plain());
        });
        assertThat(field.get()).isEqualTo("200.50");
    }

    @Test
    void lam_alef_is_two_letters() {
        assertThat(Latin.lamAlefKey("\u0644\u0627")).isEqualTo('b');
        assertThat(Latin.lamAlefKey("\u0644\u0625")).isEqualTo('T');
        assertThat(Latin.lamAlefKey("\u0644\u0645")).isEqualTo((char) 0);
        assertThat(typed("\uFEF5\uFEF7\uFEF9", true)).isEqualTo("BGT");
    }
}
