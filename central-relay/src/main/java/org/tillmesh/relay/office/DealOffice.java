package org.tillmesh.relay.office;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
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

/** Price lists, or promotions: what the tills' carts are priced by. */
public final class DealOffice<T extends StateDocument> {
    private final Shelf<T> shelf;
    private final Shape<T> shape;
    private final Known known;

    private DealOffice(Shelf<T> shelf, Shape<T> shape, Known known) {
        this.shelf = shelf;
        this.shape = shape;
        this.known = known;
    }

    static DealOffice<PriceList> priceLists(Store store, Known known) {
        return new DealOffice<>(
                new Shelf<>(store, Thing.PRICE_LIST, DocType.PRICE_LIST, PriceList::of),
                new Shape<>(
                        Thing.PRICE_LIST,
                        PriceListForm::read,
                        PriceListForm::json,
                        PriceListTable::read,
                        PriceListTable::write),
                known);
    }

    static DealOffice<Promotion> promotions(Store store, Known known) {
        return new DealOffice<>(
                new Shelf<>(store, Thing.PROMOTION, DocType.PROMOTION, Promotion::of),
                new Shape<>(
                        Thing.PROMOTION,
                        PromotionForm::read,
                        PromotionForm::json,
                        PromotionTable::read,
                        PromotionTable::write),
                known);
    }

    /** How a deal is given and told, as JSON and as a file of a table. */
    private record Shape<T>(
            Thing thing,
            JsonReading<T> form,
            Function<T, ObjectNode> json,
            BiFunction<Iterator<TableRow>, Known, TableImport<T>> table,
            Function<Collection<T>, String> file) {}

    @FunctionalInterface
    private interface JsonReading<T> {
        T read(String id, byte[] json, Known known);
    }

    /**
     * What came of a file.
     *
     * @param imported ids of what was taken
     * @param encoding how the file was read
     */
    public record Imported(List<String> imported, List<CatalogueImport.Problem> refused, String encoding) {}

    /** By id, whether or not they count now. */
    public List<T> all() {
        return shelf.all();
    }

    /** @throws RelayException if there is none of that id */
    public T one(String id) {
        return shelf.known(id);
    }

    public ObjectNode json(T deal) {
        return shape.json().apply(deal);
    }

    /** All of them, as the file that {@link #take} reads. */
    public String file() {
        return shape.file().apply(all());
    }

    /**
     * Puts one in the place of what was there under that id, as a whole.
     *
     * @throws RelayException naming the field, its value and the mend; nothing changed
     */
    public T put(String id, byte[] json) {
        return shelf.put(shape.form().read(Form.id(shape.thing(), id), json, known));
    }

    /** @throws RelayException if there is none of that id */
    public void remove(String id) {
        shelf.remove(id);
    }

    /** @throws BadTable if no table can be read of it for sure */
    public Imported take(byte[] file) {
        TableFile table = TableFile.of(file, "", "");
        TableImport<T> read = shape.table().apply(table.rows(), known);
        read.good().forEach(shelf::put);
        return new Imported(
                read.good().stream().map(good -> good.ref().id()).toList(), read.problems(), table.encoding());
    }
}
