package org.tillmesh.hardware.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Gs1Test {
    private static final String GS = "\u001d";
    private static final String GTIN = "06289999222462";

    /** What a label says of an article, and identifiers of every form that nobody here asks for. */
    private static final Map<String, String> OURS = new TreeMap<>(
            Map.of("01", GTIN, "3103", "001250", "10", "AB-1(7)", "15", "271231", "30", "12", "3922", "9999"));

    private static final Map<String, String> EXTRA = new TreeMap<>(Map.ofEntries(
            Map.entry("00", "123456789012345678"),
            Map.entry("11", "260101"),
            Map.entry("12", "260101"),
            Map.entry("13", "260101"),
            Map.entry("16", "270101"),
            Map.entry("20", "07"),
            Map.entry("21", "SER/1"),
            Map.entry("22", "V1"),
            Map.entry("240", "A91"),
            Map.entry("242", "12"),
            Map.entry("250", "17X"),
            Map.entry("3302", "000123"),
            Map.entry("3560", "000001"),
            Map.entry("400", "ORDER 10"),
            Map.entry("410", "1234567890128"),
            Map.entry("422", "682"),
            Map.entry("4300", "Riyadh"),
            Map.entry("7003", "2612312359"),
            Map.entry("7030", "682X"),
            Map.entry("713", "NHRN"),
            Map.entry("8005", "000123"),
            Map.entry("8200", "http://example.com"),
            Map.entry("90", "01"),
            Map.entry("91", "own 17"),
            Map.entry("99", "(x)"),
            Map.entry("55", "not given out yet")));

    private static final List<String> NEED_NO_GS =
            List.of("00", "01", "11", "12", "13", "15", "16", "20", "3103", "3302", "3560", "410");

    @Provide
    Arbitrary<List<Map.Entry<String, String>>> labels() {
        return Arbitraries.of(EXTRA.entrySet()).list().uniqueElements().flatMap(extra -> {
            var all = new ArrayList<Map.Entry<String, String>>(OURS.entrySet());
            all.addAll(extra);
            return Arbitraries.shuffle(all);
        });
    }

    @Property
    void any_order_and_any_other_identifiers_are_read_alike(@ForAll("labels") List<Map.Entry<String, String>> label) {
        var code = new StringBuilder("]C1");
        for (int i = 0; i < label.size(); i++) {
            String ai = label.get(i).getKey();
            code.append(ai).append(label.get(i).getValue());
            if (i < label.size() - 1 && (!NEED_NO_GS.contains(ai) || i % 2 == 0)) {
                code.append(GS);
            }
        }

        Gs1 read = Gs1.parse(code.toString());

        assertThat(read.elements()).containsAllEntriesOf(OURS).hasSize(label.size());
        assertThat(read.gtins()).startsWith("6289999222462");
        assertThat(read.measure("KGM"))
                .hasValueSatisfying(kilos -> assertThat(kilos).isEqualByComparingTo("1.25"));
        assertThat(read.batch()).contains("AB-1(7)");
        assertThat(read.expiry()).contains(LocalDate.of(2027, 12, 31));
        assertThat(read.count()).contains(12);
        assertThat(read.price()).hasValueSatisfying(price -> {
            assertThat(price.amount()).isEqualByComparingTo("99.99");
            assertThat(price.currency()).isNull();
        });
    }

    @Property
    void nothing_but_its_own_error_comes_of_any_text(@ForAll String text) {
        for (String code :
                List.of(text, "]C1" + text, "01" + GTIN + text, "3103" + text, "(01)" + GTIN + "(10)" + text)) {
            Gs1.looksLike(code);
            Throwable thrown = catchThrowable(() -> {
                Gs1 read = Gs1.parse(code);
                read.gtins();
                read.measure("KGM");
                read.count();
                read.price();
                read.expiry();
            });
            assertThat(thrown == null || thrown instanceof Gs1.BadCode).as(code).isTrue();
        }
    }

    @Test
    void the_bracketed_form_says_the_same() {
        Gs1 read = Gs1.parse("(3103)001250(01)" + GTIN + "(91)x(10)L1");

        assertThat(Gs1.looksLike("(3103)001250(01)" + GTIN)).isTrue();
        assertThat(read.elements())
                .isEqualTo(Gs1.parse("3103001250" + "01" + GTIN + "91x" + GS + "10L1")
                        .elements());
        assertThat(Gs1.parse("(01)" + GTIN + "(10)A17271231").swallowed()).isEmpty();
    }

    @Test
    void elements_without_symbology_or_gs_are_known_by_a_right_gtin() {
        assertThat(Gs1.looksLike("3103001250" + "01" + GTIN)).isTrue();
        assertThat(Gs1.looksLike("3103001250" + "01" + "06289999222461")).isFalse();
        assertThat(Gs1.looksLike("01" + GTIN)).isTrue();
        assertThat(Gs1.looksLike("6289999222462")).isFalse();
    }

    @Test
    void malformed_codes_say_where() {
        assertThatThrownBy(() -> Gs1.parse("]C101" + GTIN + "17271"))
                .isInstanceOf(Gs1.BadCode.class)
                .hasMessageContaining("element 17 is cut off");
        assertThatThrownBy(() -> Gs1.parse("]C101" + GTIN + "10" + GS)).hasMessageContaining("element 10 is cut off");
        assertThatThrownBy(() -> Gs1.parse("]C101" + GTIN + "XY")).hasMessageContaining("\"XY\" at character 17");
        assertThatThrownBy(() -> Gs1.parse("]C101" + GTIN + "30" + "123456789"))
                .hasMessageContaining("element 30 has 9 characters")
                .hasMessageContaining("FNC1");
        assertThatThrownBy(() -> Gs1.parse("]C13103" + "00A250")).hasMessageContaining("not all digits");
        assertThatThrownBy(() -> Gs1.parse("]C1" + "17271231" + "17271230")).hasMessageContaining("twice");
        assertThatThrownBy(() -> Gs1.parse("]C1" + "17271331").expiry()).hasMessageContaining("271331");
        assertThatThrownBy(() -> Gs1.parse("]C1" + "3109000001").measure("KGM")).hasMessageContaining("3109");
    }

    @Test
    void use_by_stands_before_best_before() {
        assertThat(Gs1.parse("]C1" + "15271231" + "17270131").expiry()).contains(LocalDate.of(2027, 1, 31));
        assertThat(Gs1.parse("]C1" + "15270200").expiry()).contains(LocalDate.of(2027, 2, 28));
    }

    @Test
    void a_price_bears_its_currency() {
        assertThat(Gs1.parse("]C1" + "3932" + "682" + "1050").price()).hasValueSatisfying(price -> {
            assertThat(price.amount()).isEqualByComparingTo("10.50");
            assertThat(price.currency()).isEqualTo("682");
        });
    }

    @Test
    void an_article_number_is_offered_in_every_length() {
        assertThat(Gs1.parse("01" + "00012345678905").gtins())
                .containsExactly("0012345678905", "00012345678905", "012345678905");
        assertThat(Gs1.parse("01" + "96289999222463").gtins()).containsExactly("96289999222463");
        assertThat(Gs1.parse("02" + GTIN + "3712").gtins()).startsWith("6289999222462");
    }

    // ---- lengths of the standard

    /** Identifier and value together, of what needs no GS behind it: GS1 General Specifications, figure 7.8.5-2. */
    private static final String PREDEFINED =
            "00 20, 01 16, 02 16, 03 16, 04 18, 11 8, 12 8, 13 8, 14 8, 15 8, 16 8, 17 8,"
                    + " 18 8, 19 8, 20 4, 31 10, 32 10, 33 10, 34 10, 35 10, 36 10, 41 16";

    /** Identifiers of one digit more or two, and one of every group of two: figure 3.2-1. */
    private static final List<String> WITH_GS = List.of(
            "10", "21", "22", "235", "240", "241", "242", "243", "250", "251", "253", "254", "255", "30", "37", "3900",
            "3910", "3922", "3932", "3940", "3950", "400", "401", "402", "403", "420", "421", "422", "423", "424",
            "425", "426", "427", "4300", "4326", "7001", "7002", "7003", "7004", "7005", "7009", "7020", "7030", "7040",
            "710", "717", "7230", "7240", "8001", "8002", "8003", "8005", "8008", "8017", "8020", "8026", "8110",
            "8200", "90", "91", "99");

    @Test
    void what_has_a_predefined_length_needs_no_gs_behind_it() {
        for (String each : PREDEFINED.split(", ")) {
            String two = each.substring(0, 2);
            String ai = two.startsWith("3") ? two + "03" : two.equals("41") ? "410" : two;
            int digits = Integer.parseInt(each.substring(3)) - ai.length();
            String value = "0".repeat(digits - 1) + "1";

            Gs1 read = Gs1.parse("]C1" + ai + value + "21X");

            assertThat(read.elements()).as(each).isEqualTo(new TreeMap<>(Map.of(ai, value, "21", "X")));
        }
    }

    @Test
    void every_other_identifier_is_read_to_its_gs_and_hinders_nothing_behind_it() {
        for (String ai : WITH_GS) {
            Gs1 read = Gs1.parse("]C1" + ai + "111" + GS + "3103001250" + "01" + GTIN);

            assertThat(read.elements()).as(ai).containsEntry("01", GTIN).containsEntry("3103", "001250");
        }
    }

    @Test
    void a_value_of_one_length_ends_there_though_its_gs_is_missing() {
        Gs1 read = Gs1.parse("]C1" + "01" + GTIN + "422682" + "8005000123" + "70032612312359" + "3103001250");

        assertThat(read.measure("KGM"))
                .hasValueSatisfying(kilos -> assertThat(kilos).isEqualByComparingTo("1.25"));
        assertThat(read.elements()).containsEntry("422", "682").containsEntry("8005", "000123");
    }

    /** Whatever GS a printer or scanner leaves out: a quantity is as the label says, or there is none. */
    @Property
    void a_missing_gs_makes_no_other_quantity(
            @ForAll("labels") List<Map.Entry<String, String>> label, @ForAll List<Boolean> missing) {
        var code = new StringBuilder("]C1");
        for (int i = 0; i < label.size(); i++) {
            code.append(label.get(i).getKey()).append(label.get(i).getValue());
            boolean isMissing = i < missing.size() && missing.get(i);
            if (i < label.size() - 1 && !isMissing) {
                code.append(GS);
            }
        }
        try {
            Gs1 read = Gs1.parse(code.toString());
            read.measure("KGM")
                    .ifPresent(kilos -> assertThat(kilos).as(code.toString()).isEqualByComparingTo("1.25"));
            read.count()
                    .ifPresent(pieces -> assertThat(pieces).as(code.toString()).isEqualTo(12));
        } catch (Gs1.BadCode refused) {
            assertThat(refused.getMessage()).as("it says why").isNotBlank();
        }
    }

    @Test
    void a_count_or_price_that_took_in_what_stood_behind_it_is_refused() {
        assertThatThrownBy(() -> Gs1.parse("]C1" + "01" + GTIN + "3012" + "2007"))
                .isInstanceOf(Gs1.BadCode.class)
                .hasMessageContaining("element 30 has 6 characters")
                .hasMessageContaining("FNC1");
        assertThatThrownBy(() -> Gs1.parse("]C1" + "01" + GTIN + "3012" + "2007" + GS + "10A"))
                .hasMessageContaining("element 30 has 6 characters");
        assertThatThrownBy(() -> Gs1.parse("]C1" + "01" + GTIN + "3922" + "9999" + "2007"))
                .hasMessageContaining("element 3922 has 8 characters");
        assertThat(Gs1.parse("]C1" + "01" + GTIN + "30144").count()).contains(144);
    }

    @Test
    void two_measures_that_say_the_same_thing_are_refused() {
        Gs1 read = Gs1.parse("]C1" + "01" + GTIN + "3103001250" + "3102000126");

        assertThatThrownBy(() -> read.measure("KGM"))
                .isInstanceOf(Gs1.BadCode.class)
                .hasMessageContaining("3102")
                .hasMessageContaining("3103");
    }

    @Test
    void a_batch_that_ends_like_another_element_and_has_no_gs_is_noticed() {
        String article = "]C1" + "01" + GTIN;

        assertThat(Gs1.parse(article + "10AB1" + "17271231").swallowed()).contains("17271231");
        assertThat(Gs1.parse(article + "10AB1" + "15270200" + "21S").swallowed())
                .contains("1527020021S");
        assertThat(Gs1.parse(article + "21S9" + "17271231" + "10AB1").swallowed())
                .contains("1727123110AB1");
        assertThat(Gs1.parse("]C1" + "10AB1" + "01" + GTIN).swallowed()).contains("01" + GTIN);
        assertThat(Gs1.parse(article + "10AB1" + "3103001250").swallowed()).contains("3103001250");
        assertThat(Gs1.parse(article + "10AB1" + "39221234").swallowed()).contains("39221234");
        assertThat(Gs1.parse(article + "10AB1" + "17271231").lastValue()).isEqualTo("AB117271231");

        assertThat(Gs1.parse(article + "10AB1" + "17271231" + GS).swallowed()).isEmpty();
        assertThat(Gs1.parse(article + "10AB1" + "17271331").swallowed())
                .as("no month")
                .isEmpty();
        assertThat(Gs1.parse(article + "17271231" + "10AB1").swallowed()).isEmpty();
        assertThat(Gs1.parse(article + "10" + "17271231").swallowed())
                .as("all of it")
                .isEmpty();
        assertThat(Gs1.parse(article).swallowed()).isEmpty();
    }
}
