package org.tillmesh.tools.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.sign.DevelopmentAuthority;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.TillRequest;

/** The sandbox's certificate authority, and the key that it clears with. Its seed lies in its folder. */
final class TestAuthority {
    static final String NAME = "TillMesh Sandbox EINVOICE CA";
    private static final Set<String> TEMPLATES =
            Set.of("TSTZATCA-Code-Signing", "PREZATCA-Code-Signing", "ZATCA-Code-Signing");
    private static final Duration LIFE = Duration.ofDays(5 * 365);

    private final DevelopmentAuthority authority;
    private final DevelopmentAuthority demo = DevelopmentAuthority.fromPublicSeed("TillMesh demo");
    private final SigningKey stamp;
    private final Clock clock;

    private TestAuthority(String seed, Clock clock) {
        this.clock = clock;
        this.authority = DevelopmentAuthority.fromSeed(seed, NAME);
        var request = new TillRequest(
                TillRequest.Environment.SIMULATION,
                "TillMesh Sandbox",
                "Clearance",
                "Clearance stamp",
                new TillRequest.Solution("TillMesh", "Sandbox", "1"),
                "399999999999993",
                "1100",
                "This machine",
                "Sandbox");
        Instant from = Instant.parse("2025-01-01T00:00:00Z");
        this.stamp = authority.enrol(
                SigningKey.KeyPair.fromPublicSeed("clearance " + seed),
                request,
                from,
                from.plus(LIFE).plus(LIFE));
    }

    static TestAuthority of(Path folder, Clock clock) throws IOException {
        Path file = folder.resolve("authority.seed");
        if (!Files.exists(file)) {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return new TestAuthority(Files.readString(file).strip(), clock);
    }

    byte[] certificateDer() {
        return authority.certificateDer();
    }

    /** The authority that a till's certificate claims: the sandbox's own, or the public one of the demo company. */
    byte[] authorityOf(CsidCertificate certificate) {
        return certificate.isDevelopment() ? demo.certificateDer() : authority.certificateDer();
    }

    SigningKey stamp() {
        return stamp;
    }

    /**
     * @param csrBase64 base64 of PEM, as it is sent
     * @param age so that two certificates for one request differ
     * @return DER
     * @throws IllegalArgumentException with what is wrong with the request
     */
    byte[] issue(String csrBase64, Duration age) {
        Instant from = clock.instant().minus(age).truncatedTo(ChronoUnit.SECONDS);
        byte[] der = authority.issue(derOf(csrBase64), from, from.plus(LIFE));
        CsidCertificate asked = CsidCertificate.of(der);
        unless(asked.vatNumber().matches("3[0-9]{13}3"), "UID (VAT number)", asked.vatNumber());
        unless(asked.documents().matches("[01]{4}") && !asked.documents().equals("0000"), "title", asked.documents());
        unless(TEMPLATES.contains(asked.template()), "certificate template name", asked.template());
        unless(asked.device().matches("1-.+\\|2-.+\\|3-.+"), "SN (device)", asked.device());
        unless(
                !asked.unit().isEmpty()
                        && !asked.seller().isEmpty()
                        && !asked.branch().isEmpty(),
                "CN, O or OU",
                "");
        return der;
    }

    private static void unless(boolean right, String what, String value) {
        if (!right) {
            throw new IllegalArgumentException("The request's " + what + " is \"" + value + "\"");
        }
    }

    private static byte[] derOf(String csrBase64) {
        String pem = new String(Base64.getMimeDecoder().decode(csrBase64), StandardCharsets.UTF_8);
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
