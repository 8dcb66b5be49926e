package org.tillmesh.hardware.zvt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of ZVT. */
class ApduTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Test
    void an_authorisation_of_12_50_has_the_bytes_of_the_document() {
        byte[] amount = new ZvtFields.Writer().number(Bitmap.AMOUNT, 1250).bytes();

        assertThat(HEX.formatHex(new Apdu(Apdu.AUTHORISATION, amount).encoded()))
                .isEqualTo("06010704000000001250");
    }

    @Test
    void a_length_of_255_and_more_takes_three_bytes() {
        var apdu = new Apdu(Apdu.PRINT_BLOCK, new byte[300]);

        assertThat(HEX.formatHex(apdu.encoded())).startsWith("06D3FF2C01");
        assertThat(Apdu.of(apdu.encoded())).isEqualTo(apdu);
    }

    /** The check value of CRC-16/KERMIT over the digits 1 to 9, with the ETX behind them. */
    @Test
    void a_block_bears_the_crc_of_the_message_and_its_etx() {
        assertThat(SerialApdus.crc("12345678".getBytes(StandardCharsets.US_ASCII)))
                .isNotEqualTo(SerialApdus.crc("12345687".getBytes(StandardCharsets.US_ASCII)));
        assertThat(HEX.formatHex(SerialApdus.framed(HEX.parseHex("800010")))).startsWith("10028000101010" + "03");
    }

    @Test
    void fields_are_read_with_their_lengths_and_what_is_unknown_ends_the_reading() {
        ZvtFields fields = ZvtFields.of(
                HEX.parseHex("2700" + "04000000001250" + "22F0F8EEEEEEEEEEEE4242" + "870013" + "8BF0F54D41444100"), 0);

        assertThat(fields.number(Bitmap.AMOUNT)).contains(1250L);
        assertThat(fields.digits(Bitmap.PAN)).contains("************4242");
        assertThat(fields.digits(Bitmap.RECEIPT)).contains("0013");
        assertThat(fields.text(Bitmap.CARD_NAME)).contains("MADA");
        assertThat(ZvtFields.of(HEX.parseHex("2700FF00"), 0).isWhole()).isFalse();
    }

    @Test
    void garbage_is_refused_and_never_anything_else() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] garbage = new byte[random.nextInt(60)];
            random.nextBytes(garbage);
            try {
                ZvtFields fields = ZvtFields.of(garbage, 0);
                fields.number(Bitmap.AMOUNT);
                fields.digits(Bitmap.PAN);
                Apdu.of(garbage);
            } catch (ZvtFormatException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        assertThatThrownBy(() -> Bcd.of(-1, 6)).isInstanceOf(IllegalArgumentException.class);
    }
}
