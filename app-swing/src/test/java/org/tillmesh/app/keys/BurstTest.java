package org.tillmesh.app.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BurstTest {
    /** A scanner's keys as recorded on a busy till: mostly a few milliseconds, now and then a gap. */
    private static final int[] RECORDED = {8, 9, 7, 8, 96, 8, 7, 10, 8, 8, 118, 8, 9};

    private static final int[] STEADY_SLOW = {62, 61, 64, 62, 63, 61, 62, 64, 61, 62, 63, 62, 61};
    /** A person, who types a number off a label. */
    private static final int[] TYPED = {140, 95, 180, 110, 88, 160, 120, 101, 90, 150, 130, 99, 140};

    private final Burst burst = new Burst();

    /** @param gaps after each character; @return when the suffix comes */
    private long add(String text, int... gaps) {
        long at = 1_000;
        for (int i = 0; i < text.length(); i++) {
            burst.add(text.charAt(i), at);
            at += gaps[i % gaps.length];
        }
        return at;
    }

    @Test
    void a_scanners_burst_is_a_scan() {
        assertThat(burst.isScanAt(add("6289999222479", 5))).isTrue();
        assertThat(burst.code()).isEqualTo("6289999222479");
    }

    @Test
    void gaps_now_and_then_tear_no_scan() {
        assertThat(burst.isScanAt(add("6289999222479", RECORDED))).isTrue();
    }

    @Test
    void a_gap_before_the_suffix_tears_no_scan() {
        long last = add("6289999222479", 5);

        assertThat(burst.isScanAt(last + 120)).isTrue();
    }

    @Test
    void a_slow_scanner_is_known_by_its_many_keys() {
        assertThat(burst.isScanAt(add("6289999222479", STEADY_SLOW))).isTrue();
    }

    @Test
    void what_a_person_types_is_no_scan() {
        assertThat(burst.isScanAt(add("6289999222479", TYPED))).isFalse();
    }

    @Test
    void two_quick_keys_in_a_typed_word_make_no_scan() {
        assertThat(burst.isScanAt(add("banana", 120, 30, 150, 35, 140, 130))).isFalse();
    }

    @Test
    void enter_pressed_by_a_hand_afterwards_ends_no_scan() {
        long last = add("6289999222479", 5);

        assertThat(burst.isScanAt(last + Burst.TORN_MILLIS)).isFalse();
    }

    @Test
    void a_few_fast_keys_are_typing() {
        assertThat(burst.isScanAt(add("12345", 5))).isFalse();
    }

    @Test
    void a_key_that_is_held_is_no_scan() {
        assertThat(burst.isScanAt(add("0000000000", 30))).isFalse();
    }

    @Test
    void words_and_sums_are_no_scan_however_fast_they_come() {
        assertThat(burst.isScanAt(add("Mohammed", 8))).isFalse();
        burst.clear();
        assertThat(burst.isScanAt(add("200.00", 8))).isFalse();
        burst.clear();
        assertThat(burst.isScanAt(add("S001-T01-000012", 8))).isTrue();
    }

    @Test
    void a_long_silence_begins_anew() {
        long last = add("12", 5) - 5;

        assertThat(burst.startsAnew(last + Burst.TORN_MILLIS)).isFalse();
        assertThat(burst.startsAnew(last + Burst.TORN_MILLIS + 1)).isTrue();
    }
}
