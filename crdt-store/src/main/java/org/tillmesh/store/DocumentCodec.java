package org.tillmesh.store;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
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

    /** Values and conflicts, without dots: [[path, [winner, others…]]…], or the record's body. */
    static Value shown(Document document) {
        if (document instanceof Document.Record record) {
            return record.body();
        }
        if (document instanceof Document.State state) {
            var paths = new ArrayList<Value>();
            state.dots()
                    .paths()
                    .keySet()
                    .forEach(path -> paths.add(Value.list(
                            List.of(texts(path), Value.list(state.dots().values(path))))));
            return Value.list(paths);
        }
        throw new AssertionError("No digest for " + document);
    }

    static Value whole(Document document) {
        Value type = Value.of(document.ref().type());
        Value id = Value.of(document.ref().id());
        if (document instanceof Document.Record record) {
            return Value.list(List.of(
                    type,
                    id,
                    Value.of(RECORD),
                    ChangeSets.dots(List.of(record.dot())),
                    Value.of(record.hlc().packed()),
                    Value.of(record.clockErrorMs()),
                    record.body()));
        }
        if (document instanceof Document.State state) {
            var paths = new ArrayList<Value>();
            state.dots().paths().forEach((path, dots) -> {
                var entries = new ArrayList<Value>();
                dots.forEach((dot, entry) -> entries.add(Value.list(List.of(
                        ChangeSets.dots(List.of(dot)), Value.of(entry.hlc().packed()), entry.value()))));
                paths.add(Value.list(List.of(texts(path), Value.list(entries))));
            });
            return Value.list(List.of(
                    type,
                    id,
                    Value.of(STATE),
                    Value.list(paths),
                    ChangeSets.dots(List.copyOf(state.dots().pending()))));
        }
        throw new AssertionError("No encoding for " + document);
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
        var paths = new TreeMap<List<String>, java.util.SortedMap<Dot, DotStore.Entry>>(DotStore.PATH_ORDER);
        for (Value path : ChangeSets.list(parts.get(3))) {
            List<Value> pair = ChangeSets.list(path);
            var dots = new TreeMap<Dot, DotStore.Entry>();
            for (Value entry : ChangeSets.list(pair.get(1))) {
                List<Value> triple = ChangeSets.list(entry);
                dots.put(
                        ChangeSets.dots(triple.get(0)).get(0),
                        new DotStore.Entry(triple.get(2), new Hlc(ChangeSets.number(triple.get(1)))));
            }
            paths.put(
                    ChangeSets.list(pair.get(0)).stream().map(ChangeSets::text).toList(), dots);
        }
        return new Document.State(scope, ref, new DotStore(paths, new TreeSet<>(ChangeSets.dots(parts.get(4)))));
    }

    private static Value texts(List<String> path) {
        return Value.list(path.stream().map(Value::of).toList());
    }
}
