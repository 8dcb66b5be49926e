package org.tillmesh.retail.shift;

import java.util.Map;
import org.tillmesh.retail.query.Fold;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.query.Sum;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.store.Schema.Rows;

/** What a shift's figures are summed by, and what its cash movements are found by. */
public final class ShiftRows {
    private ShiftRows() {}

    public static final Map<String, Fold> FOLDS =
            Map.of(Index.FIGURES, new Sum<Figures>(Figures::of, Figures::toValue, Figures::plus));

    public static void issued(IssuedDocument document, Rows rows) {
        rows.row(Index.FIGURES, document.shift().value(), Figures.of(document).toValue());
    }

    public static void cash(CashMovement movement, Rows rows) {
        CommandKeys.row(movement.till(), movement.key(), CommandKeys.Command.CASH, rows);
    }
}
