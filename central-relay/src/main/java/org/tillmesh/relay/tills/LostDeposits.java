package org.tillmesh.relay.tills;

import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;

/**
 * Carts with deposits whose home is shut out: head office hands them over in its place, each to one till, journaled before the
 * answer. What the lost till may have done with one since does not count.
 */
public final class LostDeposits {
    private final Store store;
    private final Retail retail;
    private final RevocationDesk revocations;

    public LostDeposits(Store store, Retail retail, RevocationDesk revocations) {
        this.store = store;
        this.retail = retail;
        this.revocations = revocations;
    }

    /**
     * A till of the branch asks for a cart. Whom it was handed to gets it again as long as it was not sold: its answer may have
     * been lost.
     *
     * @throws IllegalArgumentException with why it does not get it
     */
    public Value handOver(Identity asker, Value body) {
        if (!(body instanceof Value.Text id)) {
            throw new IllegalArgumentException("A question for a parked cart names it");
        }
        TillId to = TillId.parse(asker.till());
        Scope branch = Scope.branch(asker.branch());
        if (!retail.sales().ofCart(branch, id.value()).isEmpty()) {
            throw new IllegalArgumentException("Cart " + id.value() + " was sold");
        }
        return store.write(tx -> {
            ParkedCart parked = tx.state(branch, DocType.PARKED.ref(id.value()))
                    .map(ParkedCart::of)
                    .orElseThrow(() -> new IllegalArgumentException("Cart " + id.value() + " is unknown"));
            TillId home = parked.home();
            TillId holder = parked.step().to() == null ? home : parked.step().to();
            boolean isHanded = holder.equals(to) && parked.step().state() == ParkedCart.State.HANDED;
            if (parked.step().state() == ParkedCart.State.DONE
                    || !revocations.isShutOut(home)
                    || !(isHanded || revocations.isShutOut(holder))) {
                throw new IllegalArgumentException(
                        "Cart " + id.value() + " is with " + holder + ", which is not shut out");
            }
            if (!isHanded) {
                parked.with(new ParkedCart.Step(ParkedCart.State.HANDED, home, to))
                        .writeTo(tx, branch);
            }
            return parked.body();
        });
    }
}
