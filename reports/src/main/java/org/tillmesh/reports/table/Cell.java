package org.tillmesh.reports.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.Rounding;

/** One figure of a table. Its text is plain: {@code 12.50}, {@code 1.240}, {@code 2026-11-23}. */
public sealed interface Cell {
    String text();

    Column.Kind kind();

    /** Nothing is there, in a column of any kind. */
    record Blank(Column.Kind kind) implements Cell {
        @Override
        public String text() {
            return "";
        }
    }

    record Text(String value) implements Cell {
        @Override
        public String text() {
            return value;
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.TEXT;
        }
    }

    record Amount(Money value) implements Cell {
        @Override
        public String text() {
            return value.toString();
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.AMOUNT;
        }
    }

    record Qty(Quantity value) implements Cell {
        @Override
        public String text() {
            return value.toString();
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.QUANTITY;
        }
    }

    record Number(long value) implements Cell {
        @Override
        public String text() {
            return Long.toString(value);
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.NUMBER;
        }
    }

    /** @param hundredths of a percent: 1,250 is 12.50 % */
    record Percent(long hundredths) implements Cell {
        /** What a part is of a whole, half up; 0 of nothing. */
        public static Percent of(long part, long whole) {
            return new Percent(whole == 0 ? 0 : Rounding.halfUp(whole < 0 ? -part : part, 10_000, Math.abs(whole)));
        }

        @Override
        public String text() {
            return BigDecimal.valueOf(hundredths, 2).toPlainString();
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.PERCENT;
        }
    }

    record Date(LocalDate value) implements Cell {
        @Override
        public String text() {
            return value.toString();
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.DATE;
        }
    }

    record Time(Instant value) implements Cell {
        @Override
        public String text() {
            return value.toString();
        }

        @Override
        public Column.Kind kind() {
            return Column.Kind.TIME;
        }
    }

    static Cell of(String value) {
        return new Text(value);
    }

    static Cell of(Money value) {
        return new Amount(value);
    }

    static Cell of(Quantity value) {
        return new Qty(value);
    }

    static Cell of(long value) {
        return new Number(value);
    }

    static Cell of(LocalDate value) {
        return new Date(value);
    }

    static Cell of(Instant value) {
        return new Time(value);
    }
}
