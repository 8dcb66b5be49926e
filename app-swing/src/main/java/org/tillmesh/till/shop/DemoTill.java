package org.tillmesh.till.shop;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;

/** A till of the demo company: its name, its public keys, and what head office would have sent it. */
final class DemoTill {
    private DemoTill() {}

    /** @throws TillException BAD_VALUE for a till that the demo company has not */
    static TillId named(TillOptions options) {
        String name = options.store() == null ? "S001" : options.store();
        String number = options.till() == null ? "T01" : options.till();
        if (!DemoSeed.hasBranch(name)) {
            throw new TillException(ShopRefusal.NO_DEMO_STORE, name);
        }
        if (!number.matches("T[0-9]{2}") || !DemoSeed.hasTill(new TillId(name, number))) {
            throw new TillException(ShopRefusal.NO_DEMO_TILL, number);
        }
        return new TillId(name, number);
    }

    static KeyRing keys(TillId till) {
        return DemoCredentials.till(till.branch(), till.toString(), DemoSeed.replicaOf(till));
    }

    /** Brings what is missing of the company and of one store. */
    static void seed(Store store, String branch, Map<String, byte[]> own, Instant now) {
        var notes = new HashMap<String, byte[]>(own);
        X509Certificate seedCertificate = DemoCredentials.seedCertificate(DemoSeed.REPLICA);
        notes.putAll(Evidence.note(
                Certificates.identity(seedCertificate, DemoCredentials.authorityKey(), now), seedCertificate));
        X509Certificate relay = DemoCredentials.relay().certificate(KeyNames.SELF);
        notes.putAll(Evidence.relayNote(relay));
        var changeSets = new ArrayList<ChangeSet>();
        for (Scope scope : List.of(Scope.COMPANY, Scope.branch(branch))) {
            List<ChangeSet> ofScope = DemoSeed.changeSets(scope, DemoCredentials::pinVerifier);
            ChangeSet last = ofScope.get(ofScope.size() - 1);
            notes.putAll(Evidence.note(Seal.of(last.stream(), last.head(), DemoCredentials.seedKey())));
            changeSets.addAll(ofScope);
        }
        store.receive(changeSets, notes);
    }
}
