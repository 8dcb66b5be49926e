package org.tillmesh.relay.office;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.sheet.WorkbookFile;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.catalogue.CatalogueExport;
import org.tillmesh.retail.catalogue.CatalogueImport;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.catalogue.StockRule;
import org.tillmesh.retail.catalogue.TaxProfile;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.store.Store;

/** The catalogue and its tax profiles: read, written as files, changed. */
public final class CatalogueOffice {
    private static final String SHEET = "products";

    private final Store store;
    private final Retail retail;
    private final ImportDesk imports;

    CatalogueOffice(Store store, Retail retail) {
        this.store = store;
        this.retail = retail;
        this.imports = new ImportDesk(store, retail);
    }

    /** Where files of products are taken in. */
    public ImportDesk imports() {
        return imports;
    }

    /** All of them as a file that can be taken in again. @param workbook whether as a workbook, else as CSV in UTF-8 */
    public byte[] file(boolean workbook) {
        if (!workbook) {
            return CatalogueExport.csv(products(), this::stocked).getBytes(StandardCharsets.UTF_8);
        }
        var rows = new ArrayList<List<String>>();
        rows.add(CatalogueImport.COLUMNS);
        products().forEach(product -> rows.add(CatalogueExport.cells(product, stocked(product.id()))));
        return WorkbookFile.of(SHEET, rows);
    }

    public List<Product> products() {
        return retail.catalogue().all();
    }

    /** All of them by id, with how they are to be stocked. */
    public List<ImportDesk.Shelved> shelved() {
        return products().stream()
                .map(product -> new ImportDesk.Shelved(product, stocked(product.id())))
                .toList();
    }

    /** @throws RelayException if there is none of that id */
    public ImportDesk.Shelved shelved(String id) {
        return imports.shelved(id);
    }

    private StockRule stocked(ProductId id) {
        return retail.stock().rule(id);
    }

    /** Named tax treatments, by id. */
    public List<TaxProfile> taxProfiles() {
        return List.copyOf(retail.catalogue().taxProfiles().values());
    }

    /**
     * Adds a tax profile, or changes one in name and reason.
     *
     * @throws RelayException if it is not right, or another category is wanted for one that products may have
     */
    public TaxProfile putTaxProfile(byte[] json) {
        TaxProfile wanted = TaxProfiles.read(json);
        TaxProfile old = retail.catalogue().taxProfile(wanted.id()).orElse(null);
        if (old != null && old.category() != wanted.category()) {
            throw new RelayException("Tax profile \"" + wanted.id() + "\" is of category "
                    + old.category().code() + ", and products may have it; make a new one for "
                    + wanted.category().code());
        }
        store.write(tx -> {
            wanted.writeTo(tx, Scope.COMPANY);
            return true;
        });
        return wanted;
    }

    /** A code that several products bear: only the first of them is sold by it. */
    public record Doubled(String barcode, List<String> products) {}

    /** Codes that more than one product bears. */
    public List<Doubled> doubledBarcodes() {
        return doubled(retail);
    }

    static List<Doubled> doubled(Retail retail) {
        return retail.catalogue().doubledBarcodes().entrySet().stream()
                .map(e -> new Doubled(
                        e.getKey(), e.getValue().stream().map(ProductId::value).toList()))
                .toList();
    }
}
