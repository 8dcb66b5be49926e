package org.tillmesh.store;

import java.util.ArrayList;
import java.util.List;
import org.tillmesh.crdt.DocRef;
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

    private DocumentCodec() {}

    /** What a digest counts of a document: SHA-256([type, id] ‖ values and conflicts without dots, or the body). */
    static Hash digest(Document document) {
        var out = new CborWriter(512);
        out.array(2).text(document.ref().type()).text(document.ref().id());
        if (document instanceof Document.Record record) {
            out.value(record.body());
        } else if (document instanceof Document.State state) {
            List<List<String>> paths = state.dots().paths();
            out.array(paths.size());
            for (List<String> path : paths) {
                List<Value> values = state.dots().values(path);
                out.array(2).texts(path).array(values.size());
                values.forEach(out::value);
            }
        }
        return Hash.sha256(out.toBytes());
    }

    static byte[] encode(Document document) {
        var out = new CborWriter(512);
        write(out, document);
        return out.toBytes();
    }

    static void write(CborWriter out, Document document) {
        if (document instanceof Document.Record record) {
            out.array(7).text(record.ref().type()).text(record.ref().id()).number(RECORD);
            ChangeSets.write(out, List.of(record.dot()));
            out.number(record.hlc().packed()).number(record.clockErrorMs()).value(record.body());
        } else if (document instanceof Document.State state) {
            List<DotStore.Row> rows = state.dots().rows();
            out.array(5).text(state.ref().type()).text(state.ref().id()).number(STATE);
            out.array(state.dots().paths().size());
            for (int from = 0; from < rows.size(); ) {
                int to = from;
                while (to < rows.size()
                        && rows.get(to).path().equals(rows.get(from).path())) {
                    to++;
                }
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

    static Document document(Scope scope, Value value) {
        List<Value> parts = ChangeSets.list(value);
        DocRef ref = new DocRef(ChangeSets.text(parts.get(0)), ChangeSets.text(parts.get(1)));
        if (ChangeSets.number(parts.get(2)) == RECORD) {
            return new Document.Record(
                    scope,
                    ref,
                    parts.get(6),
                    ChangeSets.dots(parts.get(3)).get(0),
                    new Hlc(ChangeSets.number(parts.get(4))),
                    ChangeSets.number(parts.get(5)));
        }
        var rows = new ArrayList<DotStore.Row>();
        for (Value path : ChangeSets.list(parts.get(3))) {
            List<Value> pair = ChangeSets.list(path);
            List<String> steps =
                    ChangeSets.list(pair.get(0)).stream().map(ChangeSets::text).toList();
            for (Value entry : ChangeSets.list(pair.get(1))) {
                List<Value> triple = ChangeSets.list(entry);
                rows.add(new DotStore.Row(
                        steps,
                        ChangeSets.dots(triple.get(0)).get(0),
                        new Hlc(ChangeSets.number(triple.get(1))),
                        triple.get(2)));
            }
        }
        return new Document.State(scope, ref, DotStore.of(rows, ChangeSets.dots(parts.get(4))));
    }
}
