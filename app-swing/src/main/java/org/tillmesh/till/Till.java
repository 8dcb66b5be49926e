package org.tillmesh.till;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.Money;
import org.tillmesh.retail.Quantity;

/**
 * One till, open on its folder. {@code approve} is always the PIN of a manager who approves on the spot, or null.
 * Every refusal is a {@link TillException}; nothing changed then. SKELETON of the façade: signatures are agreed.
 */
public final class Till implements AutoCloseable {
    /** Opens a folder; {@code demo} makes a usable till of an empty one. */
    public record Options(
            Path folder,
            boolean demo,
            @Nullable String store,
            @Nullable String till,
            @Nullable String relay,
            List<String> peers,
            int listenPort) {}

    public record Ready(
            String version,
            @Nullable String till,
            int port,
            boolean demo,
            String incarnation,
            Recovered recovered) {}

    public record Recovered(
            boolean cleanStop,
            long commits,
            @Nullable String lastReceipt,
            @Nullable String lastKey,
            @Nullable Money lastTotal,
            boolean openCart,
            int openIntents,
            long cutBytes,
            long quarantined,
            long lost,
            long tookMs) {}

    public record Activated(String company, String store, String till) {}

    public record NewCustomer(
            String name,
            @Nullable String phone,
            @Nullable String vatNumber,
            @Nullable String address,
            List<String> tags) {}

    public record ReturnLine(int line, Quantity qty) {}

    /** Called from a till thread with how much of a long work is done. */
    @FunctionalInterface
    public interface Progress {
        void at(long done, long total);
    }

    /** Something that a screen may show has changed (a sale here or on a neighbour, stock, status …). */
    @FunctionalInterface
    public interface Listener {
        void changed(Topic topic);
    }

    public enum Topic {
        CATALOGUE,
        STOCK,
        SALES,
        CUSTOMERS,
        PARKED,
        SHIFT,
        STATUS,
        EXCEPTIONS
    }

    private Till() {}

    public static Till open(Options options) { throw new UnsupportedOperationException(); }

    public Ready ready() { throw new UnsupportedOperationException(); }

    public Activated activate(String relay, String code, Progress progress) { throw new UnsupportedOperationException(); }

    /** Users who may log in here, for the tiles of the login screen. */
    public List<Answers.Session> users() { throw new UnsupportedOperationException(); }

    public Answers.Session login(@Nullable String user, String pin) { throw new UnsupportedOperationException(); }

    public void logout() { throw new UnsupportedOperationException(); }

    public Answers.@Nullable Session session() { throw new UnsupportedOperationException(); }

    public Answers.Shift openShift(Money openingFloat) { throw new UnsupportedOperationException(); }

    public Answers.ShiftClosed closeShift(Money counted, @Nullable String approve) { throw new UnsupportedOperationException(); }

    public Answers.Scanned scan(String code, @Nullable Quantity qty, @Nullable String approve) { throw new UnsupportedOperationException(); }

    /** Adds a product that was found by name. */
    public Answers.Scanned add(String productId, @Nullable Quantity qty, @Nullable String batch, @Nullable String approve) { throw new UnsupportedOperationException(); }

    public List<Answers.Product> search(String text, int limit) { throw new UnsupportedOperationException(); }

    /** Active products of a category for tiles, or of all with an empty id. */
    public List<Answers.Product> products(String categoryId, int limit) { throw new UnsupportedOperationException(); }

    /** Category id → [name, nameAr], in display order. */
    public Map<String, List<String>> categories() { throw new UnsupportedOperationException(); }

    public Answers.Cart setQty(int line, Quantity qty, @Nullable String approve) { throw new UnsupportedOperationException(); }

    public Answers.Cart voidLine(int line, String reason, @Nullable String approve) { throw new UnsupportedOperationException(); }

    /** No line: the whole cart. Exactly one of percent and amount. */
    public Answers.Cart discount(@Nullable Integer line, @Nullable String percent, @Nullable Money amount, @Nullable String approve) { throw new UnsupportedOperationException(); }

    public List<Answers.Customer> findCustomers(String text) { throw new UnsupportedOperationException(); }

    public Answers.Customer newCustomer(NewCustomer customer, @Nullable String key) { throw new UnsupportedOperationException(); }

    /** Fields: name, phone, vatNumber, address, tags. */
    public Answers.Customer editCustomer(String id, Map<String, String> set) { throw new UnsupportedOperationException(); }

    public Answers.Cart attachCustomer(@Nullable String id) { throw new UnsupportedOperationException(); }

    public Answers.Cart cart() { throw new UnsupportedOperationException(); }

    public Answers.Cart clear(@Nullable String approve) { throw new UnsupportedOperationException(); }

    public String park(String name) { throw new UnsupportedOperationException(); }

    public List<Answers.ParkedCart> parked() { throw new UnsupportedOperationException(); }

    public Answers.Cart recall(String cartId, boolean force) { throw new UnsupportedOperationException(); }

    public Answers.Cart tender(String kind, Money amount, @Nullable String card) { throw new UnsupportedOperationException(); }

    /** Takes the n-th tender (0, 1 …) back. */
    public Answers.Cart removeTender(int index) { throw new UnsupportedOperationException(); }

    public Answers.Receipt complete(@Nullable String key) { throw new UnsupportedOperationException(); }

    public Answers.Receipt returnGoods(@Nullable String receipt, @Nullable String uuid, List<ReturnLine> lines, String reason, String tender, boolean restock, @Nullable String key, @Nullable String approve) { throw new UnsupportedOperationException(); }

    public Answers.Stock stock(String code) { throw new UnsupportedOperationException(); }

    public Answers.Stock receive(String code, Quantity qty, @Nullable String batch, @Nullable LocalDate expiry, @Nullable Money cost, @Nullable String key, @Nullable String approve) { throw new UnsupportedOperationException(); }

    public Answers.Stock count(String code, @Nullable String batch, Quantity qty, @Nullable String key, @Nullable String approve) { throw new UnsupportedOperationException(); }

    public Answers.Report x() { throw new UnsupportedOperationException(); }

    public Answers.Report dayZ(@Nullable String approve) { throw new UnsupportedOperationException(); }

    public Answers.Report report(String name, @Nullable Instant from, @Nullable Instant to, @Nullable String approve) { throw new UnsupportedOperationException(); }

    /** @param mode {@code hard}, {@code soft} or {@code push} */
    public Answers.Synced sync(String mode, Progress progress) { throw new UnsupportedOperationException(); }

    public Answers.Status status() { throw new UnsupportedOperationException(); }

    public Answers.Sales sales(@Nullable Instant since) { throw new UnsupportedOperationException(); }

    public List<Answers.SyncIssue> exceptions() { throw new UnsupportedOperationException(); }

    public Answers.SyncIssue resolve(String exception, String note) { throw new UnsupportedOperationException(); }

    /** The receipt as the printer would print it, as a PNG. */
    public byte[] receiptImage(@Nullable String receipt, @Nullable String uuid) { throw new UnsupportedOperationException(); }

    /** Prints (or queues) a copy. */
    public void print(String receipt) { throw new UnsupportedOperationException(); }

    /** The signed XML. */
    public byte[] invoice(@Nullable String receipt, @Nullable String uuid) { throw new UnsupportedOperationException(); }

    public AutoCloseable listen(Listener listener) { throw new UnsupportedOperationException(); }

    @Override
    public void close() { throw new UnsupportedOperationException(); }
}
