package org.tillmesh.replication.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PinHashTest {
    private static final byte[] PEPPER = "a store's pepper".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_verifier_fits_its_pin_and_pepper_alone() {
        byte[] verifier = PinHash.make(PEPPER, "4711");
        assertThat(PinHash.fits(verifier, PEPPER, "4711")).isTrue();
        assertThat(PinHash.fits(verifier, PEPPER, "4712")).isFalse();
        assertThat(PinHash.fits(verifier, new byte[16], "4711")).isFalse();
        assertThat(PinHash.make(PEPPER, "4711")).as("salted").isNotEqualTo(verifier);
    }

    @Test
    void a_proof_shows_to_whoever_has_the_verifier_that_the_pin_is_known() {
        byte[] verifier = PinHash.make(PEPPER, "4711");
        assertThat(PinHash.isProvenBy(verifier, PinHash.proof(PEPPER, "4711"))).isTrue();
        assertThat(PinHash.isProvenBy(verifier, PinHash.proof(PEPPER, "4712"))).isFalse();
        assertThat(PinHash.isProvenBy(verifier, new byte[0])).isFalse();
        assertThat(PinHash.isProvenBy(new byte[0], PinHash.proof(PEPPER, "4711")))
                .isFalse();
    }

    @Test
    void what_has_another_length_or_version_is_no_verifier() {
        byte[] verifier = PinHash.make(PEPPER, "4711");
        assertThat(PinHash.isVerifier(verifier)).isTrue();
        assertThat(PinHash.isVerifier(Arrays.copyOf(verifier, verifier.length - 1)))
                .isFalse();
        assertThat(PinHash.isVerifier(Arrays.copyOf(verifier, verifier.length + 1)))
                .isFalse();
        verifier[0] = 2;
        assertThat(PinHash.isVerifier(verifier)).isFalse();
    }
}
