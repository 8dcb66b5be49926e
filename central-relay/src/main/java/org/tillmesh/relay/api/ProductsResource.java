package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.ProductUnit;

/** {@code /products}: the catalogue, read, taken in and given out as a file. */
final class ProductsResource {
    private static final String PATH = "/api/v1/products";
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final CatalogueOffice office;

    ProductsResource(CatalogueOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::products),
                new CatalogueUpload(office).route(PATH),
                Route.get(
                        PATH + "/import",
                        asked -> JsonReply.of(ImportReport.of(office.imports().progress()))),
                Route.get(PATH + "/file", this::file, "format"),
                Route.list(
                        PATH + "/doubled",
                        asked -> JsonReply.of(ListPage.of(
                                asked, "doubled", office.doubledBarcodes(), CatalogueOffice.Doubled::barcode))));
    }

    private Reply products(Asked asked) {
        List<ObjectNode> all =
                office.products().stream().map(ProductsResource::product).toList();
        return JsonReply.of(
                ListPage.of(asked, "products", all, product -> product.get("id").asText()));
    }

    private Reply file(Asked asked) {
        String format = asked.query().getOrDefault("format", "xlsx");
        if (!format.equals("csv") && !format.equals("xlsx")) {
            throw new RelayException("The parameter \"format\" is \"" + format + "\"; give csv or xlsx");
        }
        boolean isWorkbook = format.equals("xlsx");
        return new Reply(200, isWorkbook ? XLSX : CSV, office.file(isWorkbook), Map.of())
                .with("Content-Disposition", "attachment; filename=\"products." + format + "\"");
    }

    private static ObjectNode product(Product product) {
        ObjectNode json = JsonReply.MAPPER
                .createObjectNode()
                .put("id", product.id().value())
                .put("barcode", product.barcode())
                .put("name", product.name())
                .put("nameAr", product.nameAr())
                .put("category", product.category())
                .put("price", product.price().toString())
                .put("unit", product.unit())
                .put("tax", product.tax().code())
                .put("taxProfile", product.taxProfile())
                .put("serials", product.rules().serials());
        if (product.rules().container() != null) {
            json.put("container", product.rules().container().value());
        }
        product.barcodes().forEach(json.putArray("barcodes")::add);
        ArrayNode units = json.putArray("units");
        product.units().forEach(unit -> units.add(unit(unit)));
        return json;
    }

    private static ObjectNode unit(ProductUnit unit) {
        ObjectNode json = JsonReply.MAPPER
                .createObjectNode()
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
