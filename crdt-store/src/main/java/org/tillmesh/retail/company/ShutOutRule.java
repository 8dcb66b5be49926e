package org.tillmesh.retail.company;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/**
 * Whether a till that head office has shut out may sell on: a field of the settings, the branch's over the company's. Only
 * the till itself goes by it; whether its records count is judged by cuts and testimonies, whatever this says.
 */
public final class ShutOutRule {
    private static final String FIELD = "shutOutSells";

    private ShutOutRule() {}

    /** What counts in a branch; a till may where nobody has decided. */
    public static boolean maySell(View view, String branch) {
        return decided(view, branch).or(() -> decided(view, Settings.COMPANY)).orElse(true);
    }

    /** What the company or a branch has decided itself. @param id as of {@link Settings} */
    public static Optional<Boolean> decided(View view, String id) {
        return view.state(Scope.COMPANY, DocType.SETTINGS.ref(id))
                .flatMap(state -> Fields.of(state).value(FIELD) instanceof Value.Bool said
                        ? Optional.of(said.value())
                        : Optional.empty());
    }

    /** @param maySell null takes a decision back */
    public static void decide(Transaction tx, String id, @Nullable Boolean maySell) {
        if (maySell == null) {
            tx.remove(Scope.COMPANY, DocType.SETTINGS.ref(id), List.of(FIELD));
        } else {
            tx.put(Scope.COMPANY, DocType.SETTINGS.ref(id), FIELD, Value.of(maySell));
        }
    }
}
