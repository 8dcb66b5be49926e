package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.xml.crypto.NodeSetData;
import javax.xml.crypto.OctetStreamData;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.zatca.sign.QrCode;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.xml.SignedView;

/** Hash, signature and certificates recomputed by programs that know nothing of ours. */
class IndependentEyesTest {
    private static final String C14N11 = "http://www.w3.org/2006/12/xml-c14n11";

    private static String unsignedByHand(byte[] signed) {
        return new String(signed, StandardCharsets.UTF_8)
                .replaceFirst("(?s)<ext:UBLExtensions>.*</ext:UBLExtensions>", "")
                .replaceFirst("(?s)<cac:Signature>.*</cac:Signature>", "")
                .replaceFirst(
                        "(?s)<cac:AdditionalDocumentReference>\\s*<cbc:ID>QR</cbc:ID>.*?</cac:AdditionalDocumentReference>",
                        "");
    }

    private static boolean present(String program) {
        for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(Path.of("target"), "out", ".bin");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as(command[0] + " ends")
                .isTrue();
        byte[] bytes = Files.readAllBytes(out);
        Files.delete(out);
        assertThat(process.exitValue())
                .as(String.join(" ", command) + ": " + new String(bytes, StandardCharsets.UTF_8))
                .isZero();
        return bytes;
    }

    private static String hash(byte[] canonical) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simplified-cart", "simplified-credit-note", "standard-b2b-discount"})
    void xmllint_canonicalises_to_the_same_hash(String name, @TempDir Path folder) throws Exception {
        assumeTrue(
                present("xmllint"), "xmllint (libxml2-utils) is not installed; the hash is checked by the JDK alone");
        SignedInvoice signed = Stamper.stamp(Samples.document(name), Samples.KEY);
        Path file = Files.writeString(folder.resolve("unsigned.xml"), unsignedByHand(signed.xml()));

        assertThat(hash(run("xmllint", "--c14n11", file.toString()))).isEqualTo(signed.hash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"simplified-cart", "simplified-credit-note", "standard-b2b-discount"})
    void the_jdk_canonicalises_to_the_same_hash(String name) throws Exception {
        SignedInvoice signed = Stamper.stamp(Samples.document(name), Samples.KEY);

        assertThat(hash(jdkCanonical(unsignedByHand(signed.xml())))).isEqualTo(signed.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<?go now?><!-- x --><a z='1' b=\"2\" xmlns:q='u:q' q:c='3'><q:b xmlns:q='u:q'/></a><?end?>",
                "<a xmlns='u:1'><b xmlns=''><c xmlns='u:1' xmlns:x='u:x' x:d='&lt;&quot;&#9;&#10;&#13;&gt;'/></b></a>",
                "<a>&lt;&gt;&amp;&quot;'&#13;<![CDATA[<&>]]>\r\n  \uD83C\uDF75 شاي<?p?></a>",
                "<b:a xmlns:b='u:b' xmlns:a='u:a' xmlns='u:0' a:z='1' b:y='2' x='3'><a:c xmlns:a='u:z'/></b:a>",
                "<a xml:lang='ar' xml:space='preserve'> <b xml:lang='en'/> </a>"
            })
    void our_canonical_form_is_the_jdks_for_documents_of_others(String xml) throws Exception {
        byte[] ours = SignedView.of(xml.getBytes(StandardCharsets.UTF_8)).canonical();

        assertThat(new String(ours, StandardCharsets.UTF_8))
                .isEqualTo(new String(jdkCanonical(xml), StandardCharsets.UTF_8));
    }

    private static byte[] jdkCanonical(String xml) throws Exception {
        var method = XMLSignatureFactory.getInstance("DOM")
                .newCanonicalizationMethod(C14N11, (C14NMethodParameterSpec) null);
        var input = new OctetStreamData(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        var output = method.transform(input, null);
        assertThat(output).isNotInstanceOf(NodeSetData.class);
        return ((OctetStreamData) output).getOctetStream().readAllBytes();
    }

    @Test
    void openssl_verifies_signature_certificate_and_request(@TempDir Path folder) throws Exception {
        assumeTrue(present("openssl"), "openssl is not installed; signatures are checked by Bouncy Castle alone");
        SignedInvoice signed = Stamper.stamp(Samples.document("simplified-cart"), Samples.KEY);
        QrCode qr = QrCode.decode(signed.qr());
        Path key = Files.write(folder.resolve("key.der"), qr.publicKey());
        Path signature =
                Files.write(folder.resolve("sig.der"), Base64.getDecoder().decode(qr.signature()));
        Path digest =
                Files.write(folder.resolve("hash.bin"), Base64.getDecoder().decode(qr.hash()));
        Path authority = Files.writeString(folder.resolve("ca.pem"), pem(Samples.AUTHORITY.certificateDer()));
        Path till = Files.writeString(folder.resolve("till.pem"), pem(Samples.KEY.certificateDer()));
        Path request = Files.writeString(
                folder.resolve("till.csr"), Samples.request("T01").pem(SigningKey.KeyPair.fromPublicSeed("till T01")));

        assertThat(text(run(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-verify",
                        key.toString(),
                        "-keyform",
                        "DER",
                        "-signature",
                        signature.toString(),
                        digest.toString())))
                .contains("Verified OK");
        assertThat(text(run("openssl", "verify", "-CAfile", authority.toString(), till.toString())))
                .contains("OK");
        // Blanks differ between versions of openssl.
        assertThat(text(run("openssl", "req", "-in", request.toString(), "-verify", "-noout", "-text"))
                        .replace(" ", ""))
                .contains("C=SA,OU=Riyadh,O=OasisStoreTrading,CN=T01")
                .contains("TSTZATCA-Code-Signing")
                .contains("SN=1-TillMesh|2-till|3-S001-T01")
                .contains("UID=310000000000003")
                .contains("title=1100")
                .contains("registeredAddress=RRRD2929")
                .contains("businessCategory=Retail");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }
}
