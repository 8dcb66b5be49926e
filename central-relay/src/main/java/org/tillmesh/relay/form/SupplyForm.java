package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.StockRule;
import org.tillmesh.retail.purchase.PurchaseOrder;
import org.tillmesh.retail.purchase.PurchaseOrders;
import org.tillmesh.retail.purchase.Supplier;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;

/** Suppliers, purchase orders and rules of stock, as JSON. */
public final class SupplyForm {
    private static final int LINES_MAX = 1_000;
    private static final int NOTE_MAX = 500;
    private static final int SHORT_MAX = 40;
    private static final int ID_MAX = 64;

    private SupplyForm() {}

    // ---- suppliers

    /** @param id that the address names; null: the body may */
    public static Supplier supplier(@Nullable String id, String otherwise, byte[] body) {
        Form in = Form.read(Thing.SUPPLIER, body, "id", "name", "nameAr", "phone", "vatNumber", "note", "active");
        String own = id != null ? id : Form.id(Thing.SUPPLIER, in.text("id", otherwise, ID_MAX));
        in.agreeing("id", own);
        String name = in.text("name", Form.NAME_MAX);
        return new Supplier(
                own,
                name,
                in.text("nameAr", name, Form.NAME_MAX),
                in.text("phone", "", SHORT_MAX),
                in.text("vatNumber", "", SHORT_MAX),
                in.text("note", "", NOTE_MAX),
                in.flag("active", true));
    }

    public static ObjectNode json(Supplier supplier) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", supplier.id())
                .put("name", supplier.name())
                .put("nameAr", supplier.nameAr())
                .put("phone", supplier.phone())
                .put("vatNumber", supplier.vatNumber())
                .put("note", supplier.note())
                .put("active", supplier.active());
    }

    // ---- purchase orders

    /** An order for a branch, as it comes in. */
    public record Asked(
            @Nullable String id,
            String branch,
            String supplier,
            List<PurchaseOrder.Line> lines,
            @Nullable LocalDate expected,
            String note) {}

    /** @param isSupplier whether there is a supplier of that id */
    public static Asked order(byte[] body, Known known, Predicate<String> isSupplier) {
        Form in = Form.read(Thing.ORDER, body, "id", "store", "supplier", "lines", "expected", "note");
        String id = in.has("id") ? Form.id(Thing.ORDER, in.text("id", ID_MAX)) : null;
        String branch = in.text("store", ID_MAX);
        if (!known.stores().contains(branch)) {
            throw in.wrong("store", Remedy.KNOWN_STORE.with(known.stores()));
        }
        String supplier = in.text("supplier", ID_MAX);
        if (!isSupplier.test(supplier)) {
            throw in.wrong("supplier", Remedy.KNOWN_SUPPLIER.with());
        }
        List<PurchaseOrder.Line> lines = lines(in, known);
        return new Asked(id, branch, supplier, lines, date(in), in.text("note", "", NOTE_MAX));
    }

    private static List<PurchaseOrder.Line> lines(Form in, Known known) {
        var lines = new ArrayList<PurchaseOrder.Line>();
        var seen = new TreeSet<String>();
        for (Form line : in.forms("lines", LINES_MAX, "product", "qty", "cost")) {
            String product = line.text("product", ID_MAX);
            if (product.contains("/") || !known.isItem(product)) {
                throw line.wrong("product", Remedy.KNOWN_PRODUCT.with());
            }
            if (!seen.add(product)) {
                throw line.wrong("product", Remedy.ONCE.with());
            }
            Quantity qty = line.quantityOrNull("qty");
            if (qty == null) {
                throw line.missing("qty", Remedy.QUANTITY.with());
            }
            lines.add(new PurchaseOrder.Line(
                    new ProductId(product), qty, line.has("cost") ? line.money("cost", Money.ZERO) : null));
        }
        if (lines.isEmpty()) {
            throw in.missing("lines", Remedy.AT_LEAST_ONE.with());
        }
        return lines;
    }

    private static @Nullable LocalDate date(Form in) {
        String text = in.textOrNull("expected", SHORT_MAX);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw in.wrong("expected", Remedy.DATE.with("2027-03-31"));
        }
    }

    /** What head office says of an order: its state and a note. */
    public record Said(PurchaseOrder.State state, String note) {}

    public static Said step(byte[] body) {
        Form in = Form.read(Thing.ORDER, body, "status", "note");
        Collection<String> words = PurchaseOrder.State.words();
        return new Said(PurchaseOrder.State.of(in.oneOf("status", words)).orElseThrow(), in.text("note", "", NOTE_MAX));
    }

    public static ObjectNode json(String branch, PurchaseOrders.Standing standing) {
        PurchaseOrder order = standing.order();
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("id", order.id())
                .put("store", branch)
                .put("supplier", order.supplier())
                .put("status", order.step().state().word())
                .put("progress", standing.progress().name().toLowerCase(Locale.ROOT))
                .put("by", order.step().by())
                .put("at", order.step().at().toString())
                .put("note", order.note());
        if (order.expected() != null) {
            out.put("expected", order.expected().toString());
        }
        ArrayNode lines = out.putArray("lines");
        for (PurchaseOrders.Line line : standing.lines()) {
            ObjectNode one = lines.addObject()
                    .put("product", line.product().value())
                    .put("ordered", line.ordered().toString())
                    .put("received", line.received().toString())
                    .put("open", line.open().toString())
                    .put("over", line.over().toString());
            if (line.cost() != null) {
                one.put("cost", line.cost().toString());
            }
        }
        return out;
    }

    // ---- rules of stock

    public static StockRule rule(String product, byte[] body, Known known) {
        Form in = Form.read(Thing.STOCK_RULE, body, "product", "negativeStock", "minStock", "minStocks")
                .agreeing("product", product);
        var mins = new TreeMap<String, Quantity>();
        Form each = in.formOrNull("minStocks", known.stores().toArray(String[]::new));
        if (each != null) {
            each.fields().forEach(branch -> mins.put(branch, quantity(each, branch)));
        }
        return new StockRule(
                new ProductId(product),
                in.flag("negativeStock", true),
                in.has("minStock") ? quantity(in, "minStock") : null,
                mins);
    }

    private static Quantity quantity(Form in, String field) {
        try {
            Quantity qty = Quantity.parse(in.plain(field));
            if (!qty.isNegative()) {
                return qty;
            }
        } catch (BadText e) {
            throw in.wrong(field, Remedy.ZERO_OR_MORE.with());
        }
        throw in.wrong(field, Remedy.ZERO_OR_MORE.with());
    }

    public static ObjectNode json(StockRule rule) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("product", rule.product().value())
                .put("negativeStock", rule.negative());
        if (rule.min() != null) {
            out.put("minStock", rule.min().toString());
        }
        ObjectNode mins = out.putObject("minStocks");
        rule.mins().forEach((branch, qty) -> mins.put(branch, qty.toString()));
        return out;
    }
}
