package org.tillmesh.relay.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.CatalogueExport;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;
import org.tillmesh.retail.catalogue.StockRule;
import org.tillmesh.retail.value.Money;

/** One product as JSON: read into the cells of a catalogue's row, whose rules judge it. */
public final class ProductForm {
    private static final String[] FIELDS = {
        "id",
        "name",
        "nameAr",
        "category",
        "price",
        "unit",
        "tax",
        "taxProfile",
        "weighed",
        "batchTracked",
        "ageLimit",
        "active",
        "barcodes",
        "units",
        "serials",
        "container",
        "parts",
        "negativeStock",
        "minStock"
    };
    private static final List<String> TEXTS = List.of("nameAr", "category", "unit", "tax", "taxProfile", "container");
    private static final List<String> FLAGS = List.of("weighed", "batchTracked", "active", "serials", "negativeStock");
    private static final int AGE_MAX = 99;
    private static final int CODE_MAX = 64;
    private static final int UNITS_MAX = 50;

    private ProductForm() {}

    /** What a new one says, by column. @param id where the body names none */
    public static SortedMap<String, String> fresh(String id, byte[] body) {
        Form in = Form.read(Thing.PRODUCT, body, FIELDS);
        SortedMap<String, String> cells = cells(in);
        cells.put("id", Form.id(Thing.PRODUCT, in.text("id", id, CODE_MAX)));
        cells.put("name", in.text("name", Form.NAME_MAX));
        cells.put("price", in.money("price", Money.ZERO).toString());
        return cells;
    }

    /** What the body says of one that is there, by column; the columns that it does not name are not there. */
    public static SortedMap<String, String> changed(Product before, byte[] body) {
        Form in = Form.read(Thing.PRODUCT, body, FIELDS)
                .agreeing("id", before.id().value());
        SortedMap<String, String> cells = cells(in);
        cells.put("id", before.id().value());
        cells.put("name", in.text("name", before.name(), Form.NAME_MAX));
        cells.put("price", (in.has("price") ? in.money("price", Money.ZERO) : before.price()).toString());
        return cells;
    }

    private static SortedMap<String, String> cells(Form in) {
        var cells = new TreeMap<String, String>();
        for (String field : TEXTS) {
            put(cells, field, in.textOrNull(field, Form.NAME_MAX));
        }
        for (String field : FLAGS) {
            put(cells, field, in.has(field) ? (in.flag(field, false) ? "yes" : "no") : null);
        }
        put(cells, "ageLimit", in.has("ageLimit") ? String.valueOf(in.whole("ageLimit", 0, AGE_MAX)) : null);
        put(cells, "minStock", in.textOrNull("minStock", CODE_MAX));
        put(cells, "barcode", in.has("barcodes") ? joined(in, "barcodes") : null);
        put(cells, "units", in.has("units") ? units(in) : null);
        put(cells, "parts", in.has("parts") ? parts(in) : null);
        return cells;
    }

    private static void put(SortedMap<String, String> cells, String column, @Nullable String said) {
        if (said != null) {
            cells.put(column, said);
        }
    }

    private static String joined(Form in, String field) {
        List<String> codes = in.texts(field, CODE_MAX);
        codes.stream().filter(code -> code.contains("|")).findFirst().ifPresent(code -> {
            throw in.wrong(field, code, Remedy.WITHOUT.with("|"));
        });
        return String.join("|", codes);
    }

    private static String units(Form in) {
        return String.join(
                "|",
                in.forms("units", UNITS_MAX, "code", "name", "nameAr", "contains", "price", "barcodes").stream()
                        .map(unit -> CatalogueExport.unitCell(List.of(
                                unit.text("code", CODE_MAX),
                                unit.text("contains", CODE_MAX),
                                unit.text("price", "", CODE_MAX),
                                String.join(" ", unit.texts("barcodes", CODE_MAX)),
                                unit.text("name", Form.NAME_MAX),
                                unit.text("nameAr", "", Form.NAME_MAX))))
                        .toList());
    }

    private static String parts(Form in) {
        return String.join(
                "|",
                in.forms("parts", UNITS_MAX, "product", "qty").stream()
                        .map(part -> Form.id(Thing.PRODUCT, part.text("product", CODE_MAX))
                                + "*"
                                + part.text("qty", "1", CODE_MAX))
                        .toList());
    }

    public static ObjectNode json(Product product, StockRule stocked) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", product.id().value())
                .put("barcode", product.barcode())
                .put("name", product.name())
                .put("nameAr", product.nameAr())
                .put("category", product.category())
                .put("price", product.price().toString())
                .put("unit", product.unit())
                .put("tax", product.tax().code())
                .put("taxProfile", product.taxProfile())
                .put("weighed", product.weighed())
                .put("batchTracked", product.batchTracked())
                .put("ageLimit", product.ageLimit())
                .put("active", product.active())
                .put("serials", product.rules().serials())
                .put("negativeStock", stocked.negative());
        if (stocked.min() != null) {
            json.put("minStock", stocked.min().toString());
        }
        if (product.rules().container() != null) {
            json.put("container", product.rules().container().value());
        }
        product.barcodes().forEach(json.putArray("barcodes")::add);
        ArrayNode units = json.putArray("units");
        product.units().forEach(unit -> units.add(unit(unit)));
        ArrayNode parts = json.putArray("parts");
        product.rules().parts().forEach((part, qty) -> parts.addObject()
                .put("product", part.value())
                .put("qty", qty.toString()));
        return json;
    }

    private static ObjectNode unit(ProductUnit unit) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("code", unit.code())
                .put("name", unit.name())
                .put("nameAr", unit.nameAr())
                .put("contains", unit.contains().toString());
        if (unit.price() != null) {
            json.put("price", unit.price().toString());
        }
        unit.barcodes().forEach(json.putArray("barcodes")::add);
        return json;
    }
}
