package org.tillmesh.store;

import java.util.ArrayList;
import java.util.List;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;

/**
 * Documents as values: what a person sees of one (for the digest), and the whole of one (for checkpoints and base
 * files): {@code [type, id, 0, [[path, [[dot, hlc, value]…]]…], [pending dot…]]} or {@code [type, id, 1, dot, hlc,
 * clockErrorMs, body]}.
 */
final class DocumentCodec {
    private static final int STATE = 0;
    private static final int RECORD = 1;
    private static final int STATE_PARTS = 5;
    private static final int RECORD_PARTS = 7;

    private DocumentCodec() {}

    /** What a digest counts of a document: SHA-256([type, id] ‖ values and conflicts without dots, or the body). */
    static Hash digest(Document document) {
        var out = new CborWriter(512);
        out.array(2).text(document.ref().type()).text(document.ref().id());
        if (document instanceof Document.Record record) {
            out.value(record.body());
        } else if (document instanceof Document.State state) {
            List<DotStore.Row> rows = state.dots().rows();
            out.array(paths(rows));
            for (int from = 0; from < rows.size(); ) {
                int to = endOfPath(rows, from);
                List<Value> values = to - from == 1
                        ? List.of(rows.get(from).value())
                        : state.dots().values(rows.get(from).path());
                out.array(2).texts(rows.get(from).path()).array(values.size());
                values.forEach(out::value);
                from = to;
            }
        }
        return Hash.sha256(out.toBytes());
    }

    private static int paths(List<DotStore.Row> rows) {
        int paths = 0;
        for (int from = 0; from < rows.size(); from = endOfPath(rows, from)) {
            paths++;
        }
        return paths;
    }

    private static int endOfPath(List<DotStore.Row> rows, int from) {
        int to = from + 1;
        while (to < rows.size() && rows.get(to).path().equals(rows.get(from).path())) {
            to++;
        }
        return to;
    }

    static byte[] encode(Document document) {
        var out = new CborWriter(512);
        write(out, document);
        return out.toBytes();
    }

    static void write(CborWriter out, Document document) {
        if (document instanceof Document.Record record) {
            out.array(RECORD_PARTS)
                    .text(record.ref().type())
                    .text(record.ref().id())
                    .number(RECORD);
            ChangeSets.write(out, List.of(record.dot()));
            out.number(record.hlc().packed()).number(record.clockErrorMs()).value(record.body());
        } else if (document instanceof Document.State state) {
            List<DotStore.Row> rows = state.dots().rows();
            out.array(STATE_PARTS)
                    .text(state.ref().type())
                    .text(state.ref().id())
                    .number(STATE);
            out.array(paths(rows));
            for (int from = 0; from < rows.size(); ) {
                int to = endOfPath(rows, from);
                out.array(2).texts(rows.get(from).path()).array(to - from);
                for (DotStore.Row row : rows.subList(from, to)) {
                    out.array(3);
                    ChangeSets.write(out, List.of(row.dot()));
                    out.number(row.hlc().packed()).value(row.value());
                }
                from = to;
            }
            ChangeSets.write(out, List.copyOf(state.dots().pending()));
        }
    }

    /** @throws StoreException BAD_RECORD if the bytes are not exactly one document */
    static Document document(Scope scope, byte[] bytes) {
        var in = new CborReader(bytes);
        Document document = read(scope, in);
        if (!in.isAtEnd()) {
            throw Values.bad("bytes follow the document");
        }
        return document;
    }

    static Document read(Scope scope, CborReader in) {
        int parts = in.array();
        DocRef ref = new DocRef(in.text(), in.text());
        long kind = in.number();
        if (kind == RECORD && parts == RECORD_PARTS) {
            Dot dot = ChangeSets.readDots(in).get(0);
            var hlc = new Hlc(in.number());
            long clockErrorMs = in.number();
            return new Document.Record(scope, ref, in.value(), dot, hlc, clockErrorMs);
        }
        if (kind != STATE || parts != STATE_PARTS) {
            throw Values.bad("a document of kind " + kind + " with " + parts + " parts is unknown here");
        }
        var rows = new ArrayList<DotStore.Row>();
        for (int paths = in.array(); paths > 0; paths--) {
            in.array(2);
            List<String> path = in.texts();
            for (int entries = in.array(); entries > 0; entries--) {
                in.array(3);
                Dot dot = ChangeSets.readDots(in).get(0);
                var hlc = new Hlc(in.number());
                rows.add(new DotStore.Row(path, dot, hlc, in.value()));
            }
        }
        return new Document.State(scope, ref, DotStore.ofSorted(rows, ChangeSets.readDots(in)));
    }
}
