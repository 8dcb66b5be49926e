package org.tillmesh.till.refund;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.Declined;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.Refund;
import org.tillmesh.retail.sale.RefundPromises;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.till.shop.ArchiveDesk;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * Receipts of other tills: before goods come back, the till that issued the receipt is asked, so that no two tills refund
 * the same. Out of its reach a return goes on with what is known here; REFUNDED_TWICE then lists a double.
 */
final class RefundDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RefundDesk.class);

    static final String QUESTION = "refund";
    private static final String ALREADY = RefusalCode.ALREADY_RETURNED.name();
    private static final int ID_CHARS_MAX = 100;
    private static final int LINES_MAX = 10_000;

    private final Shop shop;
    private final Mesh mesh;
    private final ArchiveDesk archive;

    /** Held by a return of this till's own receipt and by a promise: one of them sees the other. */
    private final Object counter = new Object();

    RefundDesk(Shop shop, Mesh mesh, ArchiveDesk archive) {
        this.shop = shop;
        this.mesh = mesh;
        this.archive = archive;
    }

    private RefundPromises promises() {
        return new RefundPromises(shop.store(), shop.retail().sales(), shop.clock());
    }

    /** Uuid for a credit note: for a key always the same, so that a command that is tried again keeps its promise. */
    String newId(@Nullable String key) {
        return key == null
                ? Shop.newId()
                : UUID.nameUUIDFromBytes((shop.store().self() + " return " + key).getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /**
     * Asks the till that issued a receipt for its promise, while other commands go on.
     *
     * @param id uuid of the credit note to be
     * @return refunds of the sale that it knows of; none for a receipt of this till, or out of that till's reach
     * @throws RetailException or TillException ALREADY_RETURNED
     */
    List<Refund> promised(IssuedDocument sale, DocumentId id, List<Returns.Wanted> wanted) {
        if (sale.till().equals(shop.till())) {
            return List.of();
        }
        Returns.lines(sale, promises().refunds(shop.scope(), sale.uuid()), wanted); // refused here needs no promise
        return asked(sale, id, wanted);
    }

    /** Judges what is left of receipts and pays it back; no other till is promised anything meanwhile. */
    <T> T judging(Supplier<T> pay) {
        synchronized (counter) {
            return pay.get();
        }
    }

    /**
     * All refunds of a sale that are known.
     *
     * @param promised what {@link #promised} found
     */
    Collection<Refund> known(IssuedDocument sale, List<Refund> promised) {
        var known = new LinkedHashMap<String, Refund>();
        promises()
                .refunds(shop.scope(), sale.uuid())
                .forEach(refund -> known.put(refund.id().value(), refund));
        promised.forEach(refund -> known.putIfAbsent(refund.id().value(), refund));
        return known.values();
    }

    /** The credit notes of a sale that are known here, for the ways in which it was paid back. */
    List<IssuedDocument> creditsOf(IssuedDocument sale) {
        return shop.store().read(view -> shop.retail().sales().returnDocuments(view, shop.scope(), sale.uuid()));
    }

    private List<Refund> asked(IssuedDocument sale, DocumentId id, List<Returns.Wanted> wanted) {
        try {
            Value answer = mesh.ask(sale.till().toString(), QUESTION, question(sale, id, wanted));
            return items(answer).map(Refund::of).toList();
        } catch (OfflineException | NoAnswerException e) {
            LOG.info("{} is returned without {}: {}", sale.receipt(), sale.till(), e.getMessage());
        } catch (Declined e) {
            if (e.is(ALREADY)) {
                throw new TillException(e, RefundRefusal.ALREADY_RETURNED_THERE, e.words());
            }
            LOG.info("{} is returned without a promise of {}: {}", sale.receipt(), sale.till(), e.words());
        } catch (IllegalArgumentException e) {
            LOG.info(
                    "{} is returned without {}, whose answer is none: {}", sale.receipt(), sale.till(), e.getMessage());
        }
        return List.of();
    }

    private static Value question(IssuedDocument sale, DocumentId id, List<Returns.Wanted> wanted) {
        return Value.map(Map.of(
                "receipt", Value.of(sale.uuid().value()),
                "id", Value.of(id.value()),
                "lines",
                        Value.list(wanted.stream()
                                .map(want -> Value.list(List.of(
                                        Value.of(want.line()),
                                        Value.of(want.qty().thousandths()))))
                                .toList())));
    }

    /** A neighbour takes back goods of a receipt of this till: promised, journaled before the answer. */
    Value answer(Identity from, Value body) {
        if (!(body instanceof Value.MapOf asked)
                || !(asked.entries().get("receipt") instanceof Value.Text receipt)
                || !(asked.entries().get("id") instanceof Value.Text id)
                || !(asked.entries().get("lines") instanceof Value.ListOf lines)
                || id.value().length() > ID_CHARS_MAX
                || lines.items().size() > LINES_MAX) {
            throw new IllegalArgumentException("A question for a refund names receipt, id and lines");
        }
        IssuedDocument sale = archive.read(view -> shop.retail()
                        .sales()
                        .find(shop.scope(), new DocumentId(receipt.value()))
                        .filter(sold -> sold.receipt().till().equals(shop.till()))
                        .flatMap(sold -> SalesBook.document(view, shop.scope(), sold)))
                .orElseThrow(() -> new IllegalArgumentException("No receipt of this till is " + receipt.value()));
        List<Returns.Wanted> wanted = items(lines).map(RefundDesk::wanted).toList();
        try {
            synchronized (counter) {
                List<Refund> others = promises()
                        .promise(shop.scope(), sale, TillId.parse(from.till()), new DocumentId(id.value()), wanted);
                return Value.list(others.stream().map(Refund::toValue).toList());
            }
        } catch (RetailException e) {
            throw e.kind() == RetailException.Kind.ALREADY_RETURNED
                    ? new Declined(ALREADY, String.valueOf(e.getMessage()))
                    : new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Stream<Value> items(Value list) {
        if (list instanceof Value.ListOf all) {
            return all.items().stream();
        }
        throw new IllegalArgumentException("A list was expected, not " + list);
    }

    private static Returns.Wanted wanted(Value pair) {
        List<Value> parts = items(pair).toList();
        if (parts.size() == 2
                && parts.get(0) instanceof Value.Int line
                && parts.get(1) instanceof Value.Int thousandths
                && line.value() == (int) line.value()) {
            return new Returns.Wanted((int) line.value(), Quantity.ofThousandths(thousandths.value()));
        }
        throw new IllegalArgumentException("A line to be returned is [line, thousandths]");
    }
}
