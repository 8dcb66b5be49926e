package org.tillmesh.hardware.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.tillmesh.hardware.code.WeighedLabel.Holds;
import org.tillmesh.hardware.code.WeighedLabel.Layout;

class WeighedLabelTest {
    private static final List<Layout> LAYOUTS = List.of(
            new Layout("21", 5, Holds.WEIGHT, 5, 3, false),
            new Layout("2", 5, Holds.PRICE, 5, 2, true),
            new Layout("28", 6, Holds.COUNT, 4, 0, false),
            new Layout("29", 5, Holds.PRICE, 4, 1, true),
            new Layout("02", 5, Holds.PRICE, 5, 2, false));

    private static WeighedLabel read(String twelve) {
        return WeighedLabel.parse(Ean13.complete(twelve), LAYOUTS).orElseThrow();
    }

    @Test
    void a_layout_says_how_much_of_what() {
        WeighedLabel weight = read("210001701240");
        assertThat(weight.item()).isEqualTo("2100017");
        assertThat(weight.holds()).isEqualTo(Holds.WEIGHT);
        assertThat(weight.amount()).isEqualByComparingTo("1.240");
        assertThat(weight.verified()).isTrue();

        WeighedLabel count = read("281234560012");
        assertThat(count.item()).isEqualTo("28123456");
        assertThat(count.holds()).isEqualTo(Holds.COUNT);
        assertThat(count.amount()).isEqualByComparingTo("12");
    }

    @Test
    void of_two_prefixes_the_longer_one_stands_and_of_none_it_is_no_label() {
        assertThat(read("2300017" + "00000").item()).isEqualTo("230001");
        assertThat(WeighedLabel.parse(Ean13.complete("628000000001"), LAYOUTS)).isEmpty();
        assertThat(WeighedLabel.parse("2100017012405", LAYOUTS))
                .as("its check digit is wrong")
                .isEmpty();
        assertThat(WeighedLabel.parse(Ean13.complete("210001701240"), List.of()))
                .isEmpty();
        assertThat(WeighedLabel.parse("", LAYOUTS)).isEmpty();
    }

    /** The examples of the GS1 General Specifications, 7.9.3 and 7.9.4. */
    @Test
    void a_price_agrees_with_its_own_digit() {
        assertThat(ValueDigit.of("2875")).isEqualTo('9');
        assertThat(ValueDigit.of("14685")).isEqualTo('6');

        WeighedLabel four = read("29" + "00017" + "9" + "2875");
        assertThat(four.amount()).isEqualByComparingTo("287.5");
        assertThat(four.verified()).isTrue();
        WeighedLabel five = read("2" + "30001" + "6" + "14685");
        assertThat(five.amount()).isEqualByComparingTo("146.85");
        assertThat(five.verified()).isTrue();
        assertThat(read("29" + "00017" + "8" + "2875").verified()).isFalse();
    }

    @Property
    void one_wrong_digit_of_a_price_never_agrees(
            @ForAll @IntRange(max = 99_999) int price,
            @ForAll @IntRange(max = 4) int at,
            @ForAll @IntRange(min = 1, max = 9) int more) {
        for (String right : List.of(String.format("%05d", price), String.format("%04d", price % 10_000))) {
            int place = at % right.length();
            char wrong = (char) ('0' + (right.charAt(place) - '0' + more) % 10);
            String misread = right.substring(0, place) + wrong + right.substring(place + 1);
            assertThat(ValueDigit.of(misread)).as(right + " as " + misread).isNotEqualTo(ValueDigit.of(right));
        }
    }

    @Test
    void a_upc_is_the_same_label_with_its_zero_and_without() {
        String thirteen = Ean13.complete("02" + "00017" + "01240");

        for (String written : List.of(thirteen, thirteen.substring(1), "0" + thirteen)) {
            assertThat(WeighedLabel.parse(written, LAYOUTS)).as(written).hasValueSatisfying(label -> {
                assertThat(label.item()).isEqualTo("0200017");
                assertThat(label.amount()).isEqualByComparingTo("12.40");
            });
        }
        assertThat(WeighedLabel.item("0" + Ean13.complete("210001700000"), LAYOUTS))
                .contains("2100017");
    }

    @Test
    void parts_that_make_no_label_are_refused() {
        assertThatThrownBy(() -> new Layout("21", 5, Holds.WEIGHT, 6, 3, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("13 digits");
        assertThatThrownBy(() -> new Layout("21", 3, Holds.WEIGHT, 6, 3, true)).hasMessageContaining("6 digits");
    }
}
