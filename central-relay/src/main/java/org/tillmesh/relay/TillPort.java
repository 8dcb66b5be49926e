package org.tillmesh.relay;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.folder.RelayFolder;
import org.tillmesh.relay.folder.Seeds;
import org.tillmesh.relay.log.RelayLog;
import org.tillmesh.relay.office.EscrowOffice;
import org.tillmesh.relay.office.PinOffice;
import org.tillmesh.relay.reporting.ReportingDesk;
import org.tillmesh.relay.tills.ActivationDesk;
import org.tillmesh.relay.tills.LostDeposits;
import org.tillmesh.relay.tills.RevocationDesk;
import org.tillmesh.relay.tills.RollCall;
import org.tillmesh.relay.tills.TillBoard;
import org.tillmesh.relay.tills.TillRequests;
import org.tillmesh.replication.ArchivedRecords;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.office.RelayPort;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Authority;

/** What the tills' links ask of head office. */
record TillPort(
        RelayFolder folder,
        RelayLog log,
        Seeds seeds,
        ActivationDesk activation,
        RevocationDesk revocations,
        RollCall rollCall,
        TillBoard board,
        TillRequests requests,
        LostDeposits deposits,
        EscrowOffice escrow,
        PinOffice pins,
        ReportingDesk reporting)
        implements RelayPort {
    @Override
    public Epoch epoch() {
        return log.epoch();
    }

    @Override
    public Admission admit(byte[] secret, PublicKey key) {
        Admission admission = activation.admit(secret, key);
        if (admission instanceof Admission.Admitted admitted) {
            Identity till = folder.identity(admitted.certificate());
            rollCall.heardOut(till.replica());
            folder.acts().recordSoon(new OfficeAct(OfficeAct.CODE, "tills-activate", till.till()));
        }
        return admission;
    }

    @Override
    public boolean isRevoked(X509Certificate certificate) {
        return revocations.isRevoked(certificate);
    }

    @Override
    public Shutout shutout() {
        return revocations.shutout();
    }

    @Override
    public Authority judge() {
        return folder.judge();
    }

    @Override
    public Epoch beginAnew(Epoch greatestHeard) {
        return log.beginAnew(greatestHeard);
    }

    @Override
    public void accountedFor(Identity till) {
        rollCall.heardOut(till.replica());
    }

    @Override
    public Optional<Path> incoming() {
        return Optional.of(folder.dir().resolve("incoming"));
    }

    @Override
    public void testified(Identity witness, Testimony testimony) {
        revocations.testified(witness, testimony);
    }

    @Override
    public SignedManifest checkpoint(Scope scope, Hash begun) {
        return seeds.checkpoint(scope, begun);
    }

    @Override
    public SignedManifest checkpoint(Scope scope) {
        return seeds.checkpoint(scope);
    }

    @Override
    public Path chunk(Scope scope, Hash hash) {
        return seeds.chunk(scope, hash);
    }

    @Override
    public byte[] packedChunk(Scope scope, Hash hash) throws IOException {
        return seeds.packedChunk(scope, hash);
    }

    @Override
    public Value ask(Identity till, String kind, Value body) {
        if (kind.equals("state") && body instanceof Value.MapOf map) {
            board.said(till, number(map, "unsent"), number(map, "unprotected"));
            return Value.map(Map.of("zatcaAlarm", Value.of(reporting.alarm(TillId.parse(till.till())))));
        }
        if (kind.equals("zatca")) {
            return reporting.ask(TillId.parse(till.till()), body);
        }
        switch (kind) {
            case "escrow":
                return escrow.handOver(till, body);
            case "branch-stock":
                return requests.branchStock(till, body);
            case "deposit-cart":
                return deposits.handOver(till, body);
            case "transfer":
                return requests.step(till, body);
            case ArchivedRecords.QUESTION:
                return ArchivedRecords.answer(folder.store(), till, body);
            case "pin":
                return pins.choose(till, body);
            default:
                break;
        }
        throw new IllegalArgumentException("Question \"" + kind + "\" is unknown to this relay; it may need an update");
    }

    private static long number(Value.MapOf map, String field) {
        return map.entries().get(field) instanceof Value.Int number ? number.value() : -1;
    }

    @Override
    public void heard(Identity till, long itsNowMillis) {
        board.heard(till, itsNowMillis);
    }

    @Override
    public void gone(Identity till) {
        board.gone(till);
    }
}
