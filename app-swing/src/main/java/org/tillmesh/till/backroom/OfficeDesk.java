package org.tillmesh.till.backroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.audit.Approval;
import org.tillmesh.retail.audit.ApprovalRequest;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.stock.GoodsRequest;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.TransferRequest;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * What needs head office: other branches' stock, transfers between branches, approvals. Refused with the reason while
 * there is no route to it, and back by itself.
 */
final class OfficeDesk {
    private final Shop shop;
    private final Login login;
    private final Mesh mesh;

    OfficeDesk(Shop shop, Login login, Mesh mesh) {
        this.shop = shop;
        this.login = login;
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

    // ---- transfers

    /** Asks for goods of another branch; head office answers with a transfer of that id. */
    String requestGoods(String from, String code, Quantity qty, String note, @Nullable String approve) {
        requireOnline("transfers");
        login.allow(false, Act.ASK_FOR_GOODS.with(), approve);
        if (from.equals(shop.till().branch())) {
            throw new TillException(BackroomRefusal.TRANSFER_TO_SELF, from);
        }
        if (!qty.isPositive()) {
            throw new TillException(BackroomRefusal.TRANSFER_OF_NOTHING, qty);
        }
        Product product = shop.product(code);
        var request = new GoodsRequest(
                Shop.newId(),
                shop.till(),
                shop.requireUser().id(),
                from,
                List.of(new GoodsRequest.Line(product.id(), null, qty)),
                note,
                shop.clock().instant());
        shop.write(tx -> {
            request.appendTo(tx, shop.scope());
            return true;
        });
        return request.uuid();
    }

    List<BackroomAnswers.Transfer> transfers() {
        shop.requireUser();
        return shop.store().read(view -> {
            try (Stream<Document> all = view.scan(shop.scope(), DocType.TRANSFER.typeName())) {
                return all.map(document -> TransferRequest.of((Document.State) document))
                        .sorted(Comparator.comparing(
                                        (TransferRequest t) -> t.step().at())
                                .reversed())
                        .map(OfficeDesk::answer)
                        .toList();
            }
        });
    }

    private static BackroomAnswers.Transfer answer(TransferRequest transfer) {
        return new BackroomAnswers.Transfer(
                transfer.id(),
                transfer.from(),
                transfer.to(),
                transfer.step().state().name(),
                transfer.step().by(),
                transfer.step().at(),
                transfer.lines().stream()
                        .map(line -> new BackroomAnswers.TransferLine(line.product(), line.qty()))
                        .toList());
    }

    /**
     * The goods have left this branch, or have come: head office notes it in both branches, then the stock moves here.
     * Said again after a failure it does what is still to do, and nothing twice.
     */
    BackroomAnswers.Transfer step(String id, boolean sent, @Nullable String approve) {
        requireOnline("transfers");
        UserId by = shop.requireUser().id();
        login.allow(false, Act.STEP_TRANSFER.with(), approve);
        TransferRequest transfer = find(id).orElseThrow(() -> new TillException(BackroomRefusal.UNKNOWN_TRANSFER, id));
        TransferRequest.State state = sent ? TransferRequest.State.SENT : TransferRequest.State.RECEIVED;
        mesh.askRelay(
                "transfer",
                Value.map(Map.of(
                        "id", Value.of(id),
                        "state", Value.of(state.name()),
                        "by", Value.of(by.value()))));
        var step = new TransferRequest.Step(state, by.value(), "", shop.clock().instant());
        shop.write(tx -> {
            for (int i = 0; i < transfer.lines().size(); i++) {
                move(tx, transfer, transfer.lines().get(i), i + 1, step);
            }
            return true;
        });
        return answer(transfer.with(step));
    }

    private void move(
            Transaction tx, TransferRequest transfer, GoodsRequest.Line line, int number, TransferRequest.Step step) {
        boolean sent = step.state() == TransferRequest.State.SENT;
        String uuid = transfer.id() + (sent ? "/out/" : "/in/") + number;
        if (tx.record(shop.scope(), DocType.MOVEMENT.ref(uuid)).isEmpty()) {
            new Movement(
                            uuid,
                            sent ? Movement.Kind.TRANSFER_OUT : Movement.Kind.TRANSFER_IN,
                            shop.till(),
                            line.product(),
                            line.batch(),
                            null,
                            sent ? line.qty().negated() : line.qty(),
                            step.at(),
                            transfer.id(),
                            null,
                            null,
                            new UserId(step.by()),
                            null)
                    .appendTo(tx, shop.scope());
        }
    }

    private Optional<TransferRequest> find(String id) {
        return shop.store()
                .read(view -> view.state(shop.scope(), DocType.TRANSFER.ref(id)))
                .map(TransferRequest::of);
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
