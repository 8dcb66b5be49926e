package org.tillmesh.retail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Products as a CSV file, UTF-8, with a header row that names the columns in any order:
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><td>id</td><td>own id of the product, 1 to 64 characters; needed</td></tr>
 * <tr><td>barcode</td><td>its codes, several with {@code |} between; of a weighed product the first 7 digits of its labels</td></tr>
 * <tr><td>name, nameAr</td><td>English and Arabic; name is needed, nameAr falls back to it</td></tr>
 * <tr><td>category</td><td>id of its category</td></tr>
 * <tr><td>price</td><td>with VAT, like {@code 12.50}; needed</td></tr>
 * <tr><td>unit</td><td>{@code PCE} (default), {@code KGM}, {@code LTR}, {@code MTR}</td></tr>
 * <tr><td>tax</td><td>{@code S15} (default), {@code S5}, {@code Z}, {@code E}, {@code O}</td></tr>
 * <tr><td>taxProfile</td><td>id of the company's tax profile that gives category and reason; {@code tax} stays empty or agrees</td></tr>
 * <tr><td>weighed, batchTracked, active</td><td>{@code yes} or {@code no}; active is yes by default</td></tr>
 * <tr><td>ageLimit</td><td>in years, 0 to 99, 0 by default</td></tr>
 * </table>
 *
 * A malformed row is reported and left out; the others are read. A column that the file does not have leaves a product
 * that is there as it is: a list of new prices takes away no barcode. An empty cell stands for the default.
 */
public final class CatalogueCsv {
    private static final List<String> COLUMNS = List.of(
            "id",
            "barcode",
            "name",
            "nameAr",
            "category",
            "price",
            "unit",
            "tax",
            "taxProfile",
            "weighed",
            "batchTracked",
            "ageLimit",
            "active");
    private static final List<String> NEEDED = List.of("id", "name", "price");
    private static final int TEXT_MAX = 200;
    private static final Pattern BARCODE = Pattern.compile("[0-9A-Za-z.$/+%-]{1,48}");
    private static final Pattern BETWEEN_BARCODES = Pattern.compile("\\|");
    private static final Pattern AGE = Pattern.compile("[0-9]{1,2}");

    private final List<Product> products = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final TreeSet<String> ids = new TreeSet<>();
    private final Map<String, String> idsByBarcode = new TreeMap<>();

    private final SortedMap<String, TaxProfile> taxProfiles;
    private final Function<String, Optional<Product>> known;

    private CatalogueCsv(SortedMap<String, TaxProfile> taxProfiles, Function<String, Optional<Product>> known) {
        this.taxProfiles = taxProfiles;
        this.known = known;
    }

    /**
     * @param row line of the file where the row starts, the header being 1
     * @param column empty if the whole row is meant
     */
    public record Problem(int row, String column, String message) {
        @Override
        public String toString() {
            return "Row " + row + (column.isEmpty() ? "" : ", column " + column) + ": " + message;
        }
    }

    /** @param products of the good rows, in the order of the file */
    public record Result(List<Product> products, List<Problem> problems) {
        public Result {
            products = List.copyOf(products);
            problems = List.copyOf(problems);
        }
    }

    private static final class BadCell extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String column;

        BadCell(String column, String message) {
            super(message, null, false, false);
            this.column = column;
        }
    }

    /** For a company that has neither products nor tax profiles yet. */
    public static Result parse(String text) {
        return parse(text, new TreeMap<>(), id -> Optional.empty());
    }

    /**
     * @param taxProfiles of the company, by id
     * @param known the products that are there, by id
     */
    public static Result parse(
            String text, SortedMap<String, TaxProfile> taxProfiles, Function<String, Optional<Product>> known) {
        var reading = new CatalogueCsv(taxProfiles, known);
        reading.read(CsvReader.read(text));
        return new Result(reading.products, reading.problems);
    }

    private void read(List<CsvReader.Row> rows) {
        if (rows.isEmpty()) {
            problems.add(new Problem(
                    1, "", "The file is empty; its first row names the columns: " + String.join(",", COLUMNS)));
            return;
        }
        List<String> header = rows.get(0).fields().stream().map(String::strip).toList();
        if (!headerIsGood(rows.get(0).line(), header)) {
            return;
        }
        for (CsvReader.Row row : rows.subList(1, rows.size())) {
            try {
                add(row, header);
            } catch (BadCell e) {
                problems.add(new Problem(row.line(), e.column, String.valueOf(e.getMessage())));
            }
        }
    }

    private boolean headerIsGood(int line, List<String> header) {
        int before = problems.size();
        for (String needed : NEEDED) {
            if (!header.contains(needed)) {
                problems.add(new Problem(line, needed, "Column \"" + needed + "\" is missing; add it to the header"));
            }
        }
        var seen = new TreeSet<String>();
        for (String column : header) {
            if (!COLUMNS.contains(column)) {
                problems.add(new Problem(
                        line,
                        column,
                        "Column \"" + column + "\" is not known; take one of " + String.join(", ", COLUMNS)));
            } else if (!seen.add(column)) {
                problems.add(new Problem(line, column, "Column \"" + column + "\" stands twice; keep one"));
            }
        }
        return problems.size() == before;
    }

    private void add(CsvReader.Row row, List<String> header) {
        if (!row.problem().isEmpty()) {
            throw new BadCell("", row.problem());
        }
        if (row.fields().size() != header.size()) {
            throw new BadCell(
                    "",
                    "The row has " + row.fields().size() + " fields but the header " + header.size()
                            + "; put quotes around a field that holds a comma");
        }
        var cells = new TreeMap<String, String>();
        for (int i = 0; i < header.size(); i++) {
            cells.put(header.get(i), row.fields().get(i).strip());
        }
        Product product = product(cells);
        if (ids.contains(product.id())) {
            throw new BadCell("id", "Product \"" + product.id() + "\" stands in an earlier row; give it another id");
        }
        for (String code : product.barcodes()) {
            String owner = idsByBarcode.get(code);
            if (owner != null) {
                throw new BadCell(
                        "barcode",
                        "Barcode " + code + " already belongs to product \"" + owner + "\"; give it to one of them");
            }
        }
        ids.add(product.id());
        product.barcodes().forEach(code -> idsByBarcode.put(code, product.id()));
        products.add(product);
    }

    private Product product(Map<String, String> cells) {
        String id = text(cells, "id", 64);
        Product there = known.apply(id).orElse(null);
        if (there != null) {
            keep(there, cells);
        }
        String name = text(cells, "name", TEXT_MAX);
        String nameAr = cells.getOrDefault("nameAr", "");
        String unit = oneOf(cells, "unit", List.of("PCE", "KGM", "LTR", "MTR"));
        boolean weighed = yes(cells, "weighed", false);
        if (weighed && !Product.isDivisible(unit)) {
            throw new BadCell("unit", "A weighed product is sold by " + unit + "; make its unit KGM");
        }
        return new Product(
                id,
                name,
                nameAr.isEmpty() ? name : nameAr,
                cells.getOrDefault("category", ""),
                price(cells),
                unit,
                tax(cells, there),
                weighed,
                yes(cells, "batchTracked", false),
                age(cells),
                yes(cells, "active", true),
                barcodes(cells.get("barcode")),
                there != null && there.giftCard(),
                cells.getOrDefault("taxProfile", ""));
    }

    /** Fills in what the file has no column for. */
    private static void keep(Product there, Map<String, String> cells) {
        if (cells.getOrDefault("taxProfile", "").isEmpty()) {
            cells.putIfAbsent("tax", there.tax().code());
            boolean sameTax = there.tax().code().equals(cells.get("tax")); // a profile is of one category
            cells.putIfAbsent("taxProfile", sameTax ? there.taxProfile() : "");
        }
        cells.putIfAbsent("barcode", String.join("|", there.barcodes()));
        cells.putIfAbsent("nameAr", there.nameAr());
        cells.putIfAbsent("category", there.category());
        cells.putIfAbsent("unit", there.unit());
        cells.putIfAbsent("weighed", there.weighed() ? "yes" : "no");
        cells.putIfAbsent("batchTracked", there.batchTracked() ? "yes" : "no");
        cells.putIfAbsent("ageLimit", String.valueOf(there.ageLimit()));
        cells.putIfAbsent("active", there.active() ? "yes" : "no");
    }

    private TaxCategory tax(Map<String, String> cells, @Nullable Product there) {
        TaxCategory told = TaxCategory.valueOf(oneOf(cells, "tax", List.of("S15", "S5", "Z", "E", "O")));
        String id = cells.getOrDefault("taxProfile", "");
        if (id.isEmpty()) {
            return told;
        }
        TaxProfile profile = taxProfiles.get(id);
        boolean kept = there != null && there.taxProfile().equals(id); // also one that is given no more
        if (profile == null || !(profile.active() || kept)) {
            throw new BadCell(
                    "taxProfile",
                    "\"" + id + "\" is no tax profile of the company; take one of "
                            + taxProfiles.values().stream()
                                    .filter(TaxProfile::active)
                                    .map(TaxProfile::id)
                                    .toList()
                            + ", or add it first");
        }
        if (!cells.getOrDefault("tax", "").isEmpty() && told != profile.category()) {
            throw new BadCell(
                    "tax",
                    "It is " + told.code() + " but tax profile \"" + id + "\" is "
                            + profile.category().code() + "; leave it empty, or take another profile");
        }
        return profile.category();
    }

    private static String text(Map<String, String> cells, String column, int max) {
        String text = cells.getOrDefault(column, "");
        if (text.isEmpty() || text.length() > max) {
            throw new BadCell(
                    column,
                    text.isEmpty()
                            ? "It is empty; write 1 to " + max + " characters"
                            : "\"" + text.substring(0, 20) + "…\" has " + text.length() + " characters; write at most "
                                    + max);
        }
        return text;
    }

    private static Money price(Map<String, String> cells) {
        String text = cells.getOrDefault("price", "");
        Money price;
        try {
            price = Money.parse(text, Money.SAR);
        } catch (IllegalArgumentException e) {
            throw new BadCell("price", "\"" + text + "\" is no price; write it like 12.50");
        }
        if (price.isNegative()) {
            throw new BadCell("price", "\"" + text + "\" is negative; write a price of 0.00 or more");
        }
        return price;
    }

    private static int age(Map<String, String> cells) {
        String text = cells.getOrDefault("ageLimit", "");
        if (text.isEmpty()) {
            return 0;
        }
        if (!AGE.matcher(text).matches()) {
            throw new BadCell("ageLimit", "\"" + text + "\" is no age; write years from 0 to 99");
        }
        return Integer.parseInt(text);
    }

    private static boolean yes(Map<String, String> cells, String column, boolean otherwise) {
        String text = cells.getOrDefault(column, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.equals("yes") && !text.equals("no")) {
            throw new BadCell(column, "\"" + text + "\" is neither; write yes or no");
        }
        return text.equals("yes");
    }

    /** The first choice stands for an empty cell. */
    private static String oneOf(Map<String, String> cells, String column, List<String> choices) {
        String text = cells.getOrDefault(column, "");
        if (text.isEmpty()) {
            return choices.get(0);
        }
        if (!choices.contains(text)) {
            throw new BadCell(column, "\"" + text + "\" is not known; take one of " + String.join(", ", choices));
        }
        return text;
    }

    private static List<String> barcodes(@Nullable String cell) {
        var codes = new ArrayList<String>();
        if (cell != null && !cell.isEmpty()) {
            for (String code : BETWEEN_BARCODES.split(cell, -1)) {
                String stripped = code.strip();
                if (!BARCODE.matcher(stripped).matches()) {
                    throw new BadCell(
                            "barcode",
                            "\"" + stripped + "\" is no barcode; write digits or letters, several with | between");
                }
                codes.add(stripped);
            }
        }
        return codes;
    }
}
