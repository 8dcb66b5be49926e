package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;
import org.tillmesh.retail.catalogue.Product;

/** {@code /products}: the catalogue, and the import of one as CSV. */
final class ProductsResource {
    private static final String PATH = "/api/v1/products";

    private final CatalogueOffice office;

    ProductsResource(CatalogueOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::products),
                CsvBody.route(PATH, this::importCatalogue, "categories"),
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

    private static ObjectNode product(Product product) {
        return JsonReply.MAPPER
                .createObjectNode()
                .put("id", product.id().value())
                .put("barcode", product.barcode())
                .put("name", product.name())
                .put("nameAr", product.nameAr())
                .put("category", product.category())
                .put("price", product.price().toString())
                .put("unit", product.unit())
                .put("tax", product.tax().code())
                .put("taxProfile", product.taxProfile());
    }

    private Reply importCatalogue(Asked asked) {
        CatalogueOffice.Imported outcome = office.importProducts(asked.body(), isNewCategories(asked));
        return CsvBody.outcome(outcome, outcome.nothing(), outcome.refused());
    }

    private static boolean isNewCategories(Asked asked) {
        String wanted = asked.query().getOrDefault("categories", "");
        if (!wanted.isEmpty() && !wanted.equals("new") && !wanted.equals("known")) {
            throw new RelayException(
                    "The parameter \"categories\" is \"" + wanted + "\"; give known (the default) or new");
        }
        return wanted.equals("new");
    }
}
