package org.tillmesh.replication.security;

import java.security.PrivateKey;
import java.security.PublicKey;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.store.bytes.ChangeSets;

/** An origin's word that it can no longer read records of its own: nobody else may say so of them. */
public final class Losses {
    private Losses() {}

    public static ChangeSet signed(ChangeSet lost, PrivateKey key) {
        return ChangeSets.lost(
                lost.scope(),
                lost.origin(),
                lost.firstSeq(),
                lost.head(),
                lost.prev(),
                Signatures.sign(key, ChangeSets.saidOfLost(lost)));
    }

    public static boolean isBy(ChangeSet lost, PublicKey key) {
        ChangeSet.Loss loss = lost.loss();
        return loss != null
                && Signatures.isBy(
                        key, ChangeSets.saidOfLost(lost), loss.signature().bytes());
    }
}
