package org.tillmesh.retail.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.company.PinVerifier;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** What is written over a document reads back as it was wanted, also where it costs no field. */
class StateDocumentTest {
    @TempDir
    Path dir;

    private static Product product(boolean flags, int age, String profile) {
        return new Product(
                new ProductId("p"),
                "Name",
                "Name",
                "c",
                Money.sar(100),
                "KGM",
                TaxCategory.Z,
                flags,
                flags,
                age,
                true,
                List.of("1"),
                flags,
                profile);
    }

    private static PaymentMethod method(boolean drawer) {
        return new PaymentMethod("cash", "Cash", "Cash", TenderKind.CASH, 1, true, drawer, null, List.of());
    }

    @Test
    void a_flag_that_was_set_can_be_taken_back() throws IOException {
        try (Store store = Stores.open(
                dir,
                Stores.Options.of((s, o, d) -> true, () -> 1_800_000_000_000L).withFreeBytesMin(0))) {
            rewritten(store, product(true, 18, "metals"), product(false, 0, ""), Product::of);
            rewritten(store, method(true), method(false), PaymentMethod::of);
            rewritten(
                    store,
                    new PinVerifier(new UserId("u"), new byte[] {1}, true),
                    new PinVerifier(new UserId("u"), new byte[] {2}, false),
                    PinVerifier::of);
        }
    }

    private static <T extends StateDocument> void rewritten(
            Store store, T first, T second, Function<Document.State, T> reader) {
        for (T each : List.of(first, second)) {
            store.write(tx -> {
                each.writeTo(tx, Scope.COMPANY);
                return true;
            });
            Optional<Document.State> found = store.read(view -> view.state(Scope.COMPANY, each.ref()));
            assertThat(found.map(reader)).contains(each);
        }
    }
}
