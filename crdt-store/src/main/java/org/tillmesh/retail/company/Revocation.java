package org.tillmesh.retail.company;

import java.util.List;
import java.util.stream.Stream;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.store.Document;
import org.tillmesh.store.View;

/**
 * Head office shuts a certificate out: its links at once, its records after the cuts.
 *
 * @param serial of the certificate, in decimal; in a record that only raises cuts, {@code <serial>+<hash of the cut>}
 * @param cuts per stream the last ChangeSet that still counts; the furthest of all records of a certificate stands
 */
public record Revocation(String serial, String till, List<Cut> cuts) implements RecordDocument {
    private static final String RAISED = "+";

    /** Raises one cut of a certificate that has been revoked before. */
    public static Revocation raised(String serial, String till, Cut cut) {
        return new Revocation(serial + RAISED + cut.head().hash(), till, List.of(cut));
    }

    /** Whether a certificate has been revoked. */
    public static boolean isRevoked(View view, String serial) {
        return view.record(Scope.COMPANY, DocType.REVOCATION.ref(serial)).isPresent();
    }

    /** All cuts of a certificate in one stream (its branches are told apart by their hashes). */
    public static List<Head> cuts(View view, String serial, StreamId stream) {
        try (Stream<Document> all = view.scan(Scope.COMPANY, DocType.REVOCATION.typeName())) {
            return all.map(document -> of((Document.Record) document))
                    .filter(r -> r.serial().equals(serial) || r.serial().startsWith(serial + RAISED))
                    .flatMap(r -> r.cuts().stream())
                    .filter(c -> c.stream().scope().equals(stream.scope())
                            && c.stream().origin().equals(stream.origin()))
                    .map(Cut::head)
                    .toList();
        }
    }

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
