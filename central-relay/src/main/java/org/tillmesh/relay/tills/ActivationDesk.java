package org.tillmesh.relay.tills;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.relay.log.RelayLog;
import org.tillmesh.replication.office.RelayPort;
import org.tillmesh.replication.security.ActivationCode;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.CompanyAuthority;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/** One-time activation codes, and the tills that come with them. Of a code only a hash is kept. */
public final class ActivationDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ActivationDesk.class);
    private static final String CODE = "activation/";
    private static final String USED = "activation-used/";
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int WRONG_MAX = 5;
    private static final Duration WRONG_WAIT = Duration.ofMinutes(1);
    private static final int DEMO_TILL_FIRST = 51;
    private static final int TILL_LAST = 99;

    /** In which life of the log the open codes were given out, if that has begun anew. */
    private static final String LIFE_OF_CODES = "codes-of";

    /** Behind which number new tills of a store begin. */
    private static final String SKIPPED = "tills-behind/";

    /** More tills than a store takes in between two copies of head office. */
    private static final int SKIPPED_NUMBERS = 10;

    private final RelayFolder folder;
    private final RelayLog log;
    private final Clock clock;
    private int wrong;
    private Instant wrongUntil = Instant.EPOCH;

    public ActivationDesk(RelayFolder folder, RelayLog log, Clock clock) {
        this.folder = folder;
        this.log = log;
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
    public synchronized ActivationCode draw(String branch) {
        if (folder.store()
                .read(view -> view.state(Scope.COMPANY, DocType.BRANCH.ref(branch)))
                .isEmpty()) {
            throw new RelayException("Store \"" + branch + "\" is unknown; known are " + stores());
        }
        forgetOld();
        forgetOfEarlierLife();
        TillId till = nextTill(branch);
        ActivationCode code =
                ActivationCode.draw(folder.authority().certificate().getPublicKey(), new SecureRandom());
        folder.store()
                .note(Map.of(
                        noteOf(code.secret()), new Open(till, clock.instant().plus(LIFE)).note()));
        return code;
    }

    /** Voids every code that is still open: a demo relay prints new ones at each start. */
    public synchronized void voidAll() {
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

    /**
     * A log that has begun anew may have forgotten who came in by a code, and which tills there are: its codes are void, and
     * numbers some way behind those that it knows are not given out again.
     */
    private void forgetOfEarlierLife() {
        byte[] life = log.epoch().toString().getBytes(StandardCharsets.UTF_8);
        boolean isKnown = folder.store()
                .noted(LIFE_OF_CODES)
                .filter(known -> Arrays.equals(known, life))
                .isPresent();
        if (!log.hasBegunAnew() || isKnown) {
            return;
        }
        var notes = new TreeMap<String, byte[]>();
        notes.put(LIFE_OF_CODES, life);
        var numbers = new TreeMap<String, Integer>();
        stores().forEach(branch -> numbers.put(branch, 0));
        tills().forEach(till -> numbers.merge(till.id().branch(), number(till.id()), Math::max));
        folder.store().notes(CODE).forEach((key, note) -> {
            TillId till = Open.of(note).till();
            numbers.merge(till.branch(), number(till), Math::max);
            notes.put(key, new byte[0]);
        });
        numbers.forEach((branch, last) -> notes.put(
                SKIPPED + branch, String.valueOf(last + SKIPPED_NUMBERS).getBytes(StandardCharsets.UTF_8)));
        folder.store().note(notes);
        LOG.warn("This log has begun anew: activation codes given out before are void, and new tills get numbers that"
                + " no till it has forgotten can have");
    }

    private static int number(TillId till) {
        return Integer.parseInt(till.number().substring(1));
    }

    public List<String> stores() {
        return folder.store().read(view -> view.scan(Scope.COMPANY, DocType.BRANCH.typeName())
                .map(document -> ((Document.State) document).ref().id())
                .sorted()
                .toList());
    }

    public List<TillProfile> tills() {
        return folder.store().read(view -> view.scan(Scope.COMPANY, DocType.TILL.typeName())
                .map(document -> TillProfile.of((Document.State) document))
                .sorted(Comparator.comparing(till -> till.id().toString()))
                .toList());
    }

    private TillId nextTill(String branch) {
        Map<String, TillProfile> known = new TreeMap<>();
        tills().forEach(till -> known.put(till.id().toString(), till));
        Set<TillId> promised = folder.store().notes(CODE).values().stream()
                .map(note -> Open.of(note).till())
                .collect(Collectors.toSet());
        int first = folder.isDemo() ? DEMO_TILL_FIRST : firstNumber(branch);
        for (int i = first; i <= TILL_LAST; i++) {
            TillId id = new TillId(branch, String.format(Locale.ROOT, "T%02d", i));
            TillProfile profile = known.get(id.toString());
            boolean free = profile == null || profile.certificate().length == 0 && profile.active();
            if (free && !promised.contains(id)) {
                return id;
            }
        }
        throw new RelayException(
                "Store " + branch + " has no till number left between T" + first + " and T" + TILL_LAST);
    }

    private int firstNumber(String branch) {
        int skipped = folder.store()
                .noted(SKIPPED + branch)
                .map(note -> Integer.parseInt(new String(note, StandardCharsets.UTF_8)))
                .orElse(0);
        return skipped < TILL_LAST ? skipped + 1 : 1;
    }

    public synchronized RelayPort.Admission admit(byte[] secret, PublicKey key) {
        Instant now = clock.instant();
        if (now.isBefore(wrongUntil)) {
            return new RelayPort.Admission.Denied(
                    "BAD_CODE",
                    "After " + WRONG_MAX + " wrong codes head office takes none until " + wrongUntil
                            + "; wait, then try again");
        }
        forgetOfEarlierLife();
        String note = noteOf(secret);
        Optional<Open> open =
                folder.store().noted(note).map(Open::of).filter(o -> o.until().isAfter(now));
        if (open.isEmpty()) {
            // A used or expired code is a mistake, not a guess: whoever sends it once held it.
            boolean once = folder.store().noted(USED + Hash.sha256(secret)).isPresent();
            if (!once && ++wrong % WRONG_MAX == 0) {
                wrongUntil = now.plus(WRONG_WAIT);
            }
            return new RelayPort.Admission.Denied("BAD_CODE", why(note, once));
        }
        wrong = 0;
        return admitted(open.get().till(), key, note, now);
    }

    /** What is wrong with a code, told only to who held one that was right once. */
    private String why(String note, boolean isUsed) {
        if (isUsed) {
            return "This activation code was used already; ask head office for a new one";
        }
        return folder.store().noted(note).isPresent()
                ? "This activation code is older than 24 hours; ask head office for a new one"
                : "Head office gave out no such activation code: it is mistyped, so compare every character; or it is"
                        + " void, then ask for a new one";
    }

    private RelayPort.Admission admitted(TillId till, PublicKey key, String note, Instant now) {
        CompanyAuthority authority = folder.authority();
        ReplicaId replica = new ReplicaId(new SecureRandom().nextLong());
        X509Certificate certificate = authority.issue(
                new Identity(replica, authority.company(), till.branch(), till.toString(), Identity.Kind.TILL),
                key,
                now);
        // The till first: a crash between the two costs a till number, never the code's one use twice.
        folder.store().write(tx -> {
            new TillProfile(till, replica, true, Certificates.encode(certificate)).writeTo(tx, Scope.COMPANY);
            return true;
        });
        folder.store().note(Map.of(note, new byte[0], USED + note.substring(CODE.length()), new byte[] {1}));
        return new RelayPort.Admission.Admitted(
                certificate, Value.map(Map.of("pepper", Value.of(folder.pepper(till.branch())))));
    }
}
