package org.tillmesh.retail.stock;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.company.ClockFix;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.TypedChange;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.store.KeyRange;
import org.tillmesh.store.Row;
import org.tillmesh.store.View;

/**
 * Places the counts and movements of tills whose clocks were corrected by what the correction says. A correction moves
 * nothing behind a count that was made after it, so only batches that were not counted since are worked out anew.
 */
final class FixedTimes implements TypedProjection {
    private static final int KEPT = 4_096;

    /** What a batch came to without corrections, and what it came to with them. */
    private record Fixed(StockItem plain, StockItem item) {}

    private final Map<Scope, Map<String, ClockFix>> stores = new TreeMap<>();
    private final Map<String, Fixed> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Fixed> eldest) {
            return size() > KEPT;
        }
    };

    /** @param plain what the batch of that key comes to by the times that its records bear */
    synchronized StockItem apply(View view, Scope branch, String key, StockItem plain) {
        StockEntry count = plain.count();
        Map<String, ClockFix> fixes = stores.get(branch);
        if (count == null || fixes == null || fixes.values().stream().noneMatch(fix -> reaches(fix, count))) {
            return plain; // without a count the order of movements makes no difference
        }
        String place = branch.name() + Index.SEP + key;
        Fixed known = kept.get(place);
        if (known == null || !known.plain.equals(plain)) {
            known = new Fixed(plain, anew(view, branch, key, fixes.values()));
            kept.put(place, known);
        }
        return known.item;
    }

    private static boolean reaches(ClockFix fix, StockEntry count) {
        return count.at() <= fix.at().toEpochMilli() + fix.backMs() + Math.abs(fix.shiftMs());
    }

    private static StockItem anew(View view, Scope branch, String key, Collection<ClockFix> fixes) {
        return StockItem.of(view.rows(branch, Index.STOCK, KeyRange.exactly(key))
                .map(row -> fixed(row, fixes))
                .toList());
    }

    private static StockEntry fixed(Row row, Collection<ClockFix> fixes) {
        StockEntry entry = StockEntry.of(row.document().id(), row.value());
        Instant at = Instant.ofEpochMilli(entry.at());
        for (ClockFix fix : fixes) {
            at = fix.fixed(entry.origin(), entry.seq(), at);
        }
        return entry.at(at.toEpochMilli());
    }

    @Override
    public boolean follows(String type) {
        return isFilledWith(type)
                || type.equals(DocType.MOVEMENT.typeName())
                || type.equals(DocType.COUNT.typeName())
                || type.equals(DocType.SHEET.typeName());
    }

    @Override
    public boolean isFilledWith(String type) {
        return type.equals(DocType.CLOCK_FIX.typeName());
    }

    @Override
    public synchronized void reset(Scope scope) {
        stores.remove(scope);
        kept.clear();
    }

    /** A late record may change what a batch comes to with corrections and not without. */
    @Override
    public synchronized void accept(TypedChange change) {
        kept.clear();
        if (change.is(DocType.CLOCK_FIX)) {
            change.after(ClockFix::of).ifPresent(fix -> stores.computeIfAbsent(change.scope(), s -> new TreeMap<>())
                    .put(fix.uuid(), fix));
        }
    }
}
