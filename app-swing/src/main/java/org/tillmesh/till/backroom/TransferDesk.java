package org.tillmesh.till.backroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.stock.CostBook;
import org.tillmesh.retail.stock.Fefo;
import org.tillmesh.retail.stock.GoodsRequest;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.stock.TransferRequest;
import org.tillmesh.retail.stock.TransferWords;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * Goods that go from one branch to another. Head office notes each step in both branches, then the stock moves here. What was
 * shipped and did not come is in no stock until head office says what became of it.
 */
final class TransferDesk {
    private static final Quantity SMALLEST = Quantity.ofThousandths(1);

    private final Shop shop;
    private final Login login;
    private final Mesh mesh;

    TransferDesk(Shop shop, Login login, Mesh mesh) {
        this.shop = shop;
        this.login = login;
        this.mesh = mesh;
    }

    private void requireOnline() {
        shop.requireUser();
        if (!mesh.isOnline()) {
            throw new TillException(BackroomRefusal.OFFICE_OFFLINE, "transfers");
        }
    }

    /** Asks for goods of another branch; head office answers with a transfer of that id. */
    String requestGoods(String from, String code, Quantity qty, String note, @Nullable String approve) {
        requireOnline();
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
                        .map(TransferDesk::answer)
                        .toList();
            }
        });
    }

    private static BackroomAnswers.Transfer answer(TransferRequest transfer) {
        var lines = new ArrayList<BackroomAnswers.TransferLine>();
        boolean left = !transfer.shipped().isEmpty();
        boolean came = transfer.step().state() == TransferRequest.State.RECEIVED;
        for (int i = 0; i < transfer.goods().size(); i++) {
            GoodsRequest.Line line = transfer.goods().get(i);
            Quantity got = came ? transfer.cameOf(i) : null;
            lines.add(new BackroomAnswers.TransferLine(
                    line.product(),
                    line.qty(),
                    line.batch(),
                    left ? line.qty() : null,
                    got,
                    got == null ? null : line.qty().minus(got)));
        }
        TransferRequest.Decision decision = transfer.decision();
        TransferRequest.Step settled = transfer.settled();
        return new BackroomAnswers.Transfer(
                transfer.id(),
                transfer.from(),
                transfer.to(),
                transfer.step().state().name(),
                transfer.step().by(),
                transfer.step().at(),
                lines,
                transfer.isToBeDecided(),
                decision == null ? null : decision.fate().word(),
                settled == null ? null : settled.note());
    }

    /**
     * The goods have left this branch, or have come. Said again after a failure it does what is still to do, and nothing
     * twice; then what head office wrote down the first time counts.
     *
     * @param really how much of each product left or came, by its code; empty for all of it
     */
    BackroomAnswers.Transfer step(
            String id, boolean sent, List<BackroomAnswers.Moved> really, @Nullable String approve) {
        requireOnline();
        UserId by = shop.requireUser().id();
        login.allow(false, Act.STEP_TRANSFER.with(), approve);
        TransferRequest transfer = find(id);
        Value word = sent
                ? TransferWords.sent(id, by.value(), shipped(transfer, really))
                : TransferWords.received(id, by.value(), came(transfer, really));
        Value answer = mesh.askRelay("transfer", word);
        TransferRequest.State state = sent ? TransferRequest.State.SENT : TransferRequest.State.RECEIVED;
        var step = new TransferRequest.Step(state, by.value(), "", shop.clock().instant());
        TransferRequest after = TransferWords.heard(transfer, step, answer);
        shop.write(tx -> {
            for (int i = 0; i < after.goods().size(); i++) {
                GoodsRequest.Line line = after.goods().get(i);
                move(
                        tx,
                        after,
                        sent ? line.with(line.qty().negated()) : line.with(after.cameOf(i)),
                        (sent ? "/out/" : "/in/") + (i + 1),
                        step);
            }
            return true;
        });
        return answer(after);
    }

    /** Goods that had not come move where head office says that they are: here. */
    BackroomAnswers.Transfer settle(String id, @Nullable String approve) {
        requireOnline();
        UserId by = shop.requireUser().id();
        login.allow(false, Act.STEP_TRANSFER.with(), approve);
        TransferRequest transfer = find(id);
        mesh.askRelay("transfer", TransferWords.settled(id, by.value()));
        var step = new TransferRequest.Step(
                transfer.step().state(),
                by.value(),
                shop.till().toString(),
                shop.clock().instant());
        shop.write(tx -> {
            for (int i = 0; i < transfer.missing().size(); i++) {
                move(tx, transfer, transfer.missing().get(i), "/rest/" + (i + 1), step);
            }
            return true;
        });
        return answer(transfer.settled(step));
    }

    /** What leaves: of goods that are kept by batch, those that expire first. */
    private List<GoodsRequest.Line> shipped(TransferRequest transfer, List<BackroomAnswers.Moved> really) {
        Map<ProductId, Quantity> said = said(really);
        var goods = new ArrayList<GoodsRequest.Line>();
        for (GoodsRequest.Line line : transfer.lines()) {
            Quantity qty = said.isEmpty() ? line.qty() : said.getOrDefault(line.product(), Quantity.ZERO);
            said.remove(line.product());
            refuseMore(line, qty, line.qty());
            goods.addAll(batches(line.with(qty)));
        }
        refuseOthers(transfer, said);
        return goods;
    }

    private List<GoodsRequest.Line> batches(GoodsRequest.Line line) {
        Product product = shop.retail().catalogue().byId(line.product()).orElse(null);
        var cost = shop.store()
                .read(view -> new CostBook(view, shop.scope()).now(line.product(), Quantity.ONE))
                .orElse(null);
        if (product == null || !product.batchTracked() || line.batch() != null) {
            return List.of(new GoodsRequest.Line(line.product(), line.batch(), line.qty(), line.expiry(), cost));
        }
        List<StockLevels.Batch> sellable = shop.retail().stock().sellable(shop.scope(), line.product(), shop.today());
        Fefo split = Fefo.split(
                sellable, new TreeMap<>(), line.qty(), Product.isDivisible(product.unit()) ? SMALLEST : Quantity.ONE);
        var lines = new ArrayList<GoodsRequest.Line>();
        split.parts()
                .forEach(part -> lines.add(new GoodsRequest.Line(
                        line.product(),
                        part.batch().batch(),
                        part.qty(),
                        part.batch().expiry(),
                        cost)));
        if (split.rest().isPositive() || lines.isEmpty()) {
            lines.add(new GoodsRequest.Line(line.product(), null, split.rest(), null, cost));
        }
        return lines;
    }

    /** What came of each line that was shipped; what is missing of a product is taken to be of what expires last. */
    private List<Quantity> came(TransferRequest transfer, List<BackroomAnswers.Moved> really) {
        Map<ProductId, Quantity> left = said(really);
        boolean all = left.isEmpty();
        var came = new ArrayList<Quantity>();
        for (GoodsRequest.Line line : transfer.goods()) {
            Quantity there = all ? line.qty() : left.getOrDefault(line.product(), Quantity.ZERO);
            Quantity qty = there.compareTo(line.qty()) < 0 ? there : line.qty();
            came.add(qty);
            left.computeIfPresent(line.product(), (product, rest) -> rest.minus(qty));
        }
        for (GoodsRequest.Line line : transfer.goods()) {
            Quantity over = left.remove(line.product());
            if (over != null && over.isPositive()) {
                Quantity shipped = transfer.goods().stream()
                        .filter(each -> each.product().equals(line.product()))
                        .map(GoodsRequest.Line::qty)
                        .reduce(Quantity.ZERO, Quantity::plus);
                refuseMore(line, shipped.plus(over), shipped);
            }
        }
        refuseOthers(transfer, left);
        return came;
    }

    private Map<ProductId, Quantity> said(List<BackroomAnswers.Moved> really) {
        var said = new TreeMap<ProductId, Quantity>();
        for (BackroomAnswers.Moved each : really) {
            Product product = shop.product(each.code());
            if (each.qty().isNegative()) {
                throw new TillException(BackroomRefusal.TRANSFER_NEGATIVE, each.qty(), product.name());
            }
            if (!Product.isDivisible(product.unit()) && !each.qty().isWhole()) {
                throw new RetailException(Rule.FRACTION_OF_A_PIECE, each.qty(), product.name());
            }
            said.merge(product.id(), each.qty(), Quantity::plus);
        }
        return said;
    }

    private void refuseMore(GoodsRequest.Line line, Quantity qty, Quantity most) {
        if (qty.compareTo(most) > 0) {
            throw new TillException(BackroomRefusal.TRANSFER_MORE, qty, name(line.product()), most);
        }
    }

    private void refuseOthers(TransferRequest transfer, Map<ProductId, Quantity> said) {
        said.keySet().stream().findFirst().ifPresent(product -> {
            throw new TillException(BackroomRefusal.TRANSFER_WITHOUT, name(product), transfer.id());
        });
    }

    private String name(ProductId id) {
        return shop.retail().catalogue().byId(id).map(Product::name).orElse(id.value());
    }

    private void move(
            Transaction tx, TransferRequest transfer, GoodsRequest.Line line, String place, TransferRequest.Step step) {
        String uuid = transfer.id() + place;
        if (line.qty().isZero()
                || tx.record(shop.scope(), DocType.MOVEMENT.ref(uuid)).isPresent()) {
            return;
        }
        boolean left = line.qty().isNegative();
        new Movement(
                        uuid,
                        left ? Movement.Kind.TRANSFER_OUT : Movement.Kind.TRANSFER_IN,
                        shop.till(),
                        line.product(),
                        line.batch(),
                        line.expiry(),
                        line.qty(),
                        step.at(),
                        transfer.id(),
                        null,
                        left ? null : line.cost(),
                        new UserId(step.by()),
                        null)
                .appendTo(tx, shop.scope());
    }

    private TransferRequest find(String id) {
        Optional<TransferRequest> found = shop.store()
                .read(view -> view.state(shop.scope(), DocType.TRANSFER.ref(id)))
                .map(TransferRequest::of);
        return found.orElseThrow(() -> new TillException(BackroomRefusal.UNKNOWN_TRANSFER, id));
    }
}
