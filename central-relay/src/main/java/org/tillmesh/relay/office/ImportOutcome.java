package org.tillmesh.relay.office;

import java.util.List;
import org.tillmesh.retail.catalogue.CatalogueImport;

/**
 * What became of a catalogue's file, or would become.
 *
 * @param preview whether nothing was written
 * @param rows so many there are below the header
 * @param added products that were not there
 * @param changed products that were there otherwise
 * @param unchanged products that were there so
 * @param refused why each other row is left out, by rows
 * @param warnings what is taken and should be looked at, by rows
 * @param newCategories ids of those that are made
 * @param source how the file was read
 * @param doubled codes that more than one product bears since earlier, whatever this file held
 */
public record ImportOutcome(
        boolean preview,
        int rows,
        int added,
        int changed,
        int unchanged,
        List<CatalogueImport.Problem> refused,
        List<CatalogueImport.Problem> warnings,
        List<String> newCategories,
        Source source,
        List<CatalogueOffice.Doubled> doubled) {

    /**
     * How a file was read.
     *
     * @param encoding of a text, else XLSX; @param separator of its fields, empty of a workbook
     * @param sheet that was read, empty of a text; @param sheets that the workbook has
     * @param first rows as they stand in the file, the header first
     */
    public record Source(
            String encoding, String separator, String sheet, List<String> sheets, List<List<String>> first) {}

    /** How many products are taken. */
    public int imported() {
        return added + changed + unchanged;
    }
}
