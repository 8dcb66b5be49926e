package org.tillmesh.till.goods;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.Category;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.stock.CountSheet;
import org.tillmesh.retail.stock.StockLevels;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.store.Document;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Count sheets, which several tills of the branch may fill, also while they are cut off from each other. */
final class SheetDesk {
    private static final int NAME_MAX = 100;

    private final Shop shop;
    private final Login login;
    private final GoodsCodes codes;

    SheetDesk(Shop shop, Login login, GoodsCodes codes) {
        this.shop = shop;
        this.login = login;
        this.codes = codes;
    }

    GoodsAnswers.SheetDone open(
            String name, String category, boolean blind, @Nullable String key, @Nullable String approve) {
        String done = used(key);
        if (done != null) {
            return answer(done, true, List.of());
        }
        UserId approver = login.allow(false, Act.COUNT_STOCK.with(), approve);
        if (name.isBlank() || name.length() > NAME_MAX) {
            throw new TillException(GoodsRefusal.SHEET_NAME, name.strip().length(), NAME_MAX);
        }
        List<String> categories = shop.retail().catalogue().categories().stream()
                .map(Category::id)
                .toList();
        if (!category.isEmpty() && !categories.contains(category)) {
            throw new TillException(GoodsRefusal.CATEGORY_UNKNOWN, category, categories);
        }
        String id = Shop.newId();
        Instant at = shop.clock().issue();
        write(
                at,
                tx -> CountSheet.open(
                        tx,
                        shop.scope(),
                        id,
                        new CountSheet.Opened(shop.till(), who(approver), name.strip(), category, blind, at, key)));
        return answer(id, false, List.of());
    }

    GoodsAnswers.SheetDone count(String id, GoodsAsked asked, @Nullable String key, @Nullable String approve) {
        String done = used(key);
        if (done != null) {
            return answer(done, true, List.of());
        }
        UserId approver = login.allow(false, Act.COUNT_STOCK.with(), approve);
        CountSheet sheet = find(id);
        CountSheet.Posted posted = sheet.posted();
        if (posted != null) {
            throw new TillException(GoodsRefusal.SHEET_POSTED, sheet.opened().name(), posted.at());
        }
        GoodsCodes.Named counted = codes.read(asked);
        check(sheet, counted);
        Instant at = shop.clock().issue();
        var entry = new CountSheet.Entry(
                Shop.newId(),
                shop.till(),
                who(approver),
                counted.product().id(),
                counted.batch(),
                counted.expiry(),
                counted.pieces(),
                at,
                key);
        write(at, tx -> CountSheet.add(tx, shop.scope(), id, entry));
        return answer(id, false, counted.warnings());
    }

    private static void check(CountSheet sheet, GoodsCodes.Named counted) {
        Product product = counted.product();
        Quantity qty = counted.pieces();
        StockDesk.checkQty(product, qty.isNegative() ? qty.negated() : qty, true);
        if (product.batchTracked() && counted.batch() == null) {
            throw new TillException(GoodsRefusal.NEEDS_BATCH, product.name());
        }
        String category = sheet.opened().category();
        if (!category.isEmpty() && !category.equals(product.category())) {
            throw new TillException(
                    GoodsRefusal.SHEET_OTHER_CATEGORY,
                    product.name(),
                    sheet.opened().name(),
                    category);
        }
        var item = new CountSheet.Item(product.id(), counted.batch() == null ? "" : counted.batch());
        Quantity before = CountSheet.sum(sheet.byItem().getOrDefault(item, List.of()));
        if (before.plus(qty).isNegative()) {
            throw new TillException(GoodsRefusal.SHEET_BELOW_ZERO, qty, product.name(), before);
        }
    }

    GoodsAnswers.SheetDone post(String id, @Nullable String approve) {
        shop.requireActivated();
        UserId approver = login.allow(false, Act.COUNT_STOCK.with(), approve);
        CountSheet sheet = find(id);
        if (sheet.posted() != null) {
            return answer(id, true, List.of());
        }
        if (sheet.entries().isEmpty()) {
            throw new TillException(GoodsRefusal.SHEET_EMPTY, sheet.opened().name());
        }
        Instant at = shop.clock().issue();
        write(at, tx -> {
            CountSheet.post(tx, shop.scope(), id, new CountSheet.Posted(shop.till(), who(approver), at));
            shop.audit(tx, "count-sheet", sheet.opened().name(), approver);
        });
        return answer(id, false, List.of());
    }

    GoodsAnswers.SheetDone sheet(String id) {
        shop.requireUser();
        return answer(id, false, List.of());
    }

    List<GoodsAnswers.SheetHead> all() {
        shop.requireUser();
        return shop.store().read(view -> {
            try (Stream<Document> found = view.scan(shop.scope(), DocType.SHEET.typeName())) {
                return found.flatMap(document -> Read.state(document, CountSheet::of).stream())
                        .sorted(Comparator.comparing(
                                        (CountSheet sheet) -> sheet.opened().at())
                                .reversed()
                                .thenComparing(CountSheet::id))
                        .map(SheetDesk::head)
                        .toList();
            }
        });
    }

    private static GoodsAnswers.SheetHead head(CountSheet sheet) {
        CountSheet.Opened opened = sheet.opened();
        return new GoodsAnswers.SheetHead(
                sheet.id(),
                opened.name(),
                opened.category(),
                opened.blind(),
                sheet.posted() == null ? "open" : "posted",
                opened.user().value(),
                opened.at(),
                sheet.posted() == null ? null : sheet.posted().at(),
                sheet.byItem().size());
    }

    private GoodsAnswers.SheetDone answer(String id, boolean again, List<Sentence> warnings) {
        CountSheet sheet = find(id);
        CountSheet.Opened opened = sheet.opened();
        CountSheet.Posted posted = sheet.posted();
        boolean seen = posted != null || !opened.blind();
        var lines = new ArrayList<GoodsAnswers.SheetLine>();
        sheet.byItem().forEach((item, entries) -> lines.add(line(sheet, item, entries, seen)));
        var answer = new GoodsAnswers.Sheet(
                id,
                opened.name(),
                opened.category(),
                opened.blind(),
                posted == null ? "open" : "posted",
                opened.user().value(),
                opened.at(),
                posted == null ? null : posted.user().value(),
                posted == null ? null : posted.at(),
                lines,
                uncounted(sheet));
        return new GoodsAnswers.SheetDone(answer, again, warnings);
    }

    private GoodsAnswers.SheetLine line(
            CountSheet sheet, CountSheet.Item item, List<CountSheet.Entry> entries, boolean seen) {
        Quantity counted = CountSheet.sum(entries);
        Quantity expected = seen
                ? shop.retail()
                        .stock()
                        .expected(
                                shop.scope(),
                                item.product(),
                                item.batch(),
                                sheet.id(),
                                entries.get(0).at())
                : null;
        Product product = shop.retail().catalogue().byId(item.product()).orElse(null);
        return new GoodsAnswers.SheetLine(
                item.product(),
                product == null ? item.product().value() : product.name(),
                product == null ? item.product().value() : product.nameAr(),
                item.batch().isEmpty() ? null : item.batch(),
                counted,
                expected,
                expected == null ? null : counted.minus(expected),
                entries.size());
    }

    /** Products of its category that should be there, and of which nobody counted anything. */
    private int uncounted(CountSheet sheet) {
        Set<ProductId> counted =
                sheet.entries().stream().map(CountSheet.Entry::product).collect(Collectors.toSet());
        String category = sheet.opened().category();
        Map<ProductId, List<StockLevels.Item>> there = shop.retail().stock().all(shop.scope()).stream()
                .filter(item -> !item.batch().onHand().isZero() && !counted.contains(item.product()))
                .collect(Collectors.groupingBy(StockLevels.Item::product));
        return (int) there.keySet().stream()
                .filter(id -> category.isEmpty()
                        || shop.retail()
                                .catalogue()
                                .byId(id)
                                .filter(product -> product.category().equals(category))
                                .isPresent())
                .count();
    }

    private CountSheet find(String id) {
        return shop.store()
                .read(view -> view.state(shop.scope(), CountSheet.ref(id)))
                .flatMap(state -> Read.state(state, CountSheet::of))
                .orElseThrow(() -> new TillException(GoodsRefusal.SHEET_UNKNOWN, id));
    }

    private @Nullable String used(@Nullable String key) {
        return shop.used(key, CommandKeys.Command.SHEET)
                .map(CommandKeys.Use::id)
                .orElse(null);
    }

    private void write(Instant at, Consumer<Transaction> work) {
        shop.write(tx -> {
            work.accept(tx);
            return true;
        });
        shop.clock().issued(at);
    }

    private UserId who(@Nullable UserId approver) {
        User user = shop.user();
        return user != null ? user.id() : Objects.requireNonNull(approver);
    }
}
