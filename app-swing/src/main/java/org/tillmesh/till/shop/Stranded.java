package org.tillmesh.till.shop;

import java.util.List;
import java.util.Optional;
import org.tillmesh.replication.Unsent;
import org.tillmesh.store.Store;

/**
 * Records of tills that a folder was before its keys were lost, which do not reach head office by themselves. What was
 * sealed goes home with a new till; what was not, nobody can seal any more, and head office takes it on that till's word
 * once the earlier one is shut out.
 *
 * @param how who has to do what
 */
public record Stranded(List<String> tills, long records, String how) {
    /** @param keysGone whether the folder has no keys now; else only what is not its own and not sealed counts */
    static Optional<Stranded> in(Store store, boolean keysGone) {
        List<Unsent> unsent = Unsent.of(store).stream()
                .filter(of -> keysGone
                        || of.unsealed() > 0
                                && !of.stream()
                                        .origin()
                                        .replica()
                                        .equals(store.self().replica()))
                .toList();
        if (unsent.isEmpty()) {
            return Optional.empty();
        }
        List<String> tills =
                unsent.stream().map(Unsent::till).distinct().sorted().toList();
        long records = unsent.stream()
                .mapToLong(keysGone ? Unsent::count : Unsent::unsealed)
                .sum();
        String names = String.join(", ", tills);
        String home =
                "let head office shut out " + names + " (console, or tools/tillmesh relay revoke --till " + tills.get(0)
                        + "): then it takes on the new till's word what the lost keys had not sealed. Where " + names
                        + " still sells elsewhere, leave it alone: it sends them itself";
        return Optional.of(new Stranded(
                tills,
                records,
                keysGone
                        ? "The keys of " + names + " are gone from this folder, and " + records
                                + " of its records are not known to be at head office. Ask head office for an activation"
                                + " code and activate this folder: it becomes a new till and brings them. Then " + home
                                + ". (tools/tillmesh export-unsent DIR FILE writes a copy of them first)"
                        : records + " records of " + names + ", whose keys were lost here, are not at head office: "
                                + home));
    }
}
