package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.tillmesh.retail.catalogue.CatalogueImport.Problem;
import org.tillmesh.retail.catalogue.ImportRule;
import org.tillmesh.retail.catalogue.TableRow;
import org.tillmesh.retail.words.Sentence;

/**
 * A table whose first row names its columns, in any order: read as cells from whichever file, and written as CSV. A column that is not there is as
 * one of empty cells; an empty cell is a field that is not there. Lists have {@code |} between their texts.
 */
final class FormTable {
    private static final String MARK = "\uFEFF";
    private static final String END = "\r\n";
    private static final String BETWEEN = "|";
    private static final Map<String, Boolean> FLAGS = Map.of("yes", true, "true", true, "no", false, "false", false);

    private final List<Row> rows = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param line of the file where it starts; @param cells by column, the empty ones left out */
    record Row(int line, SortedMap<String, String> cells) {
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        /** Takes a cell over as a text. */
        void text(String column, ObjectNode into) {
            put(column, into, TextNode.valueOf(cell(column)));
        }

        void flag(String column, ObjectNode into) {
            Boolean flag = FLAGS.get(cell(column));
            put(column, into, flag == null ? TextNode.valueOf(cell(column)) : BooleanNode.valueOf(flag));
        }

        /** What is no number stays a text, which the form refuses by its value. */
        void number(String column, ObjectNode into) {
            put(column, into, number(cell(column)));
        }

        void list(String column, ObjectNode into) {
            put(column, into, list(cell(column)));
        }

        static JsonNode number(String cell) {
            return cell.matches("[0-9]{1,9}") ? IntNode.valueOf(Integer.parseInt(cell)) : TextNode.valueOf(cell);
        }

        static JsonNode list(String cell) {
            var list = JsonNodeFactory.instance.arrayNode();
            Arrays.stream(cell.split(Pattern.quote(BETWEEN), -1))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .forEach(list::add);
            return list;
        }

        private void put(String column, ObjectNode into, JsonNode value) {
            if (!cell(column).isEmpty()) {
                into.set(column, value);
            }
        }
    }

    /** @param rows the header first */
    static FormTable read(Iterator<TableRow> rows, List<String> columns, List<String> needed) {
        var table = new FormTable();
        if (!rows.hasNext()) {
            table.wrong(1, "", "", ImportRule.FILE_EMPTY.with(String.join(",", columns)));
            return table;
        }
        TableRow first = rows.next();
        List<String> header =
                new ArrayList<>(first.cells().stream().map(String::strip).toList());
        while (!header.isEmpty() && header.get(header.size() - 1).isEmpty()) {
            header.remove(header.size() - 1);
        }
        table.judge(first.line(), header, columns, needed);
        if (table.problems.isEmpty()) {
            rows.forEachRemaining(row -> table.add(row, header));
            if (table.rows.isEmpty()) {
                table.wrong(1, "", "", FormRefusal.NO_ROWS.with());
            }
        }
        return table;
    }

    private void wrong(int line, String column, String value, Sentence problem) {
        problems.add(new Problem(line, column, value, problem));
    }

    private void judge(int line, List<String> header, List<String> columns, List<String> needed) {
        for (String column : needed) {
            if (!header.contains(column)) {
                wrong(line, column, "", ImportRule.COLUMN_MISSING.with(column));
            }
        }
        var seen = new TreeSet<String>();
        for (int place = 0; place < header.size(); place++) {
            String column = header.get(place);
            if (column.isEmpty()) {
                wrong(line, "", "", ImportRule.COLUMN_BLANK.with(place + 1));
            } else if (!columns.contains(column)) {
                wrong(line, column, column, ImportRule.COLUMN_UNKNOWN.with(column, String.join(", ", columns)));
            } else if (!seen.add(column)) {
                wrong(line, column, column, ImportRule.COLUMN_TWICE.with(column));
            }
        }
    }

    private void add(TableRow row, List<String> header) {
        var cells = new TreeMap<String, String>();
        int width = row.cells().size();
        while (width > header.size() && row.cells().get(width - 1).isBlank()) {
            width--;
        }
        for (int i = 0; i < Math.min(header.size(), width); i++) {
            String cell = row.cells().get(i).strip();
            if (!cell.isEmpty()) {
                cells.put(header.get(i), cell);
            }
        }
        if (row.fault() != null) {
            wrong(row.line(), "", "", row.fault());
        } else if (width != header.size()) {
            wrong(row.line(), "", "", ImportRule.ROW_LENGTH.with(width, header.size()));
        }
        row.spoilt().forEach((place, why) -> {
            if (place < header.size()) {
                wrong(row.line(), header.get(place), row.cells().get(place), why);
            }
        });
        rows.add(new Row(row.line(), cells));
    }

    /** Also those that have a problem. */
    List<Row> rows() {
        return rows;
    }

    List<Problem> problems() {
        return problems;
    }

    // ---- writing

    /** With a mark at its beginning, by which spreadsheets know UTF-8. */
    static String write(List<String> columns, List<Map<String, String>> rows) {
        var out = new StringBuilder(MARK).append(String.join(",", columns)).append(END);
        for (Map<String, String> row : rows) {
            out.append(columns.stream()
                            .map(column -> quoted(row.getOrDefault(column, "")))
                            .collect(Collectors.joining(",")))
                    .append(END);
        }
        return out.toString();
    }

    private static String quoted(String cell) {
        boolean needsQuotes = cell.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r');
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** What a cell says of a field. */
    static String cell(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(BETWEEN));
        }
        return value.isBoolean() ? (value.asBoolean() ? "yes" : "no") : value.asText("");
    }
}
