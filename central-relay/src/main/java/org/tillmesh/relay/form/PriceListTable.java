package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.catalogue.CatalogueImport.Problem;
import org.tillmesh.retail.catalogue.TableRow;
import org.tillmesh.retail.deal.PriceList;

/**
 * Price lists as a table, a row a price. Rows of one {@code list} (its id) are one list, and what its first row says of
 * name, time and audience need not stand in the others. A list is taken whole or not at all: one bad row leaves it as it is.
 */
public final class PriceListTable {
    private static final List<String> COLUMNS = List.of(
            "list",
            "name",
            "nameAr",
            "active",
            "from",
            "until",
            "stores",
            "groups",
            "customers",
            "vatExcluded",
            "product",
            "fromQty",
            "price");
    private static final List<String> OF_THE_LIST = COLUMNS.subList(1, 10);
    private static final List<String> OF_A_PRICE = COLUMNS.subList(10, 13);
    private static final Pattern PRICE = Pattern.compile("prices\\[([0-9]+)].*");

    private PriceListTable() {}

    public static TableImport<PriceList> read(Iterator<TableRow> file, Known known) {
        FormTable table = FormTable.read(file, COLUMNS, List.of("list", "name", "product", "price"));
        var problems = new ArrayList<Problem>(table.problems());
        var lists = new LinkedHashMap<String, List<FormTable.Row>>();
        table.rows().forEach(row -> lists.computeIfAbsent(row.cell("list"), id -> new ArrayList<>())
                .add(row));
        var good = new ArrayList<PriceList>();
        lists.forEach((id, rows) -> {
            if (rows.stream().anyMatch(row -> problems.stream().anyMatch(p -> p.row() == row.line()))) {
                return;
            }
            List<FormTable.Row> priced = rows.stream()
                    .filter(row -> OF_A_PRICE.stream()
                            .anyMatch(column -> !row.cell(column).isEmpty()))
                    .toList();
            try {
                good.add(PriceListForm.read(Form.id(Thing.PRICE_LIST, id), json(rows, priced), known));
            } catch (RelayException e) {
                problems.add(
                        new Problem(row(e, rows, priced), "", "", e.sentence().orElseThrow()));
            } catch (Differs e) {
                problems.add(e.problem);
            }
        });
        problems.sort(Comparator.comparingInt(Problem::row));
        return new TableImport<>(good, problems);
    }

    private static final class Differs extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        Differs(FormTable.Row row, String column, String first) {
            super(null, null, false, false);
            problem = new Problem(
                    row.line(),
                    column,
                    row.cell(column),
                    FormRefusal.ROW_DIFFERS.with(row.cell(column), row.cell("list"), first));
        }
    }

    private static ObjectNode json(List<FormTable.Row> rows, List<FormTable.Row> priced) throws Differs {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        FormTable.Row first = rows.get(0);
        for (FormTable.Row row : rows) {
            for (String column : OF_THE_LIST) {
                if (!row.cell(column).isEmpty() && !row.cell(column).equals(first.cell(column))) {
                    throw new Differs(row, column, first.cell(column));
                }
            }
        }
        for (String column : OF_THE_LIST.subList(0, 2)) {
            first.text(column, list);
        }
        first.flag("active", list);
        first.flag("vatExcluded", list);
        first.text("from", list);
        first.text("until", list);
        for (String column : OF_THE_LIST.subList(5, 8)) {
            first.list(column, list);
        }
        ArrayNode prices = list.putArray("prices");
        for (FormTable.Row row : priced) {
            ObjectNode price = prices.addObject();
            OF_A_PRICE.forEach(column -> row.text(column, price));
        }
        return list;
    }

    /** The line of the file that a refusal speaks of. */
    private static int row(RelayException refused, List<FormTable.Row> rows, List<FormTable.Row> priced) {
        Matcher price = PRICE.matcher(refused.sentence()
                .map(said -> String.valueOf(said.arguments().get(1)))
                .orElse(""));
        return price.matches()
                ? priced.get(Integer.parseInt(price.group(1))).line()
                : rows.get(0).line();
    }

    /** What {@link #read} takes. */
    public static String write(Collection<PriceList> lists) {
        var rows = new ArrayList<Map<String, String>>();
        for (PriceList list : lists) {
            ObjectNode json = PriceListForm.json(list);
            var common = new TreeMap<String, String>(Map.of("list", list.id()));
            OF_THE_LIST.forEach(column -> common.put(column, FormTable.cell(json.path(column))));
            if (json.path("prices").isEmpty()) {
                rows.add(common);
            }
            for (JsonNode price : json.path("prices")) {
                var row = new TreeMap<>(common);
                OF_A_PRICE.forEach(column -> row.put(column, FormTable.cell(price.path(column))));
                rows.add(row);
            }
        }
        return FormTable.write(COLUMNS, rows);
    }
}
