package org.tillmesh.till.shop;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.tillmesh.retail.value.TillId;

/**
 * Head office has revoked this till's certificate: nothing that it sells gets there any more.
 *
 * @param since when this till heard of it
 */
public record ShutOut(Instant since, String message) {
    static ShutOut of(TillId till, Instant since) {
        return new ShutOut(
                since,
                "Head office has shut out this till, " + till + ", as was heard on "
                        + since.truncatedTo(ChronoUnit.SECONDS)
                        + ": what it sells reaches head office no more. Stop selling here, export what is not sent"
                        + " (export-unsent), and ask head office. With a new code this machine becomes a new till: move"
                        + " keys.p12 and keys-copy.p12 out of the folder and activate it; it brings what is not sent");
    }
}
