package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.sheet.WorkbookFile;

/** A list on a page, a part at a time; the whole of it as a file that a spreadsheet opens. */
final class Listing {
    static final int ROWS = 50;
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");
    private static final Pattern LIKE_A_FORMULA = Pattern.compile("(?s)[=+@\\t\\r].*|-[^0-9].*");
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Sheet sheet;
    private final String path;
    private final List<String> heads;
    private final List<Supplier<List<Object>>> rows = new ArrayList<>();
    private int before;
    private int all = -1;

    /** @param heads keys of texts, as {@link Sheet#table} takes them */
    Listing(Sheet sheet, String path, List<String> heads) {
        this.sheet = sheet;
        this.path = path;
        this.heads = heads;
    }

    /** One more row, made if it is shown. */
    void add(Supplier<List<Object>> cells) {
        rows.add(cells);
    }

    /** How many rows stand on the pages before this one. */
    int first() {
        return page() * ROWS;
    }

    /** The rows that are added are those of this page alone. @param size how many there are in all */
    void isOfOnePage(int size) {
        before = first();
        all = size;
    }

    // ---- on the page

    Html shown() {
        int page = page();
        int size = all < 0 ? rows.size() : all;
        int from = Math.min(page * ROWS, size);
        int to = Math.min(from + ROWS, size);
        int begin = Math.max(0, from - before);
        List<List<Object>> shown = rows.subList(begin, Math.max(begin, Math.min(to - before, rows.size()))).stream()
                .map(Supplier::get)
                .toList();
        return Html.all(
                tag("p", at("class", "note"), sheet.t("found") + " ", Sheet.code(size)),
                sheet.table(heads, shown),
                tag(
                        "div",
                        at("class", "line"),
                        page > 0 ? Sheet.button(with("page", String.valueOf(page - 1)), sheet.t("previous")) : null,
                        to < size ? Sheet.button(with("page", String.valueOf(page + 1)), sheet.t("next")) : null,
                        size == 0
                                ? null
                                : Html.all(
                                        Sheet.button(with("format", "csv"), "CSV"),
                                        Sheet.button(with("format", "xlsx"), "XLSX"))));
    }

    private int page() {
        String page = sheet.query("page");
        return page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 0;
    }

    /** The same list asked otherwise. */
    private String with(String name, String value) {
        Map<String, String> query = new TreeMap<>(sheet.asked.query());
        query.remove("page");
        query.remove("done");
        query.put(name, value);
        var all = new ArrayList<String>();
        query.forEach((key, each) -> all.addAll(List.of(key, each)));
        return Sheet.address(path, all.toArray(String[]::new));
    }

    // ---- as a file

    boolean isFile() {
        return !sheet.query("format").isEmpty();
    }

    Reply file(String name) {
        String format = sheet.query("format");
        var lines = new ArrayList<List<String>>();
        lines.add(heads.stream().map(Sheet::plain).map(sheet::t).toList());
        rows.forEach(row -> lines.add(row.get().stream().map(Listing::text).toList()));
        boolean isWorkbook = format.equals("xlsx");
        if (!isWorkbook && !format.equals("csv")) {
            throw new RelayException(
                    PageRefusal.BAD_FORMAT, format.length() > 40 ? format.substring(0, 40) + "…" : format);
        }
        return new Reply(
                        200,
                        isWorkbook ? WORKBOOK : "text/csv; charset=utf-8",
                        isWorkbook ? WorkbookFile.of(name, lines) : csv(lines).getBytes(StandardCharsets.UTF_8),
                        Map.of())
                .with("Content-Disposition", "attachment; filename=\"" + name + "." + format + "\"");
    }

    /** What a cell says, without its looks. */
    private static String text(Object cell) {
        return cell instanceof Html html
                ? MARKUP.matcher(html.toString())
                        .replaceAll("")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&")
                : String.valueOf(cell);
    }

    /** With a mark that it is UTF-8; what a spreadsheet would reckon is kept a text. */
    private static String csv(List<List<String>> all) {
        var out = new StringBuilder("\uFEFF");
        for (List<String> row : all) {
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                String text = LIKE_A_FORMULA.matcher(cell).matches() ? "\u200E" + cell : cell;
                out.append(i == 0 ? "" : ",")
                        .append('"')
                        .append(text.replace("\"", "\"\""))
                        .append('"');
            }
            out.append("\r\n");
        }
        return out.toString();
    }
}
