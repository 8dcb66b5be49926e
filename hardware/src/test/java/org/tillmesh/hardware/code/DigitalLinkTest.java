package org.tillmesh.hardware.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitalLinkTest {
    private static final String GTIN = "06289999222462";

    @Test
    void article_batch_date_and_weight_stand_in_path_and_parameters() {
        Gs1 read = Gs1.parse(
                "https://id.gs1.org/01/" + GTIN + "/10/AB%2F1/21/S%201?17=271231&3103=001250&linkType=gs1:pip");

        assertThat(read.elements())
                .isEqualTo(
                        new TreeMap<>(Map.of("01", GTIN, "10", "AB/1", "21", "S 1", "17", "271231", "3103", "001250")));
        assertThat(read.gtins()).startsWith("6289999222462");
        assertThat(read.expiry()).contains(LocalDate.of(2027, 12, 31));
        assertThat(read.measure("KGM"))
                .hasValueSatisfying(kilos -> assertThat(kilos).isEqualByComparingTo("1.25"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example/01/06289999222462",
                "HTTPS://SHOP.EXAMPLE/01/06289999222462",
                "https://shop.example:8443/some/page/01/6289999222462",
                "https://shop.example/01/06289999222462/",
                "https://shop.example/01/06289999222462?utm_source=01",
                "https://shop.example/01/06289999222462#01",
                "]Q1https://shop.example/01/06289999222462"
            })
    void the_article_is_found_on_any_site_in_any_length(String code) {
        assertThat(Gs1.looksLike(code.replace("]Q1", ""))).isTrue();
        assertThat(Gs1.parse(code).elements()).isEqualTo(new TreeMap<>(Map.of("01", GTIN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/",
                "https://shop.example/milk/06289999222462",
                "https://shop.example/?01=06289999222462",
                "https://shop.example/01/123",
                "https://shop.example/01/06289999222462/10",
                "ftp://shop.example/01/06289999222462",
                "shop.example/01/06289999222462"
            })
    void other_addresses_name_no_article(String code) {
        assertThat(Gs1.looksLike(code)).isFalse();
    }

    @Test
    void what_can_not_be_read_says_where() {
        assertThatThrownBy(() -> Gs1.parse("https://shop.example/01/" + GTIN + "?17=2712"))
                .isInstanceOf(Gs1.BadCode.class)
                .hasMessageContaining("element 17 is cut off");
        assertThatThrownBy(() -> Gs1.parse("https://shop.example/01/" + GTIN + "?3103=00A250"))
                .hasMessageContaining("not all digits");
        assertThatThrownBy(() -> Gs1.parse("https://shop.example/01/" + GTIN + "/10/%zz"))
                .hasMessageContaining("%zz");
        assertThatThrownBy(() -> Gs1.parse("https://shop.example/01/" + GTIN + "/10/A?10=B"))
                .hasMessageContaining("twice");
    }

    @Property
    void nothing_but_its_own_error_comes_of_any_address(@ForAll String text) {
        for (String code : new String[] {
            "https://" + text,
            "https://shop.example/01/" + GTIN + "/" + text,
            "https://shop.example/01/" + GTIN + "?" + text,
            "https://shop.example/01/" + GTIN + "?17=" + text,
            "https://shop.example" + "/01/1".repeat(3_000) + text
        }) {
            Gs1.looksLike(code);
            Throwable thrown = catchThrowable(() -> Gs1.parse(code).gtins());
            assertThat(thrown == null || thrown instanceof Gs1.BadCode).as(code).isTrue();
        }
    }
}
