package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.TaxCategory;

/**
 * Products as a CSV file, UTF-8, with a header row that names the columns in any order:
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><td>id</td><td>own id of the product, 1 to 64 characters; needed</td></tr>
 * <tr><td>barcode</td><td>its codes, several with {@code |} between; of a weighed product the first 7 digits of its labels</td></tr>
 * <tr><td>name, nameAr</td><td>English and Arabic; name is needed, nameAr falls back to it</td></tr>
 * <tr><td>category</td><td>id of its category, which must be there; or empty</td></tr>
 * <tr><td>price</td><td>with VAT, like {@code 12.50}; needed</td></tr>
 * <tr><td>unit</td><td>{@code PCE} (default), {@code KGM}, {@code LTR}, {@code MTR}</td></tr>
 * <tr><td>tax</td><td>{@code S15} (default), {@code S5}, {@code Z}, {@code E}, {@code O}</td></tr>
 * <tr><td>taxProfile</td><td>id of the company's tax profile that gives category and reason; {@code tax} stays empty or agrees</td></tr>
 * <tr><td>weighed, batchTracked, active</td><td>{@code yes} or {@code no}; active is yes by default</td></tr>
 * <tr><td>ageLimit</td><td>in years, 0 to 99, 0 by default</td></tr>
 * </table>
 *
 * A malformed row is reported and left out; the others are read. A column that the file does not have leaves a product
 * that is there as it is: a list of new prices takes away no barcode. An empty cell stands for the default. A barcode that
 * another active product bears is not given to a second one, in whichever file that other one came, and in whichever length
 * a number is written ({@link Gtin}). What a spreadsheet made
 * of a barcode ({@code 6.28E+12}, {@code 6281000000014.0}) is refused, because its digits are lost or may be.
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
    private static final Pattern BARCODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.$/+%-]{0,47}");
    private static final Pattern SHORTENED = Pattern.compile("[0-9]+([.,][0-9]+)?[Ee][+-]?[0-9]+");
    private static final Pattern WITH_DECIMALS = Pattern.compile("[0-9]+[.,]0*");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]*[.,][0-9]+");
    private static final Pattern LIKE_A_BARCODE = Pattern.compile("[0-9]{8,}([.]0+)?");
    private static final Money DEAREST = Money.sar(1_000_000_00L);
    private static final Pattern BETWEEN_BARCODES = Pattern.compile("\\|");
    private static final Pattern AGE = Pattern.compile("[0-9]{1,2}");

    private final LinkedHashMap<ProductId, Row> accepted = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, ProductId> idsByBarcode = new TreeMap<>();

    private final Company company;

    private CatalogueCsv(Company company) {
        this.company = company;
    }

    /** What a file is held against. */
    public interface Company {
        /** By id. */
        SortedMap<String, TaxProfile> taxProfiles();

        Optional<Product> product(ProductId id);

        /** Every active product that bears the code, in whichever length it is written ({@link Gtin}). */
        List<Product> bearers(String code);

        /** Ids of the categories that a product may be in, or empty if any may be named. */
        Optional<Set<String>> categories();

        /** One that has nothing yet and takes any category. */
        Company EMPTY = new Company() {
            @Override
            public SortedMap<String, TaxProfile> taxProfiles() {
                return new TreeMap<>();
            }

            @Override
            public Optional<Product> product(ProductId id) {
                return Optional.empty();
            }

            @Override
            public List<Product> bearers(String code) {
                return List.of();
            }

            @Override
            public Optional<Set<String>> categories() {
                return Optional.empty();
            }
        };
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

    private record Row(int line, Product product) {}

    private static final class BadCell extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String column;

        BadCell(String column, String message) {
            super(message, null, false, false);
            this.column = column;
        }
    }

    /** For a company that has nothing yet. */
    public static Result parse(String text) {
        return parse(text, Company.EMPTY);
    }

    public static Result parse(String text, Company company) {
        var reading = new CatalogueCsv(company);
        reading.read(CsvReader.read(text));
        reading.refuseOthersBarcodes();
        reading.problems.sort(Comparator.comparingInt(Problem::row));
        return new Result(reading.accepted.values().stream().map(Row::product).toList(), reading.problems);
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
        if (rows.size() == 1) {
            problems.add(new Problem(1, "", "The file has a header and no rows; add a row for each product"));
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

    /**
     * A code that another product bears already stays with that one, unless this file takes it from there. A row that is
     * refused leaves its product as it was, which may bear a code that the file meant for another: so until nothing changes.
     */
    private void refuseOthersBarcodes() {
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (Row row : List.copyOf(accepted.values())) {
                Optional<Problem> problem = othersBarcode(row);
                if (problem.isPresent()) {
                    problems.add(problem.get());
                    accepted.remove(row.product().id());
                    isChanged = true;
                }
            }
        }
    }

    private Optional<Problem> othersBarcode(Row row) {
        Product product = row.product();
        if (!product.active()) {
            return Optional.empty();
        }
        Product before = company.product(product.id()).filter(Product::active).orElse(null);
        for (String code : product.barcodes()) {
            if (before != null && Gtin.isAmong(before.barcodes(), code)) {
                continue; // it was so before this file
            }
            for (Product bearer : company.bearers(code)) {
                if (!bearer.id().equals(product.id()) && !accepted.containsKey(bearer.id())) {
                    return Optional.of(new Problem(row.line(), "barcode", taken(code, bearer.id(), bearer.name())));
                }
            }
        }
        return Optional.empty();
    }

    private static String taken(String code, ProductId owner, String name) {
        return "Barcode " + code + " already belongs to product \"" + owner + "\" (" + name
                + "); give it to one of them, or take it from the other first";
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
        if (accepted.containsKey(product.id())) {
            throw new BadCell("id", "Product \"" + product.id() + "\" stands in an earlier row; give it another id");
        }
        for (String code : product.barcodes()) {
            ProductId owner = idsByBarcode.get(Gtin.key(code));
            if (owner != null) {
                Row other = accepted.get(owner);
                throw new BadCell(
                        "barcode",
                        taken(code, owner, other == null ? "" : other.product().name()));
            }
        }
        product.barcodes().forEach(code -> idsByBarcode.put(Gtin.key(code), product.id()));
        accepted.put(product.id(), new Row(row.line(), product));
    }

    private Product product(Map<String, String> cells) {
        var id = new ProductId(text(cells, "id", 64));
        Product there = company.product(id).orElse(null);
        if (there != null) {
            keep(there, cells);
        }
        String name = text(cells, "name", TEXT_MAX);
        String nameAr = whole("nameAr", cells.getOrDefault("nameAr", ""));
        String unit = oneOf(cells, "unit", List.of("PCE", "KGM", "LTR", "MTR"));
        boolean weighed = yes(cells, "weighed", false);
        if (weighed && !Product.isDivisible(unit)) {
            throw new BadCell("unit", "A weighed product is sold by " + unit + "; make its unit KGM");
        }
        return new Product(
                id,
                name,
                nameAr.isEmpty() ? name : nameAr,
                category(cells, there),
                price(cells),
                unit,
                tax(cells, there),
                weighed,
                yes(cells, "batchTracked", false),
                age(cells),
                yes(cells, "active", true),
                barcodes(cells.get("barcode")),
                there != null && there.giftCard(),
                cells.getOrDefault("taxProfile", ""),
                there == null ? List.of() : there.units());
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
        TaxProfile profile = company.taxProfiles().get(id);
        boolean kept = there != null && there.taxProfile().equals(id); // also one that is given no more
        if (profile == null || !(profile.active() || kept)) {
            throw new BadCell(
                    "taxProfile",
                    "\"" + id + "\" is no tax profile of the company; take one of "
                            + company.taxProfiles().values().stream()
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

    /** Also a category that is there no more may stay with a product that had it. */
    private String category(Map<String, String> cells, @Nullable Product there) {
        String id = cells.getOrDefault("category", "");
        Set<String> categories = company.categories().orElse(null);
        if (id.isEmpty() || categories == null || categories.contains(id)) {
            return id;
        }
        if (there != null && there.category().equals(id)) {
            return id;
        }
        throw new BadCell(
                "category",
                "\"" + id + "\" is no category of the company; take one of " + categories
                        + ", or let the import make new ones (categories=new)");
    }

    /** What an earlier program could not read stands for letters that are lost. */
    private static String whole(String column, String text) {
        if (text.indexOf('\uFFFD') >= 0) {
            throw new BadCell(
                    column,
                    "\"" + text + "\" has lost letters (\uFFFD); save the file anew as \"CSV UTF-8 (comma delimited)\""
                            + " from where it was made");
        }
        return text;
    }

    private static String text(Map<String, String> cells, String column, int max) {
        String text = whole(column, cells.getOrDefault(column, ""));
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
        if (LIKE_A_BARCODE.matcher(text).matches()) {
            throw new BadCell("price", "\"" + text + "\" looks like a barcode; write a price like 12.50");
        }
        Money price;
        try {
            price = Money.parse(text, Money.SAR);
        } catch (IllegalArgumentException e) {
            throw new BadCell("price", "\"" + text + "\" is no price; write it like 12.50");
        }
        if (price.isNegative()) {
            throw new BadCell("price", "\"" + text + "\" is negative; write a price of 0.00 or more");
        }
        if (price.compareTo(DEAREST) > 0) {
            throw new BadCell("price", "\"" + text + "\" is dearer than " + DEAREST + "; write a price like 12.50");
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
                check(stripped);
                codes.add(stripped);
            }
        }
        return codes;
    }

    private static void check(String code) {
        if (SHORTENED.matcher(code).matches()) {
            throw new BadCell(
                    "barcode",
                    "\"" + code
                            + "\" is a number that a spreadsheet shortened, and its digits are lost; format the column"
                            + " as text and write all digits");
        }
        if (WITH_DECIMALS.matcher(code).matches()) {
            throw new BadCell(
                    "barcode",
                    "\"" + code + "\" has a decimal point that a spreadsheet added; write "
                            + code.replaceFirst("[.,].*", "") + " and format the column as text");
        }
        if (DECIMAL.matcher(code).matches()) {
            throw new BadCell("barcode", "\"" + code + "\" looks like a price; write the digits of the barcode");
        }
        if (!BARCODE.matcher(code).matches()) {
            throw new BadCell(
                    "barcode",
                    "\"" + code + "\" is no barcode; write digits or letters, the first of them no sign, several with |"
                            + " between");
        }
    }
}
