package org.tillmesh.app.payment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.tender.TenderAnswers;

/**
 * A way to pay that the company takes here.
 *
 * @param key that stands on it; null where there are more ways than keys, and arrows lead to it
 */
public record Way(TenderAnswers.Method method, @Nullable FunctionKey key) {
    private static final List<FunctionKey> KEYS =
            List.of(FunctionKey.F2, FunctionKey.F3, FunctionKey.F4, FunctionKey.F6, FunctionKey.F7, FunctionKey.F9);

    /** What stands there until the till has said what the company takes. */
    static final Way CASH = new Way(
            new TenderAnswers.Method(TenderKind.CASH.code(), TenderKind.CASH.code(), "Cash", "نقدًا", true, null),
            KEYS.get(0));

    /** In the company's order. */
    static List<Way> of(List<TenderAnswers.Method> methods) {
        var ways = new ArrayList<Way>();
        for (TenderAnswers.Method method : methods) {
            ways.add(new Way(method, ways.size() < KEYS.size() ? KEYS.get(ways.size()) : null));
        }
        return ways;
    }

    TenderKind kind() {
        return TenderKind.of(method.kind()).orElse(TenderKind.CASH);
    }

    /** What is typed beside the sum: nothing, or what {@link #codeLabel} says. */
    boolean hasCode() {
        return switch (kind()) {
            case CARD, GIFT, BANK -> true;
            default -> false;
        };
    }

    /** Key of the words beside the field for it. */
    String codeLabel() {
        return switch (kind()) {
            case GIFT -> "giftNumber";
            case BANK -> "bankReference";
            default -> "approvalCode";
        };
    }

    String icon() {
        return switch (kind()) {
            case CASH -> "cash";
            case CARD -> "credit-card";
            case GIFT -> "receipt";
            case BANK -> "upload";
            case CREDIT -> "receipt-refund";
            case POINTS -> "discount";
            case ACCOUNT -> "notes";
        };
    }
}
