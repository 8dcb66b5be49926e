package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * Comma-separated text as RFC 4180 has it: fields in double quotes may hold commas, line breaks and doubled quotes. Takes
 * LF, CRLF and CR, and a byte order mark. Empty lines are skipped. A first line without a comma that has semicolons or tabs
 * is of a spreadsheet that divides by those.
 */
public final class CsvReader {
    /**
     * One row.
     *
     * @param line where it starts, the first line of the text is 1
     * @param problem empty if it is well formed
     */
    public record Row(int line, List<String> fields, String problem) {
        public Row {
            fields = List.copyOf(fields);
        }
    }

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    private CsvReader(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.separator = separator(this.text);
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("");
        return first.indexOf(',') >= 0 ? ',' : first.indexOf(';') >= 0 ? ';' : first.indexOf('\t') >= 0 ? '\t' : ',';
    }

    public static List<Row> read(String text) {
        var reader = new CsvReader(text);
        var rows = new ArrayList<Row>();
        while (reader.at < reader.text.length()) {
            Row row = reader.row();
            if (row.fields().size() > 1 || !row.fields().get(0).isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private Row row() {
        int start = line;
        var fields = new ArrayList<String>();
        String problem = "";
        while (true) {
            if (at < text.length() && text.charAt(at) == '"') {
                var field = new StringBuilder();
                if (!quoted(field)) {
                    problem = "a quoted field never ends; close it with \"";
                }
                if (at < text.length() && !atSeparator()) {
                    problem = "text follows a closing quote; write a quote inside quotes as \"\"";
                    field.append(plain());
                }
                fields.add(field.toString());
            } else {
                fields.add(plain());
            }
            if (at >= text.length()) {
                return new Row(start, fields, problem);
            }
            if (text.charAt(at) == separator) {
                at++;
                continue;
            }
            lineBreak();
            return new Row(start, fields, problem);
        }
    }

    private boolean atSeparator() {
        char c = text.charAt(at);
        return c == separator || c == '\n' || c == '\r';
    }

    private String plain() {
        int start = at;
        while (at < text.length() && !atSeparator()) {
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
