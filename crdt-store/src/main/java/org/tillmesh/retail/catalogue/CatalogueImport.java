package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.words.Sentence;

/**
 * Products as a table whose first row names the columns, in any order, in small or capital letters:
 *
 * <table>
 * <caption>Columns</caption>
 * <tr><td>id</td><td>own id of the product, 1 to 64 characters; needed</td></tr>
 * <tr><td>barcode</td><td>its codes, several with {@code |} between; of a weighed product the first digits of its labels, {@code 2100017}</td></tr>
 * <tr><td>name, nameAr</td><td>English and Arabic; name is needed, nameAr falls back to it</td></tr>
 * <tr><td>category</td><td>id of its category, which must be there; or empty</td></tr>
 * <tr><td>price</td><td>with VAT, like {@code 12.50}; needed</td></tr>
 * <tr><td>unit</td><td>{@code PCE} (default), {@code KGM}, {@code LTR}, {@code MTR}</td></tr>
 * <tr><td>tax</td><td>{@code S15} (default), {@code S5}, {@code Z}, {@code E}, {@code O}</td></tr>
 * <tr><td>taxProfile</td><td>id of the company's tax profile that gives category and reason; {@code tax} stays empty or agrees</td></tr>
 * <tr><td>weighed, batchTracked, active</td><td>{@code yes} or {@code no}; active is yes by default</td></tr>
 * <tr><td>units</td><td>further units such as cartons, {@code |} between them: {@code code;contains;price;barcodes;name;nameAr}</td></tr>
 * <tr><td>serials</td><td>{@code yes} if each piece has a serial number</td></tr>
 * <tr><td>container</td><td>id of the product whose price comes with each piece, such as a bottle's deposit; or empty</td></tr>
 * <tr><td>parts</td><td>of a bundle: the products that it is made of, {@code |} between them, each with how much of it: {@code P1*2|P2*1}</td></tr>
 * <tr><td>ageLimit</td><td>in years, 0 to 99, 0 by default</td></tr>
 * <tr><td>negativeStock</td><td>{@code no} if a till asks before it sells more than it knows to be there; yes by default</td></tr>
 * <tr><td>minStock</td><td>below which the stock is low, like {@code 12}; or empty</td></tr>
 * </table>
 *
 * A column of another name is left out, and said to be. A malformed row is reported and left out; the others are read. A column that the file does not have leaves a product
 * that is there as it is: a list of new prices takes away no barcode. An empty cell stands for the default. A barcode that
 * another active product bears is not given to a second one, in whichever file that other one came, in whichever length
 * a number is written ({@link Gtin}), and neither is a label of another one's scale ({@link ScaleItem}).
 */
public final class CatalogueImport {
    /** The columns, as they are written. */
    public static final List<String> COLUMNS = List.of(
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
            "active",
            "units",
            "serials",
            "container",
            "parts",
            "negativeStock",
            "minStock");

    /** So many rows are read of a file, and a longer one is refused. */
    public static final int ROWS_MAX = 200_000;

    private static final List<String> NEEDED = List.of("id", "name", "price");

    private final LinkedHashMap<ProductId, Row> accepted = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> ofHeader = new ArrayList<>();

    /** By {@link Gtin#key}: in which product's row a code stands. */
    private final NavigableMap<String, ProductId> idsByCode = new TreeMap<>();

    private final Company company;
    private int rows;

    private CatalogueImport(Company company) {
        this.company = company;
    }

    /** What a file is held against. */
    public interface Company {
        /** By id. */
        SortedMap<String, TaxProfile> taxProfiles();

        Optional<Product> product(ProductId id);

        /** How a product is stocked; {@link StockRule#none} of one that is not there. */
        StockRule stockRule(ProductId id);

        /** Every active product that bears the code, be it by a further unit, in whichever length it is written. */
        List<Product> bearers(String code);

        /** Every active product that bears a number of 13 digits which begins with these digits. */
        List<Product> beginningWith(String digits);

        /** How the labels of the scales begin in any of its branches. */
        List<ScaleItem> scaleItems();

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
            public StockRule stockRule(ProductId id) {
                return StockRule.none(id);
            }

            @Override
            public List<Product> bearers(String code) {
                return List.of();
            }

            @Override
            public List<Product> beginningWith(String digits) {
                return List.of();
            }

            @Override
            public List<ScaleItem> scaleItems() {
                return List.of();
            }

            @Override
            public Optional<Set<String>> categories() {
                return Optional.empty();
            }
        };
    }

    /**
     * Something about a row.
     *
     * @param row where it stands in the file, the first line being 1; 0 if the whole file is meant
     * @param column empty if the whole row is meant
     * @param value what is written there, shortened; empty if nothing is
     */
    public record Problem(int row, String column, String value, Sentence sentence) {
        /** What is wrong and how to mend it, in English. */
        public String message() {
            return sentence.message();
        }

        /** The same with where it is. */
        public Sentence whole() {
            return row == 0
                    ? sentence
                    : column.isEmpty()
                            ? ImportRule.IN_ROW.with(row, sentence)
                            : ImportRule.IN_CELL.with(row, column, sentence);
        }

        @Override
        public String toString() {
            return whole().message();
        }
    }

    /**
     * What became of a file.
     *
     * @param rows so many there are below the header
     * @param products of the good rows, in the order of the file
     * @param stockRules how they are stocked, in the same order
     * @param problems why each other row is left out, by rows
     * @param warnings what is taken and should be looked at, by rows
     */
    public record Result(
            int rows,
            List<Product> products,
            List<StockRule> stockRules,
            List<Problem> problems,
            List<Problem> warnings) {
        public Result {
            products = List.copyOf(products);
            stockRules = List.copyOf(stockRules);
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /** A row that is good, with what should be looked at. */
    record Row(int line, Product product, StockRule stockRule, List<Problem> warnings) {}

    /** CSV text for a company that has nothing yet. */
    public static Result parse(String csv) {
        return read(new CsvReader(csv), Company.EMPTY, rows -> {});
    }

    /**
     * Reads a table.
     *
     * @param rows without those that are blank
     * @param read told how many rows have been read so far
     * @throws BadTable if there are more than {@link #ROWS_MAX}
     */
    public static Result read(Iterator<TableRow> rows, Company company, IntConsumer read) {
        var reading = new CatalogueImport(company);
        reading.read(rows, read);
        reading.refuseWhatOthersForbid();
        List<Row> good = List.copyOf(reading.accepted.values());
        reading.problems.sort(Comparator.comparingInt(Problem::row));
        return new Result(
                reading.rows,
                good.stream().map(Row::product).toList(),
                good.stream().map(Row::stockRule).toList(),
                reading.problems,
                Stream.concat(reading.ofHeader.stream(), good.stream().flatMap(row -> row.warnings().stream()))
                        .toList());
    }

    private void read(Iterator<TableRow> all, IntConsumer read) {
        if (!all.hasNext()) {
            problems.add(new Problem(1, "", "", ImportRule.FILE_EMPTY.with(String.join(",", COLUMNS))));
            return;
        }
        TableRow first = all.next();
        List<String> header = header(first);
        if (!isGood(first.line(), header)) {
            return;
        }
        if (!all.hasNext()) {
            problems.add(new Problem(1, "", "", ImportRule.ROWS_NONE.with()));
            return;
        }
        while (all.hasNext()) {
            TableRow row = all.next();
            if (++rows > ROWS_MAX) {
                throw new BadTable(ImportRule.ROWS_MANY.with(ROWS_MAX));
            }
            try {
                add(row, header);
            } catch (BadCell e) {
                problems.add(new Problem(row.line(), e.column(), e.value(), e.sentence()));
            }
            read.accept(rows);
        }
    }

    /** The columns as they are called here; one that is not known as it is written. */
    private static List<String> header(TableRow row) {
        var known = new HashMap<String, String>();
        COLUMNS.forEach(column -> known.put(column.toLowerCase(Locale.ROOT), column));
        var header = new ArrayList<String>();
        for (String cell : row.cells()) {
            String column = CellText.clean(cell);
            header.add(known.getOrDefault(column.replaceAll("[ _-]", "").toLowerCase(Locale.ROOT), column));
        }
        while (!header.isEmpty() && header.get(header.size() - 1).isEmpty()) {
            header.remove(header.size() - 1);
        }
        return header;
    }

    private boolean isGood(int line, List<String> header) {
        int before = problems.size();
        for (String needed : NEEDED) {
            if (!header.contains(needed)) {
                problems.add(new Problem(line, needed, "", ImportRule.COLUMN_MISSING.with(needed)));
            }
        }
        var seen = new TreeSet<String>();
        for (int place = 0; place < header.size(); place++) {
            String column = header.get(place);
            String shown = CellText.shown(column);
            if (column.isEmpty()) {
                problems.add(new Problem(line, "", "", ImportRule.COLUMN_BLANK.with(place + 1)));
            } else if (!COLUMNS.contains(column)) {
                ofHeader.add(new Problem(
                        line, shown, shown, ImportRule.COLUMN_LEFT_OUT.with(shown, String.join(", ", COLUMNS))));
            } else if (!seen.add(column)) {
                problems.add(new Problem(line, shown, shown, ImportRule.COLUMN_TWICE.with(column)));
            }
        }
        return problems.size() == before;
    }

    private void add(TableRow row, List<String> header) {
        if (row.fault() != null) {
            throw new BadCell("", "", row.fault());
        }
        Map<String, String> cells = cells(row, header);
        row.spoilt().entrySet().stream()
                .filter(spoilt -> spoilt.getKey() >= header.size() || COLUMNS.contains(header.get(spoilt.getKey())))
                .findFirst()
                .ifPresent(spoilt -> {
                    int place = spoilt.getKey();
                    throw new BadCell(header.get(place), row.cells().get(place), spoilt.getValue());
                });
        var reading = new ProductRow(row.line(), cells, company);
        Product product = reading.product();
        Row earlier = accepted.get(product.id());
        if (earlier != null) {
            throw new BadCell("id", product.id().value(), ImportRule.ID_TWICE.with(product.id(), earlier.line()));
        }
        for (ProductUnit unit : product.units()) {
            for (String code : unit.barcodes()) {
                if (Gtin.isAmong(product.barcodes(), code)) {
                    throw new BadCell("units", code, ImportRule.UNIT_CODE_TWICE.with(code));
                }
            }
        }
        for (String code : product.allBarcodes()) {
            refuseCodeOfEarlierRow(code);
        }
        product.allBarcodes().forEach(code -> idsByCode.put(Gtin.key(code), product.id()));
        accepted.put(product.id(), new Row(row.line(), product, reading.stockRule(), reading.warnings()));
    }

    /** What stands beside the table may be blank only. */
    private static Map<String, String> cells(TableRow row, List<String> header) {
        int width = row.cells().size();
        while (width > header.size()
                && !row.spoilt().containsKey(width - 1)
                && CellText.clean(row.cells().get(width - 1)).isEmpty()) {
            width--;
        }
        if (width != header.size()) {
            throw new BadCell("", "", ImportRule.ROW_LENGTH.with(width, header.size()));
        }
        var cells = new TreeMap<String, String>();
        for (int i = 0; i < width; i++) {
            cells.put(header.get(i), CellText.clean(row.cells().get(i)));
        }
        return cells;
    }

    // ---- codes that others bear

    private void refuseCodeOfEarlierRow(String code) {
        ProductId owner = idsByCode.get(Gtin.key(code));
        if (owner != null) {
            throw taken(code, owner);
        }
        for (ScaleItem scale : company.scaleItems()) {
            String item = scale.of(code).orElse("");
            ProductId itemsOwner = idsByCode.get(item);
            if (itemsOwner != null) {
                throw new BadCell(
                        "barcode", code, ImportRule.CODE_OF_LABEL.with(code, item, itemsOwner, nameOf(itemsOwner)));
            }
            if (scale.isItem(code)) {
                refuseItemOfEarlierLabel(code);
            }
        }
    }

    private void refuseItemOfEarlierLabel(String item) {
        String from = ScaleItem.keysBeginWith(item);
        Map.Entry<String, ProductId> label = idsByCode.ceilingEntry(from);
        if (label != null && label.getKey().startsWith(from) && label.getKey().length() == Gtin.DIGITS) {
            ProductId owner = label.getValue();
            String written = label.getKey().substring(1);
            throw new BadCell("barcode", item, ImportRule.CODE_OVER_LABEL.with(item, written, owner, nameOf(owner)));
        }
    }

    private BadCell taken(String code, ProductId owner) {
        return new BadCell("barcode", code, ImportRule.CODE_TAKEN.with(code, owner, nameOf(owner)));
    }

    private String nameOf(ProductId id) {
        Row row = accepted.get(id);
        return row == null ? "" : row.product().name();
    }

    /**
     * A code that another product bears already stays with that one, unless this file takes it from there. A row that is
     * refused leaves its product as it was, which may bear a code that the file meant for another, or is the part of a bundle
     * that would be new: so until nothing changes.
     */
    private void refuseWhatOthersForbid() {
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (Row row : List.copyOf(accepted.values())) {
                Problem problem = othersCode(row);
                problem = problem == null ? wrongPart(row) : problem;
                if (problem != null) {
                    problems.add(problem);
                    accepted.remove(row.product().id());
                    isChanged = true;
                }
            }
        }
    }

    /** What a bundle is made of is there, be it by this file, is no bundle itself, and comes in the amount that is said. */
    private @Nullable Problem wrongPart(Row row) {
        for (Map.Entry<ProductId, Quantity> part : row.product().rules().parts().entrySet()) {
            Row ofFile = accepted.get(part.getKey());
            Product product = ofFile == null ? company.product(part.getKey()).orElse(null) : ofFile.product();
            Sentence why = PartsCell.wrong(part.getKey(), part.getValue(), product);
            if (why != null) {
                return new Problem(row.line(), PartsCell.COLUMN, part.getKey().value(), why);
            }
        }
        return null;
    }

    private @Nullable Problem othersCode(Row row) {
        Product product = row.product();
        if (!product.active()) {
            return null;
        }
        Product before = company.product(product.id()).filter(Product::active).orElse(null);
        for (String code : product.allBarcodes()) {
            if (before != null && Gtin.isAmong(before.allBarcodes(), code)) {
                continue; // it was so before this file
            }
            Sentence sentence = othersCode(product.id(), code);
            if (sentence != null) {
                return new Problem(row.line(), "barcode", code, sentence);
            }
        }
        return null;
    }

    private @Nullable Sentence othersCode(ProductId id, String code) {
        Optional<Product> bearer = other(id, company.bearers(code));
        if (bearer.isPresent()) {
            return ImportRule.CODE_TAKEN.with(
                    code, bearer.get().id(), bearer.get().name());
        }
        for (ScaleItem scale : company.scaleItems()) {
            String item = scale.of(code).orElse("");
            Optional<Product> weighed = item.isEmpty() ? Optional.empty() : other(id, company.bearers(item));
            if (weighed.isPresent()) {
                return ImportRule.CODE_OF_LABEL.with(
                        code, item, weighed.get().id(), weighed.get().name());
            }
            Optional<Product> labelled = scale.isItem(code) ? other(id, company.beginningWith(code)) : Optional.empty();
            if (labelled.isPresent()) {
                return ImportRule.CODE_OVER_LABEL.with(
                        code,
                        ScaleItem.label(labelled.get(), code),
                        labelled.get().id(),
                        labelled.get().name());
            }
        }
        return null;
    }

    /** The first of those that this file leaves as they are. */
    private Optional<Product> other(ProductId id, List<Product> bearers) {
        return bearers.stream()
                .filter(bearer -> !bearer.id().equals(id) && !accepted.containsKey(bearer.id()))
                .findFirst();
    }
}
