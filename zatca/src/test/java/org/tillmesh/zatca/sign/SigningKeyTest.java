package org.tillmesh.zatca.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.zatca.Samples;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.verify.Verifier;

class SigningKeyTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2035-01-01T00:00:00Z");

    @Test
    void the_first_previous_hash_is_the_published_one() {
        assertThat(InvoiceHash.FIRST_PREVIOUS)
                .isEqualTo("NWZlY2ViNjZmZmM4NmYzOGQ5NTI3ODZjNmQ2OTZjNzljMmRiYzIzOWRkNGU5MWI0NjcyOWQ3M2EyN2ZiNTdlOQ==");
    }

    @Test
    void the_demo_authority_is_the_same_everywhere_and_says_development() {
        byte[] one = DevelopmentAuthority.fromPublicSeed("demo").certificateDer();

        assertThat(one).isEqualTo(DevelopmentAuthority.fromPublicSeed("demo").certificateDer());
        assertThat(one)
                .isNotEqualTo(DevelopmentAuthority.fromPublicSeed("demo 2").certificateDer());
        assertThat(Samples.KEY.issuer()).isEqualTo("CN=TillMesh Development Demo CA, DC=extgazt, DC=gov, DC=local");
    }

    @Test
    void the_same_document_and_key_give_the_same_bytes() {
        SignedInvoice one = Stamper.stamp(Samples.document("simplified-cart"), Samples.key("T01"));

        assertThat(one.xml())
                .isEqualTo(Stamper.stamp(Samples.document("simplified-cart"), Samples.key("T01"))
                        .xml());
    }

    @Test
    void many_threads_stamp_and_verify_at_once() {
        byte[] expected =
                Stamper.stamp(Samples.document("simplified-cart"), Samples.KEY).xml();

        assertThat(IntStream.range(0, 400)
                        .parallel()
                        .mapToObj(i -> Stamper.stamp(Samples.document("simplified-cart"), Samples.KEY)
                                .xml())
                        .filter(xml -> Verifier.ofAnySigner().verify(xml).isValid()))
                .hasSize(400)
                .allMatch(xml -> Arrays.equals(xml, expected));
    }

    @Test
    void a_random_tills_key_survives_its_file(@TempDir Path folder) throws IOException {
        var random = new SecureRandom();
        SigningKey key = DevelopmentAuthority.random(random)
                .enrol(SigningKey.KeyPair.generate(random), Samples.request("T07"), BEGIN, END);
        Path file = folder.resolve("till.p12");

        KeyFile.save(key, file, PASSWORD);
        KeyFile.save(key, file, PASSWORD);
        SigningKey loaded = KeyFile.load(file, PASSWORD);

        assertThat(loaded.certificateDer()).isEqualTo(key.certificateDer());
        Invoice invoice = Samples.document("simplified-cart");
        assertThat(Stamper.stamp(invoice, loaded).xml())
                .isEqualTo(Stamper.stamp(invoice, key).xml());
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Written by the keystore of the provider, as it was until 0.1.0; and with few iterations, as tills do. */
    @Test
    void key_files_of_before_and_of_tills_are_read(@TempDir Path folder) throws Exception {
        var provider = new BouncyCastleProvider();
        KeyStore before = KeyStore.getInstance("PKCS12-AES256-AES128", provider);
        before.load(null, null);
        before.setKeyEntry(
                "till",
                BouncyCastleProvider.getPrivateKey(
                        PrivateKeyInfoFactory.createPrivateKeyInfo(Samples.KEY.privateKey())),
                PASSWORD,
                new Certificate[] {Samples.KEY.certificate()});
        try (var out = Files.newOutputStream(folder.resolve("before.p12"))) {
            before.store(out, PASSWORD);
        }
        KeyFile.save(Samples.KEY, folder.resolve("till.p12"), PASSWORD, 1_000);

        Invoice invoice = Samples.document("simplified-cart");
        byte[] expected = Stamper.stamp(invoice, Samples.KEY).xml();
        for (String name : List.of("before.p12", "till.p12")) {
            SigningKey loaded = KeyFile.load(folder.resolve(name), PASSWORD);
            assertThat(loaded.certificateDer()).isEqualTo(Samples.KEY.certificateDer());
            assertThat(Stamper.stamp(invoice, loaded).xml()).isEqualTo(expected);
        }
    }

    @Test
    void only_its_owner_may_read_the_key_file(@TempDir Path folder) throws IOException {
        assumeTrue(
                Files.getFileStore(folder).supportsFileAttributeView("posix"), "This file system has no owner rights");
        Path file = folder.resolve("till.p12");

        KeyFile.save(Samples.KEY, file, PASSWORD);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_wrong_password_or_a_damaged_file_is_said(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("till.p12");
        KeyFile.save(Samples.KEY, file, PASSWORD);

        assertThatThrownBy(() -> KeyFile.load(file, "wrong".toCharArray())).isInstanceOf(IOException.class);
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> KeyFile.load(file, PASSWORD)).isInstanceOf(IOException.class);
    }

    @Test
    void a_certificate_of_another_key_is_refused() {
        var other = SigningKey.KeyPair.fromPublicSeed("other");

        assertThatThrownBy(() -> SigningKey.of(other, Samples.KEY.certificateDer()))
                .hasMessageContaining("is for another key");
    }

    @Test
    void a_security_token_is_base64_of_the_certificates_base64() {
        var encoder = Base64.getEncoder();
        String token = encoder.encodeToString(encoder.encode(Samples.KEY.certificateDer()));

        SigningKey key = SigningKey.ofToken(SigningKey.KeyPair.fromPublicSeed("till T01"), token);

        assertThat(key.certificateDer()).isEqualTo(Samples.KEY.certificateDer());
    }

    @Test
    void a_request_that_was_altered_gets_no_certificate() {
        byte[] request = Samples.request("T01").der(SigningKey.KeyPair.fromPublicSeed("till T01"));
        request[request.length - 1] ^= 1;

        assertThatThrownBy(() -> Samples.AUTHORITY.issue(request, BEGIN, END))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Samples.AUTHORITY.issue(new byte[] {1}, BEGIN, END))
                .hasMessageContaining("no certificate request");
    }

    @Test
    void a_request_with_unknown_document_kinds_is_refused() {
        assertThatThrownBy(() -> new TillRequest(
                        TillRequest.Environment.PRODUCTION,
                        "s",
                        "b",
                        "u",
                        new TillRequest.Solution("a", "b", "c"),
                        "310000000000003",
                        "0000",
                        "addr",
                        "Retail"))
                .hasMessageContaining("write 1100");
    }
}
