package org.tillmesh.relay.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;

/**
 * A JSON object, read field by field. A field of {@code null} is as one that is not there. Every refusal is a
 * {@link RelayException} that names the field with its path ({@code prices[2].price}), its value and the mend.
 */
public final class Form {
    static final int NAME_MAX = 200;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final List<Boolean> FLAGS = List.of(true, false);
    private static final String A_TIME = "2027-02-18T00:00:00+03:00";
    private static final int SHOWN_MAX = 60;
    private static final int LIST_MAX = 1_000;
    private static final Money DEAREST = Money.sar(1_000_000_00L);
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Thing thing;
    private final String path;
    private final JsonNode in;

    private Form(Thing thing, String path, JsonNode in) {
        this.thing = thing;
        this.path = path;
        this.in = in;
    }

    /** What a body says. */
    public static Form read(Thing thing, byte[] body, String... fields) {
        JsonNode whole;
        try {
            whole = JSON.readTree(body);
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException broken ? broken.getOriginalMessage() : e.getMessage();
            throw new RelayException(FormRefusal.NO_JSON, thing.word(), String.valueOf(why));
        }
        return of(thing, whole, fields);
    }

    static Form of(Thing thing, JsonNode whole, String... fields) {
        if (!whole.isObject()) {
            throw new RelayException(FormRefusal.NO_OBJECT, thing.word(), Arrays.asList(fields));
        }
        return new Form(thing, "", whole).only(fields);
    }

    /** The id that an address ends with. */
    public static String id(Thing thing, String id) {
        if (!id.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new RelayException(FormRefusal.BAD_ID, thing.word(), shortened(id));
        }
        return id;
    }

    /** That there is nothing of an id. */
    public static RelayException notThere(Thing thing, String id) {
        return new RelayException(FormRefusal.NOT_THERE, thing.word(), shortened(id));
    }

    private Form only(String... fields) {
        for (Iterator<String> names = in.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!Arrays.asList(fields).contains(name)) {
                throw new RelayException(
                        FormRefusal.UNKNOWN_FIELD, thing.word(), shortened(path + name), Arrays.asList(fields));
            }
        }
        return this;
    }

    /** What says again what the address says must say the same. */
    Form agreeing(String field, String withAddress) {
        if (has(field) && !withAddress.equals(in.get(field).asText())) {
            throw wrong(field, Remedy.AS_IN_THE_ADDRESS.with(withAddress));
        }
        return this;
    }

    boolean has(String field) {
        return in.hasNonNull(field);
    }

    // ---- texts

    String text(String field, int most) {
        String text = textOrNull(field, most);
        if (text == null || text.isEmpty()) {
            throw missing(field, Remedy.TEXT.with(most));
        }
        return text;
    }

    String text(String field, String otherwise, int most) {
        String text = textOrNull(field, most);
        return text == null || text.isEmpty() ? otherwise : text;
    }

    @Nullable String textOrNull(String field, int most) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = in.get(field);
        String text = value.asText().strip();
        if (!value.isTextual() || text.length() > most || text.codePoints().anyMatch(Character::isISOControl)) {
            throw wrong(field, Remedy.TEXT.with(most));
        }
        return text;
    }

    /** A text as it is written, whatever it is; empty if it is none. */
    String plain(String field) {
        JsonNode value = in.path(field);
        return value.isTextual() ? value.asText() : "";
    }

    String oneOf(String field, Collection<String> choices) {
        if (!has(field)) {
            throw missing(field, Remedy.ONE_OF.with(choices));
        }
        JsonNode value = in.get(field);
        if (!value.isTextual() || !choices.contains(value.asText())) {
            throw wrong(field, Remedy.ONE_OF.with(choices));
        }
        return value.asText();
    }

    /** Texts without doubles, in the order of the list; empty if it is not there. */
    List<String> texts(String field, int most) {
        var texts = new LinkedHashSet<String>();
        List<JsonNode> items = items(field, LIST_MAX, Remedy.LIST.with());
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            String text = item.asText().strip();
            if (!item.isTextual()
                    || text.isEmpty()
                    || text.length() > most
                    || text.codePoints().anyMatch(Character::isISOControl)) {
                throw wrongItem(field, i, item, Remedy.TEXT.with(most));
            }
            texts.add(text);
        }
        return List.copyOf(texts);
    }

    /** Texts of which each must be one of those. */
    List<String> known(String field, Collection<String> known, Sentence mend) {
        List<String> texts = texts(field, NAME_MAX);
        for (String text : texts) {
            if (!known.contains(text)) {
                throw wrong(field, text, mend);
            }
        }
        return texts;
    }

    // ---- other values

    boolean flag(String field, boolean otherwise) {
        if (!has(field)) {
            return otherwise;
        }
        if (!in.get(field).isBoolean()) {
            throw wrong(field, Remedy.ONE_OF.with(FLAGS));
        }
        return in.get(field).asBoolean();
    }

    int whole(String field, int otherwise, int least, int most) {
        if (!has(field)) {
            return otherwise;
        }
        JsonNode value = in.get(field);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(field, Remedy.WHOLE.with(least, most));
        }
        return value.intValue();
    }

    int whole(String field, int least, int most) {
        if (!has(field)) {
            throw missing(field, Remedy.WHOLE.with(least, most));
        }
        return whole(field, 0, least, most);
    }

    /** An amount from {@code least} to 1,000,000.00. */
    Money money(String field, Money least) {
        Sentence mend = Remedy.AMOUNT.with(least, DEAREST);
        if (!has(field)) {
            throw missing(field, mend);
        }
        try {
            Money money = in.get(field).isTextual() ? Money.parse(in.get(field).asText(), Money.SAR) : null;
            if (money != null && money.compareTo(least) >= 0 && money.compareTo(DEAREST) <= 0) {
                return money;
            }
        } catch (BadText e) {
            throw wrong(field, mend);
        }
        throw wrong(field, mend);
    }

    /** More than zero; null if it is not there. */
    @Nullable Quantity quantityOrNull(String field) {
        if (!has(field)) {
            return null;
        }
        try {
            Quantity quantity =
                    in.get(field).isTextual() ? Quantity.parse(in.get(field).asText()) : Quantity.ZERO;
            if (quantity.isPositive()) {
                return quantity;
            }
        } catch (BadText e) {
            throw wrong(field, Remedy.QUANTITY.with());
        }
        throw wrong(field, Remedy.QUANTITY.with());
    }

    @Nullable Instant timeOrNull(String field) {
        if (!has(field)) {
            return null;
        }
        try {
            Instant time = in.get(field).isTextual()
                    ? ZonedDateTime.parse(in.get(field).asText()).toInstant()
                    : Instant.MIN;
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
                return Instant.ofEpochMilli(time.toEpochMilli());
            }
        } catch (DateTimeException e) {
            throw wrong(field, Remedy.TIME.with(A_TIME));
        }
        throw wrong(field, Remedy.TIME.with(A_TIME));
    }

    // ---- what holds more

    /** Null if it is not there. */
    @Nullable Form formOrNull(String field, String... fields) {
        if (!has(field)) {
            return null;
        }
        if (!in.get(field).isObject()) {
            throw wrong(field, Remedy.OBJECT.with());
        }
        return new Form(thing, path + field + ".", in.get(field)).only(fields);
    }

    /** One after the other; none if it is not there. */
    List<Form> forms(String field, int most, String... fields) {
        List<JsonNode> items = items(field, most, Remedy.OBJECTS.with());
        var forms = new ArrayList<Form>(items.size());
        for (int i = 0; i < items.size(); i++) {
            if (!items.get(i).isObject()) {
                throw wrongItem(field, i, items.get(i), Remedy.OBJECTS.with());
            }
            forms.add(new Form(thing, path + field + "[" + i + "].", items.get(i)).only(fields));
        }
        return forms;
    }

    private List<JsonNode> items(String field, int most, Sentence mend) {
        var items = new ArrayList<JsonNode>();
        if (has(field)) {
            if (!in.get(field).isArray()) {
                throw wrong(field, mend);
            }
            if (in.get(field).size() > most) {
                throw wrong(field, String.valueOf(in.get(field).size()), Remedy.AT_MOST.with(most));
            }
            in.get(field).forEach(items::add);
        }
        return items;
    }

    /** The names of all fields that are there. */
    Collection<String> fields() {
        var names = new TreeSet<String>();
        in.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !has(name));
        return names;
    }

    // ---- refusals

    RelayException missing(String field, Sentence mend) {
        return new RelayException(FormRefusal.MISSING, thing.word(), path + field, mend);
    }

    RelayException wrong(String field, Sentence mend) {
        JsonNode value = in.path(field);
        return wrong(field, value.isTextual() ? value.asText() : value.toString(), mend);
    }

    RelayException wrong(String field, String value, Sentence mend) {
        return new RelayException(FormRefusal.WRONG, thing.word(), path + field, shortened(value), mend);
    }

    private RelayException wrongItem(String field, int index, JsonNode item, Sentence mend) {
        return wrong(field + "[" + index + "]", item.isTextual() ? item.asText() : item.toString(), mend);
    }

    private static String shortened(String value) {
        return value.length() <= SHOWN_MAX ? value : value.substring(0, SHOWN_MAX) + "…";
    }
}
