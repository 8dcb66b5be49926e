package org.tillmesh.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultsTest {
    private double chance = 0.5;
    private final Faults faults = new Faults(() -> chance);

    @Test
    void a_counted_fault_is_used_up_and_a_share_strikes_by_chance() {
        faults.set("429:2, 500=60%, slow=250");
        assertThat(faults.strikes(Faults.Kind.BUSY)).isTrue();
        assertThat(faults.strikes(Faults.Kind.BUSY)).isTrue();
        assertThat(faults.strikes(Faults.Kind.BUSY)).isFalse();
        assertThat(faults.strikes(Faults.Kind.BROKEN)).isTrue();
        chance = 0.7;
        assertThat(faults.strikes(Faults.Kind.BROKEN)).isFalse();
        assertThat(faults.slowMillis()).isEqualTo(250);
        assertThat(faults.strikes(Faults.Kind.DOWN)).isFalse();
        faults.set("");
        assertThat(faults.strikes(Faults.Kind.BROKEN)).isFalse();
        assertThat(faults.slowMillis()).isZero();
    }

    @Test
    void what_is_no_fault_is_refused_by_name_and_changes_nothing() {
        faults.set("down");
        for (String bad : new String[] {"up", "429=200%", "500=3", "429:x"}) {
            assertThatThrownBy(() -> faults.set("303," + bad)).hasMessageContaining(bad);
        }
        assertThat(faults.strikes(Faults.Kind.DOWN)).isTrue();
        assertThat(faults.spec()).isEqualTo("down");
    }

    @Test
    void a_stuck_document_stays_the_same_one_and_the_others_pass() {
        faults.set("stuck:1");
        assertThat(faults.isStuck("a")).isTrue();
        assertThat(faults.isStuck("b")).isFalse();
        assertThat(faults.isStuck("a")).isTrue();
        faults.set("");
        assertThat(faults.isStuck("a")).isFalse();
    }
}
