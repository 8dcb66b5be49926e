package org.tillmesh.till.backroom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.CommandKeys;
import org.tillmesh.retail.shift.CardTotals;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.CashSums;
import org.tillmesh.retail.shift.DayZ;
import org.tillmesh.retail.shift.Figures;
import org.tillmesh.retail.shift.GrandTotals;
import org.tillmesh.retail.shift.ShiftClosed;
import org.tillmesh.retail.shift.ShiftCount;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.shift.Shifts;
import org.tillmesh.retail.shift.XReport;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.CashBounds;
import org.tillmesh.till.terminal.CardSums;
import org.tillmesh.till.terminal.TerminalAnswers;

/**
 * Shifts, the cash in their drawer, X and Z. One shift a till; closing it issues its Z; the day Z covers the shifts closed
 * since the last one.
 */
final class ShiftDesk {
    private static final int REASON_MAX = 200;

    private final Shop shop;
    private final Login login;
    private final LongSupplier unsent;
    private final Runnable openDrawer;
    private final CardSums cards;

    ShiftDesk(Shop shop, Login login, LongSupplier unsent, Runnable openDrawer, CardSums cards) {
        this.cards = cards;
        this.shop = shop;
        this.login = login;
        this.unsent = unsent;
        this.openDrawer = openDrawer;
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

    /** The payment terminal is asked for its totals first, while other commands go on. */
    ShiftClosed close(Counted counted, @Nullable String approve) {
        shop.requireShift();
        shop.requireUser();
        shop.refuseOpenCart(Shop.Next.CLOSE);
        counted.check();
        CardTotals byCard = cards.sinceZ();
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        shop.refuseOpenCart(Shop.Next.CLOSE);
        String reason = counted.reason() == null || counted.reason().isBlank() ? null : checked(counted.reason());
        UserId approver = login.allow(shift.user().equals(user.id()), Act.CLOSE_SHIFT_OF.with(shift.user()), approve);
        Figures figures = shop.retail().shifts().figures(shop.scope(), shift.id());
        ShiftClosed closed = new ShiftClosed(
                shift.id(),
                shop.till(),
                shop.retail().shifts().nextZNumber(shop.scope(), shop.till()),
                user.id(),
                shop.retail().shifts().expectedCash(shop.scope(), shift),
                counted.cash(),
                figures,
                new ShiftCount(
                        counted.denominations(),
                        counted.othersByCode(),
                        shop.retail().shifts().cashMoved(shop.scope(), shift.id()),
                        shop.retail().shifts().paidOnAccount(shop.scope(), shift.id()),
                        reason,
                        approver,
                        parked(),
                        unsent.getAsLong(),
                        byCard),
                shop.clock().issue(),
                shop.retail().shifts().grandTotals(shop.scope(), shop.till(), figures));
        shop.write(tx -> {
            closed.appendTo(tx, shop.scope());
            cards.noted(tx);
            return true;
        });
        shop.clock().issued(closed.at());
        return closed;
    }

    BackroomAnswers.Report x() {
        ShiftOpened shift = shop.requireShift();
        Figures figures = shop.retail().shifts().figures(shop.scope(), shift.id());
        CashSums cash = shop.retail().shifts().cashMoved(shop.scope(), shift.id());
        var beside = new LinkedHashMap<String, Money>();
        beside.put("float", shift.openingFloat());
        put(cash, beside);
        beside.put("onAccount", sum(shop.retail().shifts().paidOnAccount(shop.scope(), shift.id())));
        beside.put("expected", shop.retail().shifts().expectedCash(shop.scope(), shift));
        return report("x", shift.number(), figures, beside, cash.noSales(), null, null, null);
    }

    /** The same with the till's next number, kept as it is now. */
    XReport keepX() {
        ShiftOpened shift = shop.requireShift();
        User user = shop.requireUser();
        Shifts shifts = shop.retail().shifts();
        Figures figures = shifts.figures(shop.scope(), shift.id());
        var x = new XReport(
                Shop.newId(),
                shop.till(),
                shifts.nextXNumber(shop.scope(), shop.till()),
                shift.id(),
                shift.number(),
                user.id(),
                shift.openingFloat(),
                shifts.expectedCash(shop.scope(), shift),
                figures,
                shifts.cashMoved(shop.scope(), shift.id()),
                shifts.paidOnAccount(shop.scope(), shift.id()),
                shifts.grandTotalsSoFar(shop.scope(), shop.till(), figures),
                shop.clock().issue());
        shop.write(tx -> {
            x.appendTo(tx, shop.scope());
            return true;
        });
        shop.clock().issued(x.at());
        return x;
    }

    /** An X that was kept, from its record alone. */
    static BackroomAnswers.Report again(XReport x) {
        var beside = new LinkedHashMap<String, Money>();
        beside.put("float", x.openingFloat());
        put(x.cash(), beside);
        beside.put("onAccount", sum(x.onAccount()));
        beside.put("expected", x.expected());
        beside.put("grandGross", x.grand().gross());
        beside.put("grandVat", x.grand().vat());
        return report("x", x.number(), x.figures(), beside, x.cash().noSales(), null, null, null);
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
        CashSums cash = shifts.stream().map(closed -> closed.count().cash()).reduce(CashSums.NONE, CashSums::plus);
        var beside = new LinkedHashMap<String, Money>();
        put(cash, beside);
        beside.put("onAccount", sum(shifts, closed -> sum(closed.count().onAccount())));
        beside.put("expected", sum(shifts, ShiftClosed::expected));
        beside.put("counted", sum(shifts, ShiftClosed::counted));
        beside.put("difference", sum(shifts, ShiftClosed::difference));
        return report("day-z", day.number(), sum, beside, cash.noSales(), parked(), unsent.getAsLong(), null);
    }

    /** A Z that was made, from its record alone. */
    static BackroomAnswers.Report again(ShiftClosed z) {
        var beside = new LinkedHashMap<String, Money>();
        put(z.count().cash(), beside);
        beside.put("expected", z.expected());
        beside.put("counted", z.counted());
        beside.put("difference", z.difference());
        GrandTotals grand = z.grand();
        if (grand != null) {
            beside.put("grandGross", grand.gross());
            beside.put("grandVat", grand.vat());
        }
        return report(
                "z",
                z.number(),
                z.figures(),
                beside,
                z.count().cash().noSales(),
                z.count().parked(),
                z.count().unsent(),
                z.count().cards());
    }

    private static Money sum(Map<String, Money> byTender) {
        return byTender.values().stream().reduce(Money.ZERO, Money::plus);
    }

    private static Money sum(List<ShiftClosed> shifts, Function<ShiftClosed, Money> part) {
        return shifts.stream().map(part).reduce(Money.ZERO, Money::plus);
    }

    private static void put(CashSums cash, Map<String, Money> figures) {
        figures.put("cashIn", cash.in());
        figures.put("cashOut", cash.out());
        figures.put("cashDrop", cash.drop());
    }

    private int parked() {
        return shop.retail().parked().waiting(shop.scope()).size();
    }

    // ---- cash

    /**
     * Moves cash beside sales, or opens the drawer for nothing.
     *
     * @param amount what is moved, above zero; zero for {@code NO_SALE}
     */
    BackroomAnswers.CashMoved move(
            CashMovement.Kind kind, Money amount, String reason, @Nullable String key, @Nullable String approve) {
        Optional<CommandKeys.Use> used = shop.used(key, CommandKeys.Command.CASH);
        if (used.isPresent()) {
            return again(used.get().id());
        }
        ShiftOpened shift = shop.requireShift();
        boolean isNoSale = kind == CashMovement.Kind.NO_SALE;
        if (!isNoSale && !amount.isPositive()) {
            throw new TillException(BackroomRefusal.CASH_NOT_POSITIVE, amount);
        }
        String why = checked(reason);
        Money signed = kind == CashMovement.Kind.IN ? amount : amount.negated();
        Money held = shop.retail().shifts().expectedCash(shop.scope(), shift);
        CashBounds.checkMoved(amount, held.plus(signed));
        Sentence act = !isNoSale && held.plus(signed).isNegative()
                ? Act.TAKE_MORE_THAN_THE_DRAWER_HOLDS.with(amount, held)
                : isNoSale ? Act.OPEN_DRAWER.with() : Act.MOVE_CASH.with(kind.name(), amount);
        UserId approver = login.allow(false, act, approve);
        User user = shop.requireUser();
        var moved = new CashMovement(
                Shop.newId(),
                shop.till(),
                shift.id(),
                user.id(),
                kind,
                signed,
                why,
                shop.clock().issue(),
                approver,
                key);
        shop.write(tx -> {
            moved.appendTo(tx, shop.scope());
            shop.auditAt(
                    tx,
                    isNoSale ? "drawer" : "cash-" + kind.code(),
                    isNoSale ? why : amount + ": " + why,
                    approver,
                    moved.at());
            return true;
        });
        shop.clock().issued(moved.at());
        openDrawer.run();
        return answer(moved, false);
    }

    private BackroomAnswers.CashMoved again(String uuid) {
        return shop.store()
                .read(view -> view.record(shop.scope(), DocType.CASH.ref(uuid)))
                .map(record -> answer(CashMovement.of(record), true))
                .orElseThrow(() -> new AssertionError("The cash movement " + uuid + " of a key is not there"));
    }

    private BackroomAnswers.CashMoved answer(CashMovement moved, boolean again) {
        Money amount = moved.amount().isNegative() ? moved.amount().negated() : moved.amount();
        Money expected = shop.retail()
                .shifts()
                .opened(shop.scope(), moved.shift())
                .map(shift -> shop.retail().shifts().expectedCash(shop.scope(), shift))
                .orElse(Money.ZERO);
        return new BackroomAnswers.CashMoved(moved.kind().code(), amount, expected, again);
    }

    private static String checked(String reason) {
        String stripped = reason.strip();
        if (stripped.isEmpty()) {
            throw new TillException(BackroomRefusal.NO_REASON);
        }
        if (stripped.length() > REASON_MAX) {
            throw new TillException(BackroomRefusal.REASON_LENGTH, stripped.length(), REASON_MAX);
        }
        return stripped;
    }

    private static BackroomAnswers.Report report(
            String title,
            int number,
            Figures figures,
            Map<String, Money> beside,
            int noSales,
            @Nullable Integer parked,
            @Nullable Long unsent,
            @Nullable CardTotals cards) {
        SortedMap<String, Money> byTender = new TreeMap<>(figures.byTender());
        var all = new LinkedHashMap<String, Money>(beside);
        all.put("discounts", figures.discounts());
        all.put("rounding", figures.rounding());
        return new BackroomAnswers.Report(
                title,
                number,
                figures.count(),
                figures.gross(),
                figures.vat(),
                byTender,
                all,
                noSales,
                parked,
                unsent,
                new ArrayList<>(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                cards == null ? null : TerminalAnswers.Cards.of(cards));
    }
}
