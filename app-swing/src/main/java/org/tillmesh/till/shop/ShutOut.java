package org.tillmesh.till.shop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.words.Sentence;

/**
 * Head office has revoked this till's certificate: nothing that it sells gets there any more.
 *
 * @param since when this till heard of it
 */
public record ShutOut(Instant since, Sentence message) {
    static ShutOut of(TillId till, Instant since) {
        return new ShutOut(since, ShopRefusal.SHUT_OUT.with(till, since.truncatedTo(ChronoUnit.SECONDS)));
    }
}
