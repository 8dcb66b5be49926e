package org.tillmesh.replication.session;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Losses;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.Values;

/**
 * What this replica knows of who vouches for which records: certificates, seals, acknowledgements, testimonies, signed
 * checkpoints and cursors. All are notes of the store.
 *
 * <p>Example: of a till's stream {@code 1 2 3 4 5}, a seal of 5 lies here and the relay's acknowledgement of 3. A
 * carrier hands on all five under the seal. The till counts 4 and 5 as not acknowledged. When the relay begins a new
 * epoch, the acknowledgement of 3 counts no more until the relay gives another.
 *
 * <p>Keys of the notes: {@code cert/<replica>}, {@code seal/<stream>}, {@code seal/<stream>@<seq>},
 * {@code seal/<stream>+<seq>.<hash>}, {@code ack/<stream>}, {@code cursor/<scope>}, {@code epoch}, {@code relay-cert},
 * {@code neighbour/<till>}, {@code unauthorised/<scope>/<dot>}, {@code witness/<stream>}, {@code checkpoint/<scope>},
 * {@code checkpoint/<scope>@<its name>}, {@code sync/<when>}.
 */
public final class Evidence {
    public static final String CERTIFICATE = "cert/";
    static final String SEAL = "seal/";
    public static final String ACK = "ack/";
    static final String CURSOR = "cursor/";
    public static final String EPOCH = "epoch";
    public static final String RELAY = "relay-cert";
    static final String UNAUTHORISED = "unauthorised/";
    public static final String WITNESS = "witness/";
    static final String CHECKPOINT = "checkpoint/";

    /** The value that removes a note. */
    static final byte[] NOTHING = {};

    private final Function<String, Optional<byte[]>> noted;
    private final PublicKey company;
    private final Clock clock;
    private final Map<ReplicaId, X509Certificate> certificates = new ConcurrentHashMap<>();
    private final Map<ReplicaId, Identity> identities = new ConcurrentHashMap<>();
    private final Seals seals = new Seals();
    private volatile @Nullable RelayKey relay;

    /** @param noted reads a note of the folder; may be asked while the store is still opening */
    public Evidence(Function<String, Optional<byte[]>> noted, PublicKey company, Clock clock) {
        this.noted = noted;
        this.company = company;
        this.clock = clock;
    }

    // ---- certificates

    /** The identity of an origin, if its certificate is known here. */
    public Optional<Identity> identityOf(Origin origin) {
        return certificate(origin.replica()).map(c -> identities.get(origin.replica()));
    }

    /**
     * The identity in a certificate that a peer shows. A certificate that is known here, byte for byte, was checked
     * when it came, so its signature is not checked again.
     *
     * @throws SecurityFailure if the certificate is not of this company, or holds no identity
     */
    public Identity identity(X509Certificate shown) {
        Identity claimed = Certificates.claimed(shown);
        if (certificate(claimed.replica()).filter(shown::equals).isPresent()) {
            return claimed;
        }
        return Certificates.identity(shown, company, clock.instant());
    }

    public Optional<X509Certificate> certificate(ReplicaId replica) {
        X509Certificate known = certificates.get(replica);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<X509Certificate> found = noted.apply(CERTIFICATE + replica).map(Certificates::parse);
        found.ifPresent(c -> {
            identities.put(replica, Certificates.identity(c, company, clock.instant()));
            certificates.put(replica, c);
        });
        return found;
    }

    /**
     * The identities known here with their certificates, in the order of their replica ids.
     *
     * @param whom tells the replicas that are wanted; certificates of others are not read
     */
    public static Map<Identity, X509Certificate> known(
            Store store, PublicKey company, Clock clock, Predicate<ReplicaId> whom) {
        var known = new LinkedHashMap<Identity, X509Certificate>();
        store.notes(CERTIFICATE).forEach((key, bytes) -> {
            if (whom.test(ReplicaId.parse(key.substring(CERTIFICATE.length())))) {
                X509Certificate certificate = Certificates.parse(bytes);
                known.put(Certificates.identity(certificate, company, clock.instant()), certificate);
            }
        });
        return known;
    }

    /** All certificates known here. */
    public List<X509Certificate> certificates(Store store) {
        return store.notes(CERTIFICATE).values().stream()
                .map(Certificates::parse)
                .toList();
    }

    /**
     * Checks a certificate that came with a batch, and gives the note that keeps it; no note if the certificate is
     * known. The certificate counts as known only once the store has kept the note, because a full disk may refuse it.
     *
     * @throws SecurityFailure if the certificate is not of this company
     */
    public Map<String, byte[]> learn(X509Certificate certificate) {
        Identity identity = identity(certificate);
        if (certificate(identity.replica()).isPresent()) {
            return Map.of();
        }
        return Map.of(CERTIFICATE + identity.replica(), Certificates.encode(certificate));
    }

    /** The note that keeps a certificate, without a check; for the set-up of a folder. */
    public static Map<String, byte[]> note(Identity identity, X509Certificate certificate) {
        return Map.of(CERTIFICATE + identity.replica(), Certificates.encode(certificate));
    }

    public static Map<String, byte[]> note(Seal seal) {
        return Map.of(SEAL + seal.stream(), Values.encode(Messages.seal(seal)));
    }

    /** The note that names the relay whose acknowledgements and checkpoints count. */
    public static Map<String, byte[]> relayNote(X509Certificate relay) {
        return Map.of(RELAY, Certificates.encode(relay));
    }

    public Optional<PublicKey> relayKey() {
        return noted.apply(RELAY).map(der -> {
            RelayKey known = relay;
            if (known == null || !Arrays.equals(known.der(), der)) {
                known = new RelayKey(der, Certificates.parse(der).getPublicKey());
                relay = known;
            }
            return known.key();
        });
    }

    /** The relay's key, and the bytes of the certificate that has it. */
    private record RelayKey(byte[] der, PublicKey key) {}

    // ---- seals

    Seals seals() {
        return seals;
    }

    boolean isRight(Seal seal) {
        return certificate(seal.stream().origin().replica())
                .map(c -> seal.isBy(c.getPublicKey()))
                .orElse(false);
    }

    /** Whether a loss bears the signature of its origin or of head office, of whichever life. */
    boolean isSaid(Store store, ChangeSet lost) {
        return certificate(lost.origin().replica())
                        .filter(c -> Losses.isBy(lost, c.getPublicKey()))
                        .isPresent()
                || relayKey().filter(key -> Losses.isBy(lost, key)).isPresent()
                || certificates(store).stream()
                        .filter(c -> Certificates.claimed(c).kind() == Identity.Kind.RELAY)
                        .anyMatch(c -> Losses.isBy(lost, c.getPublicKey()));
    }

    // ---- acknowledgements

    public Epoch epoch() {
        return epoch(noted);
    }

    private static Epoch epoch(Function<String, Optional<byte[]>> noted) {
        return noted.apply(EPOCH).map(b -> Messages.epoch(Values.decode(b))).orElse(Epoch.NONE);
    }

    boolean isRight(Acknowledgement ack) {
        return relayKey().map(ack::isBy).orElse(false);
    }

    /** The head up to which the relay has acknowledged a stream in the greatest epoch known. */
    Head acknowledged(Store store, StreamId stream) {
        return acknowledgedIn(store, stream);
    }

    public static Head acknowledgedIn(Store store, StreamId stream) {
        Head best = Head.NONE;
        Epoch greatest = epoch(store::noted);
        for (byte[] bytes :
                store.notes(ACK + StreamId.of(stream.scope(), stream.origin())).values()) {
            Acknowledgement ack = Messages.ack(Values.decode(bytes));
            boolean onStream = store.hashAt(stream, ack.head().seq())
                    .filter(ack.head().hash()::equals)
                    .isPresent();
            boolean counts = ack.epoch().equals(greatest) || PlantedBug.OLD_EPOCH_COUNTS.isPlanted();
            if (counts && onStream && ack.head().seq() > best.seq()) {
                best = ack.head();
            }
        }
        boolean more = store.hashAt(stream, best.seq() + 1).isPresent();
        return more ? byItsBranches(store, stream).orElse(best) : best;
    }

    /**
     * The end of a forked stream, if the relay has acknowledged one of its branches. An acknowledgement of a branch
     * stands for the part before the branch too.
     */
    private static Optional<Head> byItsBranches(Store store, StreamId stream) {
        SortedMap<StreamId, Head> heads = store.vector(stream.scope()).heads();
        Head end = heads.getOrDefault(stream, Head.NONE);
        boolean acknowledged = heads.keySet().stream()
                .filter(other -> other.isBranch()
                        && !other.equals(stream)
                        && other.origin().equals(stream.origin())
                        && store.hashAt(other, end.seq())
                                .filter(end.hash()::equals)
                                .isPresent())
                .anyMatch(branch -> acknowledgedIn(store, branch).seq() > end.seq());
        return acknowledged ? Optional.of(end) : Optional.empty();
    }

    /**
     * The notes that keep an acknowledgement, and remove the seals that it makes needless. None if the acknowledgement
     * is of an older epoch, or says no more than the one known.
     */
    public Map<String, byte[]> learn(Store store, Acknowledgement ack) {
        Epoch known = epoch();
        int order = ack.epoch().compareTo(known);
        if (order < 0) {
            return Map.of();
        }
        String key = ACK + ack.stream();
        if (order == 0) {
            Optional<Head> before = noted.apply(key)
                    .map(b -> Messages.ack(Values.decode(b)))
                    .filter(a -> a.epoch().equals(known))
                    .map(Acknowledgement::head);
            if (before.isPresent() && before.get().seq() >= ack.head().seq()) {
                return Map.of();
            }
        }
        var notes = new TreeMap<String, byte[]>();
        notes.put(key, Values.encode(Messages.ack(ack)));
        if (order > 0) {
            notes.put(EPOCH, Values.encode(Messages.epoch(ack.epoch())));
        }
        notes.putAll(Seals.spent(store, ack));
        return notes;
    }

    // ---- deltas without authority

    /** A delta that came and has no effect, because its origin may not write it. */
    public record Unauthorised(Scope scope, Dot dot, String document, Instant at) {}

    /** The note that lists a delta without authority. */
    public static Map<String, byte[]> unauthorisedNote(ChangeSet changeSet, int index) {
        Dot dot = changeSet.dot(index);
        Delta delta = changeSet.deltas().get(index);
        DocRef ref = delta instanceof Delta.Put put
                ? put.doc()
                : delta instanceof Delta.Cut cut
                        ? cut.doc()
                        : delta instanceof Delta.Append append ? append.doc() : new DocRef("unknown", "unknown");
        return Map.of(
                UNAUTHORISED + changeSet.scope() + "/" + dot,
                Values.encode(Value.list(List.of(
                        Value.of(changeSet.scope().name()),
                        Value.of(dot.origin().toString()),
                        Value.of(dot.seq()),
                        Value.of(dot.index()),
                        Value.of(changeSet.hash().bytes()),
                        Value.of(ref.toString()),
                        Value.of(changeSet.hlc().instant().toEpochMilli())))));
    }

    /** All deltas without authority that came here, for the list of exceptions. */
    public static List<Unauthorised> unauthorised(Store store) {
        var found = new ArrayList<Unauthorised>();
        for (byte[] bytes : store.notes(UNAUTHORISED).values()) {
            List<Value> parts = ((Value.ListOf) Values.decode(bytes)).items();
            Origin origin = Origin.parse(((Value.Text) parts.get(1)).value());
            Hash hash = Hash.of(((Value.Bytes) parts.get(4)).value());
            found.add(new Unauthorised(
                    new Scope(((Value.Text) parts.get(0)).value()),
                    new Dot(
                            origin,
                            ((Value.Int) parts.get(2)).value(),
                            (int) ((Value.Int) parts.get(3)).value(),
                            hash.prefix()),
                    ((Value.Text) parts.get(5)).value(),
                    Instant.ofEpochMilli(((Value.Int) parts.get(6)).value())));
        }
        return found;
    }

    // ---- testimonies

    public static Map<String, byte[]> note(Testimony testimony) {
        return Map.of(
                WITNESS + testimony.stream(),
                Values.encode(Value.list(List.of(
                        Messages.stream(testimony.stream()),
                        Messages.head(testimony.head()),
                        Value.of(testimony.signature())))));
    }

    /** This till's testimonies: up to which head it held streams of revoked tills when it heard of the revocation. */
    public static List<Testimony> testimonies(Store store) {
        return store.notes(WITNESS).values().stream()
                .map(bytes -> ((Value.ListOf) Values.decode(bytes)).items())
                .map(parts -> new Testimony(
                        Messages.stream(parts.get(0)),
                        Messages.head(parts.get(1)),
                        ((Value.Bytes) parts.get(2)).value()))
                .toList();
    }

    // ---- checkpoints

    /**
     * The notes that keep the signatures of the checkpoints on which a scope stands, so that this replica can pass
     * them on with their chunks: the one that came last, and those with which the store joined it.
     *
     * @param last the checkpoint that the store has adopted
     */
    public static Map<String, byte[]> seeded(Store store, Scope scope, SignedManifest last) {
        String key = CHECKPOINT + scope;
        List<Hash> parts = store.heldOf(scope);
        var notes = new TreeMap<String, byte[]>();
        store.notes(key + "@").keySet().forEach(before -> notes.put(before, NOTHING));
        for (SignedManifest known : checkpoints(store, scope)) {
            Hash name = Hash.sha256(known.manifest());
            if (parts.contains(name) && !name.equals(Hash.sha256(last.manifest()))) {
                notes.put(key + "@" + name, encoded(known));
            }
        }
        notes.put(key, encoded(last));
        return notes;
    }

    private static byte[] encoded(SignedManifest manifest) {
        return Values.encode(Value.list(List.of(
                Messages.epoch(manifest.epoch()), Value.of(manifest.manifest()), Value.of(manifest.signature()))));
    }

    private static SignedManifest manifest(byte[] note) {
        List<Value> parts = ((Value.ListOf) Values.decode(note)).items();
        return new SignedManifest(
                Messages.epoch(parts.get(0)),
                ((Value.Bytes) parts.get(1)).value(),
                ((Value.Bytes) parts.get(2)).value());
    }

    /**
     * The signed checkpoints of a scope to be passed on: the one that came last, then those with which it was joined.
     */
    public static List<SignedManifest> checkpoints(Store store, Scope scope) {
        var found = new ArrayList<SignedManifest>();
        store.noted(CHECKPOINT + scope).ifPresent(note -> found.add(manifest(note)));
        store.notes(CHECKPOINT + scope + "@").values().forEach(note -> found.add(manifest(note)));
        return found;
    }

    // ---- cursors

    /** A place in the relay's log: the position in one epoch of it. */
    public record At(Epoch epoch, long position) {}

    public At cursor(Scope scope) {
        return noted.apply(CURSOR + scope)
                .map(Values::decode)
                .map(v -> ((Value.ListOf) v).items())
                .map(parts -> new At(Messages.epoch(parts.get(0)), ((Value.Int) parts.get(1)).value()))
                .orElse(new At(Epoch.NONE, 0));
    }

    public static Map<String, byte[]> cursorNote(Scope scope, Epoch epoch, long position) {
        return Map.of(CURSOR + scope, Values.encode(Value.list(List.of(Messages.epoch(epoch), Value.of(position)))));
    }
}
