package org.tillmesh.app.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

class TypedTest {
    private static Money money(String typed) {
        return Typed.money(Language.ENGLISH, typed);
    }

    @Test
    void a_sum_is_read_as_people_type_it() {
        assertThat(money("12.5")).isEqualTo(Money.sar(1_250));
        assertThat(money("12.")).isEqualTo(Money.sar(1_200));
        assertThat(money(".50")).isEqualTo(Money.sar(50));
        assertThat(money("9999999.99")).isEqualTo(Money.sar(999_999_999));
    }

    @Test
    void a_barcode_is_no_sum_and_the_question_is_asked() {
        for (String scanned :
                List.of("6289999222460", "6289999222460.50", "62899992", "10000000", "0012345", "2012345012505")) {
            assertThatThrownBy(() -> money(scanned))
                    .as(scanned)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Is it a barcode?");
        }
    }

    @Test
    void what_is_no_number_is_refused_in_the_language_of_the_screen() {
        for (String typed : List.of("", ".", "1.234", "12,5", "-5", "1e3", "S001-T01-000012", "x")) {
            assertThatThrownBy(() -> money(typed)).as(typed).hasMessageContaining("is no sum");
        }
        assertThatThrownBy(() -> Typed.money(Language.ARABIC, "x")).hasMessageContaining("ليس مبلغًا");
    }

    @Test
    void a_quantity_and_a_percentage_have_bounds_too() {
        assertThat(Typed.quantity(Language.ENGLISH, "1.25")).isEqualTo(Quantity.parse("1.250"));
        assertThat(Typed.percent(Language.ENGLISH, "12.5")).isEqualTo("12.5");
        assertThatThrownBy(() -> Typed.quantity(Language.ENGLISH, "6289999222460"))
                .hasMessageContaining("barcode");
        assertThatThrownBy(() -> Typed.quantity(Language.ENGLISH, "1.2.3")).hasMessageContaining("is no quantity");
        assertThatThrownBy(() -> Typed.percent(Language.ENGLISH, "101")).hasMessageContaining("0 to 100");
    }

    @Test
    void a_word_that_was_typed_is_no_code() {
        assertThat(Typed.looksLikeCode("milk")).isFalse();
        assertThat(Typed.looksLikeCode("milk 1")).isFalse();
        assertThat(Typed.looksLikeCode("حليب")).isFalse();
        assertThat(Typed.looksLikeCode("S001-T01-000012")).isTrue();
        assertThat(Typed.isNumber("123456")).isTrue();
        assertThat(Typed.isNumber("7up")).isFalse();
    }
}
