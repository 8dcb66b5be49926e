package org.tillmesh.relay.sheet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.catalogue.ImportRule;
import org.tillmesh.retail.words.Sentence;

/** What the cells of a sheet say (ECMA-376 part 1, section 18.3.1.4). */
final class CellReader {
    /** A spreadsheet shows and keeps so many digits of a number; what is behind them came of its arithmetic. */
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]{1,30}(\\.[0-9]{0,60})?|\\.[0-9]{1,60})([Ee][+-]?[0-9]{1,3})?");
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_0_OF_1904 = LocalDate.of(1904, 1, 1);
    private static final BigDecimal DAYS_MAX = BigDecimal.valueOf(3_000_000);

    private final List<String> texts;
    private final DateFormats formats;
    private final boolean isFrom1904;
    private final String part;

    /** @param texts that cells share; @param isFrom1904 whether days are counted from 1904; @param part of the sheet */
    CellReader(List<String> texts, DateFormats formats, boolean isFrom1904, String part) {
        this.texts = texts;
        this.formats = formats;
        this.isFrom1904 = isFrom1904;
        this.part = part;
    }

    /** @param spoilt why what is written is not what was meant; null if it is */
    record Cell(String text, @Nullable Sentence spoilt) {
        static final Cell EMPTY = new Cell("", null);
    }

    /** Reads the element {@code c} that is open, to its end. */
    Cell read(PartReader xml) {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        boolean isComputed = false;
        String value = null;
        while (xml.goInside("c", "v", "is", "f")) {
            switch (xml.element()) {
                case "f" -> {
                    xml.text();
                    isComputed = true;
                }
                case "is" -> value = xml.runs();
                default -> value = xml.text();
            }
        }
        if (value == null || value.isEmpty()) {
            boolean lacksResult = isComputed && !"str".equals(type);
            return lacksResult ? new Cell("", ImportRule.CELL_WITHOUT_RESULT.with()) : Cell.EMPTY;
        }
        return switch (type == null ? "n" : type) {
            case "s" -> new Cell(shared(value), null);
            case "str" -> new Cell(Escapes.undone(value), null);
            case "inlineStr" -> new Cell(value, null);
            case "b" -> new Cell(value.strip().equals("1") ? "TRUE" : "FALSE", null);
            case "d" -> new Cell(value, ImportRule.CELL_DATE.with(value));
            case "n" -> number(value.strip(), style);
            default -> new Cell(value, ImportRule.CELL_ERROR.with(value));
        };
    }

    private String shared(String index) {
        int at = PartReader.number(index.strip());
        if (at < 0 || at >= texts.size()) {
            throw ZipParts.damaged(part, null);
        }
        return texts.get(at);
    }

    private Cell number(String value, @Nullable String style) {
        if (!NUMBER.matcher(value).matches()) {
            return new Cell(value, ImportRule.CELL_ERROR.with(value));
        }
        var number = new BigDecimal(value);
        if (formats.isDate(style) && number.signum() >= 0 && number.compareTo(DAYS_MAX) < 0) {
            String date = (isFrom1904 ? DAY_0_OF_1904 : DAY_0)
                    .plusDays(number.intValue())
                    .toString();
            return new Cell(date, ImportRule.CELL_DATE.with(date));
        }
        BigDecimal shown = number.round(SHOWN);
        String text = shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
        boolean isLong = shown.precision() - shown.scale() > SHOWN.getPrecision();
        return isLong ? new Cell(value, ImportRule.NUMBER_LONG.with(value)) : new Cell(text, null);
    }
}
