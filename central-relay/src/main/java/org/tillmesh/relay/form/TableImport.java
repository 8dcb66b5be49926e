package org.tillmesh.relay.form;

import java.util.List;
import org.tillmesh.retail.catalogue.CatalogueImport.Problem;

/**
 * What a table brings: things that are right whole, and what is wrong with the others.
 *
 * @param good in the order of the file
 */
public record TableImport<T>(List<T> good, List<Problem> problems) {
    public TableImport {
        good = List.copyOf(good);
        problems = List.copyOf(problems);
    }
}
