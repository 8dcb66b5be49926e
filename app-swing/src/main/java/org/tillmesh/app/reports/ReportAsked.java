package org.tillmesh.app.reports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.look.Language;
import org.tillmesh.reports.query.Period;
import org.tillmesh.reports.query.ReportName;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.reports.query.ReportQuery;
import org.tillmesh.reports.query.SalesGroup;
import org.tillmesh.reports.table.Titles;

/** A report as it was asked for, in the texts that {@link ReportQuery#read} takes. */
record ReportAsked(ReportName name, SortedMap<String, String> texts) {
    private static final String PERIOD = "period";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String BY = "by";

    ReportAsked {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    static ReportAsked of(ReportName name, Period.Named period) {
        return new ReportAsked(name, new TreeMap<>(Map.of(PERIOD, period.code())));
    }

    private ReportAsked with(String key, @Nullable String value) {
        var changed = new TreeMap<>(texts);
        if (value == null || value.isEmpty()) {
            changed.remove(key);
        } else {
            changed.put(key, value);
        }
        return new ReportAsked(name, changed);
    }

    ReportAsked in(String period) {
        return without(List.of(FROM, TO, ReportQuery.DAY)).with(PERIOD, period);
    }

    /** @param first and {@code last}: dates, both in it */
    ReportAsked between(String first, String last) {
        return without(List.of(PERIOD, ReportQuery.DAY)).with(FROM, first).with(TO, last);
    }

    ReportAsked by(SalesGroup group) {
        return with(BY, group.code());
    }

    /** @param value empty for all */
    ReportAsked only(String parameter, String value) {
        return parameter.equals(ReportQuery.DAY)
                ? without(List.of(PERIOD, FROM, TO)).with(parameter, value)
                : with(parameter, value);
    }

    private ReportAsked without(List<String> keys) {
        var changed = new TreeMap<>(texts);
        changed.keySet().removeAll(keys);
        return new ReportAsked(name, changed);
    }

    /** Another report over the same period, narrowed by what it takes too. */
    ReportAsked to(ReportName other) {
        var kept = new TreeMap<>(texts);
        kept.keySet()
                .removeIf(key -> key.equals(BY)
                        || ReportParameter.of(key)
                                .filter(parameter -> !other.takes(parameter))
                                .isPresent());
        return new ReportAsked(other, kept);
    }

    /** The period in words. */
    String period(Language in) {
        String named = texts.get(PERIOD);
        if (named != null) {
            return in.text("period_" + named);
        }
        String day = texts.get(ReportQuery.DAY);
        if (day != null) {
            return Language.code(day);
        }
        return Language.code(texts.getOrDefault(FROM, "")) + " – " + Language.code(texts.getOrDefault(TO, ""));
    }

    /** What it is narrowed by, in words: {@code Till S001-T01}. */
    List<String> narrowed(Language in) {
        var words = new ArrayList<String>();
        String by = texts.get(BY);
        if (by != null) {
            words.add(in.text(
                    "reportSummedBy",
                    SalesGroup.of(by).map(group -> group(group, in)).orElse(by)));
        }
        for (ReportParameter parameter : name.parameters()) {
            String value = texts.get(parameter.code());
            if (value != null) {
                words.add(Titles.column(parameter.code(), in.locale()) + ": " + Language.code(value));
            }
        }
        return words;
    }

    /** What a group is called. */
    static String group(SalesGroup group, Language in) {
        return group == SalesGroup.HOUR_OF_DAY
                ? Titles.word("hourOfDay", in.locale())
                : Titles.column(group.code(), in.locale());
    }
}
