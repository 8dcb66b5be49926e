package org.tillmesh.retail.cart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was taken out of a cart, put back as it was: with its price, discount, note and seller. Money that was taken for it
 * does not come back.
 */
public final class GoneLines {
    private GoneLines() {}

    /**
     * A cart with what it lacks of an earlier one.
     *
     * @param now empty, or the same cart with other lines
     * @param before as it was
     * @param id of the cart that an empty one becomes
     * @return not priced yet; empty if another cart is open
     */
    public static Optional<Cart> backInto(Cart now, Cart before, String id) {
        if (now.isEmpty()) {
            return Optional.of(before.withoutTenders()
                    .edit()
                    .withId(id)
                    .withNextLine(Math.max(now.nextLine(), before.nextLine()))
                    .plainlyPriced()
                    .made());
        }
        if (!now.id().equals(before.id())) {
            return Optional.empty();
        }
        Set<Integer> there = now.lines().stream().map(CartLine::line).collect(Collectors.toSet());
        var lines = new ArrayList<>(now.lines());
        before.lines().stream().filter(line -> !there.contains(line.line())).forEach(lines::add);
        lines.sort(Comparator.comparingInt(CartLine::line));
        Set<Integer> back = now.backs().stream().map(BackLine::line).collect(Collectors.toSet());
        var backs = new ArrayList<>(now.backs());
        before.backs().stream().filter(line -> !back.contains(line.line())).forEach(backs::add);
        return Optional.of(
                now.edit().with(lines).withBacks(backs).plainlyPriced().made());
    }
}
