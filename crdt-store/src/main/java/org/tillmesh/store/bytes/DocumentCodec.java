package org.tillmesh.store.bytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Stamp;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Document;
import org.tillmesh.store.Place;
import org.tillmesh.store.StoreException;

/**
 * Documents as values: what a person sees of one (for the digest), and the whole of one (for checkpoints and base
 * files): {@code [type, id, 0, [[path, [[dot, hlc, value]…]]…], [pending dot…]]}, {@code [type, id, 1, dot, hlc,
 * clockErrorMs, body]}, or of a record in an archive {@code [type, id, 2, dot, hlc, month, digest, [[value, [index, key,
 * index, key…]]…]]}: its index rows, those of one value together.
 */
public final class DocumentCodec {
    private static final int STATE = 0;
    private static final int RECORD = 1;
    private static final int ARCHIVED = 2;
    private static final int STATE_PARTS = 5;
    private static final int RECORD_PARTS = 7;
    private static final int ARCHIVED_PARTS = 8;

    private DocumentCodec() {}

    /** What a digest counts of a document: SHA-256([type, id] ‖ values and conflicts without dots, or the body). */
    public static Hash digest(Document document) {
        if (document instanceof Document.Archived archived) {
            return archived.digest();
        }
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

    public static byte[] encode(Document document) {
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
        } else if (document instanceof Document.Archived archived) {
            out.array(ARCHIVED_PARTS)
                    .text(archived.ref().type())
                    .text(archived.ref().id())
                    .number(ARCHIVED);
            ChangeSets.write(out, List.of(archived.dot()));
            out.number(archived.hlc().packed())
                    .text(archived.month())
                    .bytes(archived.digest().bytes());
            writeRows(out, archived.rows());
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

    private static void writeRows(CborWriter out, SortedMap<String, byte[]> rows) {
        var placesByValue = new LinkedHashMap<ByteBuffer, List<String>>();
        rows.forEach((place, value) -> placesByValue
                .computeIfAbsent(ByteBuffer.wrap(value), v -> new ArrayList<>())
                .add(place));
        out.array(placesByValue.size());
        placesByValue.forEach((value, places) -> {
            out.array(2).encoded(value.array()).array(2 * places.size());
            for (String place : places) {
                out.text(Place.indexOf(place)).text(Place.keyOfGroup(Place.groupOf(place)));
            }
        });
    }

    private static SortedMap<String, byte[]> readRows(CborReader in, DocRef ref) {
        var rows = new TreeMap<String, byte[]>();
        for (int values = in.array(); values > 0; values--) {
            in.array(2);
            int from = in.at();
            in.value();
            byte[] value = in.slice(from);
            for (int names = in.array(); names > 0; names -= 2) {
                rows.put(Place.of(Place.group(in.text(), in.text()), ref), value);
            }
        }
        return Collections.unmodifiableSortedMap(rows);
    }

    /** The time of the record that bytes hold; null if they hold another kind of document. */
    static @Nullable public Hlc timeOfRecord(byte[] bytes) {
        var in = new CborReader(bytes);
        in.array();
        in.text();
        in.text();
        if (in.number() != RECORD) {
            return null;
        }
        ChangeSets.readDots(in);
        return new Hlc(in.number());
    }

    /** @throws StoreException BAD_RECORD if the bytes are not exactly one document */
    public static Document document(Scope scope, byte[] bytes) {
        var in = new CborReader(bytes);
        Document document = read(scope, in);
        if (!in.isAtEnd()) {
            throw Values.bad("bytes follow the document");
        }
        return document;
    }

    public static Document read(Scope scope, CborReader in) {
        int parts = in.array();
        DocRef ref = new DocRef(in.text(), in.text());
        long kind = in.number();
        if (kind == RECORD && parts == RECORD_PARTS) {
            Dot dot = ChangeSets.readDots(in).get(0);
            var hlc = new Hlc(in.number());
            long clockErrorMs = in.number();
            return new Document.Record(scope, ref, in.body(0), dot, hlc, clockErrorMs);
        }
        if (kind == ARCHIVED && parts == ARCHIVED_PARTS) {
            Dot dot = ChangeSets.readDots(in).get(0);
            var hlc = new Hlc(in.number());
            String month = in.text();
            return new Document.Archived(scope, ref, month, dot, hlc, Hash.of(in.raw()), readRows(in, ref));
        }
        if (kind != STATE || parts != STATE_PARTS) {
            throw Values.bad("a document of kind " + kind + " with " + parts + " parts is unknown here");
        }
        var rows = new ArrayList<DotStore.Row>();
        Stamp stamp = null;
        for (int paths = in.array(); paths > 0; paths--) {
            in.array(2);
            List<String> path = in.texts();
            for (int entries = in.array(); entries > 0; entries--) {
                in.array(3);
                Dot dot = ChangeSets.readDots(in).get(0);
                var hlc = new Hlc(in.number());
                if (stamp == null || !stamp.names(dot) || !stamp.hlc().equals(hlc)) {
                    stamp = Stamp.of(dot, hlc);
                }
                rows.add(new DotStore.Row(path, stamp, dot.index(), in.value()));
            }
        }
        return new Document.State(scope, ref, DotStore.ofSorted(rows, ChangeSets.readDots(in)));
    }
}
