package org.tillmesh.retail.shift;

import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.value.Money;

/**
 * What a till came to over all its Zs, up to and with the one that says it, or with an X. Never begins anew.
 *
 * @param zs how many Zs
 * @param documents issued in them, {@code returns} of them returns
 * @param gross signed sum, {@code vat} in it
 */
public record GrandTotals(long zs, long documents, long returns, Money gross, Money vat) {
    static final GrandTotals NONE = new GrandTotals(0, 0, 0, Money.ZERO, Money.ZERO);

    GrandTotals plus(Figures z) {
        return with(z, 1);
    }

    /** With what an open shift has come to so far. */
    GrandTotals with(Figures open) {
        return with(open, 0);
    }

    private GrandTotals with(Figures z, int more) {
        return new GrandTotals(
                zs + more, documents + z.count(), returns + z.returns(), gross.plus(z.gross()), vat.plus(z.vat()));
    }

    Value toValue() {
        return new Body()
                .put("zs", Value.of(zs))
                .put("documents", Value.of(documents))
                .putUnlessZero("returns", returns)
                .put("gross", gross)
                .put("vat", vat)
                .toValue();
    }

    static GrandTotals of(Value value) {
        Fields in = Fields.of("grand totals", value);
        return new GrandTotals(
                in.number("zs"), in.number("documents"), in.number("returns", 0), in.money("gross"), in.money("vat"));
    }
}
