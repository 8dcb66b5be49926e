package org.tillmesh.till.counter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.code.Gs1;
import org.tillmesh.hardware.code.WeighedLabel;
import org.tillmesh.retail.catalogue.Catalogue;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What a scanned or typed code stands for: a product's code, a weighed label, or GS1 elements. */
final class ScanReader {
    /** ISO 4217 number of the riyal. */
    private static final String RIYAL = "682";

    private final Shop shop;

    ScanReader(Shop shop) {
        this.shop = shop;
    }

    /** @throws TillException UNKNOWN_BARCODE or BAD_VALUE */
    Scan read(String code, @Nullable Quantity qty) {
        Optional<Catalogue.Sellable> exact = shop.retail().catalogue().sellable(code);
        if (exact.isPresent()) {
            return Scan.of(exact.get(), qty);
        }
        Optional<WeighedLabel> label = WeighedLabel.parse(code);
        if (label.isPresent()) {
            return weighed(code, label.get(), qty);
        }
        if (Gs1.looksLike(code)) {
            try {
                return elements(code, Gs1.parse(code), qty);
            } catch (Gs1.BadCode e) {
                throw new TillException(e, CounterRefusal.BAD_GS1, String.valueOf(e.getMessage()));
            }
        }
        return Scan.plain(shop.product(code), qty, null);
    }

    private Scan weighed(String code, WeighedLabel label, @Nullable Quantity qty) {
        Product product = shop.retail().catalogue().byBarcode(label.item()).orElseThrow(() -> Shop.unknown(code));
        refuseSecondQuantity(code, qty);
        return label.kind() == WeighedLabel.Kind.WEIGHT
                ? new Scan(product, null, Quantity.ofThousandths(label.value()), true, null, null, null, null)
                : priced(code, product, null, Money.sar(label.value()), null, null);
    }

    private Scan elements(String code, Gs1 gs1, @Nullable Quantity qty) {
        Catalogue.Sellable found = gs1.gtins().stream()
                .flatMap(ScanReader::knownBy)
                .flatMap(gtin -> shop.retail().catalogue().sellable(gtin).stream())
                .findFirst()
                .orElseThrow(() -> Shop.unknown(code));
        Product product = found.product();
        String batch = gs1.batch().orElse(null);
        LocalDate expiry = gs1.expiry().orElse(null);
        if (found.unit() != null) {
            Quantity packs = qty == null ? Quantity.ONE : qty;
            return new Scan(product, found.unit(), packs, false, null, null, batch, expiry);
        }
        boolean measured = Product.isDivisible(product.unit());
        Quantity said = (measured
                        ? gs1.measure(product.unit()).map(ScanReader::thousandths)
                        : gs1.count().map(Quantity::of))
                .orElse(null);
        Money price = gs1.price().map(asked -> inRiyals(code, asked)).orElse(null);
        if (said != null || price != null) {
            refuseSecondQuantity(code, qty);
        }
        if (price != null) {
            return priced(code, product, said, price, batch, expiry);
        }
        Quantity much = said != null ? said : qty == null ? Quantity.ONE : qty;
        return new Scan(product, null, much, measured && said != null, null, null, batch, expiry);
    }

    /** Goods that a shop numbers itself (prefix 2) are known by prefix and item code, whatever stands behind. */
    private static Stream<String> knownBy(String gtin) {
        return gtin.length() == 13 && gtin.startsWith("2")
                ? Stream.of(gtin, gtin.substring(0, WeighedLabel.ITEM_DIGITS))
                : Stream.of(gtin);
    }

    private static void refuseSecondQuantity(String code, @Nullable Quantity qty) {
        if (qty != null) {
            throw new TillException(CounterRefusal.LABEL_SAYS_QUANTITY, code);
        }
    }

    private static Quantity thousandths(BigDecimal measure) {
        return Quantity.ofThousandths(
                measure.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    private static Money inRiyals(String code, Gs1.Price asked) {
        if (asked.currency() != null && !asked.currency().equals(RIYAL)) {
            throw new TillException(CounterRefusal.LABEL_CURRENCY, code, asked.amount(), asked.currency(), RIYAL);
        }
        return Money.sar(asked.amount()
                .movePointRight(2)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    /**
     * The label's price is the price, exactly.
     *
     * @param said how much it is; null: by the price of the unit, to the thousandth, or one where that tells nothing
     */
    private static Scan priced(
            String code,
            Product product,
            @Nullable Quantity said,
            Money price,
            @Nullable String batch,
            @Nullable LocalDate expiry) {
        if (!price.isPositive()) {
            throw new TillException(CounterRefusal.LABEL_PRICE_ZERO, code, product.name(), price);
        }
        boolean derived = Product.isDivisible(product.unit()) && product.price().isPositive();
        Quantity qty = said != null
                ? said
                : derived
                        ? thousandths(price.toBigDecimal()
                                .divide(product.price().toBigDecimal(), 3, RoundingMode.HALF_UP)
                                .max(BigDecimal.valueOf(1, 3)))
                        : Quantity.ONE;
        Money shelf = said == null && derived ? null : product.price().times(qty);
        return new Scan(product, null, qty, true, price, shelf, batch, expiry);
    }
}
