package org.tillmesh.replication;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;
import org.tillmesh.store.Values;

/**
 * Who vouches for what: certificates, seals, acknowledgements and cursors, kept as notes of the store. Keys: {@code
 * cert/<replica>}, {@code seal/<stream>}, {@code ack/<stream>}, {@code cursor/<scope>}, {@code epoch}, {@code
 * relay-cert}, {@code neighbour/<address>}.
 */
public final class Evidence {
    static final String CERTIFICATE = "cert/";
    static final String SEAL = "seal/";
    static final String ACK = "ack/";
    static final String CURSOR = "cursor/";
    static final String EPOCH = "epoch";
    static final String RELAY = "relay-cert";

    private final Function<String, Optional<byte[]>> noted;
    private final PublicKey company;
    private final Clock clock;
    private final Map<ReplicaId, X509Certificate> certificates = new ConcurrentHashMap<>();
    private final Map<ReplicaId, Identity> identities = new ConcurrentHashMap<>();

    /** @param noted reads a note of the folder; may be asked while the store is still opening */
    public Evidence(Function<String, Optional<byte[]>> noted, PublicKey company, Clock clock) {
        this.noted = noted;
        this.company = company;
        this.clock = clock;
    }

    // ---- certificates

    /** Who an origin is, if its certificate is known here. */
    public Optional<Identity> identityOf(Origin origin) {
        return certificate(origin.replica()).map(c -> identities.get(origin.replica()));
    }

    Optional<X509Certificate> certificate(ReplicaId replica) {
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
     * Checks a certificate that came along and gives the note that keeps it, or nothing if it is known.
     *
     * @throws SecurityFailure if it is not of this company
     */
    Map<String, byte[]> learn(X509Certificate certificate) {
        Identity identity = Certificates.identity(certificate, company, clock.instant());
        if (certificate(identity.replica()).isPresent()) {
            return Map.of();
        }
        identities.put(identity.replica(), identity);
        certificates.put(identity.replica(), certificate);
        return Map.of(CERTIFICATE + identity.replica(), Certificates.encode(certificate));
    }

    /** The note that keeps a certificate; for set-up, where the store is written by someone else. */
    public static Map<String, byte[]> note(Identity identity, X509Certificate certificate) {
        return Map.of(CERTIFICATE + identity.replica(), Certificates.encode(certificate));
    }

    public static Map<String, byte[]> note(Seal seal) {
        return Map.of(SEAL + seal.stream(), Values.encode(Messages.seal(seal)));
    }

    /** The relay's certificate: whose acknowledgements and checkpoints count. */
    public static Map<String, byte[]> relayNote(X509Certificate relay) {
        return Map.of(RELAY, Certificates.encode(relay));
    }

    Optional<PublicKey> relayKey() {
        return noted.apply(RELAY).map(Certificates::parse).map(X509Certificate::getPublicKey);
    }

    // ---- seals

    /** The furthest seal that lies on a stream as it is held here. */
    Optional<Seal> seal(Store store, StreamId stream) {
        Seal best = null;
        for (byte[] bytes :
                store.notes(SEAL + StreamId.of(stream.scope(), stream.origin())).values()) {
            Seal seal = Messages.seal(Values.decode(bytes));
            boolean onStream = store.hashAt(stream, seal.head().seq())
                    .filter(seal.head().hash()::equals)
                    .isPresent();
            if (onStream && (best == null || seal.head().seq() > best.head().seq())) {
                best = seal;
            }
        }
        return Optional.ofNullable(best);
    }

    boolean isRight(Seal seal) {
        return certificate(seal.stream().origin().replica())
                .map(c -> seal.isBy(c.getPublicKey()))
                .orElse(false);
    }

    // ---- acknowledgements

    Epoch epoch() {
        return noted.apply(EPOCH).map(b -> Messages.epoch(Values.decode(b))).orElse(Epoch.NONE);
    }

    boolean isRight(Acknowledgement ack) {
        return relayKey().map(ack::isBy).orElse(false);
    }

    /** Up to where the relay has a stream, by an acknowledgement of the greatest epoch known. */
    Head acknowledged(Store store, StreamId stream) {
        Head best = Head.NONE;
        Epoch greatest = epoch();
        for (byte[] bytes :
                store.notes(ACK + StreamId.of(stream.scope(), stream.origin())).values()) {
            Acknowledgement ack = Messages.ack(Values.decode(bytes));
            boolean onStream = store.hashAt(stream, ack.head().seq())
                    .filter(ack.head().hash()::equals)
                    .isPresent();
            if (ack.epoch().equals(greatest) && onStream && ack.head().seq() > best.seq()) {
                best = ack.head();
            }
        }
        return best;
    }

    /** The notes that keep an acknowledgement, if it says more than is known. */
    Map<String, byte[]> learn(Acknowledgement ack) {
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
        return notes;
    }

    // ---- cursors

    /** Where this replica stands in the relay's log. */
    record At(Epoch epoch, long position) {}

    At cursor(Scope scope) {
        return noted.apply(CURSOR + scope)
                .map(Values::decode)
                .map(v -> ((Value.ListOf) v).items())
                .map(parts -> new At(Messages.epoch(parts.get(0)), ((Value.Int) parts.get(1)).value()))
                .orElse(new At(Epoch.NONE, 0));
    }

    static Map<String, byte[]> cursorNote(Scope scope, Epoch epoch, long position) {
        return Map.of(CURSOR + scope, Values.encode(Value.list(List.of(Messages.epoch(epoch), Value.of(position)))));
    }
}
