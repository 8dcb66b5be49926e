package org.tillmesh.relay.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;
import org.tillmesh.retail.catalogue.Product;

/** {@code /products}: the catalogue, and the import of one as CSV. */
final class ProductsResource {
    private static final String PATH = "/api/v1/products";
    private static final int CATALOGUE_BYTES_MAX = 32 << 20;

    private final CatalogueOffice office;

    ProductsResource(CatalogueOffice office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                Route.list(PATH, this::products),
                Route.post(PATH, this::importCatalogue, "categories")
                        .importing(CATALOGUE_BYTES_MAX)
                        .guarded(ProductsResource::refusedType),
                Route.list(
                        PATH + "/doubled",
                        asked -> JsonReply.of(ListPage.of(
                                asked, "doubled", office.doubledBarcodes(), CatalogueOffice.Doubled::barcode))));
    }

    private static Optional<Reply> refusedType(Asked head) {
        String type = head.contentType().toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/") || type.contains("json")
                ? Optional.of(Reply.error(
                        415,
                        "BAD_VALUE",
                        "A catalogue comes as text/csv, the file itself being the body; it came as " + type))
                : Optional.empty();
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

    /** A file of which nothing was taken is an error, with the same reasons by row. */
    private Reply importCatalogue(Asked asked) {
        CatalogueOffice.Imported outcome = office.importProducts(asked.body(), isNewCategories(asked));
        ObjectNode body = JsonReply.MAPPER.valueToTree(outcome);
        if (!outcome.nothing()) {
            return JsonReply.of(body);
        }
        int rows = outcome.refused().size();
        body.put("ok", false);
        body.putObject("error")
                .put("code", "BAD_VALUE")
                .put(
                        "message",
                        "Nothing was imported. " + outcome.refused().get(0).problem()
                                + (rows > 1 ? "; and " + (rows - 1) + " more, see refused" : ""));
        return JsonReply.of(400, body);
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
