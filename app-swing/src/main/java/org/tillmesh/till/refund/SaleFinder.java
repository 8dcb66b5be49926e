package org.tillmesh.till.refund;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tillmesh.retail.catalogue.Catalogue;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.sale.SalesSearch;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Finds sales and returns of the branch by what somebody remembers of them. */
final class SaleFinder {
    private static final int CUSTOMERS_MAX = 200;
    private static final int PRODUCTS_MAX = 200;

    private final Shop shop;
    private final IssuedBook book;

    SaleFinder(Shop shop, IssuedBook book) {
        this.shop = shop;
        this.book = book;
    }

    /** The newest first. */
    List<Sold> find(FindSales asked) {
        shop.requireUser();
        if (asked.limit() < 1 || asked.limit() > FindSales.MOST) {
            throw new TillException(RefundRefusal.FIND_LIMIT, asked.limit(), FindSales.MOST);
        }
        Instant from = asked.from() == null ? null : time("from", asked.from(), 0);
        Instant to = asked.to() == null ? null : time("to", asked.to(), 1);
        if (from != null && to != null && !from.isBefore(to)) {
            throw new TillException(
                    RefundRefusal.FIND_PERIOD, String.valueOf(asked.from()), String.valueOf(asked.to()));
        }
        String card = asked.card() == null ? null : lastFour(asked.card());
        Set<ProductId> products = asked.product() == null ? null : products(asked.product());
        Set<CustomerId> customers = asked.phone() == null ? null : customers(asked.phone());
        String text = asked.text() == null || asked.text().isBlank()
                ? null
                : asked.text().strip();
        List<Sold> named = text == null ? List.of() : book.named(text);
        if (text != null && named.isEmpty()) {
            Set<CustomerId> ofText = customers(text);
            customers = customers == null
                    ? ofText
                    : ofText.stream().filter(customers::contains).collect(Collectors.toCollection(TreeSet::new));
        }
        var wanted = new SalesSearch.Wanted(from, to, customers, products, asked.amount(), card);
        var search = new SalesSearch(shop.store());
        return named.isEmpty()
                ? search.newest(shop.scope(), wanted, asked.limit())
                : search.fitting(shop.scope(), named, wanted, asked.limit());
    }

    private static String lastFour(String card) {
        return SalesSearch.lastFour(card).orElseThrow(() -> new TillException(RefundRefusal.FIND_CARD, card));
    }

    /** @param days that a date lies ahead: of a last day the next begins where it ends */
    private Instant time(String field, String text, int days) {
        try {
            return LocalDate.parse(text)
                    .plusDays(days)
                    .atStartOfDay(shop.folder().branchProfile().zone())
                    .toInstant();
        } catch (DateTimeException e) {
            return withZone(field, text);
        }
    }

    private static Instant withZone(String field, String text) {
        try {
            return ZonedDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TillException(RefundRefusal.FIND_TIME, field, text);
        }
    }

    private Set<ProductId> products(String text) {
        Optional<Product> coded =
                shop.retail().catalogue().sellable(text.strip()).map(Catalogue.Sellable::product);
        return coded.map(Stream::of)
                .orElseGet(() ->
                        text.isBlank() ? Stream.of() : shop.retail().catalogue().search(text, PRODUCTS_MAX).stream())
                .map(Product::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All who are one with somebody whom the text finds. */
    private Set<CustomerId> customers(String text) {
        return shop.retail().customers().find(text, CUSTOMERS_MAX).stream()
                .map(Customer::id)
                .flatMap(id -> shop.retail().customers().members(id).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
