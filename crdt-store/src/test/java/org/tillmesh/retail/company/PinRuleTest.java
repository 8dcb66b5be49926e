package org.tillmesh.retail.company;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinRuleTest {
    @ParameterizedTest
    @CsvSource({
        "CASHIER, false, 1234, true",
        "CASHIER, false, 123, false",
        "CASHIER, false, 123456789012, true",
        "CASHIER, false, 1234567890123, false",
        "CASHIER, false, 12a4, false",
        "CASHIER, false, ١٢٣٤, false",
        "CASHIER, false, '', false",
        "CASHIER, false, '1234\n', false",
        "MANAGER, false, 123456, true",
        "MANAGER, false, 12345, false",
        "MANAGER, true, 1234, true",
        "MANAGER, true, 123, false",
    })
    void a_pin_is_so_many_ascii_digits(Role role, boolean demo, String pin, boolean allowed) {
        assertThat(PinRule.of(role, demo).allows(pin)).isEqualTo(allowed);
    }
}
