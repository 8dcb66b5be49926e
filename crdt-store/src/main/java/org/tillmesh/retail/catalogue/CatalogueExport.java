package org.tillmesh.retail.catalogue;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tillmesh.retail.value.ProductId;

/** Products as the table that {@link CatalogueImport} reads: taken in again, it changes nothing. */
public final class CatalogueExport {
    private static final char MARK = '\uFEFF';

    /** A spreadsheet takes what begins so for a formula, unless something stands before it, which no import reads. */
    private static final Pattern LIKE_A_FORMULA = Pattern.compile("[=+@-].*", Pattern.DOTALL);

    private static final char LEFT_TO_RIGHT_MARK = '\u200E';
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[,;\t\"\r\n]|^\\s|\\s$");

    private CatalogueExport() {}

    /** What stands in each of {@link CatalogueImport#COLUMNS} of a product. */
    public static List<String> cells(Product product, StockRule stocked) {
        return List.of(
                product.id().value(),
                String.join("|", product.barcodes()),
                product.name(),
                product.nameAr(),
                product.category(),
                product.price().toString(),
                product.unit(),
                product.tax().code(),
                product.taxProfile(),
                yes(product.weighed()),
                yes(product.batchTracked()),
                String.valueOf(product.ageLimit()),
                yes(product.active()),
                UnitsCell.written(product.units()),
                yes(product.rules().serials()),
                product.rules().container() == null
                        ? ""
                        : product.rules().container().value(),
                PartsCell.written(product.rules().parts()),
                yes(stocked.negative()),
                stocked.min() == null ? "" : stocked.min().toString());
    }

    /** A further unit as a cell has it, of what each of its parts says as a text. */
    public static String unitCell(List<String> parts) {
        return parts.stream().map(UnitsCell::hidden).collect(Collectors.joining(";"));
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }

    /** As CSV with a byte order mark, without which a spreadsheet takes it for another encoding. */
    public static String csv(List<Product> products, Function<ProductId, StockRule> stocked) {
        var out = new StringBuilder().append(MARK);
        line(out, CatalogueImport.COLUMNS);
        products.forEach(product -> line(out, cells(product, stocked.apply(product.id()))));
        return out.toString();
    }

    private static void line(StringBuilder out, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ",").append(written(cells.get(i)));
        }
        out.append("\r\n");
    }

    private static String written(String cell) {
        String text = LIKE_A_FORMULA.matcher(cell).matches() ? LEFT_TO_RIGHT_MARK + cell : cell;
        return NEEDS_QUOTES.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
