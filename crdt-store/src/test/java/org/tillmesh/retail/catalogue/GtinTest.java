package org.tillmesh.retail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GtinTest {
    @ParameterizedTest
    @ValueSource(strings = {"36000291452", "036000291452", "0036000291452", "00036000291452"})
    void a_upc_has_one_key_in_every_length_and_without_the_zero_that_a_spreadsheet_takes_off(String written) {
        assertThat(Gtin.key(written)).isEqualTo("00036000291452");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6281000000014", "06281000000014"})
    void an_ean_of_13_digits_is_a_gtin_with_the_indicator_0(String written) {
        assertThat(Gtin.key(written)).isEqualTo("06281000000014");
    }

    @ParameterizedTest
    @ValueSource(strings = {"96385074", "0000096385074", "00000096385074"})
    void so_is_an_ean_of_8_digits(String written) {
        assertThat(Gtin.key(written)).isEqualTo("00000096385074");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"036000291453", "36000291453", "2100017", "6000291452", "ABC-036000291452", "", "٠٣٦٠٠٠٢٩١٤٥٢"})
    void what_is_no_article_number_is_its_own_key(String code) {
        assertThat(Gtin.key(code)).isEqualTo(code);
    }

    @Test
    void a_case_is_another_article_than_what_is_in_it() {
        assertThat(Gtin.key("16281000000011")).isEqualTo("16281000000011").isNotEqualTo(Gtin.key("6281000000014"));
    }
}
