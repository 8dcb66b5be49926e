package org.tillmesh.reports.export;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tillmesh.reports.table.Cell;
import org.tillmesh.reports.table.Column;
import org.tillmesh.reports.table.ReportTable;
import org.tillmesh.reports.table.ReportTable.Lack;
import org.tillmesh.reports.table.Titles;

/**
 * A report for somebody who reads it.
 *
 * @param language English or Arabic
 * @param zone of the clock that times are read by
 * @param place whose figures they are, like {@code S001}
 * @param asOf when it was asked for
 */
public record Shown(ReportTable table, Locale language, ZoneId zone, String place, Instant asOf) {
    private static final char LRM = '\u200E';
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public boolean isRightToLeft() {
        return language.getLanguage().equals(Titles.ARABIC.getLanguage());
    }

    public String title() {
        return Titles.report(table.name(), language);
    }

    String word(String key) {
        return Titles.word(key, language);
    }

    public String heading(Column column) {
        return Titles.column(column.key(), language);
    }

    /** In an Arabic sentence too it reads from the left: digits behind Arabic letters turn at their hyphens otherwise. */
    String time(Instant instant) {
        String time = TIME.format(instant.atZone(zone));
        return isRightToLeft() ? LRM + time + LRM : time;
    }

    LocalDateTime clock(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    /** {@code S001 · From 2026-11-01 00:00 To 2026-12-01 00:00 · As of …}, and what may be missing. */
    public List<String> about() {
        var said = new ArrayList<String>();
        var from = table.from();
        var to = table.to();
        said.add(place + (from == null ? "" : "  ·  " + word("from") + " " + time(from))
                + (to == null ? "" : "  ·  " + word("to") + " " + time(to)) + "  ·  " + word("asOf") + " "
                + time(asOf));
        if (!table.lacks().isEmpty()) {
            said.add(word("lacks") + ": "
                    + table.lacks().stream().map(this::lack).collect(Collectors.joining(", ")));
        }
        return said;
    }

    private String lack(Lack lack) {
        Instant heard = lack.heard();
        return lack.till() + " (" + (heard == null ? word("never") : time(heard)) + ")";
    }

    /** For the eye: times by the clock, amounts in groups of three digits. */
    public String text(Cell cell) {
        if (cell instanceof Cell.Time time) {
            return time(time.value());
        }
        String text = cell.text();
        boolean isGrouped = cell instanceof Cell.Amount || cell instanceof Cell.Number;
        return isGrouped ? grouped(text) : text;
    }

    private static String grouped(String plain) {
        int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        int first = plain.startsWith("-") ? 1 : 0;
        var text = new StringBuilder(plain);
        for (int at = point - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }

    /** Columns for a page, which has room for one name only: that of its language. */
    public List<Integer> printed() {
        String other = isRightToLeft() ? "name" : "nameAr";
        boolean hasBoth = table.columns().stream().anyMatch(c -> c.key().equals("name"))
                && table.columns().stream().anyMatch(c -> c.key().equals("nameAr"));
        var printed = new ArrayList<Integer>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (!hasBoth || !table.columns().get(i).key().equals(other)) {
                printed.add(i);
            }
        }
        return printed;
    }
}
