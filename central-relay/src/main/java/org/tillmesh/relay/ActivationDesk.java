package org.tillmesh.relay;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.RelayPort;
import org.tillmesh.replication.security.ActivationCode;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.CompanyAuthority;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.DocType;
import org.tillmesh.retail.TillId;
import org.tillmesh.retail.TillProfile;
import org.tillmesh.store.Document;

/** One-time activation codes, and the tills that come with them. Of a code only a hash is kept. */
final class ActivationDesk {
    private static final String CODE = "activation/";
    private static final String USED = "activation-used/";
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int WRONG_MAX = 5;
    private static final Duration WRONG_WAIT = Duration.ofMinutes(1);
    private static final int DEMO_TILL_FIRST = 51;
    private static final int TILL_LAST = 99;

    private final RelayFolder folder;
    private final Clock clock;
    private int wrong;
    private Instant wrongUntil = Instant.EPOCH;

    ActivationDesk(RelayFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** A code that was given out and not used: for which till, until when. */
    private record Open(TillId till, Instant until) {
        static Open of(byte[] note) {
            String[] parts = new String(note, StandardCharsets.UTF_8).split(" ");
            return new Open(TillId.parse(parts[0]), Instant.parse(parts[1]));
        }

        byte[] note() {
            return (till + " " + until).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A code for the next till of a store that has no certificate yet. */
    synchronized ActivationCode draw(String store) {
        if (folder.store()
                .read(view -> view.state(Scope.COMPANY, DocType.STORE.ref(store)))
                .isEmpty()) {
            throw new RelayException("Store \"" + store + "\" is unknown; known are " + stores());
        }
        forgetOld();
        TillId till = nextTill(store);
        ActivationCode code =
                ActivationCode.draw(folder.authority().certificate().getPublicKey(), new SecureRandom());
        folder.store()
                .note(Map.of(
                        noteOf(code.secret()), new Open(till, clock.instant().plus(LIFE)).note()));
        return code;
    }

    /** Voids every code that is still open: a demo relay prints new ones at each start. */
    synchronized void voidAll() {
        folder.store().notes(CODE).keySet().forEach(key -> folder.store().note(Map.of(key, new byte[0])));
    }

    private static String noteOf(byte[] secret) {
        return CODE + Hash.sha256(secret);
    }

    private void forgetOld() {
        folder.store().notes(CODE).forEach((key, note) -> {
            if (Open.of(note).until().isBefore(clock.instant())) {
                folder.store().note(Map.of(key, new byte[0]));
            }
        });
    }

    List<String> stores() {
        return folder.store().read(view -> view.scan(Scope.COMPANY, DocType.STORE.typeName())
                .map(document -> ((Document.State) document).ref().id())
                .sorted()
                .toList());
    }

    List<TillProfile> tills() {
        return folder.store().read(view -> view.scan(Scope.COMPANY, DocType.TILL.typeName())
                .map(document -> TillProfile.of((Document.State) document))
                .sorted(Comparator.comparing(till -> till.id().toString()))
                .toList());
    }

    private TillId nextTill(String store) {
        Map<String, TillProfile> known = new TreeMap<>();
        tills().forEach(till -> known.put(till.id().toString(), till));
        Set<TillId> promised = folder.store().notes(CODE).values().stream()
                .map(note -> Open.of(note).till())
                .collect(Collectors.toSet());
        int first = folder.isDemo() ? DEMO_TILL_FIRST : 1;
        for (int i = first; i <= TILL_LAST; i++) {
            TillId id = new TillId(store, String.format(Locale.ROOT, "T%02d", i));
            TillProfile profile = known.get(id.toString());
            boolean free = profile == null || profile.certificate().length == 0 && profile.active();
            if (free && !promised.contains(id)) {
                return id;
            }
        }
        throw new RelayException(
                "Store " + store + " has no till number left between T" + first + " and T" + TILL_LAST);
    }

    synchronized RelayPort.Admission admit(byte[] secret, PublicKey key) {
        Instant now = clock.instant();
        if (now.isBefore(wrongUntil)) {
            return new RelayPort.Admission.Denied(
                    "BAD_CODE",
                    "After " + WRONG_MAX + " wrong codes head office takes none until " + wrongUntil
                            + "; wait, then try again");
        }
        String note = noteOf(secret);
        Optional<Open> open =
                folder.store().noted(note).map(Open::of).filter(o -> o.until().isAfter(now));
        if (open.isEmpty()) {
            // A used or expired code is a mistake, not a guess: whoever sends it once held it.
            boolean once = folder.store().noted(USED + Hash.sha256(secret)).isPresent();
            if (!once && ++wrong % WRONG_MAX == 0) {
                wrongUntil = now.plus(WRONG_WAIT);
            }
            return new RelayPort.Admission.Denied(
                    "BAD_CODE",
                    "This activation code is unknown, used or older than 24 hours; ask head office for a new one");
        }
        wrong = 0;
        return admitted(open.get().till(), key, note, now);
    }

    private RelayPort.Admission admitted(TillId till, PublicKey key, String note, Instant now) {
        CompanyAuthority authority = folder.authority();
        ReplicaId replica = new ReplicaId(new SecureRandom().nextLong());
        X509Certificate certificate = authority.issue(
                new Identity(replica, authority.company(), till.store(), till.toString(), Identity.Kind.TILL),
                key,
                now);
        // The till first: a crash between the two costs a till number, never the code's one use twice.
        folder.store().write(tx -> {
            new TillProfile(till, replica, true, Certificates.encode(certificate)).writeTo(tx, Scope.COMPANY);
            return true;
        });
        folder.store().note(Map.of(note, new byte[0], USED + note.substring(CODE.length()), new byte[] {1}));
        return new RelayPort.Admission.Admitted(
                certificate, Value.map(Map.of("pepper", Value.of(folder.pepper(till.store())))));
    }
}
