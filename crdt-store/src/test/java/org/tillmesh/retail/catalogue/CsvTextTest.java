package org.tillmesh.retail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
        "UTF-16LE,'',UTF-16",
        "UTF-16BE,'',UTF-16",
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

    private static final String ARABIC =
            "id,name,nameAr,price\nP1,Milk,حليب طازج كامل الدسم,6.25\nP2,Bread,خبز أبيض فريش,1.00\n";

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-6", "x-MacArabic"})
    void arabic_of_iso_is_read_as_that(String charset) {
        CsvText read = CsvText.of(ARABIC.getBytes(Charset.forName(charset)));
        assertThat(read.text()).isEqualTo(ARABIC);
        assertThat(read.encoding()).isEqualTo("ISO-8859-6");
        assertThat(read.other()).isEmpty();
    }

    /** Each would come out as other letters; nobody would see it before it is on a receipt. */
    @ParameterizedTest
    @ValueSource(strings = {"IBM420"})
    void other_encodings_of_arabic_are_refused_with_words(String charset) {
        assertThatThrownBy(() -> CsvText.of(ARABIC.getBytes(Charset.forName(charset))))
                .as(charset)
                .isInstanceOf(BadTable.class)
                .hasMessageContaining("CSV UTF-8");
    }

    /** Of another DOS (IBM864), which has each letter in the shape of its place in a word. */
    @Test
    void arabic_in_shapes_is_refused_with_words() {
        byte[] shapes = {(byte) 0xCD, (byte) 0xE4, (byte) 0xEA, (byte) 0xA9, ' ', (byte) 0xD7, (byte) 0xA8, (byte) 0xD2
        };
        assertThatThrownBy(() -> CsvText.of(shapes)).hasMessageContaining("CSV UTF-8");
    }

    /** The code page 720 of Arabic DOS, which Java has no encoder of. Source: Microsoft, "Code Page 720". */
    @Test
    void arabic_of_dos_is_refused_with_words() {
        byte[] names = {
            'i', 'd', '\n', (byte) 0xA5, (byte) 0xE9, (byte) 0xED, (byte) 0xA0, ' ', (byte) 0x9F, (byte) 0xE9
        };
        assertThatThrownBy(() -> CsvText.of(names)).hasMessageContaining("CSV UTF-8");
    }

    @Test
    void a_file_that_two_encodings_fit_says_both() {
        String few = "id,name,nameAr,price\nP1,Peace,سلام,6.25\n";
        CsvText read = CsvText.of(few.getBytes(Charset.forName("windows-1256")));
        assertThat(read.text()).isEqualTo(few);
        assertThat(read.other()).isEqualTo("ISO-8859-6");
        assertThat(CsvText.of(ARABIC.getBytes(Charset.forName("windows-1256"))).other())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "utf-16le", "UTF-16BE", "Windows-1256", "iso-8859-6"})
    void who_says_the_encoding_is_believed(String charset) {
        CsvText read = CsvText.of(ARABIC.getBytes(Charset.forName(charset)), charset);
        assertThat(read.text()).isEqualTo(ARABIC);
    }

    @Test
    void an_encoding_that_the_file_is_not_in_is_refused_with_the_line() {
        byte[] file = ARABIC.getBytes(Charset.forName("windows-1256"));
        assertThatThrownBy(() -> CsvText.of(file, "UTF-8"))
                .isInstanceOf(BadTable.class)
                .hasMessageContaining("Line 2")
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> CsvText.of(file, "latin")).hasMessageContaining("windows-1256");
        assertThatThrownBy(() -> CsvText.of("a\0b".getBytes(StandardCharsets.UTF_8), "UTF-8"))
                .hasMessageContaining("zero bytes");
    }

    @Property
    void no_bytes_make_it_throw_anything_else(@ForAll byte[] file) {
        for (String encoding : List.of("", "UTF-16LE", "ISO-8859-6")) {
            try {
                CsvText.of(file, encoding);
            } catch (BadTable e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1252,Señor Muñoz",
        "windows-1251,Молоко свежее",
        "windows-1251,Хлеб",
        "windows-1253,Ψωμί φρέσκο",
        "windows-1255,חלב טרי",
        "windows-1254,İçecek şişe",
        "x-MacRoman,Café"
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
    void what_holds_zero_bytes_is_no_text() {
        assertThatThrownBy(() -> CsvText.of(new byte[] {'P', 'K', 3, 4, 0, 0, 1, (byte) 0x9C}))
                .hasMessageContaining("CSV UTF-8");
        assertThatThrownBy(() -> CsvText.of(new byte[] {0})).hasMessageContaining("zero bytes");
    }
}
