package org.tillmesh.till.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.shift.Denominations;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.backroom.BackroomRefusal;
import org.tillmesh.till.backroom.Counted;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.TillException;

/** The fields of one command, checked against its declaration before any is read. */
final class Arguments {
    private static final int TEXT_MAX = 10_000;

    private final String command;
    private final ObjectNode object;

    private Arguments(String command, ObjectNode object) {
        this.command = command;
        this.object = object;
    }

    /** @throws TillException UNKNOWN_FIELD or BAD_VALUE, naming the field */
    static Arguments checked(String command, List<Field> own, ObjectNode request) {
        var fields = new ArrayList<>(CommonFields.COMMON);
        fields.addAll(own);
        check("Command \"" + command + "\"", fields, request);
        return new Arguments(command, request);
    }

    private static void check(String owner, List<Field> fields, ObjectNode object) {
        Map<String, Field> known = fields.stream()
                .collect(Collectors.toMap(Field::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        for (Iterator<Map.Entry<String, JsonNode>> given = object.fields(); given.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = given.next();
            Field field = known.get(entry.getKey());
            if (field == null) {
                throw new BadLine(
                        RefusalCode.UNKNOWN_FIELD,
                        owner + " has no field \"" + entry.getKey() + "\"; it takes "
                                + String.join(", ", known.keySet()));
            }
            checkKind(owner, field, entry.getValue());
        }
        for (Field field : fields) {
            if (field.required() && !object.hasNonNull(field.name())) {
                throw bad(owner + " needs \"" + field.name() + "\": " + field.kind().words);
            }
        }
    }

    private static void checkKind(String owner, Field field, JsonNode value) {
        if (value.isNull() || field.name().equals("id") && field.about().equals(CommonFields.ECHO)) {
            return;
        }
        boolean right =
                switch (field.kind()) {
                    case TEXT, MONEY, QUANTITY, DECIMAL, INSTANT, DATE, CHOICE -> value.isTextual();
                    case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
                    case FLAG -> value.isBoolean();
                    case TEXTS, OBJECTS -> value.isArray();
                    case OBJECT -> value.isObject();
                    case COUNTED -> value.isTextual() || isCounted(value);
                };
        if (!right) {
            throw bad(owner + ": \"" + field.name() + "\" is " + shortened(value.toString()) + "; give "
                    + field.kind().words
                    + (value.isNumber() && field.kind() != Field.Kind.INTEGER ? ", in quotes" : ""));
        }
        if (value.isTextual() && value.textValue().length() > TEXT_MAX) {
            throw bad(owner + ": \"" + field.name() + "\" has "
                    + value.textValue().length() + " characters; give at most " + TEXT_MAX);
        }
        if (field.kind() == Field.Kind.CHOICE && !field.choices().contains(value.textValue())) {
            throw bad(owner + ": \"" + field.name() + "\" is \"" + shortened(value.textValue()) + "\"; give one of "
                    + String.join(", ", field.choices()));
        }
        if (field.kind() == Field.Kind.TEXTS) {
            for (JsonNode item : value) {
                if (!item.isTextual()) {
                    throw bad(
                            owner + ": \"" + field.name() + "\" holds " + shortened(item.toString()) + "; give texts");
                }
            }
        }
        if (field.kind() == Field.Kind.OBJECT && !field.inner().isEmpty()) {
            check("\"" + field.name() + "\"", field.inner(), (ObjectNode) value);
        }
        if (field.kind() == Field.Kind.OBJECTS) {
            for (JsonNode item : value) {
                if (!item.isObject()) {
                    throw bad(owner + ": \"" + field.name() + "\" holds " + shortened(item.toString())
                            + "; give objects");
                }
                check("\"" + field.name() + "\"", field.inner(), (ObjectNode) item);
            }
        }
    }

    /** Tenders by code: each an amount, and of cash how many of each note and coin there are instead. */
    private static boolean isCounted(JsonNode value) {
        if (!value.isObject()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> tender : value.properties()) {
            boolean pieces = tender.getKey().equals(TenderKind.CASH.code())
                    && tender.getValue().isObject()
                    && tender.getValue().properties().stream()
                            .allMatch(piece -> piece.getValue().isIntegralNumber()
                                    && piece.getValue().canConvertToLong());
            if (!pieces && !tender.getValue().isTextual()) {
                return false;
            }
        }
        return true;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    boolean isText(String name) {
        return has(name) && object.get(name).isTextual();
    }

    String text(String name) {
        return Objects.requireNonNull(textOrNull(name), name);
    }

    @Nullable String textOrNull(String name) {
        return has(name) ? object.get(name).textValue() : null;
    }

    /** An id, made of its text by {@code of}; null if there is none. */
    <T extends Id<T>> @Nullable T idOrNull(String name, Function<String, T> of) {
        String text = textOrNull(name);
        return text == null ? null : parsed(name, Field.Kind.TEXT, text, of);
    }

    @Nullable DocumentId document() {
        return idOrNull("uuid", DocumentId::new);
    }

    @Nullable String approve() {
        return textOrNull("approve");
    }

    /** A key is any text of 1 to 100 characters; a UUID is the custom. */
    @Nullable String key() {
        String key = textOrNull("key");
        if (key != null && (key.isBlank() || key.length() > 100)) {
            throw bad("\"key\" has " + key.length() + " characters; give 1 to 100, best a new UUID");
        }
        return key;
    }

    Money money(String name) {
        return parsed(name, Field.Kind.MONEY, text(name), t -> Money.parse(t, Money.SAR));
    }

    @Nullable Money moneyOrNull(String name) {
        return has(name) ? money(name) : null;
    }

    /** What was counted at the end of a shift: one amount of cash, or tender by tender. */
    Counted counted(String name, @Nullable String reason) {
        JsonNode value = object.get(name);
        if (value.isTextual()) {
            return new Counted(money(name), Denominations.NONE, new TreeMap<>(), reason);
        }
        var others = new TreeMap<TenderKind, Money>();
        Money cash = null;
        Denominations notes = Denominations.NONE;
        for (Map.Entry<String, JsonNode> tender : value.properties()) {
            TenderKind kind = TenderKind.of(tender.getKey())
                    .orElseThrow(() -> new TillException(
                            BackroomRefusal.UNKNOWN_TENDER,
                            shortened(tender.getKey()),
                            Arrays.stream(TenderKind.values())
                                    .map(TenderKind::code)
                                    .toList()));
            if (tender.getValue().isObject()) {
                notes = Counted.notes(pieces(tender.getValue()));
                cash = notes.total();
            } else {
                Money sum =
                        parsed(name, Field.Kind.MONEY, tender.getValue().textValue(), t -> Money.parse(t, Money.SAR));
                if (kind == TenderKind.CASH) {
                    cash = sum;
                } else {
                    others.put(kind, sum);
                }
            }
        }
        if (cash == null) {
            throw new TillException(BackroomRefusal.NO_CASH_COUNTED);
        }
        return new Counted(cash, notes, others, reason);
    }

    private static Map<String, Long> pieces(JsonNode notes) {
        var pieces = new LinkedHashMap<String, Long>();
        notes.properties()
                .forEach(piece ->
                        pieces.put(shortened(piece.getKey()), piece.getValue().longValue()));
        return pieces;
    }

    Quantity quantity(String name) {
        return parsed(name, Field.Kind.QUANTITY, text(name), Quantity::parse);
    }

    @Nullable Quantity quantityOrNull(String name) {
        return has(name) ? quantity(name) : null;
    }

    int whole(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        long value = object.get(name).longValue();
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw bad("\"" + name + "\" is " + value + "; give a smaller number");
        }
        return (int) value;
    }

    @Nullable Integer wholeOrNull(String name) {
        return has(name) ? Integer.valueOf(whole(name, 0)) : null;
    }

    long number(String name) {
        return object.get(name).longValue();
    }

    boolean flag(String name, boolean otherwise) {
        return has(name) ? object.get(name).booleanValue() : otherwise;
    }

    @Nullable Instant instantOrNull(String name) {
        String text = textOrNull(name);
        return text == null
                ? null
                : parsed(name, Field.Kind.INSTANT, text, t -> ZonedDateTime.parse(t)
                        .toInstant());
    }

    @Nullable LocalDate dateOrNull(String name) {
        String text = textOrNull(name);
        return text == null ? null : parsed(name, Field.Kind.DATE, text, LocalDate::parse);
    }

    Path file(String name) {
        return parsed(name, Field.Kind.TEXT, text(name), Path::of);
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        if (has(name)) {
            object.get(name).forEach(item -> texts.add(item.textValue()));
        }
        return texts;
    }

    /** An object whose values are texts; none if it is absent. */
    Map<String, String> textMap(String name) {
        var texts = new TreeMap<String, String>();
        if (has(name)) {
            for (Map.Entry<String, JsonNode> entry : object.get(name).properties()) {
                if (!entry.getValue().isTextual()) {
                    throw bad("\"" + name + "." + shortened(entry.getKey()) + "\" is "
                            + shortened(entry.getValue().toString()) + "; give a text");
                }
                texts.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return texts;
    }

    /** Those of some fields that are there, by name. */
    SortedMap<String, String> texts(List<String> names) {
        var texts = new TreeMap<String, String>();
        names.stream().filter(this::has).forEach(name -> texts.put(name, text(name)));
        return texts;
    }

    Optional<Arguments> object(String name) {
        return has(name) ? Optional.of(new Arguments(command, (ObjectNode) object.get(name))) : Optional.empty();
    }

    List<Arguments> objects(String name) {
        var items = new ArrayList<Arguments>();
        if (has(name)) {
            object.get(name).forEach(item -> items.add(new Arguments(command, (ObjectNode) item)));
        }
        return items;
    }

    /** All fields as text: lists joined by commas, nulls as empty text. */
    Map<String, String> asTexts() {
        var texts = new LinkedHashMap<String, String>();
        object.fields().forEachRemaining(entry -> {
            JsonNode value = entry.getValue();
            if (value.isArray()) {
                var joined = new ArrayList<String>();
                value.forEach(item -> joined.add(item.asText()));
                texts.put(entry.getKey(), String.join(",", joined));
            } else {
                texts.put(entry.getKey(), value.isNull() ? "" : value.asText());
            }
        });
        return texts;
    }

    private <T> T parsed(String name, Field.Kind wanted, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw bad("Command \"" + command + "\": \"" + name + "\" is \"" + shortened(text) + "\"; give "
                    + wanted.words);
        } catch (InvalidPathException e) {
            throw bad("Command \"" + command + "\": \"" + name + "\" is no file name: " + e.getReason());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw bad("Command \"" + command + "\": \"" + name + "\": " + shortened(String.valueOf(e.getMessage())));
        }
    }

    static BadLine bad(String message) {
        return new BadLine(RefusalCode.BAD_VALUE, message);
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
