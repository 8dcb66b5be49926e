package org.tillmesh.retail.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.Id;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/**
 * Reads a map value field by field. Fields that nobody asks for are ignored; a missing or wrong one that is needed throws
 * {@link BadDocument}, which projections take as "not readable here", never as a reason to stop.
 */
public final class Fields {
    private final String what;
    private final Map<String, Value> entries;

    private Fields(String what, Map<String, Value> entries) {
        this.what = what;
        this.entries = entries;
    }

    public static Fields of(String what, Value value) {
        if (!(value instanceof Value.MapOf map)) {
            throw new BadDocument(what + " is no map of fields");
        }
        return new Fields(what, map.entries());
    }

    /** The one-step registers of a mergeable document. */
    public static Fields of(Document.State state) {
        var found = new HashMap<String, Value>();
        for (DotStore.Row row : state.dots().rows()) {
            if (row.path().size() == 1) {
                String field = row.path().get(0);
                if (found.put(field, row.value()) != null) {
                    state.dots().value(row.path()).ifPresent(winner -> found.put(field, winner));
                }
            }
        }
        return new Fields(state.ref().toString(), found);
    }

    public boolean has(String field) {
        return entries.containsKey(field);
    }

    @Nullable public Value value(String field) {
        Value value = entries.get(field);
        return value instanceof Value.Null ? null : value;
    }

    public Value needed(String field) {
        Value value = value(field);
        if (value == null) {
            throw new BadDocument(what + ": field \"" + field + "\" is missing");
        }
        return value;
    }

    public String text(String field) {
        if (needed(field) instanceof Value.Text text) {
            return text.value();
        }
        throw wrong(field, "text");
    }

    public String text(String field, String otherwise) {
        return has(field) ? text(field) : otherwise;
    }

    @Nullable public String textOrNull(String field) {
        return value(field) == null ? null : text(field);
    }

    public long number(String field) {
        if (needed(field) instanceof Value.Int number) {
            return number.value();
        }
        throw wrong(field, "a whole number");
    }

    public int smallNumber(String field) {
        long number = number(field);
        if (number != (int) number) {
            throw wrong(field, "a number of 32 bits");
        }
        return (int) number;
    }

    public int smallNumber(String field, int otherwise) {
        return value(field) == null ? otherwise : smallNumber(field);
    }

    @Nullable public Integer smallNumberOrNull(String field) {
        return value(field) == null ? null : smallNumber(field);
    }

    public long number(String field, long otherwise) {
        return value(field) == null ? otherwise : number(field);
    }

    public boolean flag(String field) {
        return value(field) instanceof Value.Bool flag && flag.value();
    }

    public boolean flag(String field, boolean otherwise) {
        return value(field) instanceof Value.Bool flag ? flag.value() : otherwise;
    }

    public byte[] bytes(String field) {
        if (needed(field) instanceof Value.Bytes bytes) {
            return bytes.value();
        }
        throw wrong(field, "bytes");
    }

    public byte[] bytesOrEmpty(String field) {
        return value(field) == null ? new byte[0] : bytes(field);
    }

    public Money money(String field) {
        return Money.sar(number(field));
    }

    public Money moneyOrZero(String field) {
        return Money.sar(number(field, 0));
    }

    @Nullable public Money moneyOrNull(String field) {
        return value(field) == null ? null : money(field);
    }

    public Quantity quantity(String field) {
        return Quantity.ofThousandths(number(field));
    }

    public Instant time(String field) {
        try {
            return Instant.ofEpochMilli(number(field));
        } catch (DateTimeException e) {
            throw wrong(field, "a time");
        }
    }

    @Nullable public Instant timeOrNull(String field) {
        return value(field) == null ? null : time(field);
    }

    @Nullable public LocalDate dateOrNull(String field) {
        if (value(field) == null) {
            return null;
        }
        try {
            return LocalDate.parse(text(field));
        } catch (DateTimeException e) {
            throw wrong(field, "a date");
        }
    }

    /** A list of texts, empty if absent. */
    public List<String> texts(String field) {
        return list(field, value -> {
            if (value instanceof Value.Text text) {
                return text.value();
            }
            throw wrong(field, "a list of texts");
        });
    }

    /** An id, made of its text by {@code of}. */
    public <T extends Id<T>> T id(String field, Function<String, T> of) {
        try {
            return of.apply(text(field));
        } catch (BadText e) {
            throw wrong(field, "an id");
        }
    }

    /** The same, null if absent. */
    @Nullable public <T extends Id<T>> T idOrNull(String field, Function<String, T> of) {
        return value(field) == null ? null : id(field, of);
    }

    /** A till's name, null if absent. */
    @Nullable public TillId tillOrNull(String field) {
        return value(field) == null ? null : till(field);
    }

    public TillId till(String field) {
        String text = text(field);
        if (!TillId.isOne(text)) {
            throw wrong(field, "a till's name: " + text);
        }
        return TillId.parse(text);
    }

    public Origin origin(String field) {
        try {
            return Origin.parse(text(field));
        } catch (BadDocument e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(field, "an origin");
        }
    }

    @Nullable public Origin originOrNull(String field) {
        return value(field) == null ? null : origin(field);
    }

    public TaxCategory tax(String field) {
        String code = text(field);
        return TaxCategory.of(code).orElseThrow(() -> wrong(field, "a tax category of this version, not " + code));
    }

    public <T> List<T> list(String field, Function<Value, T> read) {
        Value value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Value.ListOf list)) {
            throw wrong(field, "a list");
        }
        var items = new ArrayList<T>(list.items().size());
        list.items().forEach(item -> items.add(read.apply(item)));
        return List.copyOf(items);
    }

    public SortedMap<String, Money> moneys(String field) {
        var found = new TreeMap<String, Money>();
        Value value = value(field);
        if (value != null) {
            Fields inner = of(what + "." + field, value);
            inner.entries.keySet().forEach(key -> found.put(key, inner.money(key)));
        }
        return found;
    }

    public BadDocument wrong(String field, String shouldBe) {
        return new BadDocument(what + ": field \"" + field + "\" is not " + shouldBe);
    }
}
