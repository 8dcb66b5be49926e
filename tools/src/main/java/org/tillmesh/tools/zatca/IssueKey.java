package org.tillmesh.tools.zatca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.TransactionFlag;
import org.tillmesh.zatca.sign.DevelopmentAuthority;
import org.tillmesh.zatca.sign.KeyFile;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.TillRequest;

/** The key that documents are signed with: someone's own, or one of a development authority that is worth nothing. */
final class IssueKey {
    private static final DevelopmentAuthority AUTHORITY = DevelopmentAuthority.fromPublicSeed("zatca issue");
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2044-01-01T00:00:00Z");

    private IssueKey() {}

    static SigningKey load(Path file, Path passwordFile) throws IOException {
        return KeyFile.load(
                file,
                Files.readString(passwordFile, StandardCharsets.UTF_8).strip().toCharArray());
    }

    /** Of whoever issues this document: its seller, or its buyer when he bills himself. */
    static SigningKey demo(Invoice invoice) {
        TradeParty issuer = invoice.flags().contains(TransactionFlag.SELF_BILLED) && invoice.buyer() != null
                ? invoice.buyer()
                : invoice.seller();
        String vat = issuer.vat().orElse(Objects.requireNonNull(invoice.seller().vatNumber()));
        PostalAddress address = issuer.address();
        String name = issuer.name().length() > 64 ? issuer.name().substring(0, 64) : issuer.name();
        return AUTHORITY.enrol(
                SigningKey.KeyPair.fromPublicSeed("zatca issue " + vat),
                new TillRequest(
                        TillRequest.Environment.DEVELOPER,
                        name,
                        address == null || address.city().isEmpty() ? "Branch" : address.city(),
                        "zatca-issue",
                        new TillRequest.Solution("TillMesh", "tools", "1"),
                        vat,
                        "1100",
                        address == null || address.street().isEmpty() ? "Street" : address.street(),
                        "Retail"),
                BEGIN,
                END);
    }

    static String authorityPem() {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(AUTHORITY.certificateDer())
                + "\n-----END CERTIFICATE-----\n";
    }
}
