package org.tillmesh.till.shop;

import java.util.List;
import java.util.Optional;
import org.tillmesh.replication.Unsent;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.store.Store;

/**
 * Records of tills that a folder was before its keys were lost, which do not reach head office by themselves. What was
 * sealed goes home with a new till; what was not, nobody can seal any more, and head office takes it on that till's word
 * once the earlier one is shut out.
 *
 * @param how who has to do what
 */
public record Stranded(List<String> tills, long records, Sentence how) {
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
        ShopRefusal how = keysGone ? ShopRefusal.KEYS_GONE : ShopRefusal.KEYS_LOST;
        return Optional.of(new Stranded(tills, records, how.with(String.join(", ", tills), records, tills.get(0))));
    }
}
