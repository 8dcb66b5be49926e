package org.tillmesh.app.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tillmesh.app.frame.NumberPad;
import org.tillmesh.retail.value.Money;

class PaymentPanelTest {
    private static List<String> sums(String due) {
        return PaymentPanel.sums(Money.parse(due, Money.SAR)).stream()
                .map(Money::toString)
                .toList();
    }

    @Test
    void the_exact_sum_comes_first_then_what_a_customer_would_hand_over() {
        assertEquals(List.of("77.74", "80.00", "100.00", "200.00"), sums("77.74"));
        assertEquals(List.of("100.00", "200.00", "500.00"), sums("100.00"));
    }

    @Test
    void keys_type_a_text_and_a_second_point_is_ignored() {
        String typed = "";
        for (String key : List.of("1", "0", ".", ".", "5", NumberPad.ERASE, "2")) {
            typed = NumberPad.after(typed, key);
        }
        assertEquals("10.2", typed);
        assertEquals("0.", NumberPad.after("", "."));
        assertEquals("", NumberPad.after("12", NumberPad.CLEAR));
    }
}
