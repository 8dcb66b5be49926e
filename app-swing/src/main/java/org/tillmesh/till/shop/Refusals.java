package org.tillmesh.till.shop;

import java.io.UncheckedIOException;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.security.SecurityFailure;
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
            return new TillException(TillException.Code.valueOf(retail.kind().name()), message(e), e);
        }
        if (e instanceof StoreException store) {
            return new TillException(code(store.kind()), message(e), e);
        }
        if (e instanceof OfflineException) {
            return new TillException(TillException.Code.OFFLINE, message(e), e);
        }
        if (e instanceof NoAnswerException) {
            return new TillException(TillException.Code.TIMEOUT, message(e), e);
        }
        if (e instanceof UncheckedIOException) {
            return new TillException(TillException.Code.READ_ONLY, message(e), e);
        }
        if (e instanceof SecurityFailure || e instanceof IllegalArgumentException) {
            return new TillException(TillException.Code.BAD_VALUE, message(e), e);
        }
        return new TillException(
                TillException.Code.INTERNAL, "An internal error: " + e + ". Nothing was changed; the log has more.", e);
    }

    private static TillException.Code code(StoreException.Kind kind) {
        return switch (kind) {
            case LOCKED -> TillException.Code.STORE_LOCKED;
            case DISK_FULL -> TillException.Code.DISK_FULL;
            case READ_ONLY -> TillException.Code.READ_ONLY;
            case NEWER_VERSION, DAMAGED, BAD_RECORD -> TillException.Code.BAD_VALUE;
        };
    }

    private static String message(RuntimeException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    public static TillException badValue(String message) {
        return new TillException(TillException.Code.BAD_VALUE, message);
    }
}
