package org.tillmesh.till.shop;

import java.io.UncheckedIOException;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.reports.query.ReportException;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.store.StoreException;

/** What the layers below say, in the codes of the contract. */
public final class Refusals {
    private Refusals() {}

    public static TillException of(RuntimeException e) {
        if (e instanceof TillException refused) {
            return refused;
        }
        if (e instanceof RetailException retail) {
            return TillException.fromBelow(RefusalCode.valueOf(retail.kind().name()), e);
        }
        if (e instanceof StoreException store) {
            return TillException.fromBelow(code(store.kind()), e);
        }
        if (e instanceof OfflineException) {
            return TillException.fromBelow(RefusalCode.OFFLINE, e);
        }
        if (e instanceof NoAnswerException) {
            return TillException.fromBelow(RefusalCode.TIMEOUT, e);
        }
        if (e instanceof UncheckedIOException) {
            return TillException.fromBelow(RefusalCode.READ_ONLY, e);
        }
        if (e instanceof ReportException || e instanceof SecurityFailure || e instanceof IllegalArgumentException) {
            return TillException.fromBelow(RefusalCode.BAD_VALUE, e);
        }
        return new TillException(
                e,
                FromBelow.INTERNAL,
                "An internal error: " + e + ". Nothing was changed; the log has more.",
                "unworded");
    }

    private static RefusalCode code(StoreException.Kind kind) {
        return switch (kind) {
            case LOCKED -> RefusalCode.STORE_LOCKED;
            case DISK_FULL -> RefusalCode.DISK_FULL;
            case READ_ONLY -> RefusalCode.READ_ONLY;
            case NEWER_VERSION, DAMAGED, BAD_RECORD -> RefusalCode.BAD_VALUE;
        };
    }
}
