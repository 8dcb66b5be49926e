package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TillId;

/** Names of tills, and numbers in the keys of index rows. */
class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"S001-T02", "A-T00", "0123456789ABCDEF-T9999", "Z9-T123"})
    void a_tills_name_is_read_as_it_is_written(String name) {
        assertThat(TillId.isOne(name)).isTrue();
        assertThat(TillId.parse(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "S001",
                "-T02",
                "S001-",
                "S001-T2",
                "S001-T",
                "S001-T02345",
                "S001-X02",
                "s001-T02",
                "S 01-T02",
                "S001-T0a",
                "S001-T٠٢",
                "S001-T02\n",
                "S001--T02",
                "0123456789ABCDEFG-T02"
            })
    void what_is_no_tills_name_is_refused(String name) {
        assertThat(TillId.isOne(name)).isFalse();
        assertThatThrownBy(() -> TillId.parse(name)).isInstanceOf(RetailException.class);
    }

    @Test
    void ordered_numbers_are_sixteen_digits_in_the_order_of_the_numbers() {
        List<Long> numbers =
                List.of(Long.MIN_VALUE, -4_096L, -1L, 0L, 1L, 10L, 15L, 16L, 1_795_728_172_105L, Long.MAX_VALUE);

        List<String> ordered = numbers.stream().map(Index::ordered).toList();

        assertThat(ordered).isSorted();
        assertThat(ordered)
                .isEqualTo(numbers.stream()
                        .map(number -> String.format(Locale.ROOT, "%016x", number ^ Long.MIN_VALUE))
                        .toList());
        assertThat(ordered.stream().map(Index::number).toList()).isEqualTo(numbers);
    }
}
