package org.tillmesh.app.frame;

import java.nio.file.Path;
import java.util.List;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.TillOptions;

/** Demo tills for tests without a window. */
public final class Shops {
    private Shops() {}

    /** @param peers as HOST:PORT */
    public static Till till(Path folder, String name, String... peers) {
        return Till.open(new TillOptions(folder, true, "S001", name, null, List.of(peers), 0));
    }

    /** A till with its cashier and an open shift. */
    public static Till selling(Path folder) {
        Till till = till(folder, "T01");
        till.people().login(new UserId("cashier"), "1111");
        till.backroom().openShift(Money.sar(20_000));
        return till;
    }
}
