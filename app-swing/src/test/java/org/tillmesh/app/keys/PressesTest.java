package org.tillmesh.app.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Container;
import java.awt.event.KeyEvent;
import org.junit.jupiter.api.Test;

class PressesTest {
    private final Presses presses = new Presses();

    private boolean press(int key, long at) {
        return is(KeyEvent.KEY_PRESSED, key, at);
    }

    private boolean release(int key, long at) {
        return is(KeyEvent.KEY_RELEASED, key, at);
    }

    private boolean is(int id, int key, long at) {
        return presses.isRepeat(new KeyEvent(new Container(), id, at, 0, key, KeyEvent.CHAR_UNDEFINED));
    }

    @Test
    void a_press_after_a_release_counts() {
        assertThat(press(KeyEvent.VK_ENTER, 1_000)).isFalse();
        assertThat(release(KeyEvent.VK_ENTER, 1_060)).isFalse();
        assertThat(press(KeyEvent.VK_ENTER, 1_090)).isFalse();
    }

    @Test
    void presses_without_a_release_repeat_the_first() {
        assertThat(press(KeyEvent.VK_ENTER, 1_000)).isFalse();
        assertThat(press(KeyEvent.VK_ENTER, 1_660)).isTrue();
        assertThat(press(KeyEvent.VK_ENTER, 1_700)).isTrue();
    }

    @Test
    void a_release_and_a_press_of_one_moment_are_a_keyboard_that_repeats() {
        assertThat(press(KeyEvent.VK_ENTER, 1_000)).isFalse();
        assertThat(release(KeyEvent.VK_ENTER, 1_660)).isFalse();
        assertThat(press(KeyEvent.VK_ENTER, 1_660)).isTrue();
        assertThat(release(KeyEvent.VK_ENTER, 1_700)).isFalse();
        assertThat(press(KeyEvent.VK_ENTER, 1_700)).isTrue();
    }

    @Test
    void another_key_is_another_press() {
        assertThat(press(KeyEvent.VK_F12, 1_000)).isFalse();
        assertThat(press(KeyEvent.VK_ENTER, 1_001)).isFalse();
    }

    @Test
    void a_release_that_another_window_got_leaves_the_key_alive() {
        assertThat(press(KeyEvent.VK_ENTER, 1_000)).isFalse();
        assertThat(press(KeyEvent.VK_ENTER, 9_000)).isFalse();
    }

    @Test
    void a_key_after_another_is_pressed_anew_though_its_release_was_lost() {
        assertThat(press(KeyEvent.VK_ESCAPE, 1_000)).isFalse();
        assertThat(press(KeyEvent.VK_F3, 1_200)).isFalse();
        assertThat(press(KeyEvent.VK_ESCAPE, 1_600)).isFalse();
    }

    @Test
    void a_window_that_lost_the_focus_knows_of_no_key_that_is_down() {
        assertThat(press(KeyEvent.VK_ESCAPE, 1_000)).isFalse();
        presses.forget();
        assertThat(press(KeyEvent.VK_ESCAPE, 1_500)).isFalse();
    }
}
