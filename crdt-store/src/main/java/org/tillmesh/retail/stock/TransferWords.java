package org.tillmesh.retail.stock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;

/**
 * What a till tells head office of a transfer, and what it hears back: {@code id}, {@code state}, {@code by}; from 0.2 on
 * also {@code goods}, what was shipped, or {@code came}, thousandths of each line that was shipped. The answer bears what
 * head office wrote down, which counts: the same word said twice with other figures changes nothing.
 */
public final class TransferWords {
    /** The state that a till says when it moves goods that had not come. */
    public static final String SETTLED = "SETTLED";

    private static final String GOODS = "goods";
    private static final String CAME = "came";

    private TransferWords() {}

    /** What a sender says. */
    public static Value sent(String id, String by, List<GoodsRequest.Line> goods) {
        return word(id, TransferRequest.State.SENT.name(), by, GOODS, lines(goods));
    }

    /** What a receiver says. @param came of each line that was shipped */
    public static Value received(String id, String by, List<Quantity> came) {
        return word(id, TransferRequest.State.RECEIVED.name(), by, CAME, quantities(came));
    }

    public static Value settled(String id, String by) {
        return Value.map(Map.of("id", Value.of(id), "state", Value.of(SETTLED), "by", Value.of(by)));
    }

    private static Value word(String id, String state, String by, String field, Value more) {
        return Value.map(Map.of("id", Value.of(id), "state", Value.of(state), "by", Value.of(by), field, more));
    }

    /**
     * What was shipped; empty of a till that says nothing of it.
     *
     * @throws IllegalArgumentException if it is more than was asked for, or something else
     */
    public static List<GoodsRequest.Line> goods(Value.MapOf said, TransferRequest transfer) {
        List<GoodsRequest.Line> goods = goods(said);
        for (GoodsRequest.Line line : goods) {
            Quantity asked = sum(transfer.lines(), line.product());
            if (line.qty().isNegative() || sum(goods, line.product()).compareTo(asked) > 0) {
                throw new IllegalArgumentException("Transfer " + transfer.id() + " is of " + asked + " of "
                        + line.product() + "; " + line.qty() + " can't be shipped by it");
            }
        }
        return goods;
    }

    private static Quantity sum(List<GoodsRequest.Line> lines, ProductId product) {
        return lines.stream()
                .filter(line -> line.product().equals(product))
                .map(GoodsRequest.Line::qty)
                .reduce(Quantity.ZERO, Quantity::plus);
    }

    private static List<GoodsRequest.Line> goods(Value.MapOf said) {
        return said.entries().get(GOODS) instanceof Value.ListOf list
                ? list.items().stream().map(GoodsRequest.Line::of).toList()
                : List.of();
    }

    /**
     * What came of each line; empty of a till that says nothing of it.
     *
     * @throws IllegalArgumentException if they are not as many as were shipped, or more came than was shipped
     */
    public static List<Quantity> came(Value.MapOf said, TransferRequest transfer) {
        if (!(said.entries().get(CAME) instanceof Value.ListOf list)) {
            return List.of();
        }
        List<Quantity> came = quantities(list);
        List<GoodsRequest.Line> goods = transfer.goods();
        if (came.size() != goods.size()) {
            throw new IllegalArgumentException("Transfer " + transfer.id() + " has " + goods.size()
                    + " lines that were shipped, and " + came.size() + " are said to have come");
        }
        for (int i = 0; i < came.size(); i++) {
            if (came.get(i).isNegative() || came.get(i).compareTo(goods.get(i).qty()) > 0) {
                throw new IllegalArgumentException(
                        "Of " + goods.get(i).qty() + " that were shipped " + came.get(i) + " can't have come");
            }
        }
        return came;
    }

    /** What head office answers. */
    public static Value answer(TransferRequest transfer) {
        var fields = new TreeMap<String, Value>();
        fields.put("state", Value.of(transfer.step().state().name()));
        fields.put(GOODS, lines(transfer.goods()));
        var came = new ArrayList<Quantity>();
        for (int i = 0; i < transfer.goods().size(); i++) {
            came.add(transfer.cameOf(i));
        }
        fields.put(CAME, quantities(came));
        return Value.map(fields);
    }

    /** The transfer with what head office has written down of it; head offices before 0.2 say nothing of that. */
    public static TransferRequest heard(TransferRequest transfer, TransferRequest.Step step, Value answer) {
        if (!(answer instanceof Value.MapOf told)) {
            return transfer.with(step);
        }
        TransferRequest shipped = transfer.sent(step, goods(told));
        return step.state() == TransferRequest.State.RECEIVED && told.entries().get(CAME) instanceof Value.ListOf came
                ? shipped.received(step, quantities(came))
                : shipped;
    }

    private static Value lines(List<GoodsRequest.Line> goods) {
        return Value.list(goods.stream().map(GoodsRequest.Line::toValue).toList());
    }

    private static Value quantities(List<Quantity> came) {
        return Value.list(came.stream().map(qty -> Value.of(qty.thousandths())).toList());
    }

    private static List<Quantity> quantities(Value.ListOf list) {
        var came = new ArrayList<Quantity>();
        for (Value each : list.items()) {
            if (!(each instanceof Value.Int thousandths)) {
                throw new BadDocument("What came is no quantity: " + each);
            }
            came.add(Quantity.ofThousandths(thousandths.value()));
        }
        return came;
    }
}
