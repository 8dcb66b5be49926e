package org.tillmesh.retail.escrow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.TenderKind;

/**
 * What a sale or a return may mint: a till makes new rights only in the commit of its own document and names it. What the
 * document does not cover is void for everyone who holds both halves, and an exception. Pure: the same records give the
 * same answer everywhere, in any order.
 */
public final class Minting {
    private Minting() {}

    /**
     * How much a document covers for an account: the value of gift cards loaded on its lines, refunds to a card or to store
     * credit, and the points that a sale earns.
     *
     * @param pointsPerRiyal as the company's settings say
     */
    public static long covered(IssuedDocument document, EscrowAccount account, int pointsPerRiyal) {
        return switch (account.kind()) {
            case GIFT ->
                Math.addExact(
                        document.isSale() ? loaded(document, account.holder()) : 0,
                        refunded(document, TenderKind.GIFT, account.holder()));
            case CREDIT -> isHeldBy(account, document.customerId()) ? refunded(document, TenderKind.CREDIT, null) : 0;
            case POINTS -> isHeldBy(account, document.customerId()) ? points(document, pointsPerRiyal) : 0;
        };
    }

    /** What a sale may earn at most, or what a return gives back of points that were paid. */
    private static long points(IssuedDocument document, int pointsPerRiyal) {
        return document.isSale()
                ? Math.multiplyExact(document.total().minor() / 100, (long) pointsPerRiyal)
                : document.tenders().stream()
                        .mapToLong(tender -> tender.points())
                        .sum();
    }

    /** What a sale earns: the points of a riyal for each whole riyal of what earns any. */
    public static long earned(IssuedDocument document, int pointsPerRiyal) {
        return Math.multiplyExact(earning(document) / 100, (long) pointsPerRiyal);
    }

    /** Halalas that earn points: what was paid for goods, not by points and not for value on gift cards. */
    public static long earning(IssuedDocument document) {
        long cards = document.lines().stream()
                .filter(line -> line.card() != null)
                .mapToLong(line -> line.total().minor())
                .sum();
        return Math.max(0, document.total().minor() - cards - paidByPoints(document.ways()));
    }

    /** The same of a whole purchase: what its deposits earned, and what it earned itself. */
    public static long earningWithDeposits(IssuedDocument sale) {
        long deposits = sale.deposits().stream()
                .mapToLong(deposit -> Math.max(0, deposit.total().minor() - paidByPoints(deposit.paid())))
                .sum();
        return Math.addExact(earning(sale), deposits);
    }

    private static long paidByPoints(Collection<Tender> tenders) {
        return tenders.stream()
                .filter(tender -> tender.kind() == TenderKind.POINTS)
                .mapToLong(tender -> tender.amount().minor())
                .sum();
    }

    private static boolean isHeldBy(EscrowAccount account, @Nullable CustomerId customer) {
        return customer != null && account.holder().equals(customer.value());
    }

    private static long loaded(IssuedDocument sale, String card) {
        return sale.lines().stream()
                .filter(line -> card.equals(line.card()))
                .mapToLong(line -> line.total().minor())
                .sum();
    }

    private static long refunded(IssuedDocument document, TenderKind kind, @Nullable String card) {
        return document.isSale()
                ? 0
                : document.tenders().stream()
                        .filter(t -> t.kind() == kind && (card == null || card.equals(t.card())))
                        .mapToLong(t -> t.amount().minor())
                        .sum();
    }

    /**
     * Of the grants to one account that name a document those which it does not cover: in the order of their uuids as many
     * count as fit, the others are void.
     */
    public static List<EscrowRecord> uncovered(
            IssuedDocument document, Collection<EscrowRecord> ofAccount, int pointsPerRiyal) {
        var beyond = new ArrayList<EscrowRecord>();
        List<EscrowRecord> grants = ofAccount.stream()
                .filter(r -> r.isGrant() && r.till() != null && document.uuid().equals(r.document()))
                .sorted((a, b) -> a.uuid().compareTo(b.uuid()))
                .toList();
        long left = grants.isEmpty() ? 0 : covered(document, grants.get(0).account(), pointsPerRiyal);
        for (EscrowRecord grant : grants) {
            if (grant.amount() > left || !document.till().equals(grant.till())) {
                beyond.add(grant);
            } else {
                left -= grant.amount();
            }
        }
        return beyond;
    }
}
