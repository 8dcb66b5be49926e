package org.tillmesh.till.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.store.StoreException;

/** Whatever a lower layer throws reaches the cashier with a code of the contract and the words of the layer. */
class RefusalsTest {

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new StoreException(StoreException.Kind.READ_ONLY, "disk"), RefusalCode.READ_ONLY),
                Arguments.of(new StoreException(StoreException.Kind.DISK_FULL, "disk"), RefusalCode.DISK_FULL),
                Arguments.of(new StoreException(StoreException.Kind.LOCKED, "disk"), RefusalCode.STORE_LOCKED),
                Arguments.of(new OfflineException("disk"), RefusalCode.OFFLINE),
                Arguments.of(new NoAnswerException("disk"), RefusalCode.TIMEOUT),
                Arguments.of(new IllegalArgumentException("disk"), RefusalCode.BAD_VALUE),
                Arguments.of(new IllegalStateException("disk"), RefusalCode.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void has_its_code_and_its_words(RuntimeException thrown, RefusalCode code) {
        TillException refused = Refusals.of(thrown);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused).hasMessageContaining("disk").hasCause(thrown);
    }

    @ParameterizedTest
    @EnumSource(RetailException.Kind.class)
    void every_refusal_of_the_shop_is_a_code(RetailException.Kind kind) {
        assertThat(RefusalCode.valueOf(kind.name()).name()).isEqualTo(kind.name());
    }
}
