package org.tillmesh.retail;

import static org.tillmesh.retail.Sample.BANANAS;
import static org.tillmesh.retail.Sample.BREAD;
import static org.tillmesh.retail.Sample.MILK;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.qty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.deal.Discount;
import org.tillmesh.retail.deal.PriceList;
import org.tillmesh.retail.deal.Validity;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.store.Store;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.engine.Stores;

/**
 * A day of two tills drawn from a seed, and the hash of every byte that would leave them: ChangeSets, digests, checkpoints.
 * Run as a program it prints them, so that another JVM can be held against this one.
 */
final class SameBytes {
    private SameBytes() {}

    /** @param args a folder to work in, then seeds */
    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i++) {
            System.out.println(of(Path.of(args[0]).resolve("seed-" + args[i]), Long.parseLong(args[i])));
        }
    }

    private static Store open(Path dir, long replica) throws IOException {
        return Stores.open(
                dir,
                Stores.Options.of((scope, origin, delta) -> true, NOON::toEpochMilli)
                        .withReplica(new ReplicaId(replica))
                        .withSchema(RetailSchema.SHOP)
                        .withSegmentBytes(1 << 20)
                        .withFreeBytesMin(0)
                        .on(Disk.REAL, () -> 70 + replica));
    }

    /** Two hashes: of the ChangeSets with the digests, and of the checkpoints. */
    static List<String> of(Path dir, long seed) throws Exception {
        var random = new Random(seed);
        try (Store one = open(dir.resolve("1"), 1);
                Store two = open(dir.resolve("2"), 2)) {
            for (int step = 0; step < 30; step++) {
                Store store = random.nextBoolean() ? one : two;
                act(store, store == one ? two : one, random, step);
            }
            hear(one, two);
            hear(two, one);
            MessageDigest records = MessageDigest.getInstance("SHA-256");
            MessageDigest checkpoints = MessageDigest.getInstance("SHA-256");
            for (Scope scope : List.of(Scope.COMPANY, S001)) {
                for (StreamId stream : one.vector().of(scope).heads().keySet()) {
                    one.since(stream, 0, Integer.MAX_VALUE)
                            .forEach(c -> records.update(c.encoded().bytes()));
                }
                for (Store store : List.of(one, two)) {
                    Store.Digest digest = store.digest(scope);
                    records.update(digest.digest().bytes());
                    records.update(digest.seen().bytes());
                    Path into = dir.resolve("snapshot-" + store.self().replica() + "-"
                            + scope.name().length());
                    Files.createDirectories(into);
                    Store.Checkpoint checkpoint = store.snapshot(scope, into);
                    for (Hash chunk : checkpoint.chunks()) {
                        checkpoints.update(chunk.bytes());
                    }
                    checkpoints.update(checkpoint.manifest());
                }
            }
            return List.of(
                    HexFormat.of().formatHex(records.digest()), HexFormat.of().formatHex(checkpoints.digest()));
        }
    }

    private static void act(Store store, Store other, Random random, int step) {
        switch (random.nextInt(6)) {
            case 0 ->
                store.write(tx -> {
                    var tags = new ArrayList<>(List.of("vip", "دائم", "ß", "😀", "wholesale"));
                    tags.subList(0, random.nextInt(tags.size())).clear();
                    Customer.fresh(
                                    new CustomerId("c" + random.nextInt(3)),
                                    "مها " + step,
                                    null,
                                    List.of("05" + random.nextInt(99)),
                                    tags,
                                    "شارع السدرة",
                                    new Customer.CreatedBy(T01, null))
                            .writeTo(tx, Scope.COMPANY);
                    return true;
                });
            case 1 ->
                store.write(tx -> {
                    var prices = new TreeMap<>(Map.of("milk", Money.sar(random.nextInt(999)), "خبز", Money.sar(step)));
                    new PriceList("may", "May", "مايو", Validity.ALWAYS, prices).writeTo(tx, Scope.COMPANY);
                    return true;
                });
            case 2 -> hear(store, other);
            default -> {
                Cart cart = Cart.open("cart-" + step, NOON)
                        .add(MILK, qty("2"), "B1", LocalDate.of(2099, 1, 31))
                        .add(BREAD, qty("1"), null, null)
                        .addLabel(BANANAS, qty("1.240"), null, null)
                        .withDiscount(new Discount.Percent(random.nextInt(10_000)));
                IssuedDocument sale = Sample.sale("s" + step, step + 1, cart);
                store.write(tx -> {
                    sale.appendTo(tx, S001);
                    Movement.of(sale).forEach(movement -> movement.appendTo(tx, S001));
                    return true;
                });
            }
        }
    }

    private static void hear(Store store, Store other) {
        var all = new ArrayList<ChangeSet>();
        for (StreamId stream : other.vector().heads().keySet()) {
            if (stream.scope().isReplicated() && !stream.origin().equals(store.self())) {
                all.addAll(other.since(stream, 0, Integer.MAX_VALUE));
            }
        }
        store.receive(all, Map.of());
    }
}
