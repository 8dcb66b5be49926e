package org.tillmesh.till.scan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.code.Gs1;
import org.tillmesh.hardware.code.WeighedLabel;
import org.tillmesh.retail.catalogue.Catalogue;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.LabelLayout;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What a scanned or typed code stands for: a product's code, a weighed label, or GS1 elements. */
public final class ScanReader {
    /** ISO 4217 number of the riyal. */
    private static final String RIYAL = "682";

    private static final Pattern SYMBOL_OF_A_NUMBER = Pattern.compile("^\\](?:[EFI][0-9]|C0|X0)(?=.)");

    private final Shop shop;

    public ScanReader(Shop shop) {
        this.shop = shop;
    }

    /** @throws TillException UNKNOWN_BARCODE or BAD_VALUE */
    public Scan read(String scanned, @Nullable Quantity qty) {
        String code = withoutSymbology(scanned);
        Optional<Catalogue.Sellable> exact = shop.retail().catalogue().sellable(code);
        if (exact.isPresent()) {
            return Scan.of(exact.get(), qty);
        }
        Optional<WeighedLabel> label = WeighedLabel.parse(code, layouts());
        if (label.isPresent()) {
            return weighed(code, label.get(), qty);
        }
        if (Gs1.looksLike(code)) {
            try {
                return elements(code, Gs1.parse(code), qty);
            } catch (Gs1.BadCode e) {
                throw new TillException(e, ScanRefusal.BAD_GS1, String.valueOf(e.getMessage()));
            }
        }
        return Scan.plain(shop.product(code), qty, null);
    }

    /** A scanner may say before an article number which symbol it read (ISO/IEC 15424): {@code ]E0} an EAN-13. */
    private static String withoutSymbology(String scanned) {
        return SYMBOL_OF_A_NUMBER.matcher(scanned).replaceFirst("");
    }

    /** Whether the code is a product's own, which says no quantity. */
    public boolean isBare(String scanned) {
        return shop.retail().catalogue().sellable(withoutSymbology(scanned)).isPresent();
    }

    private List<WeighedLabel.Layout> layouts() {
        return shop.labelLayouts().stream().map(ScanReader::layout).toList();
    }

    private static WeighedLabel.Layout layout(LabelLayout of) {
        WeighedLabel.Holds holds =
                switch (of.holds()) {
                    case WEIGHT -> WeighedLabel.Holds.WEIGHT;
                    case PRICE -> WeighedLabel.Holds.PRICE;
                    case COUNT -> WeighedLabel.Holds.COUNT;
                };
        return new WeighedLabel.Layout(
                of.prefix(), of.itemDigits(), holds, of.valueDigits(), of.decimals(), of.verifier());
    }

    private Scan weighed(String code, WeighedLabel label, @Nullable Quantity qty) {
        Product product = shop.retail().catalogue().byBarcode(label.item()).orElseThrow(() -> Shop.unknown(code));
        refuseSecondQuantity(code, qty);
        if (!label.verified()) {
            throw new TillException(ScanRefusal.LABEL_MISREAD, code, product.name());
        }
        if (label.holds() == WeighedLabel.Holds.PRICE) {
            return priced(code, product, null, halalas(label.amount()), null, null);
        }
        Quantity said = thousandths(label.amount());
        boolean measured = Product.isDivisible(product.unit());
        if (label.holds() == WeighedLabel.Holds.COUNT && measured) {
            throw new TillException(ScanRefusal.LABEL_WITHOUT_MEASURE, code, product.name(), product.unit());
        }
        if (label.holds() == WeighedLabel.Holds.WEIGHT && !measured) {
            throw new TillException(ScanRefusal.LABEL_OF_A_PIECE, code, product.name(), said);
        }
        return new Scan(product, said, true, null, null, null, null, null);
    }

    private Scan elements(String code, Gs1 gs1, @Nullable Quantity qty) {
        List<WeighedLabel.Layout> layouts = layouts();
        Catalogue.Sellable found = gs1.gtins().stream()
                .flatMap(gtin -> Stream.concat(Stream.of(gtin), WeighedLabel.item(gtin, layouts).stream()))
                .flatMap(gtin -> shop.retail().catalogue().sellable(gtin).stream())
                .findFirst()
                .orElseThrow(() -> Shop.unknown(code));
        Sentence doubt = gs1.swallowed()
                .map(end -> ScanWords.ELEMENT_SWALLOWED.with(gs1.lastValue(), end))
                .orElse(null);
        Scan read = found.unit() == null
                ? elements(code, gs1, found.product(), qty)
                : Scan.of(found, qty).of(gs1.batch().orElse(null), gs1.expiry().orElse(null));
        return read.doubted(doubt).numbered(gs1.serial().orElse(null));
    }

    private static Scan elements(String code, Gs1 gs1, Product product, @Nullable Quantity qty) {
        String batch = gs1.batch().orElse(null);
        LocalDate expiry = gs1.expiry().orElse(null);
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
        if (measured && said == null && qty == null) {
            throw new TillException(ScanRefusal.LABEL_WITHOUT_MEASURE, code, product.name(), product.unit());
        }
        Quantity much = said != null ? said : qty == null ? Quantity.ONE : qty;
        return new Scan(product, much, measured && said != null, null, null, batch, expiry, null);
    }

    private static void refuseSecondQuantity(String code, @Nullable Quantity qty) {
        if (qty != null) {
            throw new TillException(ScanRefusal.LABEL_SAYS_QUANTITY, code);
        }
    }

    private static Quantity thousandths(BigDecimal measure) {
        return Quantity.ofThousandths(
                measure.movePointRight(3).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    private static Money inRiyals(String code, Gs1.Price asked) {
        if (asked.currency() != null && !asked.currency().equals(RIYAL)) {
            throw new TillException(ScanRefusal.LABEL_CURRENCY, code, asked.amount(), asked.currency(), RIYAL);
        }
        return halalas(asked.amount());
    }

    private static Money halalas(BigDecimal riyals) {
        return Money.sar(
                riyals.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact());
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
            throw new TillException(ScanRefusal.LABEL_PRICE_ZERO, code, product.name(), price);
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
        return new Scan(product, qty, true, price, shelf, batch, expiry, null);
    }
}
