package org.tillmesh.till.scan;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.deal.Hours;
import org.tillmesh.retail.deal.Promotion;
import org.tillmesh.retail.deal.Validity;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Whether a coupon is good for anything here and now. */
public final class Coupons {
    private final Shop shop;

    public Coupons(Shop shop) {
        this.shop = shop;
    }

    public boolean isKnown(String code) {
        return !shop.retail().deals().byCoupon(code).isEmpty();
    }

    /** @throws TillException BAD_VALUE that says which coupon, and when it counts */
    public void check(String code) {
        if (code.isBlank() || code.length() > Cart.CODE_MAX) {
            throw new TillException(ScanRefusal.COUPON_LENGTH, code.length(), Cart.CODE_MAX);
        }
        List<Promotion> promotions = shop.retail().deals().byCoupon(code);
        if (promotions.isEmpty()) {
            throw new TillException(ScanRefusal.COUPON_UNKNOWN, code);
        }
        Instant now = shop.clock().instant();
        ZonedDateTime here = now.atZone(shop.folder().branchProfile().zone());
        String branch = shop.till().branch();
        if (promotions.stream()
                .noneMatch(p -> p.validity().countsIn(branch, now) && p.hours().hold(here))) {
            throw refusal(code, promotions.get(0), branch, now);
        }
    }

    private static TillException refusal(String code, Promotion promotion, String branch, Instant now) {
        Validity validity = promotion.validity();
        String name = promotion.name();
        if (validity.until() != null && !now.isBefore(validity.until())) {
            return new TillException(ScanRefusal.COUPON_OVER, code, name, validity.until());
        }
        if (validity.from() != null && now.isBefore(validity.from())) {
            return new TillException(ScanRefusal.COUPON_NOT_YET, code, name, validity.from());
        }
        if (!validity.countsIn(branch, now)) {
            return new TillException(ScanRefusal.COUPON_NOT_HERE, code, name);
        }
        return new TillException(ScanRefusal.COUPON_NOT_NOW, code, name, shown(promotion.hours()));
    }

    /** {@code SUN MON 16:00-18:00}. */
    private static String shown(Hours hours) {
        String days = hours.days().stream()
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
        String times = hours.from() == null ? "" : hours.from() + "-" + hours.until();
        return (days + " " + times).strip();
    }
}
