package org.tillmesh.till.backroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.shift.CashMovement;
import org.tillmesh.retail.shift.Denominations;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.refund.ReturnLine;

/** Whatever a day brings: X, Z, day Z and the reports that name cash say the same, to the halala. */
class CashDayTest {
    private static final int SHIFTS = 3;
    private static final int EVENTS = 12;

    @TempDir
    Path dir;

    private Till till;
    private final Map<String, Money> taken = new TreeMap<>();
    private final List<String> receipts = new ArrayList<>();
    private Money in = Money.ZERO;
    private Money out = Money.ZERO;
    private Money drop = Money.ZERO;
    private Money expected = Money.ZERO;

    @BeforeEach
    void open() {
        till = Shops.till(dir.resolve("till"), "T01");
        till.people().login(new UserId("manager"), "9999");
    }

    @AfterEach
    void close() {
        till.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void all_that_names_cash_agrees(long seed) {
        var random = new Random(seed);
        Money differences = Money.ZERO;
        Money expectedSum = Money.ZERO;
        var zs = new TreeMap<String, Money>();
        for (int i = 0; i < SHIFTS; i++) {
            expected = Money.sar(random.nextInt(50_000));
            till.backroom().openShift(expected);
            var before = new TreeMap<>(taken);
            for (int event = 0; event < EVENTS; event++) {
                something(random);
            }
            BackroomAnswers.Report x = till.backroom().x();
            assertThat(x.figures()).as("seed %d", seed).containsEntry("expected", expected);
            Denominations counted = counted(random);
            BackroomAnswers.ShiftClosed z =
                    till.backroom().closeShift(new Counted(counted.total(), counted, new TreeMap<>(), null), null);
            assertThat(z.expected()).as("seed %d", seed).isEqualTo(expected);
            assertThat(z.difference()).isEqualTo(counted.total().minus(expected));
            x.byTender().forEach((code, sum) -> zs.merge(code, sum, Money::plus));
            taken.forEach((code, sum) -> assertThat(x.byTender().getOrDefault(code, Money.ZERO))
                    .as("%s of seed %d", code, seed)
                    .isEqualTo(sum.minus(before.getOrDefault(code, Money.ZERO))));
            differences = differences.plus(z.difference());
            expectedSum = expectedSum.plus(expected);
        }
        BackroomAnswers.Report day = till.backroom().dayZ(null);
        assertThat(day.byTender()).as("seed %d", seed).isEqualTo(zs);
        assertThat(day.figures())
                .containsEntry("cashIn", in)
                .containsEntry("cashOut", out)
                .containsEntry("cashDrop", drop)
                .containsEntry("expected", expectedSum)
                .containsEntry("difference", differences);
        assertThat(report("sales-by-payment").rows())
                .allSatisfy(row -> assertThat(row).containsEntry("gross", String.valueOf(zs.get(row.get("tender")))));
        assertThat(report("cash-differences").figures())
                .containsEntry("expected", expectedSum)
                .containsEntry("difference", differences);
        assertThat(report("cash-movements").figures())
                .containsEntry("in", in)
                .containsEntry("out", out)
                .containsEntry("drop", drop)
                .containsEntry("balance", in.minus(out).minus(drop));
        assertThat(report("sales-by-product").gross()).isEqualTo(day.gross());
    }

    private BackroomAnswers.Report report(String name) {
        return till.backroom().report(name, null, null, null);
    }

    private void something(Random random) {
        switch (random.nextInt(6)) {
            case 0 -> {
                Money sum = Money.sar(1 + random.nextInt(20_000));
                till.backroom().moveCash(CashMovement.Kind.IN, sum, "change", null, null);
                in = in.plus(sum);
                expected = expected.plus(sum);
            }
            case 1 -> {
                Money sum = Money.sar(1 + random.nextInt(20_000));
                till.backroom().moveCash(CashMovement.Kind.OUT, sum, "milk", null, null);
                out = out.plus(sum);
                expected = expected.minus(sum);
            }
            case 2 -> {
                Money sum = Money.sar(1 + random.nextInt(20_000));
                till.backroom().moveCash(CashMovement.Kind.DROP, sum, "safe", null, null);
                drop = drop.plus(sum);
                expected = expected.minus(sum);
            }
            case 3 -> giveBack();
            default -> sell(random);
        }
    }

    private void sell(Random random) {
        till.counter().scan(DemoBarcodes.PLAIN, Quantity.of(1 + random.nextInt(5)), null);
        Money total = till.counter().cart().total();
        Money card = Money.sar(random.nextInt((int) total.minor()));
        if (card.isPositive()) {
            till.counter().tender(TenderKind.CARD, card, "A1B2");
            take("card", card);
        }
        Money cash = total.minus(card);
        if (cash.isPositive()) {
            till.counter().tender(TenderKind.CASH, cash.plus(Money.sar(random.nextInt(10_000))), null);
            take("cash", cash);
        }
        receipts.add(till.counter().complete(null).receipt());
    }

    private void giveBack() {
        if (receipts.isEmpty()) {
            return;
        }
        String receipt = receipts.remove(0);
        InvoiceAnswers.Receipt credit = till.refunds()
                .returnGoods(
                        receipt,
                        null,
                        List.of(new ReturnLine(1, Quantity.of(1))),
                        "broken",
                        TenderKind.CASH,
                        true,
                        null,
                        "9999");
        take("cash", credit.total().negated());
    }

    private void take(String code, Money sum) {
        taken.merge(code, sum, Money::plus);
        if (code.equals("cash")) {
            expected = expected.plus(sum);
        }
    }

    private static Denominations counted(Random random) {
        var pieces = new TreeMap<String, Long>();
        Denominations.OF_RIYAL.forEach(value -> pieces.put(value.toString(), (long) random.nextInt(10)));
        return Counted.notes(pieces);
    }
}
