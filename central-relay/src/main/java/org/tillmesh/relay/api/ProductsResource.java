package org.tillmesh.relay.api;

import java.util.List;
import java.util.Map;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.ProductForm;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.ListPage;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.CatalogueOffice;
import org.tillmesh.relay.office.ImportDesk;

/** {@code /products}: the catalogue, read, taken in and given out as a file. */
final class ProductsResource {
    private static final String PATH = "/api/v1/products";
    private static final String ONE = PATH + "/{id}";
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
                Route.get(ONE, asked -> reply(office.shelved(asked.lastStep()))),
                Route.patch(ONE, asked -> reply(office.imports().change(asked.lastStep(), asked.body()))),
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
        return JsonReply.of(ListPage.of(
                asked,
                "products",
                office.shelved(),
                shelved -> shelved.product().id().value(),
                shelved -> ProductForm.json(shelved.product(), shelved.stocked())));
    }

    private static Reply reply(ImportDesk.Shelved shelved) {
        return JsonReply.of(ProductForm.json(shelved.product(), shelved.stocked()));
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
}
