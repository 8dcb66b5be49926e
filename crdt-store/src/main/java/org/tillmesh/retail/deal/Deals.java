package org.tillmesh.retail.deal;

import java.util.List;
import java.util.TreeMap;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.query.StoreReader;
import org.tillmesh.retail.query.TypedChange;
import org.tillmesh.retail.query.TypedProjection;
import org.tillmesh.store.Store;

/** All price lists and promotions of the company, kept read: a cart is priced by them after each change. */
public final class Deals extends StoreReader {
    private final Known known = new Known();

    public Deals(Store store) {
        super(store);
    }

    public List<TypedProjection> projections() {
        return List.of(known);
    }

    /** All that can be read here, in the order of their ids. */
    public List<PriceList> lists() {
        return read(view -> known.lists());
    }

    /** All that can be read here, in the order of their ids. */
    public List<Promotion> promotions() {
        return read(view -> known.promotions());
    }

    /** What a basket costs by them. */
    public Priced price(Basket basket) {
        return read(view -> Pricing.of(basket, known.lists(), known.promotions()));
    }

    /** Promotions that ask for a coupon's code, whether or not they count now. */
    public List<Promotion> byCoupon(String code) {
        return promotions().stream().filter(p -> code.equals(p.coupon())).toList();
    }

    private static final class Known implements TypedProjection {
        private final TreeMap<String, PriceList> lists = new TreeMap<>();
        private final TreeMap<String, Promotion> promotions = new TreeMap<>();

        synchronized List<PriceList> lists() {
            return List.copyOf(lists.values());
        }

        synchronized List<Promotion> promotions() {
            return List.copyOf(promotions.values());
        }

        @Override
        public boolean follows(String type) {
            return type.equals(DocType.PRICE_LIST.typeName()) || type.equals(DocType.PROMOTION.typeName());
        }

        @Override
        public synchronized void reset(Scope scope) {
            if (scope.equals(Scope.COMPANY)) {
                lists.clear();
                promotions.clear();
            }
        }

        @Override
        public synchronized void accept(TypedChange change) {
            if (change.is(DocType.PRICE_LIST)) {
                change.stateAfter(PriceList::of)
                        .ifPresentOrElse(list -> lists.put(list.id(), list), () -> lists.remove(change.id()));
            } else if (change.is(DocType.PROMOTION)) {
                change.stateAfter(Promotion::of)
                        .ifPresentOrElse(
                                promotion -> promotions.put(promotion.id(), promotion),
                                () -> promotions.remove(change.id()));
            }
        }
    }
}
