package org.tillmesh.retail.deal;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/**
 * What a basket costs, and why. {@code total} = sum of the lines' totals.
 *
 * @param deals spend promotions on the whole cart, in the order in which they were given
 * @param cartOff what the discount by hand on the whole cart takes off
 * @param handPercent what was given by hand, in percent of what the basket costs without; not rounded to halalas where a
 *     percentage was typed, cut to six decimals upwards
 * @param lineHandPercent the greatest such share of a single line, with its part of the cart's discount by hand
 */
public record Priced(
        List<Line> lines,
        List<Deal> deals,
        Money cartOff,
        Money total,
        BigDecimal handPercent,
        BigDecimal lineHandPercent) {

    /** @param off never negative */
    public record Deal(String id, String name, String nameAr, Money off) {
        public Value toValue() {
            return new Body()
                    .put("id", id)
                    .put("name", name)
                    .put("nameAr", nameAr)
                    .put("off", off)
                    .toValue();
        }

        public static Deal of(Value value) {
            Fields in = Fields.of("deal", value);
            return new Deal(in.text("id"), in.text("name"), in.text("nameAr"), in.money("off"));
        }
    }

    /**
     * Why a unit costs what it costs.
     *
     * @param id of the price list; empty for the other kinds
     * @param name of the price list, or what was typed with a price by hand; empty for the shelf
     * @param withoutVat what one costs without VAT, as a list says whose prices have none; null for the others
     */
    public record Reason(Kind kind, String id, String name, String nameAr, @Nullable Money withoutVat) {
        public static final Reason SHELF = new Reason(Kind.SHELF, "", "", "", null);
        public static final Reason HAND = new Reason(Kind.HAND, "", "", "", null);

        static Reason of(PriceList list, Money price) {
            return new Reason(Kind.LIST, list.id(), list.name(), list.nameAr(), list.vatExcluded() ? price : null);
        }

        /** The same with the words that were typed with a price by hand. */
        public Reason saying(String why) {
            return new Reason(kind, id, why, why, withoutVat);
        }

        public @Nullable Value toValueUnlessShelf() {
            return equals(SHELF)
                    ? null
                    : new Body()
                            .put("kind", kind.code())
                            .put("id", id.isEmpty() ? null : id)
                            .put("name", name.isEmpty() ? null : name)
                            .put("nameAr", nameAr.isEmpty() ? null : nameAr)
                            .put("withoutVat", withoutVat)
                            .toValue();
        }

        public static Reason of(@Nullable Value value) {
            if (value == null) {
                return SHELF;
            }
            Fields in = Fields.of("price reason", value);
            String kind = in.text("kind");
            return new Reason(
                    Kind.of(kind).orElseThrow(() -> in.wrong("kind", "a reason of this version: " + kind)),
                    in.text("id", ""),
                    in.text("name", ""),
                    in.text("nameAr", ""),
                    in.moneyOrNull("withoutVat"));
        }
    }

    /** Where a unit's price comes from. */
    public enum Kind {
        SHELF,
        LIST,
        HAND;

        /** {@code shelf}, {@code list}, {@code hand}: how it is stored and said. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String code) {
            return Arrays.stream(values()).filter(k -> k.code().equals(code)).findFirst();
        }
    }

    /**
     * {@code total} = gross − deals − handOff − cartShare.
     *
     * @param price of one unit before any deal; of a price without VAT what it comes to with VAT, rounded
     * @param gross quantity × price, or what a label says; of a price without VAT quantity × that, with its part of the VAT on
     *     the sum of all such lines, as an invoice has it
     * @param deals promotions on its units
     * @param units what promotions take off its single units, dearest promise first where a set comes to uneven halalas;
     *     units that no promotion used are not in it
     * @param handOff its own discount by hand
     * @param dealShare the part of {@code cartShare} that spend promotions gave
     * @param cartShare its share of what the whole cart gets off: spend promotions and the cart's discount by hand
     */
    public record Line(
            int number,
            Money price,
            Reason reason,
            Money gross,
            List<Deal> deals,
            List<Run> units,
            Money handOff,
            Money dealShare,
            Money cartShare,
            Money total) {
        public Line {
            deals = List.copyOf(deals);
            units = List.copyOf(units);
        }

        /** What it comes to without VAT where its price has none and nothing is taken off; null for the others. */
        public @Nullable Money netOf(Quantity qty) {
            Money each = reason.withoutVat();
            return each != null && total.equals(gross) ? each.times(qty) : null;
        }

        /** What its promotions and its own discount take off. */
        public Money lineOff() {
            return gross.minus(total).minus(cartShare);
        }

        Value toValue() {
            return new Body()
                    .put("line", number)
                    .put("price", price)
                    .put("reason", reason.toValueUnlessShelf())
                    .put("gross", gross)
                    .put(
                            "deals",
                            deals.isEmpty()
                                    ? null
                                    : Value.list(
                                            deals.stream().map(Deal::toValue).toList()))
                    .put(
                            "units",
                            units.isEmpty()
                                    ? null
                                    : Value.list(
                                            units.stream().map(Run::toValue).toList()))
                    .putUnlessZero("handOff", handOff.minor())
                    .putUnlessZero("dealShare", dealShare.minor())
                    .putUnlessZero("cartShare", cartShare.minor())
                    .put("total", total)
                    .toValue();
        }

        static Line of(Value value) {
            Fields in = Fields.of("priced line", value);
            return new Line(
                    in.smallNumber("line"),
                    in.money("price"),
                    Reason.of(in.value("reason")),
                    in.money("gross"),
                    in.list("deals", Deal::of),
                    in.list("units", Run::of),
                    in.moneyOrZero("handOff"),
                    in.moneyOrZero("dealShare"),
                    in.moneyOrZero("cartShare"),
                    in.money("total"));
        }
    }

    /** @param count so many units one after another, each with so much off */
    public record Run(long count, Money off) {
        public Value toValue() {
            return new Body().put("count", count).put("off", off).toValue();
        }

        public static Run of(Value value) {
            Fields in = Fields.of("run of units", value);
            return new Run(in.number("count"), in.money("off"));
        }
    }

    public Priced {
        lines = List.copyOf(lines);
        deals = List.copyOf(deals);
    }

    /** Whether neither price list nor promotion did anything, so that the basket alone tells it all. */
    public boolean isPlain() {
        return deals.isEmpty()
                && lines.stream()
                        .allMatch(
                                line -> line.deals().isEmpty() && line.reason().kind() != Kind.LIST);
    }

    public Value toValue() {
        return new Body()
                .putList("lines", lines, Line::toValue)
                .putList("deals", deals, Deal::toValue)
                .put("cartOff", cartOff)
                .put("total", total)
                .put("handPercent", handPercent.toPlainString())
                .put("lineHandPercent", lineHandPercent.toPlainString())
                .toValue();
    }

    /** @throws BadDocument if it is none that this version can read */
    public static Priced of(Value value) {
        Fields in = Fields.of("priced cart", value);
        return new Priced(
                in.list("lines", Line::of),
                in.list("deals", Deal::of),
                in.money("cartOff"),
                in.money("total"),
                percent(in, "handPercent"),
                percent(in, "lineHandPercent"));
    }

    private static BigDecimal percent(Fields in, String field) {
        try {
            return new BigDecimal(in.text(field)).stripTrailingZeros();
        } catch (NumberFormatException e) {
            throw in.wrong(field, "a percentage");
        }
    }
}
