package org.tillmesh.relay.form;

import java.util.List;
import org.tillmesh.retail.catalogue.CatalogueCsv.Problem;

/**
 * What a CSV file brings: things that are right whole, and what is wrong with the others.
 *
 * @param good in the order of the file
 */
public record CsvImport<T>(List<T> good, List<Problem> problems) {
    public CsvImport {
        good = List.copyOf(good);
        problems = List.copyOf(problems);
    }
}
