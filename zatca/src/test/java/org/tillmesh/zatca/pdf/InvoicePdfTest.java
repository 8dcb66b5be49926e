package org.tillmesh.zatca.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.zatca.PdfSamples;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.xml.MalformedDocument;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

class InvoicePdfTest {
    static Stream<String> documents() {
        return PdfSamples.names().stream();
    }

    @BeforeAll
    static void initialise() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void vera_pdf_finds_nothing_to_object_to(String name) throws Exception {
        byte[] pdf = InvoicePdf.of(PdfSamples.signed(name).xml(), InvoiceStanding.AWAITING_CLEARANCE);

        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFA_3_U)) {
            ValidationResult result = Foundries.defaultInstance()
                    .createValidator(PDFAFlavour.PDFA_3_U, false)
                    .validate(parser);
            assertThat(result.getTestAssertions()).isEmpty();
            assertThat(result.isCompliant()).isTrue();
        }
    }

    @Test
    void vera_pdf_has_teeth() throws Exception {
        byte[] pdf = InvoicePdf.of(PdfSamples.signed("simplified-cart").xml(), InvoiceStanding.FINAL);
        byte[] damaged = new String(pdf, StandardCharsets.ISO_8859_1)
                .replace("/AFRelationship", "/AFRelationshap")
                .getBytes(StandardCharsets.ISO_8859_1);

        try (PDFAParser parser =
                Foundries.defaultInstance().createParser(new ByteArrayInputStream(damaged), PDFAFlavour.PDFA_3_U)) {
            assertThat(Foundries.defaultInstance()
                            .createValidator(PDFAFlavour.PDFA_3_U, false)
                            .validate(parser)
                            .isCompliant())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void the_xml_comes_out_byte_for_byte_and_the_page_says_what_it_says(String name) throws Exception {
        SignedInvoice signed = PdfSamples.signed(name);

        try (PDDocument pdf = Loader.loadPDF(InvoicePdf.of(signed.xml(), InvoiceStanding.FINAL))) {
            PDComplexFileSpecification file = pdf.getDocumentCatalog()
                    .getNames()
                    .getEmbeddedFiles()
                    .getNames()
                    .values()
                    .iterator()
                    .next();
            assertThat(file.getEmbeddedFile().toByteArray()).isEqualTo(signed.xml());
            assertThat(file.getCOSObject().getNameAsString("AFRelationship")).isEqualTo("Alternative");
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("S001-T01-000001")
                    .contains("310000000000003")
                    .contains(signed.uuid().toString());
        }
    }

    @Test
    void a_phone_reads_the_qr_off_the_page() throws Exception {
        SignedInvoice signed = PdfSamples.signed("simplified-cart");

        try (PDDocument pdf = Loader.loadPDF(InvoicePdf.of(signed.xml(), InvoiceStanding.FINAL))) {
            BufferedImage page = new PDFRenderer(pdf).renderImageWithDPI(0, 200);
            int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
            LuminanceSource seen = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
            String read = new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(seen)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
            assertThat(read).isEqualTo(signed.qr());
        }
    }

    @Test
    void the_same_document_makes_the_same_file() {
        byte[] xml = PdfSamples.signed("standard-b2b-discount").xml();

        assertThat(InvoicePdf.of(xml, InvoiceStanding.FINAL)).isEqualTo(InvoicePdf.of(xml, InvoiceStanding.FINAL));
        assertThat(InvoicePdf.of(xml, InvoiceStanding.AWAITING_CLEARANCE))
                .isNotEqualTo(InvoicePdf.of(xml, InvoiceStanding.FINAL));
    }

    @Test
    void what_is_not_cleared_says_so_and_a_simplified_document_needs_no_clearance() throws Exception {
        assertThat(text("standard-b2b-discount", InvoiceStanding.AWAITING_CLEARANCE))
                .contains("no tax invoice until cleared");
        assertThat(text("standard-b2b-discount", InvoiceStanding.FINAL)).doesNotContain("until cleared");
        assertThat(text("simplified-cart", InvoiceStanding.AWAITING_CLEARANCE)).doesNotContain("until cleared");
    }

    private static String text(String name, InvoiceStanding standing) throws Exception {
        try (PDDocument pdf =
                Loader.loadPDF(InvoicePdf.of(PdfSamples.signed(name).xml(), standing))) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    @Test
    void bytes_that_are_no_xml_are_refused_in_words() {
        assertThatThrownBy(() -> InvoicePdf.of("no".getBytes(StandardCharsets.UTF_8), InvoiceStanding.FINAL))
                .isInstanceOf(MalformedDocument.class);
    }
}
