package org.tillmesh.relay.http;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.replication.security.CompanyAuthority;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;

/**
 * Made by the company's authority, which clients have in {@code ca.pem}, and made anew in time: before its last 30 days,
 * for other names, or if it is of an older kind.
 */
final class IssuedCertificate implements WebCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(IssuedCertificate.class);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final Duration LIFE_MAX = Duration.ofDays(397);
    private static final String FOR_SERVERS = "1.3.6.1.5.5.7.3.1";

    private final KeyRing ring;
    private final Path folder;
    private final Supplier<? extends SortedSet<String>> names;
    private final Clock clock;
    private boolean isShown;

    /** @param names that it should be for; asked anew at each look */
    IssuedCertificate(KeyRing ring, Path folder, Supplier<? extends SortedSet<String>> names, Clock clock) {
        this.ring = ring;
        this.folder = folder;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Shown> look() {
        SortedSet<String> wanted = names.get();
        String why = ring.has(KeyNames.WEB) ? whyAnew(ring.certificate(KeyNames.WEB), wanted) : "there is none";
        if (!why.isEmpty()) {
            makeAnew(wanted, why);
        } else if (isShown) {
            return Optional.empty();
        }
        isShown = true;
        return Optional.of(new Shown(
                ring.key(KeyNames.WEB), List.of(ring.certificate(KeyNames.WEB), ring.authority(KeyNames.WEB))));
    }

    private void makeAnew(SortedSet<String> wanted, String why) {
        CompanyAuthority authority = CompanyAuthority.load(ring);
        KeyPair pair = KeyRing.newP256();
        X509Certificate made = authority.issueWeb(pair.getPublic(), wanted, clock.instant());
        ring.put(KeyNames.WEB, pair.getPrivate(), made, authority.certificate());
        ring.save(folder);
        LOG.info(
                "The console has a new certificate ({}), until {}, for {}",
                why,
                made.getNotAfter().toInstant(),
                wanted);
    }

    /** Empty if it can stay. A name that is gone is only worth a new one at start: interfaces come and go. */
    private String whyAnew(X509Certificate held, SortedSet<String> wanted) {
        Instant until = held.getNotAfter().toInstant();
        Instant from = held.getNotBefore().toInstant();
        if (clock.instant().plus(RENEWED_BEFORE).isAfter(until)
                && until.isBefore(
                        CompanyAuthority.load(ring).certificate().getNotAfter().toInstant())) {
            return "the last ended " + until;
        }
        if (clock.instant().isBefore(from)) {
            return "the last is valid only from " + from;
        }
        if (Duration.between(from, until).compareTo(LIFE_MAX) > 0 || !isForServers(held)) {
            return "the last was of an older kind";
        }
        if (!isOfAuthority(held)) {
            return "the last was another authority's";
        }
        SortedSet<String> covered = names(held);
        boolean fits = isShown ? covered.containsAll(wanted) : covered.equals(wanted);
        return fits ? "" : "the last was for " + covered;
    }

    private boolean isOfAuthority(X509Certificate held) {
        try {
            held.verify(CompanyAuthority.load(ring).certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isForServers(X509Certificate held) {
        try {
            List<String> uses = held.getExtendedKeyUsage();
            return uses != null && uses.contains(FOR_SERVERS);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    static SortedSet<String> names(X509Certificate certificate) {
        var names = new TreeSet<String>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                all.forEach(name -> names.add(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            LOG.warn("The names in the console's certificate can't be read: {}", e.getMessage());
        }
        return names;
    }
}
