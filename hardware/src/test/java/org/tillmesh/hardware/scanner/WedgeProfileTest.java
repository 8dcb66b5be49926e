package org.tillmesh.hardware.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A keyboard scanner is told from a person by its haste, and learned from one scan. */
class WedgeProfileTest {
    private static List<WedgeProfile.Key> typed(String keys, int gap) {
        var typed = new ArrayList<WedgeProfile.Key>();
        for (int i = 0; i < keys.length(); i++) {
            typed.add(new WedgeProfile.Key(keys.charAt(i), 1_000 + (long) i * gap));
        }
        return typed;
    }

    @Test
    void prefix_suffix_and_gap_are_learned_from_one_scan() {
        WedgeProfile learned = WedgeProfile.learned(typed("~6289999222479\r", 12), "6289999222479")
                .orElseThrow();
        assertThat(learned).isEqualTo(new WedgeProfile(34, "~", "\n"));
        assertThat(learned.code(typed("~96385074\n", 20))).contains("96385074");
        assertThat(learned.code(typed("96385074\n", 20))).isEmpty();
        assertThat(learned.code(typed("~96385074\n", 60))).isEmpty();
    }

    @Test
    void a_person_is_no_scanner() {
        assertThat(WedgeProfile.learned(typed("6289999222479\n", 180), "6289999222479"))
                .isEmpty();
        assertThat(WedgeProfile.learned(typed("6289999222470\n", 10), "6289999222479"))
                .isEmpty();
        assertThat(WedgeProfile.learned(List.of(), "6289999222479")).isEmpty();
        assertThat(WedgeProfile.learned(typed("12", 1), "12")).isEmpty();
    }
}
