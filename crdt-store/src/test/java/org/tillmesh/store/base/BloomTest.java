package org.tillmesh.store.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BloomTest {
    @Test
    void what_was_added_is_never_denied_and_little_else_is_claimed() {
        Bloom made = Bloom.forKeys(10_000);
        IntStream.range(0, 10_000).forEach(i -> made.add("store:S001\0sale\0uuid-" + i));
        Bloom bloom = Bloom.of(made.toBytes());
        assertThat(IntStream.range(0, 10_000)).allMatch(i -> bloom.mayContain("store:S001\0sale\0uuid-" + i));
        long wrong = IntStream.range(10_000, 20_000)
                .filter(i -> bloom.mayContain("store:S001\0sale\0uuid-" + i))
                .count();
        assertThat(wrong).isLessThan(400);
    }

    @Test
    void an_empty_one_denies_everything() {
        assertThat(Bloom.forKeys(0).mayContain("x")).isFalse();
    }
}
