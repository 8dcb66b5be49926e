package org.tillmesh.zatca.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tillmesh.zatca.Samples;
import org.tillmesh.zatca.ZatcaRules;
import org.tillmesh.zatca.model.SellerName;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.verify.Verifier;
import org.tillmesh.zatca.xml.MalformedDocument;

class QrCodeTest {
    private static final SignedInvoice SIGNED = Stamper.stamp(Samples.document("simplified-cart"), Samples.KEY);

    @Test
    void the_printed_code_says_who_sold_what_for_how_much_and_proves_it() {
        QrCode qr = QrCode.decode(SIGNED.qr());

        assertThat(qr.sellerName()).isEqualTo(Samples.SELLER.name());
        assertThat(qr.vatNumber()).isEqualTo("310000000000003");
        assertThat(qr.timestamp()).isEqualTo("2026-01-15T09:30:05");
        assertThat(qr.due()).isEqualTo("71.12");
        assertThat(qr.vat()).isEqualTo("3.41");
        assertThat(qr.hash()).isEqualTo(SIGNED.hash()).hasSize(44);
        assertThat(qr.signature()).isEqualTo(SIGNED.signature()).hasSize(96);
        assertThat(qr.publicKey()).hasSize(88);
        assertThat(qr.certificateSignature())
                .isEqualTo(Samples.KEY.certificate().getSignature());
        assertThat(qr.encode()).isEqualTo(SIGNED.qr());
    }

    @Test
    void fields_are_tag_length_value_in_order() {
        byte[] tlv = Base64.getDecoder().decode(SIGNED.qr());
        int at = 0;
        for (int tag = 1; tag <= 9; tag++) {
            assertThat((int) tlv[at]).isEqualTo(tag);
            at += 2 + (tlv[at + 1] & 0xFF);
        }
        assertThat(at).isEqualTo(tlv.length);
    }

    @Test
    void a_standard_document_has_no_ninth_field() {
        QrCode qr = QrCode.decode(Stamper.stamp(Samples.document("standard-b2b-discount"), Samples.KEY)
                .qr());

        assertThat(qr.certificateSignature()).isEmpty();
    }

    @Test
    void a_long_arabic_name_is_cut_at_a_whole_letter_with_its_marks() {
        String name = "مُ".repeat(64);
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(256);

        String cut = SellerName.forQr(name);

        assertThat(cut).isEqualTo("مُ".repeat(63));
        assertThat(SellerName.forQr("a".repeat(255))).hasSize(255);
        assertThat(SellerName.forQr("\uD83C\uDF75".repeat(64)).getBytes(StandardCharsets.UTF_8))
                .hasSize(252);
    }

    @Test
    void a_document_of_a_seller_with_a_long_name_is_taken_by_verifier_and_rules() {
        var seller = new TradeParty(
                "شركة الواحة الخضراء ".repeat(20), "310000000000003", Samples.SELLER.id(), Samples.SELLER.address());

        SignedInvoice signed = Stamper.stamp(Samples.cart().seller(seller).build(), Samples.KEY);

        assertThat(signed.qr().length()).isLessThanOrEqualTo(1000);
        assertThat(Verifier.ofAnySigner().verify(signed.xml()).problems()).isEmpty();
        assertThat(ZatcaRules.failures(signed.xml())).isEmpty();
    }

    @Test
    void a_code_cut_at_any_byte_is_refused_or_lacks_fields_but_is_never_misread() {
        byte[] tlv = Base64.getDecoder().decode(SIGNED.qr());
        for (int cut = 0; cut < tlv.length; cut++) {
            String text = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(tlv, cut));
            try {
                assertThat(QrCode.decode(text)).as("cut at %d", cut).isNotEqualTo(QrCode.decode(SIGNED.qr()));
            } catch (MalformedDocument e) {
                assertThat(e).hasMessageContaining("of the QR");
            }
        }
    }

    @Property(tries = 500)
    void bytes_of_any_kind_are_read_or_refused(@ForAll @Size(max = 60) List<Byte> bytes) {
        byte[] tlv = new byte[bytes.size()];
        for (int i = 0; i < tlv.length; i++) {
            tlv[i] = bytes.get(i);
        }
        try {
            QrCode.decode(Base64.getEncoder().encodeToString(tlv));
        } catch (MalformedDocument e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void text_that_is_no_base64_is_refused() {
        assertThatThrownBy(() -> QrCode.decode("not a code!")).isInstanceOf(MalformedDocument.class);
    }
}
