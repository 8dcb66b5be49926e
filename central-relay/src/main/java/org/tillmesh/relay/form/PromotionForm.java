package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.deal.Hours;
import org.tillmesh.retail.deal.Promotion;

/**
 * A promotion as JSON: {@code name}, {@code nameAr}, {@code active}, {@code from}, {@code until}, {@code days} ({@code SUN}
 * to {@code SAT}), {@code hours} {@code {from, until}}, {@code stores}, {@code groups}, {@code coupon}, {@code licence},
 * {@code priority} (100 if left out), {@code atMost}, {@code products}, {@code categories}, {@code offer}. Names are looked
 * up: products by id or as {@code product/unit}.
 */
public final class PromotionForm {
    static final String[] FIELDS = {
        "id",
        "name",
        "nameAr",
        "active",
        "from",
        "until",
        "days",
        "hours",
        "stores",
        "groups",
        "coupon",
        "licence",
        "priority",
        "atMost",
        "products",
        "categories",
        "offer"
    };
    private static final int CODE_MAX = 64;
    private static final int NUMBER_MAX = 1_000_000;
    private static final List<String> WEEK = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final SortedMap<String, DayOfWeek> DAYS = days();

    private PromotionForm() {}

    /** @throws org.tillmesh.relay.folder.RelayException naming the field, its value and the mend */
    public static Promotion read(String id, byte[] body, Known known) {
        return read(id, Form.read(Thing.PROMOTION, body, FIELDS), known);
    }

    static Promotion read(String id, ObjectNode in, Known known) {
        return read(id, Form.of(Thing.PROMOTION, in, FIELDS), known);
    }

    private static Promotion read(String id, Form in, Known known) {
        String name = in.agreeing("id", id).text("name", Form.NAME_MAX);
        return new Promotion(
                id,
                name,
                in.text("nameAr", name, Form.NAME_MAX),
                DealForm.validity(in, known),
                hours(in),
                DealForm.groups(in),
                coupon(in),
                nullIfEmpty(in.textOrNull("licence", CODE_MAX)),
                in.whole("priority", Promotion.PRIORITY, 0, NUMBER_MAX),
                in.whole("atMost", 0, 1, NUMBER_MAX),
                DealForm.items(in, "products", known),
                in.known("categories", known.categories(), Remedy.KNOWN_CATEGORY.with(known.categories())),
                OfferForm.read(in, known));
    }

    /** A cashier types it or scans it, so it is one word. */
    private static @Nullable String coupon(Form in) {
        String coupon = nullIfEmpty(in.textOrNull("coupon", CODE_MAX));
        if (coupon != null && coupon.codePoints().anyMatch(Character::isWhitespace)) {
            throw in.wrong("coupon", Remedy.NO_BLANKS.with(CODE_MAX));
        }
        return coupon;
    }

    private static @Nullable String nullIfEmpty(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static Hours hours(Form in) {
        List<DayOfWeek> days = in.known("days", DAYS.keySet(), Remedy.ONE_OF.with(WEEK)).stream()
                .map(DAYS::get)
                .toList();
        Form hours = in.formOrNull("hours", "from", "until");
        LocalTime from = hours == null ? null : hour(hours, "from");
        LocalTime until = hours == null ? null : hour(hours, "until");
        if (hours != null && from != null && from.equals(until)) {
            throw hours.wrong("until", Remedy.OTHER_THAN.with(from));
        }
        return new Hours(days, from, until);
    }

    private static LocalTime hour(Form in, String field) {
        if (!in.has(field)) {
            throw in.missing(field, Remedy.BOTH_HOURS.with());
        }
        String text = in.text(field, Form.NAME_MAX);
        if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
            throw in.wrong(field, Remedy.HOUR.with());
        }
        return LocalTime.parse(text);
    }

    private static SortedMap<String, DayOfWeek> days() {
        var days = new TreeMap<String, DayOfWeek>();
        Arrays.stream(DayOfWeek.values()).forEach(day -> days.put(word(day), day));
        return days;
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3);
    }

    public static ObjectNode json(Promotion promotion) {
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("id", promotion.id())
                .put("name", promotion.name())
                .put("nameAr", promotion.nameAr());
        DealForm.putValidity(out, promotion.validity());
        Hours hours = promotion.hours();
        DealForm.putTexts(
                out, "days", hours.days().stream().map(PromotionForm::word).toList());
        if (hours.from() != null && hours.until() != null) {
            out.putObject("hours")
                    .put("from", hours.from().toString())
                    .put("until", hours.until().toString());
        }
        DealForm.putTexts(out, "groups", promotion.groups());
        if (promotion.coupon() != null) {
            out.put("coupon", promotion.coupon());
        }
        if (promotion.licence() != null) {
            out.put("licence", promotion.licence());
        }
        out.put("priority", promotion.priority());
        if (promotion.atMost() > 0) {
            out.put("atMost", promotion.atMost());
        }
        DealForm.putTexts(out, "products", promotion.products());
        DealForm.putTexts(out, "categories", promotion.categories());
        out.set("offer", OfferForm.json(promotion.offer()));
        return out;
    }
}
