package org.tillmesh.retail.invoice;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.Values;

/**
 * The last invoice that this folder's till gave out, and its highest receipt counter: known though rot took the records. As a
 * note: the invoice's counter in 8 bytes, so that the later one is the greater, then {@code [receipt counter, link]}.
 */
public record PrintedHead(InvoiceChain.Link link, long counter) {
    private static final int COUNTER_BYTES = 8;

    public static Optional<PrintedHead> of(Store store, TillId till) {
        return store.noted(Store.PRINTED)
                .map(PrintedHead::decode)
                .filter(head -> head.receipt().till().equals(till));
    }

    /** The head once another invoice is given out. */
    static PrintedHead after(Optional<PrintedHead> before, InvoiceRecord invoice) {
        InvoiceChain.Link link = InvoiceChain.Link.of(invoice);
        long counter = receipt(link).counter();
        return new PrintedHead(
                link, before.map(b -> Math.max(b.counter, counter)).orElse(counter));
    }

    private ReceiptNumber receipt() {
        return receipt(link);
    }

    /** A number that was issued anew ends with {@code -R1}, {@code -R2} … */
    static ReceiptNumber receipt(InvoiceChain.Link link) {
        return ReceiptNumber.parse(link.receipt().replaceFirst("-R[0-9]+$", ""));
    }

    byte[] encode() {
        byte[] value = Values.encode(Value.list(List.of(Value.of(counter), link.toValue())));
        return ByteBuffer.allocate(COUNTER_BYTES + value.length)
                .putLong(link.icv())
                .put(value)
                .array();
    }

    private static PrintedHead decode(byte[] note) {
        byte[] value = new byte[note.length - COUNTER_BYTES];
        ByteBuffer.wrap(note).position(COUNTER_BYTES).get(value);
        List<Value> parts = ((Value.ListOf) Values.decode(value)).items();
        return new PrintedHead(InvoiceChain.Link.of(parts.get(1)), ((Value.Int) parts.get(0)).value());
    }
}
