package org.tillmesh.till.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.Company;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.sign.DevelopmentAuthority;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.TillRequest;

/** The key that signs this till's invoices, and what its certificate says. */
public final class Signing {
    private static final String DEMO = "TillMesh demo";
    private static final Duration LIFE = Duration.ofDays(1826);

    private final TillFolder folder;
    private final TillClock clock;
    private final SigningFiles files;
    private volatile @Nullable SigningKey key;
    private volatile @Nullable CsidCertificate certificate;

    Signing(TillFolder folder, TillClock clock) {
        this.folder = folder;
        this.clock = clock;
        this.files = new SigningFiles(folder.dir());
    }

    /** Reads the key that an activated folder has. */
    void load() {
        try {
            Optional<SigningKey> found = folder.isActivated() ? files.load() : Optional.empty();
            if (found.isPresent()) {
                files.keep(found.get());
                take(found.get());
            }
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    private void take(SigningKey taken) {
        certificate = CsidCertificate.of(taken.certificateDer());
        key = taken;
    }

    private UncheckedIOException unkept(IOException e) {
        return new UncheckedIOException("The signing key can't be kept in " + folder.dir() + ": " + e.getMessage(), e);
    }

    /**
     * The key that signs invoices; made with a development certificate when the company's data is here. One at a time: the
     * printing desk asks for it at the start, while a quick cashier completes the first sale.
     */
    public synchronized SigningKey key() {
        SigningKey known = key;
        if (known != null) {
            return known;
        }
        try {
            SigningKey made = enrol();
            files.keep(made);
            take(made);
            return made;
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    /** What the signing key's certificate says; empty until there is a key. */
    public Optional<CsidCertificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /** A key with a new certificate takes the place of the one before: from the next document on, in the same chain. */
    public void replace(SigningKey other) {
        try {
            files.replace(other);
        } catch (IOException e) {
            throw unkept(e);
        }
        take(other);
    }

    /** What this till says of itself when it asks for a certificate: it may issue standard and simplified documents. */
    public TillRequest request(TillRequest.Environment environment) {
        Company company = folder.company();
        BranchProfile branch = folder.branchProfile();
        return new TillRequest(
                environment,
                company.name(),
                branch.name(),
                folder.till().toString(),
                new TillRequest.Solution(
                        "TillMesh", "Till", folder.store().self().replica().toString()),
                company.vatNumber(),
                "1100",
                branch.address().street() + " " + branch.address().building() + ", "
                        + branch.address().city(),
                "Retail");
    }

    private SigningKey enrol() {
        TillRequest request = request(TillRequest.Environment.DEVELOPER);
        SigningKey.KeyPair pair = folder.isDemo()
                ? SigningKey.KeyPair.fromPublicSeed(DEMO + " " + folder.till())
                : SigningKey.KeyPair.generate(new SecureRandom());
        DevelopmentAuthority authority = folder.isDemo()
                ? DevelopmentAuthority.fromPublicSeed(DEMO)
                : DevelopmentAuthority.random(new SecureRandom());
        Instant from = folder.isDemo()
                ? Instant.parse("2026-01-01T00:00:00Z")
                : clock.instant().minus(Duration.ofDays(1));
        return authority.enrol(pair, request, from, from.plus(LIFE));
    }
}
