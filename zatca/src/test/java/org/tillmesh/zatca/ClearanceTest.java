package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tillmesh.zatca.api.ComplianceDocuments;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.model.Halalas;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.sign.ClearanceStamp;
import org.tillmesh.zatca.sign.QrCode;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.verify.Verification;
import org.tillmesh.zatca.verify.Verifier;
import org.tillmesh.zatca.xml.SignedView;

/** What the authority does to a document, and what it wants to see before. */
class ClearanceTest {
    private static final SigningKey AUTHORITYS_STAMP = Samples.key("the authority");

    @Test
    void a_cleared_document_bears_the_authoritys_stamp_and_qr_and_keeps_its_invoice_hash() {
        SignedInvoice signed = Stamper.stamp(Samples.document("standard-b2b-discount"), Samples.KEY);

        ClearanceStamp.Cleared cleared =
                ClearanceStamp.stamp(signed.xml(), AUTHORITYS_STAMP, Samples.ISSUED.plusMinutes(1));

        assertThat(SignedView.of(cleared.xml()).hash()).isEqualTo(signed.hash());
        Verification verified =
                Verifier.trusting(Samples.AUTHORITY.certificateDer()).verify(cleared.xml());
        assertThat(verified.problems()).isEmpty();
        assertThat(ZatcaRules.failures(cleared.xml())).isEmpty();
        assertThat(cleared.qr()).isEqualTo(ClearanceStamp.qrOf(cleared.xml())).isNotEqualTo(signed.qr());
        assertThat(QrCode.decode(cleared.qr()).publicKey()).isEqualTo(AUTHORITYS_STAMP.publicKeyDer());
    }

    @Test
    void the_authoritys_qr_says_what_is_due_of_a_settlement_too() {
        Invoice invoice = Samples.document("standard-settlement");
        ClearanceStamp.Cleared cleared = ClearanceStamp.stamp(
                Stamper.stamp(invoice, Samples.KEY).xml(), AUTHORITYS_STAMP, Samples.ISSUED.plusMinutes(1));
        assertThat(QrCode.decode(cleared.qr()).due())
                .isEqualTo(Halalas.text(invoice.payable()))
                .isNotEqualTo(Halalas.text(invoice.total()));
    }

    @Test
    void what_was_never_signed_is_not_cleared() {
        byte[] xml = "<Invoice/>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ClearanceStamp.stamp(xml, AUTHORITYS_STAMP, Samples.ISSUED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void compliance_is_shown_with_every_kind_that_the_title_allows_and_all_are_clean() {
        Map<String, SignedInvoice> documents = ComplianceDocuments.of(Samples.KEY, Samples.SELLER, Samples.ISSUED);
        assertThat(documents.keySet())
                .containsExactly(
                        "standard invoice",
                        "standard credit note",
                        "standard debit note",
                        "simplified invoice",
                        "simplified credit note",
                        "simplified debit note");
        documents.forEach((name, document) ->
                assertThat(ZatcaRules.failures(document.xml())).as(name).isEmpty());
        List<Verification> chain = Verifier.trusting(Samples.AUTHORITY.certificateDer())
                .verifyChain(documents.values().stream().map(SignedInvoice::xml).toList());
        assertThat(chain).allMatch(Verification::isValid);
    }

    @Test
    void a_certificate_says_what_its_till_may_issue_and_when_it_ends() {
        CsidCertificate certificate = CsidCertificate.of(Samples.KEY.certificateDer());
        assertThat(certificate.unit()).isEqualTo("T01");
        assertThat(certificate.vatNumber()).isEqualTo("310000000000003");
        assertThat(certificate.device()).isEqualTo("1-TillMesh|2-till|3-S001-T01");
        assertThat(certificate.template()).isEqualTo("TSTZATCA-Code-Signing");
        assertThat(certificate.documents()).isEqualTo("1100");
        assertThat(certificate.allowsStandard()).isTrue();
        assertThat(certificate.isDevelopment()).isTrue();
        assertThat(certificate.expiry(certificate.until().minusSeconds(86_400L * 31)))
                .isEqualTo(CsidCertificate.Expiry.FAR);
        assertThat(certificate.expiry(certificate.until().minusSeconds(86_400L * 29)))
                .isEqualTo(CsidCertificate.Expiry.SOON);
        assertThat(certificate.expiry(certificate.until().minusSeconds(86_400L * 6)))
                .isEqualTo(CsidCertificate.Expiry.URGENT);
        assertThat(certificate.expiry(certificate.until())).isEqualTo(CsidCertificate.Expiry.OVER);
        assertThat(Csid.certificateOf(Csid.tokenOf(Samples.KEY.certificateDer())))
                .isEqualTo(Samples.KEY.certificateDer());
    }

    @Test
    void bytes_that_are_no_certificate_are_refused_with_words() {
        assertThatThrownBy(() -> CsidCertificate.of(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificate of a till");
    }
}
