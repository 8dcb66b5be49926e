package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.words.Sentence;

/**
 * Separated text as RFC 4180 has it, a row at a time: fields in double quotes may hold separators, line breaks and doubled
 * quotes. Takes LF, CRLF and CR, and a byte order mark. Rows without any content are skipped, also those that a spreadsheet
 * writes as separators alone. The separator is a comma, a semicolon or a tab: whichever the first row has most of, or what a
 * first line {@code sep=;} says, as Excel writes it.
 */
public final class CsvReader implements Iterator<TableRow> {
    private static final String SEPARATORS = ",;\t";
    private static final String SAYS_SEPARATOR = "sep=";

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;
    private @Nullable TableRow next;

    public CsvReader(String text) {
        this.text = text;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
        String first = line(at);
        String plain = first.replace("\"", "").toLowerCase(Locale.ROOT);
        if (plain.startsWith(SAYS_SEPARATOR) && plain.length() == SAYS_SEPARATOR.length() + 1) {
            separator = plain.charAt(SAYS_SEPARATOR.length());
            at += first.length();
            if (at < text.length()) {
                lineBreak();
            }
        } else {
            separator = mostFrequent(firstWithContent());
        }
    }

    /** All rows of a small text. */
    public static List<TableRow> read(String text) {
        var rows = new ArrayList<TableRow>();
        new CsvReader(text).forEachRemaining(rows::add);
        return rows;
    }

    /** What stands between the fields. */
    public char separator() {
        return separator;
    }

    private String line(int from) {
        int to = from;
        while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
            to++;
        }
        return text.substring(from, to);
    }

    /** The first line that is more than separators. */
    private String firstWithContent() {
        int from = at;
        while (from < text.length()) {
            String line = line(from);
            if (line.chars().anyMatch(c -> SEPARATORS.indexOf(c) < 0 && c != '"' && !Character.isWhitespace(c))) {
                return line;
            }
            from += line.length() + 1;
        }
        return "";
    }

    private static char mostFrequent(String row) {
        var counts = new int[SEPARATORS.length()];
        boolean isQuoted = false;
        for (int i = 0; i < row.length(); i++) {
            isQuoted ^= row.charAt(i) == '"';
            int which = SEPARATORS.indexOf(row.charAt(i));
            if (which >= 0 && !isQuoted) {
                counts[which]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }

    @Override
    public boolean hasNext() {
        while (next == null && at < text.length()) {
            TableRow row = row();
            next = row.isBlank() ? null : row;
        }
        return next != null;
    }

    @Override
    public TableRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        TableRow row = next;
        next = null;
        return row;
    }

    private TableRow row() {
        int start = line;
        var fields = new ArrayList<String>();
        Sentence fault = null;
        while (true) {
            String field;
            if (at < text.length() && text.charAt(at) == '"') {
                var quoted = new StringBuilder();
                if (!quoted(quoted)) {
                    fault = ImportRule.QUOTE_OPEN.with();
                }
                if (at < text.length() && !isAtEndOfField()) {
                    fault = ImportRule.QUOTE_FOLLOWED.with();
                    quoted.append(plain());
                }
                field = quoted.toString();
            } else {
                field = plain();
            }
            if (fields.size() < TableRow.CELLS_MAX) {
                fields.add(field);
            } else if (!CellText.clean(field).isEmpty()) {
                fault = ImportRule.ROW_WIDE.with(TableRow.CELLS_MAX);
            }
            if (at >= text.length()) {
                return new TableRow(start, fields, fault);
            }
            if (text.charAt(at) == separator) {
                at++;
                continue;
            }
            lineBreak();
            return new TableRow(start, fields, fault);
        }
    }

    private boolean isAtEndOfField() {
        char c = text.charAt(at);
        return c == separator || c == '\n' || c == '\r';
    }

    private String plain() {
        int start = at;
        while (at < text.length() && !isAtEndOfField()) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Reads past the closing quote; false if the text ends before it. */
    private boolean quoted(StringBuilder field) {
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at < text.length() && text.charAt(at) == '"') {
                    field.append('"');
                    at++;
                } else {
                    return true;
                }
            } else {
                if (c == '\n') {
                    line++;
                }
                field.append(c);
            }
        }
        return false;
    }

    private void lineBreak() {
        if (text.charAt(at) == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
            at++;
        }
        at++;
        line++;
    }
}
