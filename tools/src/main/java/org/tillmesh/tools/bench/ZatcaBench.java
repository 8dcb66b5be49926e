package org.tillmesh.tools.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.jspecify.annotations.Nullable;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.InclusiveLine;
import org.tillmesh.zatca.model.InclusiveTotals;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceHash;
import org.tillmesh.zatca.model.PartyId;
import org.tillmesh.zatca.model.PaymentMeans;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.sign.DevelopmentAuthority;
import org.tillmesh.zatca.sign.SignedInvoice;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.Stamper;
import org.tillmesh.zatca.sign.TillRequest;
import org.tillmesh.zatca.verify.Verification;
import org.tillmesh.zatca.verify.Verifier;

/**
 * An invoice from the figures of a sale to a signed document, and that document verified as a stranger would: on one
 * thread, in turns with zatca-xml-js (which does not verify) and with the bare signature that nothing can be quicker than.
 */
final class ZatcaBench {
    private static final int ROUNDS = 7;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final TradeParty SELLER = new TradeParty(
            "متجر الواحة للتجارة | Oasis Store Trading",
            "310000000000003",
            new PartyId("CRN", "1010000001"),
            new PostalAddress("طريق النخيل", "2322", "المربع", "الرياض", "12345", "SA"));

    private final Path dir;
    private final Measurements table;
    private final int documents;
    private final SigningKey key;
    private final Verifier verifier;
    private final BareSignature bare = new BareSignature();

    private long icv;
    private String previous = InvoiceHash.FIRST_PREVIOUS;

    /** @param scale percent of 2,000 documents a round */
    ZatcaBench(Path dir, boolean json, int scale, PrintStream out) {
        this.dir = dir;
        this.documents = Math.max(20, 2_000 * scale / 100);
        this.table = new Measurements("zatca", json, out);
        var authority = DevelopmentAuthority.fromPublicSeed("bench");
        var pair = SigningKey.KeyPair.fromPublicSeed("bench till");
        this.key = authority.enrol(
                pair,
                new TillRequest(
                        TillRequest.Environment.DEVELOPER,
                        "Oasis Store Trading",
                        "Riyadh",
                        "T01",
                        new TillRequest.Solution("TillMesh", "till", "1"),
                        "310000000000003",
                        "1100",
                        "RRRD2929",
                        "Retail"),
                Instant.parse("2025-01-01T00:00:00Z"),
                Instant.parse("2035-01-01T00:00:00Z"));
        this.verifier = Verifier.trusting(authority.certificateDer());
    }

    void run() throws IOException, InterruptedException {
        String unavailable = "";
        ZatcaPeer peer = null;
        try {
            peer = ZatcaPeer.start(dir, pem(key.certificateDer()));
            peer.make(60); // Warm, like ours.
        } catch (IOException e) {
            unavailable = String.valueOf(e.getMessage());
        }
        make(new long[2 * documents], new long[2 * documents]);
        bare.sign(2_000);
        bare.verify(2_000);
        measure(peer, unavailable);
        if (peer != null) {
            peer.close();
        }
        table.end();
    }

    private void measure(@Nullable ZatcaPeer peer, String unavailable) throws IOException {
        var half = new long[ROUNDS * documents];
        var whole = new long[ROUNDS * documents];
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        var cpu = new double[ROUNDS];
        var theirCpu = new double[ROUNDS];
        var signs = new double[ROUNDS];
        var verifies = new double[ROUNDS];
        int ofPeer = Math.max(5, documents / 20);
        for (int round = 0; round < ROUNDS; round++) {
            var stamped = new long[documents];
            var verified = new long[documents];
            long cpuBegin = THREADS.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            make(stamped, verified);
            ours[round] = documents * 1e9 / (System.nanoTime() - begin);
            cpu[round] = (THREADS.getCurrentThreadCpuTime() - cpuBegin) / 1e3 / documents;
            System.arraycopy(stamped, 0, half, round * documents, documents);
            System.arraycopy(verified, 0, whole, round * documents, documents);
            if (peer != null) {
                ZatcaPeer.Made made = peer.make(ofPeer);
                theirs[round] = made.perSecond();
                theirCpu[round] = made.cpuMicros();
            }
            signs[round] = bare.sign(500);
            verifies[round] = bare.verify(500);
        }
        double perSecond = median(ours);
        table.row(
                "invoice made, signed, verified",
                "20 times zatca-xml-js; p99 under 5000 µs",
                "perSecond",
                perSecond,
                "p50us",
                Measurements.micros(whole, 0.5),
                "p99us",
                Measurements.micros(whole, 0.99),
                "cpuUs",
                median(cpu));
        table.row(
                "of it made and signed",
                "",
                "p50us",
                Measurements.micros(half, 0.5),
                "p99us",
                Measurements.micros(half, 0.99));
        table.row(
                "bare secp256k1, Bouncy Castle",
                "the floor: one signature made, one verified",
                "signUs",
                median(signs),
                "verifyUs",
                median(verifies),
                "timesFloor",
                1e6 / perSecond / (median(signs) + median(verifies)));
        if (peer == null) {
            table.row("zatca-xml-js", "peer; makes and signs, does not verify", "skipped", unavailable);
        } else {
            table.row(
                    "zatca-xml-js",
                    "peer; makes and signs, does not verify",
                    "perSecond",
                    median(theirs),
                    "cpuUs",
                    median(theirCpu),
                    "oursTimes",
                    perSecond / median(theirs),
                    "oursTimesByCpu",
                    median(theirCpu) / median(cpu),
                    "oursTimesMadeAndSigned",
                    1e6 / Measurements.micros(half, 0.5) / median(theirs));
        }
    }

    /** @param stamped nanoseconds until signed, @param verified nanoseconds until verified too; one for each document */
    private void make(long[] stamped, long[] verified) {
        for (int i = 0; i < stamped.length; i++) {
            long begin = System.nanoTime();
            icv++;
            SignedInvoice signed = Stamper.stamp(invoice(), key);
            stamped[i] = System.nanoTime() - begin;
            Verification found = verifier.verifyAfter(signed.xml(), previous, icv - 1);
            verified[i] = System.nanoTime() - begin;
            if (!found.isValid()) {
                throw new IllegalStateException("What was made does not verify: " + found.problems());
            }
            previous = signed.hash();
        }
    }

    private Invoice invoice() {
        var lines = List.of(
                new InclusiveLine("حليب طازج | Milk", new BigDecimal("3"), "PCE", VatClass.S15, 1950, 200, "خصم"),
                new InclusiveLine("طماطم | Tomatoes", new BigDecimal("1.240"), "KGM", VatClass.S15, 862),
                new InclusiveLine("ماء | Water", new BigDecimal("12"), "PCE", VatClass.S15, 1200));
        return Invoice.simplified(DocumentKind.INVOICE)
                .number("S001-T01-" + icv)
                .uuid(new UUID(0x4000L, icv))
                .issuedAt(LocalDateTime.of(2026, 1, 15, 9, 30, 5))
                .chain(icv, previous)
                .seller(SELLER)
                .totals(InclusiveTotals.of(lines))
                .paidBy(PaymentMeans.CASH)
                .build();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    /** The same curve and nonces, and nothing else. */
    private static final class BareSignature {
        private final ECDomainParameters curve;
        private final ECPrivateKeyParameters secret;
        private final ECPublicKeyParameters known;
        private final byte[] hash = new byte[32];

        BareSignature() {
            var x9 = CustomNamedCurves.getByName("secp256k1");
            curve = new ECDomainParameters(x9.getCurve(), x9.getG(), x9.getN(), x9.getH());
            secret = new ECPrivateKeyParameters(new BigInteger(250, new SecureRandom()).add(BigInteger.ONE), curve);
            known = new ECPublicKeyParameters(curve.getG().multiply(secret.getD()), curve);
        }

        /** Microseconds for one. */
        double sign(int times) {
            long begin = System.nanoTime();
            for (int i = 0; i < times; i++) {
                hash[0] = (byte) i;
                signature();
            }
            return (System.nanoTime() - begin) / 1e3 / times;
        }

        private BigInteger[] signature() {
            var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
            signer.init(true, secret);
            return signer.generateSignature(hash);
        }

        double verify(int times) {
            hash[0] = 0;
            BigInteger[] signature = signature();
            long begin = System.nanoTime();
            for (int i = 0; i < times; i++) {
                var signer = new ECDSASigner();
                signer.init(false, known);
                if (!signer.verifySignature(hash, signature[0], signature[1])) {
                    throw new IllegalStateException("A signature just made does not verify");
                }
            }
            return (System.nanoTime() - begin) / 1e3 / times;
        }
    }
}
