package org.tillmesh.reports.table;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a report.
 *
 * @param key names it for programs, like {@code gross}
 * @param kind of every cell in it that is not blank
 * @param isSummed whether its sum says something
 * @param drill what a value of it leads to; null for nothing
 */
public record Column(String key, Kind kind, boolean isSummed, @Nullable Drill drill) {
    /** What a column holds. */
    public enum Kind {
        TEXT,
        AMOUNT,
        QUANTITY,
        NUMBER,
        /** Hundredths of a percent. */
        PERCENT,
        DATE,
        TIME;

        /** {@code amount}: how scripts and the API say it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether cells of it stand at the end of their column. */
        public boolean isFigure() {
            return this == AMOUNT || this == QUANTITY || this == NUMBER || this == PERCENT;
        }
    }

    /**
     * Another report, asked with a value of this column.
     *
     * @param report its code
     * @param parameter that takes the value
     */
    public record Drill(String report, String parameter) {}

    private static Column of(String key, Kind kind, boolean isSummed) {
        return new Column(key, kind, isSummed, null);
    }

    public static Column text(String key) {
        return of(key, Kind.TEXT, false);
    }

    /** An amount that adds up. */
    public static Column amount(String key) {
        return of(key, Kind.AMOUNT, true);
    }

    /** An amount of its own, like a price or an average. */
    public static Column price(String key) {
        return of(key, Kind.AMOUNT, false);
    }

    public static Column quantity(String key) {
        return of(key, Kind.QUANTITY, false);
    }

    /** A number that adds up. */
    public static Column count(String key) {
        return of(key, Kind.NUMBER, true);
    }

    /** A number of its own, like that of a Z. */
    public static Column number(String key) {
        return of(key, Kind.NUMBER, false);
    }

    public static Column percent(String key) {
        return of(key, Kind.PERCENT, false);
    }

    public static Column date(String key) {
        return of(key, Kind.DATE, false);
    }

    public static Column time(String key) {
        return of(key, Kind.TIME, false);
    }

    /** The same, leading to another report. */
    public Column to(String report, String parameter) {
        return new Column(key, kind, isSummed, new Drill(report, parameter));
    }
}
