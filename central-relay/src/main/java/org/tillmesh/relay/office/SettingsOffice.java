package org.tillmesh.relay.office;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.company.ShutOutRule;
import org.tillmesh.store.Store;

/** What the company, and each branch for itself, decides for its tills. */
public final class SettingsOffice {
    private final Store store;
    private final Branches branches;

    SettingsOffice(Store store, Branches branches) {
        this.store = store;
        this.branches = branches;
    }

    /** The company's, then those of every branch by id; null where nothing is decided there. */
    public List<Settings> all() {
        var ids = new ArrayList<String>();
        ids.add(Settings.COMPANY);
        branches.ids().stream().sorted().forEach(ids::add);
        return store.read(view -> ids.stream()
                .map(id -> Settings.known(view, id).orElseGet(() -> Settings.none(id)))
                .toList());
    }

    /** Whether a till that is shut out sells on, as the company or a branch has decided; null if it has not. */
    public @Nullable Boolean shutOutSells(String id) {
        return store.read(view -> ShutOutRule.decided(view, id)).orElse(null);
    }

    /**
     * Decides what the body names; what it leaves out stays as it is, and null is taken back.
     *
     * @throws RelayException naming the field, its value and the mend
     */
    public Settings put(byte[] json) {
        SettingsJson change = SettingsJson.read(json);
        if (!change.id().equals(Settings.COMPANY)) {
            branches.known(change.id());
        }
        return store.write(tx -> {
            Settings before = Settings.known(tx, change.id()).orElseGet(() -> Settings.none(change.id()));
            Settings after = change.over(before);
            after.writeTo(tx, Scope.COMPANY);
            if (change.saysShutOutSells()) {
                ShutOutRule.decide(tx, change.id(), change.shutOutSells());
            }
            return after;
        });
    }
}
