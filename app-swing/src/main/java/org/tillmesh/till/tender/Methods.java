package org.tillmesh.till.tender;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** The ways to pay that head office lets this branch take, as they are at the moment. */
public final class Methods {
    private final Shop shop;

    public Methods(Shop shop) {
        this.shop = shop;
    }

    public List<PaymentMethod> inForce() {
        return shop.store().read(view -> PaymentMethod.inForce(view, shop.till().branch()));
    }

    /**
     * The method that is meant: the named one, or the first of a kind.
     *
     * @param kind null where the method tells it
     * @throws TillException BAD_VALUE if none of that name or kind is taken here
     */
    PaymentMethod chosen(@Nullable TenderKind kind, @Nullable String id) {
        List<PaymentMethod> taken = inForce();
        List<String> ids = taken.stream().map(PaymentMethod::id).toList();
        if (id == null) {
            return taken.stream()
                    .filter(method -> method.kind() == kind)
                    .findFirst()
                    .orElseThrow(() -> new TillException(
                            TenderRefusal.METHOD_OFF, kind == null ? TenderKind.CASH.code() : kind.code(), ids));
        }
        PaymentMethod named = taken.stream()
                .filter(method -> method.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new TillException(TenderRefusal.METHOD_UNKNOWN, id, ids));
        if (kind != null && kind != named.kind()) {
            throw new TillException(
                    TenderRefusal.METHOD_OF_KIND, id, named.kind().code(), kind.code());
        }
        return named;
    }

    /** What a tender notes of its method: nothing where head office has written none. */
    static @Nullable String noted(PaymentMethod method) {
        return method.isBuiltIn() ? null : method.id();
    }
}
