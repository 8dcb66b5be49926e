package org.tillmesh.till.backroom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.shift.DayZ;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.counter.CashBounds;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Shifts, X and Z. One shift a till; closing it issues its Z; the day Z covers the shifts closed since the last one. */
final class ShiftDesk {
    private final Shop shop;
    private final Login login;

    ShiftDesk(Shop shop, Login login) {
        this.shop = shop;
        this.login = login;
    }

    ShiftOpened open(Money openingFloat) {
        User user = shop.requireUser();
        shop.openShift().ifPresent(open -> {
            throw new TillException(BackroomRefusal.SHIFT_OPEN, open.number(), open.user(), open.at());
        });
        CashBounds.checkDrawer("Float", openingFloat);
        ShiftOpened opened = new ShiftOpened(
                new ShiftId(Shop.newId()),
                shop.till(),
                shop.retail().shifts().nextShiftNumber(shop.scope(), shop.till()),
                user.id(),
                openingFloat,
                shop.clock().issue());
        shop.write(tx -> {
            opened.appendTo(tx, shop.scope());
            return true;
        });
        shop.clock().issued(opened.at());
        return opened;
    }

    ShiftClosed close(Money counted, @Nullable String approve) {
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        shop.refuseOpenCart(Shop.Next.CLOSE);
        login.allow(shift.user().equals(user.id()), Act.CLOSE_SHIFT_OF.with(shift.user()), approve);
        CashBounds.checkDrawer("Counted", counted);
        ShiftClosed closed = new ShiftClosed(
                shift.id(),
                shop.till(),
                shop.retail().shifts().nextZNumber(shop.scope(), shop.till()),
                user.id(),
                shop.retail().shifts().expectedCash(shop.scope(), shift),
                counted,
                shop.retail().shifts().figures(shop.scope(), shift.id()),
                shop.clock().issue());
        shop.write(tx -> {
            closed.appendTo(tx, shop.scope());
            return true;
        });
        shop.clock().issued(closed.at());
        return closed;
    }

    BackroomAnswers.Report x() {
        ShiftOpened shift = shop.requireShift();
        Figures figures = shop.retail().shifts().figures(shop.scope(), shift.id());
        var beside = new LinkedHashMap<String, Money>();
        beside.put("float", shift.openingFloat());
        beside.put("expected", shop.retail().shifts().expectedCash(shop.scope(), shift));
        return report("x", shift.number(), figures, beside);
    }

    BackroomAnswers.Report dayZ(@Nullable String approve) {
        UserId approver = login.allow(false, Act.CLOSE_DAY.with(), approve);
        shop.openShift().ifPresent(open -> {
            throw new TillException(BackroomRefusal.SHIFT_STILL_OPEN, open.number(), open.user());
        });
        List<ShiftClosed> shifts = shop.retail().shifts().uncovered(shop.scope(), shop.till());
        if (shifts.isEmpty()) {
            throw new TillException(BackroomRefusal.NO_SHIFT_FOR_THE_DAY);
        }
        Figures sum = shifts.stream().map(ShiftClosed::figures).reduce(Figures.NONE, Figures::plus);
        User user = shop.user();
        DayZ day = new DayZ(
                Shop.newId(),
                shop.till(),
                shop.retail().shifts().nextDayZNumber(shop.scope(), shop.till()),
                user == null ? Objects.requireNonNull(approver) : user.id(),
                shifts.stream().map(ShiftClosed::shift).toList(),
                sum,
                shop.clock().issue());
        shop.write(tx -> {
            day.appendTo(tx, shop.scope());
            return true;
        });
        shop.clock().issued(day.at());
        return report("day-z", day.number(), sum, Map.of());
    }

    static BackroomAnswers.Report report(String title, int number, Figures figures, Map<String, Money> beside) {
        SortedMap<String, Money> byTender = new TreeMap<>(figures.byTender());
        var all = new LinkedHashMap<String, Money>(beside);
        all.put("discounts", figures.discounts());
        return new BackroomAnswers.Report(
                title, number, figures.count(), figures.gross(), figures.vat(), byTender, all, new ArrayList<>());
    }
}
