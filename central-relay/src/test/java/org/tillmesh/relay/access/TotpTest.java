package org.tillmesh.relay.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Codes as RFC 6238 and RFC 4648 have them. */
class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void codes_are_those_of_the_standard_s_appendix() {
        assertThat(Totp.code(SECRET, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(SECRET, 1111111109L / 30)).isEqualTo("081804");
        assertThat(Totp.code(SECRET, 1234567890L / 30)).isEqualTo("005924");
        assertThat(Totp.code(SECRET, 20000000000L / 30)).isEqualTo("353130");
    }

    @Test
    void a_code_fits_one_step_around_now_and_is_taken_once() {
        long now = 1_234_567_890L;
        String code = Totp.code(SECRET, now / 30);
        assertThat(Totp.step(SECRET, code, now, 0)).hasValue(now / 30);
        assertThat(Totp.step(SECRET, code, now + 30, 0)).hasValue(now / 30);
        assertThat(Totp.step(SECRET, code, now + 60, 0)).isEmpty();
        assertThat(Totp.step(SECRET, code, now, now / 30)).as("shown again").isEmpty();
        assertThat(Totp.step(SECRET, "٢٨٧٠٨٢", now, 0)).isEmpty();
        assertThat(Totp.step(SECRET, "", now, 0)).isEmpty();
    }

    @Test
    void a_secret_is_typed_in_base_32() {
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Totp.base32("foob".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YQ");
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Test
    void a_sealed_secret_opens_for_its_owner_under_its_key_alone() {
        byte[] key = new byte[32];
        byte[] sealed = SealedSecret.seal(key, "mona", SECRET);
        assertThat(SealedSecret.open(key, "mona", sealed)).contains(SECRET);
        assertThat(SealedSecret.open(key, "sara", sealed)).isEmpty();
        key[0]++;
        assertThat(SealedSecret.open(key, "mona", sealed)).isEmpty();
        assertThat(SealedSecret.open(key, "mona", new byte[3])).isEmpty();
    }
}
