package org.tillmesh.replication.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeclinedTest {
    @ParameterizedTest
    @ValueSource(strings = {"BEHIND", "ALREADY_RETURNED"})
    void a_code_and_its_words_cross_the_wire_as_one_text(String code) {
        var sent = new Declined(code, "PeerLine 1: 2 were sold\nand came back");

        Declined read = Declined.read(sent.getMessage());

        assertThat(sent).hasMessage(code + ": PeerLine 1: 2 were sold\nand came back");
        assertThat(read.is(code)).isTrue();
        assertThat(read.words()).isEqualTo("PeerLine 1: 2 were sold\nand came back");
        assertThat(read).hasMessage(sent.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Not so much is held here", "No receipt of this till is 7: sync", "", "A: one letter is no code"
            })
    void words_without_a_code_stay_whole(String words) {
        Declined read = Declined.read(words);

        assertThat(read.is("")).isTrue();
        assertThat(read.words()).isEqualTo(words);
        assertThat(read).hasMessage(words);
    }
}
