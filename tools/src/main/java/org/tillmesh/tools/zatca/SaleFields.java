package org.tillmesh.tools.zatca;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.tillmesh.zatca.model.Refused;

/**
 * An object of someone's JSON, read field by field. Every complaint names the field by its path, the value and the mend;
 * {@link #end} refuses what nobody asked for.
 */
final class SaleFields {
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    SaleFields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
        if (!node.isObject()) {
            throw new IllegalArgumentException(
                    (path.isEmpty() ? "The sale" : path) + " is " + shown(node) + "; write an object {…}");
        }
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Also true for null: a field that is there, but says nothing. */
    boolean lacks(String name) {
        known.add(name);
        return node.path(name).isMissingNode() || node.path(name).isNull();
    }

    private JsonNode wanted(String name, String like) {
        if (lacks(name)) {
            throw new IllegalArgumentException(at(name) + " is missing; write it like " + like);
        }
        return node.path(name);
    }

    String text(String name, String like) {
        JsonNode value = wanted(name, like);
        if (!value.isTextual() && !value.isNumber()) {
            throw wrong(name, value, like);
        }
        return value.asText();
    }

    String text(String name, String otherwise, String like) {
        return lacks(name) ? otherwise : text(name, like);
    }

    BigDecimal decimal(String name, String like) {
        JsonNode value = wanted(name, like);
        String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
        if (value.isContainerNode() || !text.matches("-?[0-9]{1,15}(\\.[0-9]{1,12})?")) {
            throw wrong(name, value, like);
        }
        return new BigDecimal(text);
    }

    /** In hundredths. */
    long amount(String name) {
        BigDecimal amount = decimal(name, "\"12.50\"");
        if (amount.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException(
                    at(name) + " is " + amount.toPlainString() + "; an amount has two decimals, like \"12.50\"");
        }
        return amount.movePointRight(2).longValueExact();
    }

    long integer(String name, long otherwise, String like) {
        if (lacks(name)) {
            return otherwise;
        }
        BigDecimal value = decimal(name, like);
        if (value.stripTrailingZeros().scale() > 0) {
            throw wrong(name, node.path(name), like);
        }
        return value.longValueExact();
    }

    LocalDateTime time(String name) {
        String text = text(name, "\"2025-02-15T09:30:05\"");
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    at(name) + " is \"" + text + "\"; write local time without a zone, like \"2025-02-15T09:30:05\"",
                    e);
        }
    }

    LocalDate date(String name) {
        String text = text(name, "\"2025-02-15\"");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(at(name) + " is \"" + text + "\"; write a date like \"2025-02-15\"", e);
        }
    }

    Optional<SaleFields> object(String name) {
        return lacks(name) ? Optional.empty() : Optional.of(new SaleFields(at(name), node.path(name)));
    }

    SaleFields object(String name, String like) {
        return new SaleFields(at(name), wanted(name, like));
    }

    /** An array of objects; empty if it is not there. */
    <T> List<T> objects(String name, Function<SaleFields, T> read) {
        var all = new ArrayList<T>();
        if (!lacks(name)) {
            JsonNode array = array(name, "[{…}, …]");
            for (int i = 0; i < array.size(); i++) {
                var one = new SaleFields(at(name) + "[" + (i + 1) + "]", array.get(i));
                all.add(one.named(() -> read.apply(one)));
                one.end();
            }
        }
        return all;
    }

    List<String> texts(String name, String like) {
        var all = new ArrayList<String>();
        if (!lacks(name)) {
            array(name, like).forEach(one -> all.add(one.asText()));
        }
        return all;
    }

    private JsonNode array(String name, String like) {
        JsonNode array = node.path(name);
        if (!array.isArray()) {
            throw wrong(name, array, like);
        }
        return array;
    }

    /** Puts the path before what the library refuses. */
    <T> T named(java.util.function.Supplier<T> read) {
        try {
            return read.get();
        } catch (Refused e) {
            throw new IllegalArgumentException((path.isEmpty() ? "" : path + ": ") + e.getMessage(), e);
        }
    }

    /** Refuses fields that nobody asked for: a misspelt discount must not be a discount not given. */
    void end() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(at(name) + " is unknown; "
                        + nearest(name).map(n -> "did you mean \"" + n + "\"? ").orElse("")
                        + "The fields here are " + String.join(", ", known));
            }
        }
    }

    private Optional<String> nearest(String name) {
        return known.stream()
                .filter(k -> distance(k.toLowerCase(java.util.Locale.ROOT), name.toLowerCase(java.util.Locale.ROOT))
                        <= Math.max(2, name.length() / 3))
                .min(java.util.Comparator.comparingInt(k -> distance(k, name)));
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(cost, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private IllegalArgumentException wrong(String name, JsonNode value, String like) {
        return new IllegalArgumentException(at(name) + " is " + shown(value) + "; write it like " + like);
    }

    IllegalArgumentException wrong(String name, String value, List<String> choices) {
        return new IllegalArgumentException(
                at(name) + " is \"" + value + "\"; use one of " + String.join(", ", choices));
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
