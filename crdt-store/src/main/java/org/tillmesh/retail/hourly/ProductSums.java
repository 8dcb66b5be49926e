package org.tillmesh.retail.hourly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;

/**
 * What some issued documents sold of each product, by the category and the tax that it had then. Returns count negative.
 * More are added to it; whoever adds owns it. A table of bytes, so that adding up millions of entries makes no texts.
 */
public final class ProductSums {
    private static final int SUMS = 5;
    private static final int FIRST_SLOTS = 64;

    /**
     * Sums of one product.
     *
     * @param category of the product when it was sold, and {@code tax} the code of its tax category
     * @param discount taken off its sales
     * @param lines of sales
     */
    public record Entry(
            String product,
            String category,
            String tax,
            Quantity qty,
            Money gross,
            Money vat,
            Money discount,
            long lines) {
        public Money net() {
            return gross.minus(vat);
        }
    }

    private int[] slots = new int[FIRST_SLOTS];
    private byte[][] keys = new byte[FIRST_SLOTS / 2][];
    private long[] sums = new long[FIRST_SLOTS / 2 * SUMS];
    private int size;

    public static ProductSums of(IssuedDocument document) {
        var sums = new ProductSums();
        document.lines().forEach(line -> sums.add(document, line));
        return sums;
    }

    private void add(IssuedDocument document, IssuedLine line) {
        byte[] key = new Packer()
                .text(line.productId().value())
                .text(line.category())
                .text(line.tax().code())
                .packed();
        int at = SUMS * entry(key, 0, key.length);
        boolean isSale = document.isSale();
        sums[at] += isSale ? line.pieces().thousandths() : -line.pieces().thousandths();
        sums[at + 1] += document.signed(line.total()).minor();
        sums[at + 2] += document.signed(line.vat()).minor();
        sums[at + 3] += isSale ? line.discount().minor() : 0;
        sums[at + 4] += isSale ? 1 : 0;
    }

    public ProductSums plus(ProductSums more) {
        for (int i = 0; i < more.size; i++) {
            int at = SUMS * entry(more.keys[i], 0, more.keys[i].length);
            for (int sum = 0; sum < SUMS; sum++) {
                sums[at + sum] += more.sums[i * SUMS + sum];
            }
        }
        return this;
    }

    /** Adds what an index says. */
    public ProductSums plus(Value value) {
        var in = new Unpacker(value);
        while (in.hasMore()) {
            int from = in.at();
            in.skipText();
            in.skipText();
            in.skipText();
            int at = SUMS * entry(in.bytes(), from, in.at());
            for (int sum = 0; sum < SUMS; sum++) {
                sums[at + sum] += in.number();
            }
        }
        return this;
    }

    /** Where the entry of a key stands, which is made if there is none. */
    private int entry(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = hash ^ (hash >>> 16);
        while (true) {
            slot &= slots.length - 1;
            int entry = slots[slot] - 1;
            if (entry < 0) {
                return made(slot, Arrays.copyOfRange(bytes, from, to));
            }
            if (Arrays.equals(keys[entry], 0, keys[entry].length, bytes, from, to)) {
                return entry;
            }
            slot++;
        }
    }

    private int made(int slot, byte[] key) {
        if (size == keys.length) {
            grow();
            return entry(key, 0, key.length);
        }
        keys[size] = key;
        slots[slot] = ++size;
        return size - 1;
    }

    private void grow() {
        byte[][] before = keys;
        keys = Arrays.copyOf(before, before.length * 2);
        sums = Arrays.copyOf(sums, sums.length * 2);
        slots = new int[slots.length * 2];
        int all = size;
        size = 0;
        for (int i = 0; i < all; i++) {
            entry(before[i], 0, before[i].length);
        }
    }

    /** In the order of product, category and tax. */
    public List<Entry> entries() {
        var entries = new ArrayList<Entry>(size);
        for (int i : inOrder()) {
            var in = new Unpacker(keys[i]);
            int at = i * SUMS;
            entries.add(new Entry(
                    in.text(),
                    in.text(),
                    in.text(),
                    Quantity.ofThousandths(sums[at]),
                    Money.sar(sums[at + 1]),
                    Money.sar(sums[at + 2]),
                    Money.sar(sums[at + 3]),
                    sums[at + 4]));
        }
        return entries;
    }

    private List<Integer> inOrder() {
        var order = new ArrayList<Integer>(size);
        var texts = new ArrayList<String>(size);
        for (int i = 0; i < size; i++) {
            order.add(i);
            var in = new Unpacker(keys[i]);
            texts.add(in.text() + '\1' + in.text() + '\1' + in.text());
        }
        order.sort((a, b) -> texts.get(a).compareTo(texts.get(b)));
        return order;
    }

    Value toValue() {
        var out = new Packer();
        for (int i : inOrder()) {
            out.raw(keys[i], 0, keys[i].length);
            for (int sum = 0; sum < SUMS; sum++) {
                out.number(sums[i * SUMS + sum]);
            }
        }
        return Value.owning(out.packed());
    }
}
