package org.tillmesh.relay.office;

import java.util.Collection;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.tills.ActivationDesk;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Store;

/** The stores of the company. */
final class Branches {
    private final Store store;
    private final ActivationDesk activation;

    Branches(Store store, ActivationDesk activation) {
        this.store = store;
        this.activation = activation;
    }

    Collection<String> ids() {
        return activation.stores();
    }

    /** @throws RelayException if the store is unknown */
    Scope known(String branchId) {
        if (!ids().contains(branchId)) {
            throw new RelayException("Store \"" + branchId + "\" is unknown; known are " + ids());
        }
        return Scope.branch(branchId);
    }

    BranchProfile profile(String id) {
        return store.read(view -> view.state(Scope.COMPANY, DocType.BRANCH.ref(id)))
                .map(BranchProfile::of)
                .orElseThrow();
    }
}
