package org.tillmesh.reports;

/**
 * A column of a report.
 *
 * @param key names it for programs, like {@code gross}
 * @param kind of every cell in it that is not blank
 */
public record Column(String key, Kind kind) {
    /** What a column holds. */
    public enum Kind {
        TEXT,
        AMOUNT,
        QUANTITY,
        NUMBER,
        DATE,
        TIME
    }

    static Column text(String key) {
        return new Column(key, Kind.TEXT);
    }

    static Column amount(String key) {
        return new Column(key, Kind.AMOUNT);
    }

    static Column quantity(String key) {
        return new Column(key, Kind.QUANTITY);
    }

    static Column number(String key) {
        return new Column(key, Kind.NUMBER);
    }

    static Column date(String key) {
        return new Column(key, Kind.DATE);
    }

    static Column time(String key) {
        return new Column(key, Kind.TIME);
    }
}
