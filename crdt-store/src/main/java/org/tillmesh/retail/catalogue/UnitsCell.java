package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.words.Sentence;

/**
 * The further units of a product in one cell of a table, {@code |} between them: {@code code;contains;price;barcodes;name;nameAr}.
 * The price may be empty, so may be the Arabic name; barcodes have blanks between. A {@code \\} stands before a {@code ;} or
 * {@code |} that is part of a name.
 */
final class UnitsCell {
    private static final String COLUMN = "units";
    private static final int PARTS_MIN = 5;
    private static final int PARTS = 6;
    private static final int NAME_MAX = 100;
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_-]{1,32}");
    private static final Pattern BETWEEN_UNITS = Pattern.compile("(?<!\\\\)\\|");
    private static final Pattern BETWEEN_PARTS = Pattern.compile("(?<!\\\\);");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern HIDDEN = Pattern.compile("\\\\([;|\\\\])");
    private static final Pattern TO_HIDE = Pattern.compile("[;|\\\\]");

    private UnitsCell() {}

    static String written(List<ProductUnit> units) {
        return units.stream().map(UnitsCell::written).collect(Collectors.joining("|"));
    }

    private static String written(ProductUnit unit) {
        return String.join(
                ";",
                unit.code(),
                unit.contains().toString(),
                unit.price() == null ? "" : unit.price().toString(),
                String.join(" ", unit.barcodes()),
                hidden(unit.name()),
                hidden(unit.nameAr()));
    }

    static String hidden(String name) {
        return TO_HIDE.matcher(name).replaceAll("\\\\$0");
    }

    /** @throws BadCell if it is none */
    static List<ProductUnit> read(String cell) {
        var units = new ArrayList<ProductUnit>();
        var codes = new TreeSet<String>();
        var barcodes = new TreeSet<String>();
        for (String one : BETWEEN_UNITS.split(cell)) {
            if (!one.isBlank()) {
                ProductUnit unit = unit(one);
                if (!codes.add(unit.code())) {
                    throw bad(one, ImportRule.UNIT_TWICE.with(unit.code()));
                }
                for (String code : unit.barcodes()) {
                    if (!barcodes.add(Gtin.key(code))) {
                        throw bad(code, ImportRule.UNIT_CODE_TWICE.with(code));
                    }
                }
                units.add(unit);
            }
        }
        return units;
    }

    private static ProductUnit unit(String one) {
        List<String> parts = Arrays.stream(BETWEEN_PARTS.split(one, -1))
                .map(part -> HIDDEN.matcher(part).replaceAll("$1").strip())
                .toList();
        if (parts.size() < PARTS_MIN || parts.size() > PARTS) {
            throw bad(one, ImportRule.UNIT_PARTS.with(CellText.shown(one)));
        }
        String code = parts.get(0);
        if (!CODE.matcher(code).matches()) {
            throw bad(one, ImportRule.UNIT_CODE.with(CellText.shown(code)));
        }
        String name = parts.get(4);
        String nameAr = parts.size() < PARTS || parts.get(5).isEmpty() ? name : parts.get(5);
        if (name.isEmpty() || name.length() > NAME_MAX || nameAr.length() > NAME_MAX) {
            throw bad(one, ImportRule.UNIT_NAME.with(code, NAME_MAX));
        }
        var barcodes = new ArrayList<String>();
        for (String barcode : BLANKS.split(parts.get(3))) {
            if (!barcode.isEmpty()) {
                ProductRow.refuseSpoilt(COLUMN, barcode);
                barcodes.add(barcode);
            }
        }
        try {
            return new ProductUnit(code, name, nameAr, contains(one, parts.get(1)), price(one, parts.get(2)), barcodes);
        } catch (RetailException e) {
            throw bad(one, e.sentence());
        }
    }

    private static Quantity contains(String one, String text) {
        try {
            return Quantity.parse(text);
        } catch (IllegalArgumentException | RetailException e) {
            throw bad(one, ImportRule.UNIT_NUMBER.with(CellText.shown(text)));
        }
    }

    private static @Nullable Money price(String one, String text) {
        if (text.isEmpty()) {
            return null;
        }
        Money price;
        try {
            price = Money.parse(text, Money.SAR);
        } catch (IllegalArgumentException | RetailException e) {
            throw bad(one, ImportRule.NO_PRICE.with(CellText.shown(text)));
        }
        if (price.isNegative()) {
            throw bad(one, ImportRule.PRICE_NEGATIVE.with(CellText.shown(text)));
        }
        if (price.compareTo(Product.PRICE_MAX) > 0) {
            throw bad(one, ImportRule.PRICE_HIGH.with(CellText.shown(text), Product.PRICE_MAX));
        }
        return price;
    }

    private static BadCell bad(String value, Sentence sentence) {
        return new BadCell(COLUMN, CellText.shown(value), sentence);
    }
}
