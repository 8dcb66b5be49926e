package org.tillmesh.store.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.PlantedBug;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.store.bytes.Values;

/**
 * What of a received batch can be taken, and in which order: those that fill a hole, the last of a stream first (it names
 * the hash of the one before it), then those that have their predecessor here or before them in the batch, each once.
 *
 * @param known how many are held already
 * @param gaps streams of which something is missing before what came
 */
public record Plan(List<ChangeSet> fitting, int known, List<StreamId> gaps) {

    public static Plan of(List<ChangeSet> batch, Function<Scope, ScopeStreams> streams) {
        var fitting = new ArrayList<ChangeSet>();
        var gaps = new LinkedHashSet<StreamId>();
        var planned = new LinkedHashSet<Hash>();
        var ordered = new ArrayList<>(batch);
        ordered.sort(Comparator.comparing(ChangeSet::stream).thenComparingLong(ChangeSet::seq));
        fill(ordered, streams, fitting, planned);
        int known = 0;
        for (ChangeSet each : ordered) {
            ScopeStreams.Fit fit = streams.apply(each.scope()).fit(each);
            if (planned.contains(each.hash())) {
                known += fit == ScopeStreams.Fit.KNOWN ? 1 : 0;
            } else if (fit == ScopeStreams.Fit.KNOWN && PlantedBug.DOUBLE_APPLY.isPlanted()) {
                fitting.add(each);
            } else if (fit == ScopeStreams.Fit.KNOWN) {
                known++;
            } else if (fit == ScopeStreams.Fit.NEXT
                    || fit == ScopeStreams.Fit.RETURNED
                    || fit == ScopeStreams.Fit.NAMED
                    || planned.contains(each.prev())) {
                planned.add(each.hash());
                fitting.add(each);
            } else {
                gaps.add(each.stream());
            }
        }
        return new Plan(fitting, known, List.copyOf(gaps));
    }

    private static void fill(
            List<ChangeSet> ordered,
            Function<Scope, ScopeStreams> streams,
            List<ChangeSet> fitting,
            Set<Hash> planned) {
        var named = new LinkedHashSet<Hash>();
        for (int i = ordered.size() - 1; i >= 0; i--) {
            ChangeSet each = ordered.get(i);
            if (!each.scope().isReplicated()) {
                throw Values.bad("scope local is never replicated; it came from " + each.origin());
            }
            boolean returns = streams.apply(each.scope()).fit(each) == ScopeStreams.Fit.RETURNED
                    || (named.contains(each.hash()) && !each.isLost());
            if (returns && planned.add(each.hash())) {
                named.add(each.prev());
                fitting.add(each);
            }
        }
    }
}
