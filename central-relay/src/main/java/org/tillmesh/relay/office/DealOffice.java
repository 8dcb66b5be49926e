package org.tillmesh.relay.office;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.form.Form;
import org.tillmesh.relay.form.Known;
import org.tillmesh.relay.form.PriceListForm;
import org.tillmesh.relay.form.PriceListTable;
import org.tillmesh.relay.form.PromotionForm;
import org.tillmesh.relay.form.PromotionTable;
import org.tillmesh.relay.form.TableImport;
import org.tillmesh.relay.form.Thing;
import org.tillmesh.relay.sheet.TableFile;
import org.tillmesh.retail.catalogue.BadTable;
import org.tillmesh.retail.catalogue.CatalogueImport;
import org.tillmesh.retail.catalogue.TableRow;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Store;

/** Price lists and promotions: what the tills' carts are priced by. */
public final class DealOffice {
    private final Shelf<PriceList> lists;
    private final Shelf<Promotion> promotions;
    private final Known known;

    DealOffice(Store store, Known known) {
        this.lists = new Shelf<>(store, Thing.PRICE_LIST, DocType.PRICE_LIST, PriceList::of);
        this.promotions = new Shelf<>(store, Thing.PROMOTION, DocType.PROMOTION, Promotion::of);
        this.known = known;
    }

    /**
     * What came of a file.
     *
     * @param imported ids of what was taken
     * @param encoding how the file was read
     */
    public record Imported(List<String> imported, List<CatalogueImport.Problem> refused, String encoding) {}

    // ---- price lists

    /** By id, whether or not they count now. */
    public List<PriceList> priceLists() {
        return lists.all();
    }

    /** @throws RelayException if there is none of that id */
    public PriceList priceList(String id) {
        return lists.known(id);
    }

    /**
     * Puts a list in the place of what was there under that id, as a whole.
     *
     * @throws RelayException naming the field, its value and the mend; nothing changed
     */
    public PriceList putPriceList(String id, byte[] json) {
        return lists.put(PriceListForm.read(Form.id(Thing.PRICE_LIST, id), json, known));
    }

    /** @throws RelayException if there is none of that id */
    public void removePriceList(String id) {
        lists.remove(id);
    }

    /** @throws BadTable if no table can be read of it for sure */
    public Imported importPriceLists(byte[] file) {
        return taken(file, PriceListTable::read, lists);
    }

    // ---- promotions

    /** By id, whether or not they count now. */
    public List<Promotion> promotions() {
        return promotions.all();
    }

    /** @throws RelayException if there is none of that id */
    public Promotion promotion(String id) {
        return promotions.known(id);
    }

    /**
     * Puts a promotion in the place of what was there under that id, as a whole.
     *
     * @throws RelayException naming the field, its value and the mend; nothing changed
     */
    public Promotion putPromotion(String id, byte[] json) {
        return promotions.put(PromotionForm.read(Form.id(Thing.PROMOTION, id), json, known));
    }

    /** @throws RelayException if there is none of that id */
    public void removePromotion(String id) {
        promotions.remove(id);
    }

    /** @throws BadTable if no table can be read of it for sure */
    public Imported importPromotions(byte[] file) {
        return taken(file, PromotionTable::read, promotions);
    }

    private <T extends StateDocument> Imported taken(
            byte[] file, BiFunction<Iterator<TableRow>, Known, TableImport<T>> reading, Shelf<T> shelf) {
        TableFile table = TableFile.of(file, "", "");
        TableImport<T> read = reading.apply(table.rows(), known);
        read.good().forEach(shelf::put);
        return new Imported(
                read.good().stream().map(good -> good.ref().id()).toList(), read.problems(), table.encoding());
    }
}
