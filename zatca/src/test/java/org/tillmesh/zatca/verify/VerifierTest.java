package org.tillmesh.zatca.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.zatca.Samples;
import org.tillmesh.zatca.model.Halalas;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.sign.DevelopmentAuthority;
import org.tillmesh.zatca.sign.QrCode;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.xml.SignedView;

class VerifierTest {
    private static final SignedInvoice SIGNED = Stamper.stamp(Samples.document("simplified-cart"), Samples.KEY);
    private static final Verifier TRUSTING = Verifier.trusting(Samples.AUTHORITY.certificateDer());

    private static List<byte[]> chain(int length) {
        var documents = new ArrayList<byte[]>();
        String previous = InvoiceHash.FIRST_PREVIOUS;
        for (int icv = 1; icv <= length; icv++) {
            Invoice invoice = Samples.cart()
                    .number("S001-T01-" + icv)
                    .uuid(new UUID(7, icv))
                    .chain(icv, previous)
                    .build();
            SignedInvoice signed = Stamper.stamp(invoice, Samples.KEY);
            documents.add(signed.xml());
            previous = signed.hash();
        }
        return documents;
    }

    @Test
    void a_chain_as_stamped_is_whole() {
        List<Verification> found = TRUSTING.verifyChain(chain(5));

        assertThat(found).allMatch(Verification::isValid);
        assertThat(found).extracting(Verification::icv).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_document_taken_out_of_the_chain_is_missed() {
        List<byte[]> documents = chain(4);
        documents.remove(1);

        List<Verification> found = TRUSTING.verifyChain(documents);

        assertThat(found.get(0).problems()).isEmpty();
        assertThat(found.get(1).problems())
                .hasSize(2)
                .anyMatch(p -> p.startsWith("Hash of the previous document is "))
                .anyMatch(p -> p.equals("Counter (ICV) is 3 but follows 1"));
        assertThat(found.get(2).problems()).isEmpty();
    }

    @Test
    void the_hash_of_the_bytes_is_the_hash_that_was_stamped() {
        Verification found = TRUSTING.verifyAfter(SIGNED.xml(), InvoiceHash.FIRST_PREVIOUS, 0);

        assertThat(found.problems()).isEmpty();
        assertThat(found.hash())
                .isEqualTo(SIGNED.hash())
                .isEqualTo(SignedView.of(SIGNED.xml()).hash());
        assertThat(found.uuid()).isEqualTo(SIGNED.uuid().toString());
        assertThat(found.previousHash()).isEqualTo(InvoiceHash.FIRST_PREVIOUS);
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                Arguments.of(
                        "<cbc:PayableAmount currencyID=\"SAR\">71.12",
                        "<cbc:PayableAmount currencyID=\"SAR\">1.12",
                        "Invoice hash is "),
                Arguments.of("Tomatoes", "Potatoes", "Invoice hash is "),
                Arguments.of("<xades:SigningTime>2026", "<xades:SigningTime>2027", "Digest of SignedProperties is "),
                Arguments.of("<xades:SigningTime>2026", "<xades:SigningTime>1999", "The document was signed 1999-"),
                Arguments.of("<ds:X509SerialNumber>", "<ds:X509SerialNumber>1", "Serial number of the certificate is "),
                Arguments.of("DC=extgazt", "DC=elsewhere", "Issuer of the certificate is "),
                Arguments.of("    <ds:X509SerialNumber>", "  <ds:X509SerialNumber>", "Digest of SignedProperties is "),
                Arguments.of(
                        "<ds:SignatureValue>ME", "<ds:SignatureValue>MC", "The signature is not by the certificate"),
                Arguments.of("cbc:ID>QR<", "cbc:ID>RQ<", "The document has no QR"),
                Arguments.of("invoiceSignedData", "otherData", "The signature does not refer to the invoice"),
                Arguments.of("ds:X509Certificate>MII", "ds:X509Certificate>AII", "The certificate cannot be read"),
                Arguments.of("<cbc:UUID>1<", "<cbc:UUID>١<", "Counter (ICV) \"١\" is no number from 1"),
                Arguments.of("</Invoice>", "", "The document is not XML that we read"),
                Arguments.of(
                        "?>\n<Inv",
                        "?>\n<!DOCTYPE Invoice [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<Inv",
                        "The document is not XML that we read"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("tamperings")
    void what_was_altered_is_said_in_words(String original, String altered, String problem) {
        String text = new String(SIGNED.xml(), StandardCharsets.UTF_8);
        assertThat(text).contains(original);

        byte[] tampered = text.replace(original, altered).getBytes(StandardCharsets.UTF_8);

        assertThat(TRUSTING.verify(tampered).problems()).anyMatch(p -> p.startsWith(problem));
    }

    @Test
    void a_qr_of_another_document_is_told_apart_field_by_field() {
        SignedInvoice other = Stamper.stamp(Samples.document("simplified-one-line"), Samples.KEY);
        String text = new String(SIGNED.xml(), StandardCharsets.UTF_8).replace(SIGNED.qr(), other.qr());

        List<String> problems =
                TRUSTING.verify(text.getBytes(StandardCharsets.UTF_8)).problems();

        assertThat(problems).hasSize(4);
        assertThat(problems.get(0)).isEqualTo("Amount due is 71.12 but the QR says 10.00");
        assertThat(problems.get(1)).isEqualTo("VAT is 3.41 but the QR says 1.30");
        assertThat(problems.get(2)).startsWith("Invoice hash is ");
        assertThat(problems.get(3)).startsWith("Signature is ");
    }

    /** Earlier versions of ours wrote the total with VAT where something was prepaid; what they issued stays good. */
    @Test
    void the_qr_says_what_is_due_and_the_total_of_a_settlement_is_taken_from_earlier_versions_alone() {
        Invoice invoice = Samples.document("simplified-settlement");
        SignedInvoice signed = Stamper.stamp(invoice, Samples.KEY);
        assertThat(invoice.payable()).isNotEqualTo(invoice.total());
        QrCode qr = QrCode.decode(signed.qr());
        assertThat(qr.due()).isEqualTo(Halalas.text(invoice.payable()));

        assertThat(problemsWith(signed, qr, Halalas.text(invoice.total()))).isEmpty();
        assertThat(problemsWith(signed, qr, "1.00"))
                .containsExactly("Amount due is " + qr.due() + " but the QR says 1.00");
    }

    private static List<String> problemsWith(SignedInvoice signed, QrCode qr, String due) {
        String other = new QrCode(
                        qr.sellerName(),
                        qr.vatNumber(),
                        qr.timestamp(),
                        due,
                        qr.vat(),
                        qr.hash(),
                        qr.signature(),
                        qr.publicKey(),
                        qr.certificateSignature())
                .encode();
        String text = new String(signed.xml(), StandardCharsets.UTF_8).replace(signed.qr(), other);
        return TRUSTING.verify(text.getBytes(StandardCharsets.UTF_8)).problems();
    }

    @Test
    void signed_properties_hidden_in_a_comment_do_not_stand_in_for_the_real_ones() {
        String text = new String(SIGNED.xml(), StandardCharsets.UTF_8);
        String properties = text.substring(
                text.indexOf("<xades:SignedProperties"),
                text.indexOf("</xades:SignedProperties>") + "</xades:SignedProperties>".length());
        String forged =
                text.replace(properties, "<!--" + properties + "-->" + properties.replace("T09:30:05", "T08:00:00"));

        assertThat(TRUSTING.verify(forged.getBytes(StandardCharsets.UTF_8)).problems())
                .anyMatch(p -> p.startsWith("Digest of SignedProperties is (none"));
    }

    @Test
    void a_certificate_of_another_authority_is_not_trusted() {
        var stranger = DevelopmentAuthority.fromPublicSeed("someone else");

        assertThat(Verifier.trusting(stranger.certificateDer())
                        .verify(SIGNED.xml())
                        .problems())
                .singleElement()
                .asString()
                .contains("was not issued by");
        assertThat(Verifier.ofAnySigner().verify(SIGNED.xml()).problems()).isEmpty();
    }

    @Test
    void the_same_document_spelt_otherwise_has_the_same_hash() {
        String text = new String(SIGNED.xml(), StandardCharsets.UTF_8);
        String spelt = text.replace(
                        "<cac:AccountingCustomerParty></cac:AccountingCustomerParty>",
                        "<cac:AccountingCustomerParty  />")
                .replace("Tomatoes", "<![CDATA[Toma]]>&#116;oes<!-- red -->")
                .replace("currencyID=\"SAR\"", "currencyID = 'SAR'")
                .replace("\n", "\r\n");

        Verification found = TRUSTING.verify(spelt.getBytes(StandardCharsets.UTF_8));

        assertThat(spelt).isNotEqualTo(text);
        assertThat(found.hash()).isEqualTo(SIGNED.hash());
        assertThat(found.problems()).isEmpty();
    }

    @Property(tries = 300)
    void a_flipped_byte_is_found_or_changes_nothing_and_never_throws(
            @ForAll @IntRange(min = 0, max = 1_000_000) int place, @ForAll @IntRange(min = 1, max = 255) int flip) {
        byte[] xml = SIGNED.xml();
        int at = place % xml.length;
        xml[at] ^= (byte) flip;

        Verification found = TRUSTING.verify(xml);

        assertThat(found.isValid() && !found.hash().equals(SIGNED.hash())).isFalse();
    }

    @Property(tries = 300)
    void bytes_that_are_no_document_get_an_answer(@ForAll @Size(max = 200) byte[] bytes) {
        assertThat(TRUSTING.verify(bytes).isValid()).isFalse();
    }
}
