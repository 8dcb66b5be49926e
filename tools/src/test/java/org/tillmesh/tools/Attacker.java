package org.tillmesh.tools;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.CompanyAuthority;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.tools.trial.WireLink;

/** Somebody who speaks the protocol and keeps to none of its rules. */
final class Attacker {
    private Attacker() {}

    /** The keys of a demo till: a stolen one, or an insider's. */
    static KeyRing till(String id) {
        TillId till = TillId.parse(id);
        return DemoCredentials.till(till.branch(), id, DemoSeed.replicaOf(till));
    }

    /** A till of that name and company, as another authority would have it. */
    static KeyRing ofAnotherAuthority(String id) {
        Clock clock = Clock.systemUTC();
        CompanyAuthority other = CompanyAuthority.create("DEMO", KeyRing.empty(), clock.instant());
        KeyRing ring = KeyRing.empty();
        var pair = KeyRing.newEd25519();
        var identity = new Identity(
                DemoSeed.replicaOf(TillId.parse(id)), "DEMO", TillId.parse(id).branch(), id, Identity.Kind.TILL);
        ring.put(
                KeyNames.SELF,
                pair.getPrivate(),
                other.issue(identity, pair.getPublic(), clock.instant()),
                other.certificate());
        return ring;
    }

    static WireLink call(int port, KeyRing ring) throws IOException {
        return WireLink.open(new HostPort("127.0.0.1", port), ring, Clock.systemUTC());
    }

    /** What a store of this till's name writes, one ChangeSet a commit. */
    static List<ChangeSet> written(Path folder, String till, Scope scope, List<Consumer<Transaction>> commits)
            throws IOException {
        var options = Stores.Options.of((s, o, d) -> true, Clock.systemUTC()::millis)
                .withReplica(DemoSeed.replicaOf(TillId.parse(till)));
        try (Store store = Stores.open(folder, options)) {
            for (Consumer<Transaction> commit : commits) {
                store.write(tx -> {
                    commit.accept(tx);
                    return true;
                });
            }
            return new ArrayList<>(store.since(StreamId.of(scope, store.self()), 0, Integer.MAX_VALUE));
        }
    }

    /** ChangeSets under a seal and a certificate, whoever they are of. */
    static Message.Batch batch(List<ChangeSet> changeSets, KeyRing sealedBy, KeyRing certificateOf) {
        ChangeSet last = changeSets.get(changeSets.size() - 1);
        Head head = last.head();
        return new Message.Batch(
                changeSets.stream().map(c -> c.encoded().bytes()).toList(),
                List.of(Seal.of(last.stream(), head, sealedBy.key(KeyNames.SELF))),
                List.of(),
                List.of(Certificates.encode(certificateOf.certificate(KeyNames.SELF))),
                false);
    }

    /** Whether the other side ends the link within so many seconds, whatever else it still says. */
    static boolean isCutOff(WireLink link, int secondsMax) throws IOException {
        long until = System.nanoTime() + secondsMax * 1_000_000_000L;
        try {
            while (true) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                link.next((int) left);
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (EOFException | SSLException | SocketException e) {
            return true;
        }
    }
}
