package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tillmesh.retail.deal.Audience;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/**
 * A price list as JSON: {@code name}, {@code nameAr}, {@code active}, {@code from}, {@code until}, {@code stores},
 * {@code groups}, {@code customers}, {@code vatExcluded} and {@code prices}, a list of {@code {product, price, fromQty?}}. What
 * is left out of {@code active} is true, of {@code vatExcluded} false, of a list empty, of {@code nameAr} the name.
 */
public final class PriceListForm {
    private static final int PRICES_MAX = 20_000;
    private static final String[] FIELDS = {
        "id", "name", "nameAr", "active", "from", "until", "stores", "groups", "customers", "vatExcluded", "prices"
    };
    private static final String[] PRICE = {"product", "price", "fromQty"};

    private PriceListForm() {}

    /** @throws org.tillmesh.relay.folder.RelayException naming the field, its value and the mend */
    public static PriceList read(String id, byte[] body, Known known) {
        return read(id, Form.read(Thing.PRICE_LIST, body, FIELDS), known);
    }

    static PriceList read(String id, ObjectNode in, Known known) {
        return read(id, Form.of(Thing.PRICE_LIST, in, FIELDS), known);
    }

    private static PriceList read(String id, Form in, Known known) {
        String name = in.agreeing("id", id).text("name", Form.NAME_MAX);
        return new PriceList(
                id,
                name,
                in.text("nameAr", name, Form.NAME_MAX),
                DealForm.validity(in, known),
                new Audience(DealForm.groups(in), DealForm.customers(in, known)),
                in.flag("vatExcluded", false),
                prices(in, known));
    }

    private static SortedMap<String, SortedMap<Quantity, Money>> prices(Form in, Known known) {
        var prices = new TreeMap<String, SortedMap<Quantity, Money>>();
        for (Form each : in.forms("prices", PRICES_MAX, PRICE)) {
            String product = DealForm.item(each, "product", known);
            Quantity step = each.quantityOrNull("fromQty");
            Quantity from = step == null ? Quantity.ZERO : step;
            Money price = each.money("price", Money.ZERO);
            if (prices.computeIfAbsent(product, p -> new TreeMap<>()).put(from, price) != null) {
                throw each.wrong("product", Remedy.ONCE.with());
            }
        }
        return prices;
    }

    /** The same list as JSON, from the product with the lowest id on. */
    public static ObjectNode json(PriceList list) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("id", list.id())
                .put("name", list.name())
                .put("nameAr", list.nameAr());
        DealForm.putValidity(out, list.validity());
        DealForm.putTexts(out, "groups", list.audience().groups());
        DealForm.putTexts(out, "customers", list.audience().customers());
        out.put("vatExcluded", list.vatExcluded());
        ArrayNode prices = out.putArray("prices");
        list.prices()
                .forEach((product, steps) -> steps.forEach((from, price) -> {
                    ObjectNode each = prices.addObject().put("product", product).put("price", price.toString());
                    if (!from.isZero()) {
                        each.put("fromQty", from.toString());
                    }
                }));
        return out;
    }
}
