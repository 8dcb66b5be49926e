package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.Product;

/** {@code /products}: the catalogue, product by product; files of it are taken in on a page of their own. */
final class ProductsPage {
    static final String PATH = "/products";
    private static final String ONE = "/product";
    private static final List<String> TAXES = List.of("S15", "S5", "Z", "E", "O");
    private static final List<String> UNITS = List.of("PCE", "KGM", "LTR", "MTR");

    private final PageTemplate template;
    private final CatalogueOffice office;

    ProductsPage(PageTemplate template, CatalogueOffice office) {
        this.template = template;
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.CATALOGUE, this::list, "q", "category", "page", "format", "done"),
                Route.seen(ONE, Area.CATALOGUE, asked -> one(asked, List.of()), "id"),
                Route.sent(ONE, Area.CATALOGUE, this::put));
    }

    private Reply list(Asked asked) {
        Sheet sheet = template.sheet(asked);
        var listing = new Listing(
                sheet, PATH, List.of("productId", "name", "category", "barcode", "+price", "tax", "state"));
        Map<String, String> categories = categories(sheet);
        boolean isSought = !sheet.query("q").isEmpty() || !sheet.query("category").isEmpty() || listing.isFile();
        if (!isSought) {
            listing.isOfOnePage(office.size()); // a catalogue is long: only what is shown is read
        }
        List<Product> shown = isSought
                ? office.found(sheet.query("q"), sheet.query("category"))
                : office.some(listing.first(), Listing.ROWS);
        for (Product each : shown) {
            listing.add(() -> List.of(
                    Sheet.link(Sheet.address(ONE, "id", each.id().value()), Sheet.code(each.id().value())),
                    sheet.named(each.name(), each.nameAr()),
                    categories.getOrDefault(each.category(), each.category()),
                    Sheet.code(each.barcode()),
                    Sheet.money(each.price()),
                    Sheet.code(each.tax().code()),
                    each.active() ? Sheet.pill("on", sheet.t("sold")) : Sheet.pill("note", sheet.t("notSold"))));
        }
        if (listing.isFile()) {
            return listing.file("products");
        }
        var ids = new ArrayList<>(categories.keySet());
        var names = new ArrayList<>(categories.values());
        ids.add(0, "");
        names.add(0, sheet.t("everything"));
        return template.sheet(
                asked,
                200,
                "products",
                Html.all(
                        sheet.told(null),
                        sheet.card(
                                "products",
                                sheet.search(
                                        PATH,
                                        sheet.input("search", "q", sheet.query("q"), at("maxlength", 100)),
                                        sheet.select("category", "category", sheet.query("category"), ids, names)),
                                Sheet.button(ONE, sheet.t("addProduct")),
                                listing.shown())));
    }

    private Map<String, String> categories(Sheet sheet) {
        var all = new LinkedHashMap<String, String>();
        for (Category each : office.categories()) {
            all.put(each.id(), sheet.named(each.name(), each.nameAr()));
        }
        return all;
    }

    /** What the form shows of a product, by the columns of a catalogue's file. */
    private static Map<String, String> cells(@Nullable Product product) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("name", product == null ? "" : product.name());
        cells.put("nameAr", product == null ? "" : product.nameAr());
        cells.put("price", product == null ? "" : product.price().toString());
        cells.put("category", product == null ? "" : product.category());
        cells.put("barcode", product == null ? "" : String.join("|", product.barcodes()));
        cells.put("unit", product == null ? "PCE" : product.unit());
        cells.put("tax", product == null ? "S15" : product.tax().code());
        cells.put("ageLimit", product == null ? "0" : String.valueOf(product.ageLimit()));
        cells.put("active", product == null || product.active() ? "yes" : "no");
        return cells;
    }

    /** @param problems of what was sent, each in its sentence; none for a form that is opened */
    private Reply one(Asked asked, List<String> problems) {
        Sheet sheet = template.sheet(asked);
        String id = sheet.query("id");
        Product product = id.isEmpty() ? null : office.product(id);
        Map<String, String> was = cells(product);
        Map<String, String> sent = problems.isEmpty() ? Map.of() : Sheet.sent(asked);
        var now = new LinkedHashMap<>(was);
        was.keySet().forEach(key -> now.put(key, sent.getOrDefault(key, was.get(key))));
        Map<String, String> categories = categories(sheet);
        var ids = new ArrayList<>(categories.keySet());
        var names = new ArrayList<>(categories.values());
        ids.add(0, "");
        names.add(0, "–");
        var parts = new ArrayList<Html>();
        if (product == null) {
            parts.add(sheet.input("productId", "id", sent.getOrDefault("id", ""), at("dir", "ltr"), at("maxlength", 64),
                    Html.when(true, "required")));
        } else {
            parts.add(Sheet.hidden("id", id));
            was.forEach((key, value) -> parts.add(Sheet.hidden("was." + key, value)));
        }
        parts.add(sheet.input("name", "name", get(now, "name"), at("maxlength", 200), Html.when(true, "required")));
        parts.add(sheet.input("nameAr", "nameAr", get(now, "nameAr"), at("maxlength", 200), at("dir", "rtl")));
        parts.add(sheet.input("price", "price", get(now, "price"), at("inputmode", "decimal"), at("dir", "ltr"),
                Html.when(true, "required")));
        parts.add(sheet.select("category", "category", get(now, "category"), ids, names));
        parts.add(sheet.input("barcodes", "barcode", get(now, "barcode"), at("dir", "ltr")));
        parts.add(sheet.select("unit", "unit", get(now, "unit"), UNITS, UNITS));
        parts.add(sheet.select("tax", "tax", get(now, "tax"), TAXES, TAXES));
        parts.add(sheet.input("ageLimit", "ageLimit", get(now, "ageLimit"), at("inputmode", "numeric"), at("dir", "ltr")));
        parts.add(sheet.select("state", "active", get(now, "active"), List.of("yes", "no"),
                List.of(sheet.t("sold"), sheet.t("notSold"))));
        return template.sheet(
                asked,
                problems.isEmpty() ? 200 : 400,
                "product",
                Html.all(
                        problems.stream().map(sheet::told).toList(),
                        sheet.card(
                                "product",
                                product == null ? null : sheet.facts("productId", Sheet.code(id)),
                                asked.caller().may(Area.CATALOGUE, true)
                                        ? sheet.form(ONE, "save", parts)
                                        : sheet.facts(
                                                "name", get(now, "name"),
                                                "nameAr", get(now, "nameAr"),
                                                "price", Sheet.code(get(now, "price")),
                                                "category", get(now, "category"),
                                                "barcodes", Sheet.code(get(now, "barcode"))))));
    }

    private static String get(Map<String, String> all, String name) {
        return all.getOrDefault(name, "");
    }

    /** Only what is another than when the form was opened: what somebody else changed meanwhile stands. */
    private Reply put(Asked asked) {
        Map<String, String> form = Sheet.sent(asked);
        String id = form.getOrDefault("id", "").strip();
        boolean isKnown = form.containsKey("was.name");
        var changed = new LinkedHashMap<String, String>();
        cells(null).keySet().forEach(key -> {
            String value = form.get(key);
            if (value != null && !value.strip().equals(form.get("was." + key))) {
                changed.put(key, value.strip());
            }
        });
        Asked again = isKnown ? asked.asking("id", id) : asked;
        try {
            List<String> problems = office.put(id, isKnown, changed, asked.isArabic() ? Locale.forLanguageTag("ar") : Locale.ENGLISH);
            return problems.isEmpty() ? Reply.seeOther(PATH + "?done=saved&q=" + java.net.URLEncoder.encode(id, java.nio.charset.StandardCharsets.UTF_8)) : one(again, problems);
        } catch (RelayException refused) {
            return one(again, List.of(template.sheet(asked).said(refused)));
        }
    }
}
