package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.zatca.sign.QrCode;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.verify.Verifier;
import org.tillmesh.zatca.xml.SignedView;

/**
 * Signed documents with what xmllint and openssl make of them, see {@code vectors/make.sh}. The documents are ours, made
 * once by {@code -Dvectors.update=true}; signatures follow RFC 6979, so they are the same whenever they are made.
 */
class VectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/vectors");

    private static Properties expected() throws IOException {
        var expected = new Properties();
        try (Reader in = Files.newBufferedReader(FOLDER.resolve("expected.properties"))) {
            expected.load(in);
        }
        return expected;
    }

    @ParameterizedTest
    @ValueSource(strings = {"simplified-cart", "simplified-charges", "standard-b2b-discount", "standard-settlement"})
    void hash_digests_signature_and_qr_are_what_independent_programs_computed(String name) throws IOException {
        SignedInvoice made = Stamper.stamp(Samples.document(name), Samples.KEY);
        Path file = FOLDER.resolve(name + ".xml");
        if (Boolean.getBoolean("vectors.update")) {
            Files.write(file, made.xml());
        }
        byte[] xml = Files.readAllBytes(file);
        Properties expected = expected();
        SignedView view = SignedView.of(xml);

        assertThat(made.xml()).as("what is stamped today").isEqualTo(xml);
        assertThat(SignedView.of(xml).hash()).isEqualTo(expected.getProperty(name + ".hash"));
        assertThat(view.all(SignedView.DS_NS, "DigestValue"))
                .extracting(e -> e.getTextContent())
                .containsExactly(
                        expected.getProperty(name + ".hash"),
                        expected.getProperty(name + ".propertiesDigest"),
                        expected.getProperty(name + ".certificateDigest"));
        assertThat(view.firstText(SignedView.DS_NS, "X509SerialNumber"))
                .isEqualTo(expected.getProperty(name + ".serial"));
        assertThat(expected.getProperty(name + ".signature")).isEqualTo("Verified OK");
        QrCode qr = QrCode.decode(made.qr());
        assertThat(hex(qr.sellerName())).isEqualTo(expected.getProperty(name + ".qr1"));
        assertThat(hex(qr.vatNumber())).isEqualTo(expected.getProperty(name + ".qr2"));
        assertThat(hex(qr.timestamp())).isEqualTo(expected.getProperty(name + ".qr3"));
        assertThat(hex(qr.due())).isEqualTo(expected.getProperty(name + ".qr4"));
        assertThat(hex(qr.vat())).isEqualTo(expected.getProperty(name + ".qr5"));
        assertThat(hex(qr.hash())).isEqualTo(expected.getProperty(name + ".qr6"));
        assertThat(hex(qr.signature())).isEqualTo(expected.getProperty(name + ".qr7"));
        assertThat(HexFormat.of().formatHex(qr.publicKey()))
                .isEqualTo(expected.getProperty(name + ".qr8"))
                .isEqualTo(expected.getProperty(name + ".publicKey"));
        assertThat(HexFormat.of().formatHex(qr.certificateSignature()))
                .isEqualTo(expected.getProperty(name + ".qr9", ""));
        assertThat(Verifier.ofAnySigner().verify(xml).problems()).isEmpty();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
