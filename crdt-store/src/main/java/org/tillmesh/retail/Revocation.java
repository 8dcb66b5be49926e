package org.tillmesh.retail;

import java.util.List;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;

/**
 * Head office shuts a certificate out: its links at once, its records after the cuts.
 *
 * @param serial of the certificate, in decimal
 * @param cuts per stream the last ChangeSet that still counts
 */
public record Revocation(String serial, String till, List<Cut> cuts) implements RecordDocument {

    /** The relay's head of a stream when the certificate was revoked. */
    public record Cut(StreamId stream, Head head) {
        Value toValue() {
            return new Body()
                    .put("scope", stream.scope().name())
                    .put("origin", stream.origin().toString())
                    .put("branch", Value.of(stream.branch().bytes()))
                    .put("seq", head.seq())
                    .put("hash", Value.of(head.hash().bytes()))
                    .toValue();
        }

        static Cut of(Value value) {
            Fields in = Fields.of("cut", value);
            try {
                return new Cut(
                        new StreamId(
                                new Scope(in.text("scope")),
                                Origin.parse(in.text("origin")),
                                Hash.of(in.bytes("branch"))),
                        new Head(in.number("seq"), Hash.of(in.bytes("hash"))));
            } catch (BadDocument e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw new BadDocument("cut: " + e.getMessage());
            }
        }
    }

    public Revocation {
        cuts = List.copyOf(cuts);
    }

    @Override
    public DocRef ref() {
        return DocType.REVOCATION.ref(serial);
    }

    @Override
    public Value toValue() {
        return new Body().put("till", till).putList("cuts", cuts, Cut::toValue).toValue();
    }

    public static Revocation of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new Revocation(record.ref().id(), in.text("till"), in.list("cuts", Cut::of));
    }
}
