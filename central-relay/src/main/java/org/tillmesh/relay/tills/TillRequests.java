package org.tillmesh.relay.tills;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.audit.Approval;
import org.tillmesh.retail.audit.ApprovalRequest;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.stock.GoodsRequest;
import org.tillmesh.retail.stock.TransferRequest;
import org.tillmesh.retail.stock.TransferWords;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.Transaction;

/** What tills ask of head office beside records: stock of other branches, transfers, approvals. */
public final class TillRequests {
    private final Store store;
    private final Retail retail;
    private final ActivationDesk activation;
    private final Clock clock;

    public TillRequests(Store store, Retail retail, ActivationDesk activation, Clock clock) {
        this.store = store;
        this.retail = retail;
        this.activation = activation;
        this.clock = clock;
    }

    /** Transfers of requests that came while this relay did not run are made up for, then those that come. */
    public Store.Subscription begin() {
        for (String id : activation.stores()) {
            Scope scope = Scope.branch(id);
            List<GoodsRequest> all = store.read(view -> {
                try (Stream<Document> requests = view.scan(scope, DocType.GOODS_REQUEST.typeName())) {
                    return requests.map(d -> GoodsRequest.of((Document.Record) d))
                            .toList();
                }
            });
            all.forEach(this::open);
        }
        return store.subscribe(commit -> {
            for (Change change : commit.changes()) {
                if (change.ref().type().equals(DocType.GOODS_REQUEST.typeName())
                        && change.after() instanceof Document.Record record) {
                    open(GoodsRequest.of(record));
                }
            }
        });
    }

    /** A request becomes a transfer, once, alike in both stores. */
    private void open(GoodsRequest request) {
        String from = request.from();
        if (from == null || from.equals(request.to()) || !activation.stores().contains(from)) {
            return; // head office decides where it comes from
        }
        store.write(tx -> {
            if (tx.state(Scope.branch(request.to()), DocType.TRANSFER.ref(request.uuid()))
                    .isEmpty()) {
                var step = new TransferRequest.Step(
                        TransferRequest.State.REQUESTED, request.user().value(), request.note(), clock.instant());
                write(tx, new TransferRequest(request.uuid(), from, request.to(), request.lines(), step));
            }
            return true;
        });
    }

    private static void write(Transaction tx, TransferRequest transfer) {
        transfer.writeTo(tx, Scope.branch(transfer.from()));
        transfer.writeTo(tx, Scope.branch(transfer.to()));
    }

    // ---- asked by tills

    /** On hand in every branch but the asker's: [[store, name, thousandths]…]. */
    public Value branchStock(Identity till, Value product) {
        if (!(product instanceof Value.Text id)) {
            throw new IllegalArgumentException("A question for stocks names a product's id");
        }
        var rows = new ArrayList<Value>();
        for (String branch : activation.stores()) {
            if (!branch.equals(till.branch())) {
                String name = store.read(view -> view.state(Scope.COMPANY, DocType.BRANCH.ref(branch)))
                        .map(state -> BranchProfile.of(state).name())
                        .orElse(branch);
                long onHand = retail.stock()
                        .onHand(Scope.branch(branch), new ProductId(id.value()))
                        .thousandths();
                rows.add(Value.list(List.of(Value.of(branch), Value.of(name), Value.of(onHand))));
            }
        }
        return Value.list(rows);
    }

    /** A till says that a transfer's goods have left its branch, or have come to it. Said again it changes nothing. */
    public Value step(Identity till, Value body) {
        if (!(body instanceof Value.MapOf said)
                || !(said.entries().get("id") instanceof Value.Text id)
                || !(said.entries().get("state") instanceof Value.Text state)
                || !(said.entries().get("by") instanceof Value.Text by)) {
            throw new IllegalArgumentException("Word of a transfer names id, state and by");
        }
        String what = state.value();
        boolean sent = what.equals(TransferRequest.State.SENT.name());
        boolean settled = what.equals(TransferWords.SETTLED);
        if (!sent && !settled && !what.equals(TransferRequest.State.RECEIVED.name())) {
            throw new IllegalArgumentException("A till says of a transfer that it was SENT or RECEIVED, not " + what);
        }
        return store.write(tx -> {
            TransferRequest transfer = tx.state(Scope.branch(till.branch()), DocType.TRANSFER.ref(id.value()))
                    .map(TransferRequest::of)
                    .orElseThrow(() -> new IllegalArgumentException("No transfer " + id.value() + " is known"));
            if (settled) {
                return settle(tx, till, transfer, by.value());
            }
            TransferRequest.State now = transfer.step().state();
            TransferRequest.State wanted = sent ? TransferRequest.State.SENT : TransferRequest.State.RECEIVED;
            TransferRequest.State before = sent ? TransferRequest.State.APPROVED : TransferRequest.State.SENT;
            refuseStranger(till, transfer, sent ? transfer.from() : transfer.to());
            if (now != wanted && now != before) {
                throw new IllegalArgumentException("Transfer " + id.value() + " is " + now + "; it can be " + wanted
                        + " only after it was " + before);
            }
            if (now == before) {
                var step = new TransferRequest.Step(wanted, by.value(), "", clock.instant());
                transfer = sent
                        ? transfer.sent(step, TransferWords.goods(said, transfer))
                        : transfer.received(step, TransferWords.came(said, transfer));
                write(tx, transfer);
            }
            return TransferWords.answer(transfer);
        });
    }

    private static void refuseStranger(Identity till, TransferRequest transfer, String branch) {
        if (!branch.equals(till.branch())) {
            throw new IllegalArgumentException("Transfer " + transfer.id() + " goes from " + transfer.from() + " to "
                    + transfer.to() + "; " + till.till() + " can't say that of it");
        }
    }

    /** Goods that did not come move once more, for one till. */
    private Value settle(Transaction tx, Identity till, TransferRequest transfer, String by) {
        TransferRequest.Decision decision = transfer.decision();
        if (decision == null || decision.fate() == TransferRequest.Fate.LOST) {
            throw new IllegalArgumentException("Of transfer " + transfer.id()
                    + " no goods are to move any more; head office says whether missing ones are back or found");
        }
        refuseStranger(till, transfer, decision.fate() == TransferRequest.Fate.BACK ? transfer.from() : transfer.to());
        TransferRequest.Step done = transfer.settled();
        if (done != null && !done.note().equals(till.till())) {
            throw new IllegalArgumentException(
                    "Transfer " + transfer.id() + " was settled by " + done.note() + " already");
        }
        if (done == null) {
            write(
                    tx,
                    transfer.settled(
                            new TransferRequest.Step(transfer.step().state(), by, till.till(), clock.instant())));
        }
        return TransferWords.answer(transfer);
    }

    // ---- decided at head office

    /** @param received null while nothing came */
    public record TransferLine(String product, @Nullable String batch, Quantity shipped, @Nullable Quantity received) {}

    /** Goods that were shipped and did not come. */
    public record Missing(String product, @Nullable String batch, Quantity qty) {}

    /**
     * @param lines what was asked for, and once it left what was shipped
     * @param toDecide whether goods are missing of which nobody has said anything yet
     * @param decision {@code lost}, {@code back} or {@code found}; null while there is none
     * @param settled till that moved the goods for it; null while none did
     */
    public record Transfer(
            String id,
            String from,
            String to,
            String state,
            String by,
            List<TransferLine> lines,
            List<Missing> missing,
            boolean toDecide,
            @Nullable String decision,
            @Nullable String settled) {
        static Transfer of(TransferRequest transfer) {
            var lines = new ArrayList<TransferLine>();
            boolean came = transfer.step().state() == TransferRequest.State.RECEIVED;
            for (int i = 0; i < transfer.goods().size(); i++) {
                GoodsRequest.Line line = transfer.goods().get(i);
                lines.add(new TransferLine(
                        line.product().value(), line.batch(), line.qty(), came ? transfer.cameOf(i) : null));
            }
            TransferRequest.Decision decision = transfer.decision();
            TransferRequest.Step settled = transfer.settled();
            return new Transfer(
                    transfer.id(),
                    transfer.from(),
                    transfer.to(),
                    transfer.step().state().name(),
                    transfer.step().by(),
                    lines,
                    transfer.missing().stream()
                            .map(line -> new Missing(line.product().value(), line.batch(), line.qty()))
                            .toList(),
                    transfer.isToBeDecided(),
                    decision == null ? null : decision.fate().word(),
                    settled == null ? null : settled.note());
        }
    }

    public List<Transfer> transfers() {
        var all = new TreeMap<String, TransferRequest>();
        for (String id : activation.stores()) {
            List<TransferRequest> ofBranch = store.read(view -> {
                try (Stream<Document> found = view.scan(Scope.branch(id), DocType.TRANSFER.typeName())) {
                    return found.map(d -> TransferRequest.of((Document.State) d))
                            .toList();
                }
            });
            ofBranch.forEach(t -> all.put(t.id(), t));
        }
        return all.values().stream()
                .sorted(Comparator.comparing((TransferRequest t) -> t.step().at())
                        .reversed())
                .map(Transfer::of)
                .toList();
    }

    private String receiver(String id) {
        return transfers().stream()
                .filter(t -> t.id().equals(id))
                .map(Transfer::to)
                .findFirst()
                .orElseThrow(() -> new RelayException("No transfer \"" + id + "\" was asked for"));
    }

    public Transfer decideTransfer(String id, boolean approved, String by) {
        String branch = receiver(id);
        return store.write(tx -> {
            TransferRequest transfer = tx.state(Scope.branch(branch), DocType.TRANSFER.ref(id))
                    .map(TransferRequest::of)
                    .orElseThrow();
            TransferRequest.State wanted = approved ? TransferRequest.State.APPROVED : TransferRequest.State.REFUSED;
            TransferRequest.State now = transfer.step().state();
            if (now != wanted && now != TransferRequest.State.REQUESTED) {
                throw new RelayException("Transfer " + id + " is " + now + " and can't be decided any more");
            }
            TransferRequest after =
                    now == wanted ? transfer : transfer.with(new TransferRequest.Step(wanted, by, "", clock.instant()));
            write(tx, after);
            return Transfer.of(after);
        });
    }

    /** What becomes of goods that were shipped and did not come; the first decision stands. */
    public Transfer decideMissing(String id, TransferRequest.Fate fate, String by, String note) {
        String branch = receiver(id);
        return store.write(tx -> {
            TransferRequest transfer = tx.state(Scope.branch(branch), DocType.TRANSFER.ref(id))
                    .map(TransferRequest::of)
                    .orElseThrow();
            TransferRequest.Decision before = transfer.decision();
            if (before != null && before.fate() == fate) {
                return Transfer.of(transfer);
            }
            if (!transfer.isToBeDecided()) {
                throw new RelayException("Of transfer " + id
                        + " no goods are missing that are to be decided of; it is "
                        + transfer.step().state()
                        + (before == null
                                ? ""
                                : " and they are " + before.fate().word()));
            }
            TransferRequest after = transfer.decided(new TransferRequest.Decision(fate, by, note, clock.instant()));
            write(tx, after);
            return Transfer.of(after);
        });
    }

    public record AskedApproval(
            String id, String till, String user, String what, String about, String note, String state) {}

    public List<AskedApproval> approvals() {
        var all = new ArrayList<AskedApproval>();
        for (String id : activation.stores()) {
            List<ApprovalRequest> ofBranch = store.read(view -> {
                try (Stream<Document> found = view.scan(Scope.branch(id), DocType.APPROVAL_REQUEST.typeName())) {
                    return found.map(d -> ApprovalRequest.of((Document.Record) d))
                            .toList();
                }
            });
            for (ApprovalRequest request : ofBranch) {
                String state = store.read(view -> view.state(Scope.COMPANY, DocType.APPROVAL.ref(request.uuid())))
                        .map(Approval::of)
                        .map(a -> a.approved() ? "approved" : "refused")
                        .orElse("asked");
                all.add(new AskedApproval(
                        request.uuid(),
                        request.till().toString(),
                        request.user().value(),
                        request.what(),
                        request.about(),
                        request.note(),
                        state));
            }
        }
        return all;
    }

    /** The first decision stands. */
    public AskedApproval decideApproval(String id, boolean approved, String by, String note) {
        AskedApproval asked = approvals().stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RelayException("No approval \"" + id + "\" was asked for"));
        store.write(tx -> {
            if (tx.state(Scope.COMPANY, DocType.APPROVAL.ref(id)).isEmpty()) {
                new Approval(id, TillId.parse(asked.till()), approved, by, note, clock.instant())
                        .writeTo(tx, Scope.COMPANY);
            }
            return true;
        });
        return approvals().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
    }
}
