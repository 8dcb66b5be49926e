package org.tillmesh.relay.office;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.company.LabelLayout;
import org.tillmesh.retail.company.Settings;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.Money;

/**
 * A change of settings as JSON: {@code id} ("company" or a branch's), and what is to change: {@code cashierDiscountMax} in
 * percent, {@code cashRounding} (0.01 to 1.00, to whose multiples cash is rounded down), {@code cardRights} (what of a gift
 * card's value stays with the till that sold it), {@code pointsPerRiyal}, {@code pointValue}, {@code labels} as a list of {@code prefix}, {@code itemDigits}, {@code holds} (weight, price, count),
 * {@code valueDigits}, {@code decimals}, {@code verifier}, {@code returnDays}, {@code notReturnable} as a list of ids of
 * products and categories. A field that is null is taken back.
 */
record SettingsJson(String id, JsonNode in) {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<String> FIELDS = List.of(
            "id",
            "cashierDiscountMax",
            "labels",
            "shutOutSells",
            "cashRounding",
            "cardRights",
            "pointsPerRiyal",
            "pointValue",
            "returnDays",
            "notReturnable");
    private static final List<String> LABEL_FIELDS =
            List.of("prefix", "itemDigits", "holds", "valueDigits", "decimals", "verifier");
    private static final int LABELS_MAX = 50;
    private static final int PERCENT_MAX = 100;
    private static final int DAYS_MAX = 3_650;
    private static final int IDS_MAX = 1_000;
    private static final int SHOWN_MAX = 60;
    private static final int POINTS_MAX = 1_000;
    private static final Money STEP_MAX = Money.sar(100);
    private static final Money POINT_MAX = Money.sar(10_000);
    private static final Money RIGHTS_MAX = Money.sar(1_000_000);

    /** @throws RelayException naming the field, its value and the mend */
    static SettingsJson read(byte[] body) {
        JsonNode in;
        try {
            in = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new RelayException("The settings are no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new RelayException("The settings can't be read: " + e, e);
        }
        known("Settings", in, FIELDS);
        if (!in.path("id").isTextual()) {
            throw wrong("id", in.path("id"), "\"" + Settings.COMPANY + "\", or a store's id like \"S001\"");
        }
        return new SettingsJson(in.path("id").asText(), in);
    }

    /** Whether it says anything of whether a till that is shut out sells on. */
    boolean saysShutOutSells() {
        return in.has("shutOutSells");
    }

    /** Null takes the decision back. */
    @Nullable Boolean shutOutSells() {
        JsonNode value = in.path("shutOutSells");
        if (!value.isNull() && !value.isBoolean()) {
            throw wrong("shutOutSells", value, "true, false or null");
        }
        return value.isNull() ? null : value.asBoolean();
    }

    Settings over(Settings before) {
        Settings after = before;
        if (in.has("cashierDiscountMax")) {
            after = after.withCashierDiscountMax(
                    in.get("cashierDiscountMax").isNull()
                            ? null
                            : whole("cashierDiscountMax", in.get("cashierDiscountMax"), PERCENT_MAX));
        }
        if (in.has("cashRounding")) {
            after = after.withCashRounding(money("cashRounding", Money.sar(1), STEP_MAX));
        }
        if (in.has("cardRights")) {
            after = after.withCardRights(money("cardRights", Money.ZERO, RIGHTS_MAX));
        }
        if (in.has("pointsPerRiyal")) {
            after = after.withPoints(
                    in.get("pointsPerRiyal").isNull()
                            ? null
                            : whole("pointsPerRiyal", in.get("pointsPerRiyal"), POINTS_MAX),
                    after.pointValue());
        }
        if (in.has("pointValue")) {
            after = after.withPoints(after.pointsPerRiyal(), money("pointValue", Money.ZERO, POINT_MAX));
        }
        if (in.has("labels")) {
            after = after.withLabels(in.get("labels").isNull() ? null : labels(in.get("labels")));
        }
        if (in.has("returnDays") || in.has("notReturnable")) {
            after = after.withReturns(
                    in.has("returnDays") ? days(in.get("returnDays")) : before.returnDays(),
                    in.has("notReturnable") ? ids(in.get("notReturnable")) : before.notReturnable());
        }
        return after;
    }

    private static @Nullable Integer days(JsonNode value) {
        return value.isNull() ? null : whole("returnDays", value, DAYS_MAX);
    }

    private static @Nullable List<String> ids(JsonNode list) {
        if (list.isNull()) {
            return null;
        }
        if (!list.isArray() || list.size() > IDS_MAX) {
            throw wrong("notReturnable", list, "a list of at most " + IDS_MAX + " ids of products and categories");
        }
        var ids = new TreeSet<String>();
        for (JsonNode each : list) {
            if (!each.isTextual() || !Id.isOne(each.asText())) {
                throw wrong("notReturnable", each, "the id of a product or a category");
            }
            ids.add(each.asText());
        }
        return List.copyOf(ids);
    }

    private @Nullable Money money(String field, Money least, Money most) {
        JsonNode value = in.get(field);
        if (value.isNull()) {
            return null;
        }
        try {
            Money money = value.isTextual() ? Money.parse(value.asText(), Money.SAR) : null;
            if (money != null && money.compareTo(least) >= 0 && money.compareTo(most) <= 0) {
                return money;
            }
        } catch (BadText e) {
            throw wrong(field, value, amounts(least, most));
        }
        throw wrong(field, value, amounts(least, most));
    }

    private static String amounts(Money least, Money most) {
        return "an amount from \"" + least + "\" to \"" + most + "\"";
    }

    private static List<LabelLayout> labels(JsonNode list) {
        if (!list.isArray() || list.size() > LABELS_MAX) {
            throw wrong("labels", list, "a list of at most " + LABELS_MAX + " layouts");
        }
        var layouts = new ArrayList<LabelLayout>();
        var prefixes = new TreeSet<String>();
        for (JsonNode each : list) {
            LabelLayout layout = label(each);
            if (!prefixes.add(layout.prefix())) {
                throw wrong("prefix", each.path("prefix"), "each prefix one layout");
            }
            layouts.add(layout);
        }
        return layouts;
    }

    private static LabelLayout label(JsonNode in) {
        known("A layout of labels", in, LABEL_FIELDS);
        JsonNode prefix = in.path("prefix");
        if (!prefix.isTextual()) {
            throw wrong("prefix", prefix, "a text of digits, like \"21\"");
        }
        LabelLayout.Holds holds = LabelLayout.Holds.of(in.path("holds").asText())
                .orElseThrow(() -> wrong("holds", in.path("holds"), "weight, price or count"));
        JsonNode verifier = in.path("verifier");
        if (!verifier.isMissingNode() && !verifier.isBoolean()) {
            throw wrong("verifier", verifier, "true or false");
        }
        try {
            return new LabelLayout(
                    prefix.asText(),
                    whole("itemDigits", in.path("itemDigits"), LabelLayout.DIGITS),
                    holds,
                    whole("valueDigits", in.path("valueDigits"), LabelLayout.DIGITS),
                    in.has("decimals") ? whole("decimals", in.path("decimals"), LabelLayout.DIGITS) : 0,
                    verifier.asBoolean());
        } catch (IllegalArgumentException e) {
            throw new RelayException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void known(String what, JsonNode in, List<String> fields) {
        if (!in.isObject()) {
            throw new RelayException(what + ": give a JSON object with the fields " + fields);
        }
        for (Iterator<String> names = in.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!fields.contains(name)) {
                throw new RelayException(what + ": there is no field \"" + name + "\"; there are " + fields);
            }
        }
    }

    private static int whole(String field, JsonNode value, int most) {
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 0 || value.asInt() > most) {
            throw wrong(field, value, "a whole number from 0 to " + most);
        }
        return value.asInt();
    }

    private static RelayException wrong(String field, JsonNode value, String mend) {
        String text = value.isMissingNode() ? "missing" : value.toString();
        return new RelayException("Settings: \"" + field + "\" is "
                + (text.length() > SHOWN_MAX ? text.substring(0, SHOWN_MAX) + "…" : text) + "; give " + mend);
    }
}
