package org.tillmesh.till.goods;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.code.Gs1;
import org.tillmesh.retail.catalogue.Catalogue;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What a code of goods says, together with what somebody says of them; the two may not contradict each other. */
final class GoodsCodes {
    private final Shop shop;

    GoodsCodes(Shop shop) {
        this.shop = shop;
    }

    /**
     * Goods that are meant.
     *
     * @param qty in the unit of {@code of}; null if nobody said it
     * @param warnings what somebody should look at on the goods themselves
     */
    record Named(
            Catalogue.Sellable of,
            @Nullable Quantity qty,
            @Nullable String batch,
            @Nullable LocalDate expiry,
            List<Sentence> warnings) {
        Product product() {
            return of.product();
        }

        /** How much of the product it is. */
        Quantity pieces() {
            if (qty == null) {
                throw new TillException(GoodsRefusal.NO_QTY, product().name());
            }
            return of.pieces(qty);
        }
    }

    /** @throws TillException UNKNOWN_BARCODE, or BAD_VALUE if the code says something else */
    Named read(GoodsAsked asked) {
        return read(asked, false);
    }

    /** The same where a quantity is typed with its sign, which no code has. */
    Named readSigned(GoodsAsked asked) {
        return read(asked, true);
    }

    private Named read(GoodsAsked asked, boolean isSigned) {
        String code = asked.code().strip();
        if (shop.retail().catalogue().sellable(code).isPresent() || !Gs1.looksLike(code)) {
            return new Named(shop.sellable(code), asked.qty(), asked.batch(), asked.expiry(), List.of());
        }
        Gs1 gs1 = parsed(code);
        Catalogue.Sellable found = gs1.gtins().stream()
                .flatMap(gtin -> shop.retail().catalogue().sellable(gtin).stream())
                .findFirst()
                .orElseThrow(() -> Shop.unknown(code));
        String batch = agreed(gs1.batch().orElse(null), asked.batch(), GoodsRefusal.CODE_SAYS_BATCH);
        LocalDate expiry = agreed(gs1.expiry().orElse(null), asked.expiry(), GoodsRefusal.CODE_SAYS_EXPIRY);
        List<Sentence> warnings =
                gs1.swallowed().map(end -> GoodsWords.ELEMENT_SWALLOWED.with(gs1.lastValue(), end)).stream()
                        .toList();
        return new Named(found, qty(said(gs1, found).orElse(null), asked.qty(), isSigned), batch, expiry, warnings);
    }

    private static Gs1 parsed(String code) {
        try {
            return Gs1.parse(code);
        } catch (Gs1.BadCode e) {
            throw new TillException(e, GoodsRefusal.BAD_CODE, String.valueOf(e.getMessage()));
        }
    }

    /** A measure of what is measured, else a count. */
    private static Optional<Quantity> said(Gs1 gs1, Catalogue.Sellable found) {
        String unit = found.product().unit();
        return found.unit() == null && Product.isDivisible(unit)
                ? gs1.measure(unit)
                        .map(measure -> Quantity.ofThousandths(measure.movePointRight(3)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact()))
                : gs1.count().map(Quantity::of);
    }

    private static <T> @Nullable T agreed(@Nullable T said, @Nullable T given, GoodsRefusal otherwise) {
        if (said != null && given != null && !said.equals(given)) {
            throw new TillException(otherwise, said, given);
        }
        return given != null ? given : said;
    }

    private static @Nullable Quantity qty(@Nullable Quantity said, @Nullable Quantity given, boolean isSigned) {
        if (said == null || given == null) {
            return given != null ? given : said;
        }
        Quantity much = isSigned && given.isNegative() ? given.negated() : given;
        if (!Objects.equals(said, much)) {
            throw new TillException(GoodsRefusal.CODE_SAYS_QTY, said, given);
        }
        return given;
    }
}
