package org.tillmesh.hardware.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which booking is the one that was asked for, and what may be kept of a card's number. */
class BaselineTest {
    private static Charged booked(String receipt, String trace) {
        return new Charged(100, Charged.Kind.UNSAID, null, null, null, null, receipt, trace, null, false);
    }

    @Test
    void the_next_receipt_is_ours_and_one_behind_a_gap_may_be_anothers() {
        var last = new Baseline(true, "0012", "000100");

        assertThat(last.isFollowedBy(booked("0013", "000101"))).isTrue();
        assertThat(last.isFollowedBy(booked("0012", "000100"))).isFalse();
        assertThat(last.isFollowedBy(booked("0014", "000102"))).isFalse();
        assertThat(last.isFollowedBy(booked("0011", "000200"))).isFalse();
        assertThat(new Baseline(true, "9999", null).isFollowedBy(booked("0001", null)))
                .isTrue();
    }

    @Test
    void without_receipts_a_later_trace_is_ours_also_past_its_end() {
        var last = new Baseline(true, null, "999998");

        assertThat(last.isFollowedBy(booked(null, "000004"))).isTrue();
        assertThat(last.isFollowedBy(booked(null, "999998"))).isFalse();
        assertThat(last.isFollowedBy(booked(null, "999990"))).isFalse();
    }

    @Test
    void of_a_terminal_that_could_not_say_its_last_nothing_is_known() {
        assertThat(Baseline.UNKNOWN.isFollowedBy(booked("0013", "000101"))).isFalse();
        assertThat(new Baseline(true, null, null).isFollowedBy(booked("0001", "000001")))
                .isTrue();
    }

    @Test
    void of_a_card_number_the_last_four_digits_stay() {
        assertThat(Pan.masked("4111111111111111")).isEqualTo("************1111");
        assertThat(Pan.masked("************1111")).isEqualTo("************1111");
        assertThat(Pan.masked("411111**********")).isNull();
        assertThat(Pan.scrubbed("CARD 4111 1111 1111 1111 OK")).isEqualTo("CARD ************1111 OK");
        assertThat(Pan.scrubbed("Receipt 1234567890123")).isEqualTo("Receipt 1234567890123");
    }
}
