package org.tillmesh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BurstTest {
    private final Burst burst = new Burst(50);

    private long add(String text, long from, long gap) {
        long at = from;
        for (char c : text.toCharArray()) {
            burst.add(c, at);
            at += gap;
        }
        return at - gap;
    }

    @Test
    void a_scanners_burst_is_a_scan() {
        long last = add("6289999222479", 1000, 5);
        assertTrue(burst.isScanAt(last + 5));
        assertEquals("6289999222479", burst.take());
        assertTrue(burst.isEmpty());
    }

    @Test
    void enter_pressed_by_a_hand_afterwards_ends_no_scan() {
        long last = add("6289999222479", 1000, 5);
        assertFalse(burst.isScanAt(last + 51));
    }

    @Test
    void a_few_fast_keys_are_typing() {
        long last = add("123", 1000, 5);
        assertFalse(burst.isScanAt(last + 5));
    }

    @Test
    void a_pause_begins_anew() {
        long last = add("12", 1000, 5);
        assertTrue(burst.startsAnew(last + 51));
        assertFalse(burst.startsAnew(last + 50));
    }

    @Test
    void digits_of_an_arabic_layout_come_out_as_ascii() {
        add("٦٢٨٩٩٩", 1000, 5);
        assertEquals("628999", burst.take());
    }
}
