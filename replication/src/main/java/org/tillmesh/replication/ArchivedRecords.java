package org.tillmesh.replication;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;

/**
 * The question {@code archived}: whoever has records whole hands out their bodies. What the asker kept of a record
 * proves the answer, so that it may come from anybody.
 */
public final class ArchivedRecords {
    public static final String QUESTION = "archived";

    /** A few hundred kilobytes. */
    private static final int AT_ONCE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(ArchivedRecords.class);

    private ArchivedRecords() {}

    /**
     * Answers with those records of the asker's store that are here whole.
     *
     * @param body {@code [type, id…]}
     * @throws IllegalArgumentException if the question is none
     */
    public static Value answer(Store store, Identity from, Value body) {
        List<String> words = texts(body);
        Scope scope = Scope.branch(from.branch());
        return Value.list(words.subList(1, words.size()).stream()
                .flatMap(id -> store.whole(scope, new DocRef(words.get(0), id)).stream())
                .map(Value::of)
                .toList());
    }

    private static List<String> texts(Value body) {
        var words = new ArrayList<String>();
        if (body instanceof Value.ListOf list && list.items().size() <= 1 + AT_ONCE) {
            for (Value item : list.items()) {
                if (item instanceof Value.Text text) {
                    words.add(text.value());
                }
            }
            if (words.size() > 1 && words.size() == list.items().size()) {
                return words;
            }
        }
        throw new IllegalArgumentException(
                "A question for archived records names their type and up to " + AT_ONCE + " ids");
    }

    /**
     * Fetches bodies from head office, or else from neighbours.
     *
     * @throws OfflineException if some are with nobody who can be reached
     */
    public static void bring(Store store, Replicator line, Scope scope, Collection<DocRef> wanted) {
        var left = new TreeSet<>(wanted);
        if (line.online()) {
            bring(store, scope, left, question -> line.askRelay(QUESTION, question));
        }
        for (String till : line.neighbours()) {
            bring(store, scope, left, question -> line.ask(till, QUESTION, question));
        }
        if (!left.isEmpty()) {
            throw new OfflineException(
                    left.first() + " and " + (left.size() - 1) + " others are with nobody who can be reached now");
        }
    }

    /** Asks one peer for all; what came goes from the set. */
    private static void bring(Store store, Scope scope, TreeSet<DocRef> left, UnaryOperator<Value> ask) {
        var byType = new TreeMap<String, List<DocRef>>();
        left.forEach(ref ->
                byType.computeIfAbsent(ref.type(), type -> new ArrayList<>()).add(ref));
        try {
            for (Map.Entry<String, List<DocRef>> ofType : byType.entrySet()) {
                List<DocRef> refs = ofType.getValue();
                for (int at = 0; at < refs.size(); at += AT_ONCE) {
                    List<DocRef> some = refs.subList(at, Math.min(refs.size(), at + AT_ONCE));
                    left.removeAll(keep(store, scope, ask.apply(question(ofType.getKey(), some))));
                }
            }
        } catch (OfflineException | NoAnswerException | IllegalArgumentException | StoreException e) {
            LOG.info("Of {} archived records some are not brought: {}", left.size(), e.getMessage());
        }
    }

    private static Value question(String type, List<DocRef> refs) {
        return Value.list(Stream.concat(Stream.of(type), refs.stream().map(DocRef::id))
                .map(Value::of)
                .toList());
    }

    private static List<DocRef> keep(Store store, Scope scope, Value answer) {
        var kept = new ArrayList<DocRef>();
        if (answer instanceof Value.ListOf list) {
            for (Value record : list.items()) {
                if (record instanceof Value.Bytes bytes) {
                    kept.add(store.bringBack(scope, bytes.value()));
                }
            }
        }
        return kept;
    }
}
