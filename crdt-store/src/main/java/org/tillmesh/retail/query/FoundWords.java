package org.tillmesh.retail.query;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Document;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.Store;

/**
 * The words of all documents of a type in memory. Filled when they are first asked for, in steps, so that sales go on
 * meanwhile; then kept up with every change.
 */
public final class FoundWords extends StoreReader implements TypedProjection {
    private static final int STEP = 2_000;

    private final DocType type;
    private final String index;
    private final Function<Document.State, Found> reading;
    private final WordIndex words = new WordIndex();

    /** Ids up to here are in; empty before the first search. */
    private Optional<String> filledUpTo = Optional.empty();

    private boolean filled;

    /**
     * @param index of {@link Index}, by id, with a {@link Found} in each row
     * @param reading the words of a document of the type
     */
    public FoundWords(Store store, DocType type, String index, Function<Document.State, Found> reading) {
        super(store);
        this.type = type;
        this.index = index;
        this.reading = reading;
    }

    /** Ids of what matches all words and the filter, in order. */
    public List<String> find(List<String> query, Predicate<Found> filter, int limit) {
        fill();
        return read(view -> {
            synchronized (this) {
                return words.find(query, filter, limit);
            }
        });
    }

    public void fill() {
        boolean more = true;
        while (more) {
            more = read(view -> {
                synchronized (this) {
                    return !filled
                            && step(view.rows(Scope.COMPANY, index, left())
                                    .limit(STEP)
                                    .toList());
                }
            });
        }
    }

    private KeyRange left() {
        return filledUpTo.map(KeyRange::after).orElse(KeyRange.ALL);
    }

    private boolean step(List<Row> rows) {
        for (Row row : rows) {
            words.put(row.key(), Found.of(row.value()));
        }
        if (!rows.isEmpty()) {
            filledUpTo = Optional.of(rows.get(rows.size() - 1).key());
        }
        filled = rows.size() < STEP;
        return !filled;
    }

    @Override
    public boolean follows(String typeName) {
        return typeName.equals(type.typeName());
    }

    @Override
    public boolean isFilledWith(String typeName) {
        return false;
    }

    @Override
    public synchronized void reset(Scope scope) {
        if (scope.equals(Scope.COMPANY)) {
            words.clear();
            filledUpTo = Optional.empty();
            filled = false;
        }
    }

    @Override
    public synchronized void accept(TypedChange change) {
        boolean begun = filled || filledUpTo.isPresent();
        if (begun && change.is(type)) {
            Optional<Found> found = change.stateAfter(reading);
            found.ifPresentOrElse(f -> words.put(change.id(), f), () -> words.remove(change.id()));
        }
    }
}
