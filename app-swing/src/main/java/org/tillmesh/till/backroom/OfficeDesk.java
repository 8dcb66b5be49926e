package org.tillmesh.till.backroom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.audit.Approval;
import org.tillmesh.retail.audit.ApprovalRequest;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * What needs head office: other branches' stock, approvals. Refused with the reason while
 * there is no route to it, and back by itself.
 */
final class OfficeDesk {
    private final Shop shop;
    private final Mesh mesh;

    OfficeDesk(Shop shop, Mesh mesh) {
        this.shop = shop;
        this.mesh = mesh;
    }

    private void requireOnline(String what) {
        shop.requireUser();
        if (!mesh.isOnline()) {
            throw new TillException(BackroomRefusal.OFFICE_OFFLINE, what);
        }
    }

    // ---- other branches' stock

    List<BackroomAnswers.BranchStock> branchStock(String code) {
        requireOnline("stocks");
        Product product = shop.product(code);
        Value answer = mesh.askRelay("branch-stock", Value.of(product.id().value()));
        var branches = new ArrayList<BackroomAnswers.BranchStock>();
        for (Value each : ((Value.ListOf) answer).items()) {
            List<Value> parts = ((Value.ListOf) each).items();
            branches.add(new BackroomAnswers.BranchStock(
                    ((Value.Text) parts.get(0)).value(),
                    ((Value.Text) parts.get(1)).value(),
                    Quantity.ofThousandths(((Value.Int) parts.get(2)).value())));
        }
        return branches;
    }

    // ---- approvals

    String askApproval(String what, String about, @Nullable Money amount, String note) {
        requireOnline("approvals");
        if (!what.matches("[a-z][a-z-]{1,30}")) {
            throw new TillException(BackroomRefusal.APPROVAL_OF_WHAT, what);
        }
        var request = new ApprovalRequest(
                Shop.newId(),
                shop.till(),
                shop.requireUser().id(),
                what,
                about,
                amount,
                note,
                shop.clock().instant());
        shop.write(tx -> {
            request.appendTo(tx, shop.scope());
            return true;
        });
        return request.uuid();
    }

    /** How a request stands, as far as it was heard here. */
    BackroomAnswers.Approved approval(String request) {
        shop.requireUser();
        Optional<ApprovalRequest> asked = shop.store()
                .read(view -> view.record(shop.scope(), DocType.APPROVAL_REQUEST.ref(request)))
                .map(ApprovalRequest::of);
        if (asked.isEmpty()) {
            throw new TillException(BackroomRefusal.UNKNOWN_APPROVAL, request);
        }
        Optional<Approval> decided = shop.store()
                .read(view -> view.state(Scope.COMPANY, DocType.APPROVAL.ref(request)))
                .map(Approval::of);
        return new BackroomAnswers.Approved(
                request,
                asked.get().what(),
                decided.map(a -> a.approved() ? "approved" : "refused").orElse("asked"),
                decided.map(Approval::by).orElse(null),
                decided.map(Approval::note).orElse(null));
    }
}
