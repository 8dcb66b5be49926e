package org.tillmesh.relay.access;

import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.tillmesh.store.Store;

/** Who is let in at head office. */
public record Access(OfficePeople people, Logins logins, TokenDesk tokens) {
    /** @param key the folder's, for passwords and secrets; @param nanos a clock that only runs forward */
    public static Access of(Store store, Supplier<byte[]> key, Clock clock, LongSupplier nanos) {
        var people = new OfficePeople(store, key, clock);
        return new Access(people, new Logins(people, nanos), new TokenDesk(store, clock));
    }
}
