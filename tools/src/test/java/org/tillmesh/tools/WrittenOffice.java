package org.tillmesh.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.tools.trial.Await;

/** A head office that has written some documents, and a till that has heard them, with its shop open. */
record WrittenOffice(Relay relay, PipedTill till) implements AutoCloseable {

    static WrittenOffice with(Path dir, List<StateDocument> written) throws Exception {
        Path office = dir.resolve("relay");
        Relay.open(new Relay.Options(office, 0, 0, true)).close();
        try (Store store = store(office)) {
            store.write(tx -> {
                written.forEach(document -> document.writeTo(tx, Scope.COMPANY));
                return true;
            });
        }
        Relay relay = Relay.open(new Relay.Options(office, 0, 0, true));
        PipedTill till = PipedTill.demo(
                dir.resolve("till"), "T01", "127.0.0.1:" + relay.ready().port());
        till.openShop();
        Await.that("the till has heard head office", 30, () -> till.ask("sync", "mode", "soft")
                .path("ok")
                .asBoolean());
        return new WrittenOffice(relay, till);
    }

    private static Store store(Path office) throws IOException {
        return Stores.open(
                office,
                Stores.Options.of((scope, origin, delta) -> true, Clock.systemUTC()::millis)
                        .withSchema(RetailSchema.SHOP)
                        .withClockError(() -> 0));
    }

    @Override
    public void close() throws Exception {
        till.close();
        relay.close();
    }
}
