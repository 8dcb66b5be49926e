package org.tillmesh.store.checkpoint;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.base.BaseState;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Sum256;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.stream.ScopeStreams;
import org.tillmesh.store.stream.StreamJoin;
import org.tillmesh.store.view.ScopeDocuments;
import org.tillmesh.store.view.ScopeState;

/**
 * Joins two checkpoints of one scope, each under its own streams as causal context. A value stands if both checkpoints
 * have it, or if one has it and the other never saw it. A value that the other saw and does not show was replaced
 * there. A record stands if either has it. Documents pass one at a time, in their order.
 *
 * <p>Example: one checkpoint covers {@code 1 2 3} of a till and shows a name that 3 wrote; the other covers
 * {@code 1 2} and shows the name that 2 wrote and 3 replaced. The join shows the name of 3.
 */
public final class CheckpointJoin implements BaseTables.Source, AutoCloseable {
    private static final Comparator<BaseTables.Encoded> BY_NAME =
            Comparator.comparing(BaseTables.Encoded::type).thenComparing(BaseTables.Encoded::id);

    private final Schema schema;
    private final CheckpointSource mine;
    private final CheckpointSource theirs;
    private final ScopeStreams heldInMine;
    private final ScopeStreams heldInTheirs;
    private final ScopeStreams joined;
    private final TreeMap<String, Long> types = new TreeMap<>();
    private final Sum256 digest = new Sum256();

    /** @throws StoreException BAD_RECORD if the place where a stream forks can't be told */
    public CheckpointJoin(Schema schema, CheckpointSource mine, CheckpointSource theirs) {
        this.schema = schema;
        this.mine = mine;
        this.theirs = theirs;
        heldInMine = streams(mine);
        heldInTheirs = streams(theirs);
        joined = StreamJoin.of(mine.scope(), mine.streams(), theirs.streams());
    }

    private static ScopeStreams streams(CheckpointSource of) {
        var streams = new ScopeStreams(of.scope());
        of.streams().forEach(streams::seed);
        return streams;
    }

    @Override
    public Scope scope() {
        return mine.scope();
    }

    @Override
    public Iterator<BaseTables.Encoded> documents() {
        return new Joining(new InOrder(mine.documents()), new InOrder(theirs.documents()));
    }

    /** Reads documents one by one and holds the next one ready. */
    private static final class InOrder {
        private final Iterator<BaseTables.Encoded> left;
        BaseTables.@Nullable Encoded next;

        InOrder(Iterator<BaseTables.Encoded> all) {
            left = all;
            next = all.hasNext() ? all.next() : null;
        }

        BaseTables.Encoded take() {
            BaseTables.Encoded taken = next;
            if (taken == null) {
                throw new NoSuchElementException();
            }
            next = left.hasNext() ? left.next() : null;
            if (next != null && BY_NAME.compare(taken, next) >= 0) {
                throw Values.bad("the documents of a checkpoint are not in order: " + next.type() + " " + next.id()
                        + " comes behind " + taken.type() + " " + taken.id());
            }
            return taken;
        }
    }

    private final class Joining implements Iterator<BaseTables.Encoded> {
        private final InOrder ours;
        private final InOrder others;
        private BaseTables.@Nullable Encoded next;

        Joining(InOrder ours, InOrder others) {
            this.ours = ours;
            this.others = others;
            advance();
        }

        private void advance() {
            next = null;
            while (next == null && (ours.next != null || others.next != null)) {
                next = joinNext();
            }
        }

        private BaseTables.@Nullable Encoded joinNext() {
            BaseTables.Encoded one = ours.next;
            BaseTables.Encoded other = others.next;
            int order = one == null ? 1 : other == null ? -1 : BY_NAME.compare(one, other);
            Document here =
                    order <= 0 ? DocumentCodec.document(scope(), ours.take().bytes()) : null;
            Document there =
                    order >= 0 ? DocumentCodec.document(scope(), others.take().bytes()) : null;
            return counted(join(here, there));
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public BaseTables.Encoded next() {
            BaseTables.Encoded now = next;
            if (now == null) {
                throw new NoSuchElementException();
            }
            advance();
            return now;
        }
    }

    private Document join(@Nullable Document here, @Nullable Document there) {
        if (here instanceof Document.Appended || there instanceof Document.Appended) {
            Document.Appended one = here instanceof Document.Appended appended ? appended : null;
            Document.Appended other = there instanceof Document.Appended appended ? appended : null;
            return earlier(one, other);
        }
        Document.State one = here instanceof Document.State state ? state : null;
        Document.State other = there instanceof Document.State state ? state : null;
        DocRef ref = one != null ? one.ref() : other != null ? other.ref() : null;
        if (ref == null) {
            throw new AssertionError("Two documents were joined of which none is there");
        }
        DotStore dots = dots(one).join(holding(heldInMine), dots(other), holding(heldInTheirs));
        return new Document.State(scope(), ref, dots);
    }

    private static DotStore dots(Document.@Nullable State state) {
        return state == null ? DotStore.EMPTY : state.dots();
    }

    private static Predicate<Dot> holding(ScopeStreams streams) {
        return dot -> streams.holds(dot.origin(), dot.seq(), dot.hashPrefix());
    }

    /**
     * The record that stands: of two with one uuid the earlier one; of one that is archived in one checkpoint, the
     * whole one.
     */
    private static Document.Appended earlier(Document.@Nullable Appended one, Document.@Nullable Appended other) {
        if (one == null || other == null) {
            Document.Appended only = one == null ? other : one;
            if (only == null) {
                throw new AssertionError("Two records were joined of which none is there");
            }
            return only;
        }
        if (one.dot().equals(other.dot())) {
            return one instanceof Document.Record ? one : other;
        }
        return ScopeState.isBefore(other, one) ? other : one;
    }

    /** The encoded document; null if nobody sees it and no replaced dot is pending in it. */
    private BaseTables.@Nullable Encoded counted(Document document) {
        DocRef ref = document.ref();
        Document seen = ScopeDocuments.visible(document);
        if (seen != null) {
            types.merge(ref.type(), 1L, Long::sum);
            if (schema.countsInDigest(ref.type())) {
                digest.add(DocumentCodec.digest(seen));
            }
        } else if (!(document instanceof Document.State state && state.dots().hasPending())) {
            return null;
        }
        return new BaseTables.Encoded(ref.type(), ref.id(), DocumentCodec.encode(document));
    }

    /** None, because the join becomes a checkpoint and no base. */
    @Override
    public Iterator<Map.Entry<String, byte[]>> rows() {
        return List.<Map.Entry<String, byte[]>>of().iterator();
    }

    @Override
    public BaseState.OfScope state() {
        return new BaseState.OfScope(scope(), digest.toHash(), joined.all(), types, List.of(), null);
    }

    @Override
    public void close() {
        mine.close();
        theirs.close();
    }
}
