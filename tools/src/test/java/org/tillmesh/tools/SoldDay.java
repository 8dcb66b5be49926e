package org.tillmesh.tools;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.tools.trial.Await;

/** A day that a demo till has sold and closed, and head office holds. */
public final class SoldDay {
    private SoldDay() {}

    /** @return the day, whose only difference is what the drawer lacks */
    public static LocalDate withAShortDrawer(Path folder, int relay) throws Exception {
        try (PipedTill till = PipedTill.demo(folder, "T01", "127.0.0.1:" + relay)) {
            till.openShop();
            till.sell("a", DemoBarcodes.PLAIN);
            till.ok("shift-close", "counted", "1.00");
            Await.that(
                    "head office has it",
                    30,
                    () -> till.ok("status").path("unacknowledged").asInt() == 0);
            return LocalDate.now(ZoneId.of("Asia/Riyadh"));
        }
    }
}
