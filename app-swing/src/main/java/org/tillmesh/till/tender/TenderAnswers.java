package org.tillmesh.till.tender;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.PaymentMethod;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.Money;

/** What is answered about ways to pay, gift cards and accounts. */
public final class TenderAnswers {
    private TenderAnswers() {}

    /** @param drawer whether it opens the drawer; @param floorLimit up to what a card is taken off-line; null for never */
    public record Method(
            String id, String kind, String name, String nameAr, boolean drawer, @Nullable Money floorLimit) {
        public static Method of(PaymentMethod method) {
            return new Method(
                    method.id(),
                    method.kind().code(),
                    method.name(),
                    method.nameAr(),
                    method.opensDrawer(),
                    method.floorLimit());
        }
    }

    /**
     * What a gift card is worth.
     *
     * @param complete whether all that its spendings name is known here: else it may be less
     * @param state valid, blocked, expired, or unknown where nothing was ever loaded as far as is known here
     */
    public record GiftValue(String card, Money value, boolean complete, String state, @Nullable LocalDate expires) {}

    /** @param balance what is owed afterwards, below zero where too much was paid */
    public record PaidOnAccount(
            String payment, CustomerId customer, String kind, Money amount, Money balance, boolean again) {}

    /**
     * What a customer can pay with besides money, as far as is known here.
     *
     * @param points null where the company gives none for payment
     * @param worth what all the points pay
     * @param limit up to what may be owed on account
     */
    public record Wallet(
            CustomerId customer, Money credit, @Nullable Long points, Money worth, Money owed, Money limit) {}

    /**
     * What changed an account.
     *
     * @param kind sale, return, payment, other-store or head-office
     * @param document receipt of a sale or return, else a uuid
     * @param till null for head office
     * @param amount above zero if more is owed by it
     * @param balance after it
     */
    public record AccountEvent(
            Instant at, String kind, String document, @Nullable String till, Money amount, Money balance) {}

    /** @param opening what was owed before the first entry; @param balance after the last */
    public record Statement(
            CustomerId customer, String name, Money opening, List<AccountEvent> entries, Money balance) {}
}
