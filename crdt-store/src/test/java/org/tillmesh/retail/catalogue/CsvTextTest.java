package org.tillmesh.retail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    private static final String FILE =
            "id,name,nameAr,price\nP1,Milk,حليبٌ طازج، ١ لتر,6.25\nP2,Chips,چيبس پافس,1.00\n";

    @ParameterizedTest
    @CsvSource({
        "UTF-8,'',UTF-8",
        "UTF-8,\uFEFF,UTF-8",
        "UTF-16LE,\uFEFF,UTF-16",
        "UTF-16BE,\uFEFF,UTF-16",
        "windows-1256,'',windows-1256"
    })
    void what_spreadsheets_save_is_read_and_named(String charset, String mark, String encoding) {
        boolean hasDigits = !charset.equals("windows-1256"); // which has no Arabic digits
        String file = hasDigits ? FILE : FILE.replace('١', '1');
        CsvText read = CsvText.of((mark + file).getBytes(Charset.forName(charset)));
        assertThat(read.text()).isEqualTo(file);
        assertThat(read.encoding()).isEqualTo(encoding);
    }

    @Test
    void french_names_of_an_arabic_windows_are_read_too() {
        String file = "id,name,nameAr,price\nP1,Café crème,قهوة,6.25\n";
        assertThat(CsvText.of(file.getBytes(Charset.forName("windows-1256"))).text())
                .isEqualTo(file);
    }

    /** Each would come out as other letters; nobody would see it before it is on a receipt. */
    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-6", "x-MacArabic", "IBM420"})
    void other_encodings_of_arabic_are_refused_with_words(String charset) {
        String arabic = "id,name,nameAr,price\nP1,Milk,حليب طازج كامل الدسم,6.25\nP2,Bread,خبز أبيض فريش,1.00\n";
        assertThatThrownBy(() -> CsvText.of(arabic.getBytes(Charset.forName(charset))))
                .as(charset)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CSV UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"windows-1252,Señor Muñoz", "windows-1251,Молоко свежее", "windows-1254,İçecek şişe", "x-MacRoman,Café"
    })
    void other_languages_are_not_taken_for_arabic(String charset, String name) {
        assertThatThrownBy(() -> CsvText.of(("id,name,price\nP1," + name + ",1\n").getBytes(Charset.forName(charset))))
                .hasMessageContaining("CSV UTF-8");
    }

    @Test
    void utf_8_with_a_broken_letter_is_not_taken_for_arabic_of_windows() {
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(file, file.length);
        cut[40] = (byte) 0xD8;
        cut[41] = (byte) 0xD8;
        assertThatThrownBy(() -> CsvText.of(cut)).hasMessageContaining("CSV UTF-8");
    }

    @Test
    void utf_16_without_its_mark_and_a_workbook_are_no_text() {
        assertThatThrownBy(() -> CsvText.of(FILE.getBytes(StandardCharsets.UTF_16LE)))
                .hasMessageContaining("CSV UTF-8");
        assertThatThrownBy(() -> CsvText.of(new byte[] {'P', 'K', 3, 4, 0, 0, 1, (byte) 0x9C}))
                .hasMessageContaining("CSV UTF-8");
    }
}
