package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.Offer;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.RetailException;

/** What a promotion gives, as JSON: {@code kind}, and the fields of that kind. */
final class OfferForm {
    private static final String[] FIELDS = {"kind", "percent", "amount", "price", "count", "buy", "get", "over", "parts"
    };
    private static final List<String> KINDS =
            List.of("percent", "amount", "price", "set-price", "buy-get", "bundle", "spend");
    private static final Map<String, List<String>> TAKES = new TreeMap<>(Map.of(
            "percent", List.of("percent"),
            "amount", List.of("amount"),
            "price", List.of("price"),
            "set-price", List.of("count", "price"),
            "buy-get", List.of("buy", "get", "percent"),
            "bundle", List.of("parts", "price"),
            "spend", List.of("over", "amount", "percent")));
    private static final Money LEAST = Money.sar(1);
    private static final int COUNT_MAX = 1_000;
    private static final int PARTS_MAX = 20;

    private OfferForm() {}

    static Offer read(Form promotion, Known known) {
        Form in = promotion.formOrNull("offer", FIELDS);
        if (in == null) {
            throw promotion.missing("offer", Remedy.OBJECT.with());
        }
        String kind = in.oneOf("kind", KINDS);
        for (String field : in.fields()) {
            if (!field.equals("kind") && !TAKES.getOrDefault(kind, List.of()).contains(field)) {
                throw in.wrong(field, Remedy.NOT_OF_KIND.with(kind));
            }
        }
        return switch (kind) {
            case "percent" -> new Offer.PercentOff(percent(in));
            case "amount" -> new Offer.AmountOff(in.money("amount", LEAST));
            case "price" -> new Offer.SpecialPrice(in.money("price", Money.ZERO));
            case "set-price" -> new Offer.SetPrice(in.whole("count", 1, COUNT_MAX), in.money("price", Money.ZERO));
            case "buy-get" ->
                new Offer.BuyGet(in.whole("buy", 1, COUNT_MAX), in.whole("get", 1, COUNT_MAX), percent(in));
            case "bundle" -> new Offer.Bundle(parts(in, known), in.money("price", Money.ZERO));
            default -> new Offer.Spend(in.money("over", LEAST), off(in));
        };
    }

    private static Discount off(Form in) {
        if (in.has("amount") == in.has("percent")) {
            throw in.missing("amount", Remedy.ONE_OF_BOTH.with("amount", "percent"));
        }
        return in.has("amount") ? new Discount.Amount(in.money("amount", LEAST)) : percent(in);
    }

    private static Discount.Percent percent(Form in) {
        String text = in.text("percent", Form.NAME_MAX);
        try {
            Discount.Percent percent = Discount.Percent.parse(text);
            if (percent.hundredths() > 0) {
                return percent;
            }
        } catch (RetailException e) {
            throw in.wrong("percent", Remedy.PERCENT.with());
        }
        throw in.wrong("percent", Remedy.PERCENT.with());
    }

    private static List<Offer.Bundle.Part> parts(Form in, Known known) {
        var parts = new ArrayList<Offer.Bundle.Part>();
        for (Form each : in.forms("parts", PARTS_MAX, "products", "count")) {
            List<String> items = DealForm.items(each, "products", known);
            if (items.isEmpty()) {
                throw each.missing("products", Remedy.AT_LEAST_ONE.with());
            }
            parts.add(new Offer.Bundle.Part(items, each.whole("count", 1, 1, COUNT_MAX)));
        }
        if (parts.isEmpty()) {
            throw in.missing("parts", Remedy.AT_LEAST_ONE.with());
        }
        return parts;
    }

    static ObjectNode json(Offer offer) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (offer instanceof Offer.PercentOff percent) {
            return out.put("kind", "percent").put("percent", plain(percent.percent()));
        }
        if (offer instanceof Offer.AmountOff amount) {
            return out.put("kind", "amount").put("amount", amount.amount().toString());
        }
        if (offer instanceof Offer.SpecialPrice special) {
            return out.put("kind", "price").put("price", special.price().toString());
        }
        if (offer instanceof Offer.SetPrice set) {
            return out.put("kind", "set-price")
                    .put("count", set.count())
                    .put("price", set.price().toString());
        }
        if (offer instanceof Offer.BuyGet buyGet) {
            return out.put("kind", "buy-get")
                    .put("buy", buyGet.buy())
                    .put("get", buyGet.get())
                    .put("percent", plain(buyGet.percent()));
        }
        if (offer instanceof Offer.Bundle bundle) {
            out.put("kind", "bundle");
            ArrayNode parts = out.putArray("parts");
            bundle.parts().forEach(part -> {
                ObjectNode each = parts.addObject();
                DealForm.putTexts(each, "products", part.items());
                each.put("count", part.count());
            });
            return out.put("price", bundle.price().toString());
        }
        if (offer instanceof Offer.Spend spend) {
            out.put("kind", "spend").put("over", spend.over().toString());
            return spend.off() instanceof Discount.Percent percent
                    ? out.put("percent", plain(percent))
                    : out.put("amount", spend.off().toString());
        }
        throw new AssertionError("No case for " + offer);
    }

    private static String plain(Discount.Percent percent) {
        return BigDecimal.valueOf(percent.hundredths(), 2).stripTrailingZeros().toPlainString();
    }
}
