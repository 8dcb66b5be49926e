package org.tillmesh.retail.shift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;

/**
 * What a till and its payment terminal each took by cards, refunds taken off. Schemes are in capitals, as the two may write
 * them otherwise.
 *
 * @param since when the terminal was settled before; null if it never was
 * @param heard whether the terminal gave all its sums
 * @param terminal none where it tells its total alone
 * @param offline what it approved without its host
 */
public record CardTotals(
        @Nullable Instant since,
        boolean heard,
        SortedMap<String, Sum> till,
        SortedMap<String, Sum> terminal,
        Money terminalTotal,
        List<Offline> offline) {
    /** Of one scheme. */
    public record Sum(int count, Money amount) {
        public static final Sum NONE = new Sum(0, Money.ZERO);

        public Sum plus(Sum other) {
            return new Sum(Math.addExact(count, other.count), amount.plus(other.amount));
        }
    }

    /** An approval without the host. @param overLimit whether it is above what the company takes so */
    public record Offline(
            Instant at,
            Money amount,
            @Nullable String scheme,
            @Nullable String pan,
            @Nullable String receipt,
            boolean overLimit) {
        private Value toValue() {
            return new Body()
                    .put("at", at)
                    .put("amount", amount)
                    .put("scheme", scheme)
                    .put("pan", pan)
                    .put("receipt", receipt)
                    .putIfTrue("overLimit", overLimit)
                    .toValue();
        }

        private static Offline of(Value value) {
            Fields in = Fields.of("offline", value);
            return new Offline(
                    in.time("at"),
                    in.money("amount"),
                    in.textOrNull("scheme"),
                    in.textOrNull("pan"),
                    in.textOrNull("receipt"),
                    in.flag("overLimit"));
        }
    }

    public CardTotals {
        till = Collections.unmodifiableSortedMap(new TreeMap<>(till));
        terminal = Collections.unmodifiableSortedMap(new TreeMap<>(terminal));
        offline = List.copyOf(offline);
    }

    /** A scheme's name as it is summed under. */
    public static String key(@Nullable String scheme) {
        return scheme == null || scheme.isBlank() ? "OTHER" : scheme.strip().toUpperCase(Locale.ROOT);
    }

    public boolean isEmpty() {
        return till.isEmpty() && terminal.isEmpty() && terminalTotal.isZero();
    }

    public Money tillTotal() {
        return till.values().stream().map(Sum::amount).reduce(Money.ZERO, Money::plus);
    }

    /** The terminal's total less the till's; null if the terminal gave none. */
    public @Nullable Money difference() {
        return heard ? terminalTotal.minus(tillTotal()) : null;
    }

    /** Of either. */
    public List<String> schemes() {
        var all = new TreeSet<>(till.keySet());
        all.addAll(terminal.keySet());
        return List.copyOf(all);
    }

    /** The terminal's sum of a scheme less the till's; null if the terminal gave none. */
    public @Nullable Money difference(String scheme) {
        return !heard || terminal.isEmpty()
                ? null
                : terminal.getOrDefault(scheme, Sum.NONE)
                        .amount()
                        .minus(till.getOrDefault(scheme, Sum.NONE).amount());
    }

    /** Together with what came after it. */
    public CardTotals plus(CardTotals later) {
        var ours = new TreeMap<>(till);
        later.till.forEach((scheme, sum) -> ours.merge(scheme, sum, Sum::plus));
        var theirs = new TreeMap<>(terminal);
        later.terminal.forEach((scheme, sum) -> theirs.merge(scheme, sum, Sum::plus));
        var approved = new ArrayList<>(offline);
        approved.addAll(later.offline);
        return new CardTotals(
                since, heard && later.heard, ours, theirs, terminalTotal.plus(later.terminalTotal), approved);
    }

    public Value toValue() {
        return new Body()
                .put("since", since)
                .putIfTrue("heard", heard)
                .put("till", sums(till))
                .put("terminal", sums(terminal))
                .put("terminalTotal", terminalTotal)
                .putList("offline", offline, Offline::toValue)
                .toValue();
    }

    private static Value sums(SortedMap<String, Sum> sums) {
        var values = new TreeMap<String, Value>();
        sums.forEach((scheme, sum) -> values.put(
                scheme,
                new Body().put("count", sum.count()).put("amount", sum.amount()).toValue()));
        return Value.map(values);
    }

    public static CardTotals of(Value value) {
        Fields in = Fields.of("cards", value);
        return new CardTotals(
                in.timeOrNull("since"),
                in.flag("heard"),
                sums(in, "till"),
                sums(in, "terminal"),
                in.money("terminalTotal"),
                in.list("offline", Offline::of));
    }

    private static SortedMap<String, Sum> sums(Fields in, String field) {
        if (!(in.needed(field) instanceof Value.MapOf map)) {
            throw in.wrong(field, "a map of schemes");
        }
        var sums = new TreeMap<String, Sum>();
        map.entries().forEach((scheme, sum) -> {
            Fields of = Fields.of(scheme, sum);
            sums.put(scheme, new Sum(of.smallNumber("count"), of.money("amount")));
        });
        return sums;
    }
}
