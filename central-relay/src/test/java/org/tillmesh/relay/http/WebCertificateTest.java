package org.tillmesh.relay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.CompanyAuthority;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;

/** The console's certificate: what is in it, when it is made anew, and the operator's own. */
class WebCertificateTest {
    private static final Instant BEGIN = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir
    Path dir;

    private final KeyRing ring = KeyRing.empty();
    private final HandMovedClock clock = new HandMovedClock();
    private CompanyAuthority authority;

    private static final class HandMovedClock extends Clock {
        private Instant now = BEGIN;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void aCompany() {
        authority = CompanyAuthority.create("C-TEST", ring, BEGIN.minus(Duration.ofDays(400)));
    }

    private static SortedSet<String> names(String... names) {
        return new TreeSet<>(List.of(names));
    }

    private IssuedCertificate issued(SortedSet<String> names) {
        return new IssuedCertificate(ring, dir, () -> names, clock);
    }

    private X509Certificate held() {
        return ring.certificate(KeyNames.WEB);
    }

    @Test
    void it_is_for_servers_for_its_names_and_for_no_longer_than_browsers_take() throws Exception {
        SortedSet<String> names = WebNames.all(List.of("Office.Shop.Example", "203.0.113.7", "2001:db8::7"));
        WebCertificate.Shown shown = issued(names).look().orElseThrow();
        X509Certificate own = shown.chain().get(0);
        own.verify(authority.certificate().getPublicKey());
        assertThat(own.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(own.getKeyUsage()[0]).as("signs").isTrue();
        assertThat(own.getBasicConstraints()).as("no authority").isEqualTo(-1);
        assertThat(own.getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(Duration.between(
                        own.getNotBefore().toInstant(), own.getNotAfter().toInstant()))
                .isLessThanOrEqualTo(Duration.ofDays(397));
        assertThat(IssuedCertificate.names(own))
                .contains(
                        "localhost",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1",
                        "office.shop.example",
                        "203.0.113.7",
                        "2001:db8:0:0:0:0:0:7")
                .isEqualTo(names);
        assertThat(KeyRing.load(dir).certificate(KeyNames.WEB)).as("kept").isEqualTo(own);
    }

    @Test
    void it_is_made_anew_before_its_last_thirty_days_while_the_relay_runs() {
        IssuedCertificate running = issued(names("localhost"));
        running.look();
        X509Certificate first = held();
        clock.now = first.getNotAfter().toInstant().minus(Duration.ofDays(31));
        assertThat(running.look()).isEmpty();
        clock.now = first.getNotAfter().toInstant().minus(Duration.ofDays(29));
        X509Certificate second = running.look().orElseThrow().chain().get(0);
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
        assertThat(running.look()).isEmpty();
    }

    @Test
    void other_names_make_a_new_one_at_start_and_a_further_one_also_while_it_runs() {
        issued(names("localhost", "old.example")).look();
        X509Certificate first = held();
        issued(names("localhost", "old.example")).look();
        assertThat(held()).as("the same names").isEqualTo(first);
        SortedSet<String> now = names("localhost", "new.example");
        IssuedCertificate running = issued(now);
        running.look();
        assertThat(IssuedCertificate.names(held())).containsExactly("localhost", "new.example");
        now.remove("new.example");
        assertThat(running.look()).as("an interface went").isEmpty();
        now.add("192.0.2.9");
        assertThat(running.look()).as("an address came").isPresent();
        assertThat(IssuedCertificate.names(held())).contains("192.0.2.9");
    }

    @Test
    void one_of_ten_years_gives_way() {
        KeyPair old = KeyRing.newP256();
        var relay = new Identity(new ReplicaId(7), "C-TEST", "", "", Identity.Kind.RELAY);
        ring.put(
                KeyNames.WEB,
                old.getPrivate(),
                authority.issue(relay, old.getPublic(), BEGIN),
                authority.certificate());
        X509Certificate before = held();
        issued(names("localhost")).look();
        assertThat(held()).isNotEqualTo(before);
    }

    @Test
    void a_name_that_is_none_is_refused_in_words() {
        for (String wrong :
                List.of("", "two words", "a..b", "-x.example", "*.example", "300.1.1.1", "https://x", "x:7443")) {
            assertThatThrownBy(() -> WebNames.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(RelayException.class)
                    .hasMessageContaining("\"" + wrong + "\"")
                    .hasMessageContaining("--name");
        }
        assertThat(WebNames.parse("متجر.example")).startsWith("xn--").endsWith(".example");
    }

    // ---- the operator's own

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private X509Certificate certificate(KeyPair of) {
        return authority.issueWeb(of.getPublic(), names("shop.example"), BEGIN);
    }

    @Test
    void ones_own_is_shown_with_its_chain_and_read_anew_when_it_changes() throws Exception {
        KeyPair first = KeyRing.newP256();
        Path chain =
                write("chain.pem", Certificates.pem(certificate(first)) + Certificates.pem(authority.certificate()));
        Path key = write("key.pem", pem("PRIVATE KEY", first.getPrivate().getEncoded()));
        WebTls tls = WebTls.given(chain, key, clock);
        var shown = tls.get();
        tls.look();
        assertThat(tls.get()).as("nothing changed").isSameAs(shown);

        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPair second = rsa.generateKeyPair();
        write("chain.pem", Certificates.pem(certificate(second)));
        tls.look();
        assertThat(tls.get()).as("half of the change").isSameAs(shown);
        assertThat(tls.trouble().orElseThrow()).contains("key.pem", "chain.pem", "not that of the first certificate");
        write("key.pem", pem("PRIVATE KEY", second.getPrivate().getEncoded()));
        tls.look();
        assertThat(tls.get()).as("all of it").isNotSameAs(shown);
        assertThat(tls.trouble()).isEmpty();
        clock.now = BEGIN.plus(Duration.ofDays(500));
        tls.look();
        assertThat(tls.trouble().orElseThrow()).as("nobody put a new one there").contains("ended");
        tls.close();
    }

    @Test
    void what_is_wrong_with_ones_own_is_said() throws Exception {
        KeyPair pair = KeyRing.newP256();
        String good = Certificates.pem(certificate(pair));
        Path chain = write("good.pem", good);
        Path key = write("key.pem", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        refused(dir.resolve("nowhere.pem"), key, "nowhere.pem", "can't be read");
        refused(chain, dir.resolve("nowhere.key"), "nowhere.key", "can't be read");
        refused(key, key, "holds no certificate");
        refused(chain, chain, "holds no key");
        refused(write("rot.pem", good.replace("\n-----END", "!!!!\n-----END").substring(0, 80)), key, "rot.pem");
        refused(chain, write("locked.pem", pem("ENCRYPTED PRIVATE KEY", LOCKED)), "passphrase", "openssl pkey");
        refused(
                chain,
                write(
                        "other.pem",
                        pem("PRIVATE KEY", KeyRing.newP256().getPrivate().getEncoded())),
                "not that of the first certificate");
        refused(write("torn.pem", good + good), key, "did not sign the one before it");
        clock.now = BEGIN.plus(Duration.ofDays(500));
        refused(chain, key, "ended", "put a new one there");
        clock.now = BEGIN.minus(Duration.ofDays(5));
        refused(chain, key, "valid only from", "clock");
    }

    /** An EncryptedPrivateKeyInfo of nothing: its shape is all that is looked at. */
    private static final byte[] LOCKED = {
        0x30,
        0x13,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x05,
        0x0d,
        0x05,
        0x00,
        0x04,
        0x02,
        1,
        2
    };

    private void refused(Path chain, Path key, String... words) {
        assertThatThrownBy(() -> WebTls.given(chain, key, clock))
                .isInstanceOf(RelayException.class)
                .hasMessageContainingAll(words);
    }
}
