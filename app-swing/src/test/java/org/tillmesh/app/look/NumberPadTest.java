package org.tillmesh.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberPadTest {
    @Test
    void keys_type_a_text_and_a_second_point_is_ignored() {
        String typed = "";
        for (String key : List.of("1", "0", ".", ".", "5", NumberPad.ERASE, "2")) {
            typed = NumberPad.after(typed, key);
        }
        assertThat(typed).isEqualTo("10.2");
        assertThat(NumberPad.after("", ".")).isEqualTo("0.");
        assertThat(NumberPad.after("12", NumberPad.CLEAR)).isEmpty();
    }
}
