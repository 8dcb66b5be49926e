package org.tillmesh.retail.document;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.store.Change;
import org.tillmesh.store.Document;

/** Readings that fail softly: what cannot be read as its type has no effect here, and stays in the store. */
public final class Read {
    private Read() {}

    /** A refusal of a value type inside a document is a bad document, not a cashier's mistake. */
    public static <T> T checked(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RetailException | BadText e) {
            throw new BadDocument(String.valueOf(e.getMessage()));
        }
    }

    public static <T> Optional<T> record(@Nullable Document document, Function<Document.Record, T> reading) {
        return document instanceof Document.Record record ? soft(() -> reading.apply(record)) : Optional.empty();
    }

    public static <T> Optional<T> state(@Nullable Document document, Function<Document.State, T> reading) {
        return document instanceof Document.State state ? soft(() -> reading.apply(state)) : Optional.empty();
    }

    static boolean of(Change change, DocType type) {
        return type.is(change.ref()) && type.home().holds(change.scope());
    }

    private static <T> Optional<T> soft(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (BadDocument | BadText | RetailException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
