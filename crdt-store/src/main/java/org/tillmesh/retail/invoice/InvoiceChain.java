package org.tillmesh.retail.invoice;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.query.TypedChange;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/** Each till's chain of invoices: its head, forks and gaps, and what the tax authority said. */
public final class InvoiceChain extends StoreReader {
    private static final int GAPS_MAX = 1_000;

    /** One invoice in its till's chain. Ordered by time, then uuid. */
    public record Link(long icv, String hash, String pih, String uuid, String receipt, Instant at)
            implements Comparable<Link> {
        @Override
        public int compareTo(Link other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : uuid.compareTo(other.uuid);
        }

        public static Link of(InvoiceRecord invoice) {
            return new Link(
                    invoice.icv(), invoice.hash(), invoice.pih(), invoice.uuid(), invoice.receipt(), invoice.at());
        }

        public Value toValue() {
            return Value.list(List.of(
                    Value.of(icv),
                    Value.of(hash),
                    Value.of(pih),
                    Value.of(uuid),
                    Value.of(receipt),
                    Value.of(at.toEpochMilli())));
        }

        public static Link of(Value value) {
            List<Value> parts = ((Value.ListOf) value).items();
            return new Link(
                    ((Value.Int) parts.get(0)).value(),
                    ((Value.Text) parts.get(1)).value(),
                    ((Value.Text) parts.get(2)).value(),
                    ((Value.Text) parts.get(3)).value(),
                    ((Value.Text) parts.get(4)).value(),
                    Instant.ofEpochMilli(((Value.Int) parts.get(5)).value()));
        }
    }

    /** Several invoices of one till with one counter. */
    public record Fork(TillId till, long icv, List<Link> links) {}

    /**
     * Invoices that the tax authority has not answered yet.
     *
     * @param oldest when the oldest of them was issued
     */
    public record Unreported(long count, Optional<Instant> oldest) {}

    private final Unanswered unanswered;

    public InvoiceChain(Store store) {
        super(store);
        unanswered = new Unanswered();
    }

    public List<TypedProjection> projections() {
        return List.of(unanswered);
    }

    private static KeyRange of(TillId till) {
        return KeyRange.startingWith(Index.key(till.toString(), ""));
    }

    private static List<Link> links(View view, Scope branch, KeyRange keys) {
        return view.rows(branch, Index.ICV, keys)
                .map(row -> Link.of(row.value()))
                .toList();
    }

    /** The till's highest invoice; of a fork the later one. Empty for a till that never issued. */
    public Optional<Link> head(Scope branch, TillId till) {
        return read(view -> view.lastRow(branch, Index.ICV, of(till))
                .flatMap(last -> links(view, branch, KeyRange.exactly(last.key())).stream()
                        .max(Comparator.naturalOrder())));
    }

    /**
     * The head behind which this folder's own till goes on: its highest invoice that is held, or the last that it gave out if
     * rot took that.
     */
    public Optional<Link> ownHead(Scope branch, TillId till) {
        Optional<Link> held = head(branch, till);
        Optional<Link> givenOut = PrintedHead.of(store(), till).map(PrintedHead::link);
        return givenOut.filter(link -> held.map(Link::icv).orElse(0L) < link.icv())
                .or(() -> held);
    }

    /** Appends an invoice of this folder's till, in the commit that gives it out. */
    public void giveOut(Transaction tx, Scope branch, InvoiceRecord invoice) {
        invoice.appendTo(tx, branch);
        tx.note(
                Store.PRINTED,
                PrintedHead.after(PrintedHead.of(store(), invoice.till()), invoice)
                        .encode());
    }

    /** The till's invoice with that hash: what a printed QR names. */
    public Optional<Link> byHash(Scope branch, TillId till, String hash) {
        KeyRange keys = KeyRange.exactly(Index.key(till.toString(), hash));
        return read(view -> view.rows(branch, Index.INVOICE_HASH, keys).toList().stream()
                .flatMap(row -> view.record(branch, row.document()).stream())
                .flatMap(record -> Read.record(record, InvoiceRecord::of).stream())
                .map(Link::of)
                .findFirst());
    }

    /** The sale or return whose invoice of a till has that hash: what the QR on any paper names. */
    public Optional<DocumentId> documentByHash(Scope branch, TillId till, String hash) {
        KeyRange keys = KeyRange.exactly(Index.key(till.toString(), hash));
        return read(view -> view.rows(branch, Index.INVOICE_HASH, keys).toList().stream()
                .flatMap(row -> view.record(branch, row.document()).stream())
                .flatMap(record -> Read.record(record, InvoiceRecord::of).stream())
                .map(InvoiceRecord::document)
                .findFirst());
    }

    /** Counters that more than one invoice bears, of all tills. */
    public List<Fork> forks(Scope branch) {
        return read(view -> view.folds(branch, Index.ICV, KeyRange.ALL).map(Schema.Folded::key).toList().stream()
                .map(key -> new Fork(
                        TillId.parse(key.substring(0, key.indexOf(Index.SEP))),
                        Index.number(key.substring(key.indexOf(Index.SEP) + 1)),
                        links(view, branch, KeyRange.exactly(key)).stream()
                                .sorted()
                                .toList()))
                .toList());
    }

    /** Counters of the till that are missing below its head: not arrived yet, or lost. At most 1,000 are listed. */
    public List<Long> gaps(Scope branch, TillId till) {
        return read(view -> {
            var found = new ArrayList<Long>();
            long expected = 1;
            for (Link link : links(view, branch, of(till))) {
                for (; expected < link.icv() && found.size() < GAPS_MAX; expected++) {
                    found.add(expected);
                }
                expected = link.icv() + 1;
            }
            return found;
        });
    }

    public Optional<Reporting> answer(Scope branch, String uuid) {
        return uuid.isEmpty() ? Optional.empty() : read(view -> answer(view, branch, uuid));
    }

    private static Optional<Reporting> answer(View view, Scope branch, String uuid) {
        return Read.state(view.get(branch, DocType.REPORTING.ref(uuid)).orElse(null), Reporting::of);
    }

    /** Uuids of those that {@link #needingAPerson} gives. */
    public List<String> uuidsNeedingAPerson(Scope branch) {
        return read(view -> view.rows(branch, Index.REJECTED, KeyRange.ALL)
                .map(row -> row.key())
                .toList());
    }

    /** Invoices that the tax authority refused, or that it could not be asked about, by id. */
    public List<Reporting> needingAPerson(Scope branch) {
        return read(view -> view.rows(branch, Index.REJECTED, KeyRange.ALL).toList().stream()
                .flatMap(row -> answer(view, branch, row.key()).stream())
                .toList());
    }

    /**
     * The invoice that was issued anew for a sale or return, the last of several; empty if its first one stands, which
     * bears the document's own uuid.
     */
    public Optional<Link> standing(Scope branch, DocumentId document) {
        KeyRange keys = KeyRange.startingWith(Index.key(document.value(), ""));
        return read(view -> view.lastRow(branch, Index.REISSUED, keys).map(row -> Link.of(row.value())));
    }

    public Unreported unreported(Scope branch, TillId till) {
        return read(view -> unanswered.of(view, branch, till));
    }

    /** Invoices of a till without an answer, in chain order, so many at most. */
    public List<Link> waiting(Scope branch, TillId till, int limit) {
        return read(view -> unanswered.first(view, branch, till, limit));
    }

    /** Standard invoices of a till issued at or after a time, the oldest first. */
    public List<Link> standardSince(Scope branch, TillId till, Instant from) {
        KeyRange all = of(till);
        var keys = new KeyRange(Index.key(till.toString(), Index.ordered(from.toEpochMilli())), all.to());
        return read(view -> view.rows(branch, Index.STANDARD, keys)
                .map(row -> Link.of(row.value()))
                .toList());
    }

    /** An invoice by its uuid. */
    public Optional<InvoiceRecord> invoice(Scope branch, String uuid) {
        return read(view ->
                Read.record(view.record(branch, DocType.INVOICE.ref(uuid)).orElse(null), InvoiceRecord::of));
    }

    /** Tills with invoices that the tax authority has not answered. */
    public List<TillId> tillsUnreported(Scope branch) {
        return read(view -> unanswered.tills(view, branch));
    }

    /** What of a till is to be reported next: the lowest counter without an answer, of those that are not passed over. */
    public Optional<Link> nextUnreported(Scope branch, TillId till, Predicate<String> isPassedOver) {
        return read(view -> unanswered.next(view, branch, till, isPassedOver));
    }

    /** The till's highest counter without an answer. */
    public Optional<Link> lastUnreported(Scope branch, TillId till) {
        return read(view -> unanswered.last(view, branch, till));
    }

    /** Whether the till's invoice before this one is held. */
    public boolean holdsBefore(Scope branch, TillId till, long icv) {
        KeyRange keys = KeyRange.exactly(Index.key(till.toString(), Index.ordered(icv - 1)));
        return icv == 1 || read(view -> !links(view, branch, keys).isEmpty());
    }

    /** Invoices without an answer, by till, in chain order: read when first asked for, then kept up. */
    private static final class Unanswered implements TypedProjection {
        private static final Comparator<Link> IN_CHAIN_ORDER =
                Comparator.comparingLong(Link::icv).thenComparing(Comparator.naturalOrder());

        /** One store's, by till and by uuid. */
        private static final class Open {
            final Map<TillId, TreeSet<Link>> tills = new TreeMap<>();
            final Map<String, Link> byUuid = new HashMap<>();

            void add(Link link) {
                tills.computeIfAbsent(till(link), t -> new TreeSet<>(IN_CHAIN_ORDER))
                        .add(link);
                byUuid.put(link.uuid(), link);
            }

            void remove(String uuid) {
                Link link = byUuid.remove(uuid);
                TreeSet<Link> links = link == null ? null : tills.get(till(link));
                if (link != null && links != null && links.remove(link) && links.isEmpty()) {
                    tills.remove(till(link));
                }
            }
        }

        private final Map<Scope, Open> stores = new TreeMap<>();

        private TreeSet<Link> links(View view, Scope branch, TillId till) {
            return stores.computeIfAbsent(branch, s -> all(view, s)).tills.getOrDefault(till, new TreeSet<>());
        }

        synchronized Unreported of(View view, Scope branch, TillId till) {
            TreeSet<Link> open = links(view, branch, till);
            return new Unreported(open.size(), open.stream().findFirst().map(Link::at));
        }

        synchronized Optional<Link> next(View view, Scope branch, TillId till, Predicate<String> isPassedOver) {
            return links(view, branch, till).stream()
                    .filter(link -> !isPassedOver.test(link.uuid()))
                    .findFirst();
        }

        synchronized Optional<Link> last(View view, Scope branch, TillId till) {
            TreeSet<Link> open = links(view, branch, till);
            return open.isEmpty() ? Optional.empty() : Optional.of(open.last());
        }

        synchronized List<Link> first(View view, Scope branch, TillId till, int limit) {
            return links(view, branch, till).stream().limit(limit).toList();
        }

        synchronized List<TillId> tills(View view, Scope branch) {
            return List.copyOf(
                    stores.computeIfAbsent(branch, s -> all(view, s)).tills.keySet());
        }

        private static Open all(View view, Scope branch) {
            var found = new Open();
            view.folds(branch, Index.UNREPORTED, KeyRange.ALL)
                    .flatMap(fold -> Stream.ofNullable(fold.value()))
                    .filter(Value.ListOf.class::isInstance)
                    .map(Link::of)
                    .forEach(found::add);
            return found;
        }

        private static TillId till(Link link) {
            return PrintedHead.receipt(link).till();
        }

        @Override
        public boolean follows(String type) {
            return type.equals(DocType.INVOICE.typeName()) || type.equals(DocType.REPORTING.typeName());
        }

        @Override
        public boolean isFilledWith(String type) {
            return false;
        }

        @Override
        public synchronized void reset(Scope scope) {
            stores.remove(scope);
        }

        /** What is not simply added is read anew. */
        @Override
        public synchronized void accept(TypedChange change) {
            Open there = stores.get(change.scope());
            if (there == null) {
                return;
            }
            Optional<InvoiceRecord> invoice = change.after(InvoiceRecord::of);
            if (change.is(DocType.REPORTING)) {
                there.remove(change.id());
            } else if (invoice.isPresent() && change.isNew()) {
                there.add(Link.of(invoice.get()));
            } else {
                stores.remove(change.scope());
            }
        }
    }
}
