package org.tillmesh.retail.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.words.Sentence;

/** One row of a catalogue's table, read into a product. */
final class ProductRow {
    private static final int ID_MAX = 64;
    private static final int NAME_MAX = 200;
    private static final int LISTED_MAX = 30;
    private static final List<String> UNITS = List.of("PCE", "KGM", "LTR", "MTR");
    private static final List<String> TAXES = List.of("S15", "S5", "Z", "E", "O");

    private static final Pattern BARCODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.$/+%-]{0,47}");
    private static final Pattern BETWEEN_BARCODES = Pattern.compile("\\|");
    private static final Pattern SHORTENED = Pattern.compile("[0-9]+([.,][0-9]+)?[Ee][+-]?[0-9]+");
    private static final Pattern WITH_DECIMALS = Pattern.compile("[0-9]+[.,]0*");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]*[.,][0-9]+");
    private static final Pattern LIKE_A_BARCODE = Pattern.compile("[0-9]{8,}([.]0+)?");
    private static final Pattern DATE =
            Pattern.compile("[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}|[0-9]{1,2}[-/][0-9]{1,2}[-/]([0-9]{2}|[0-9]{4})"
                    + "|[0-9]{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(-[0-9]{2,4})?");

    /** The sign of a reader, or the question marks of a writer that had no such letters. */
    private static final Pattern LOST = Pattern.compile("\uFFFD|^[?\\s]*[?][?\\s]*$|(^|\\s)[?]{2,}(\\s|$)");

    private static final Pattern AGE = Pattern.compile("[0-9]{1,2}");

    private final int line;

    /** What the row says, by column, without blanks at the ends; a column that the file lacks is not there. */
    private final Map<String, String> cells;

    private final CatalogueImport.Company company;
    private final List<CatalogueImport.Problem> warnings = new ArrayList<>();

    ProductRow(int line, Map<String, String> cells, CatalogueImport.Company company) {
        this.line = line;
        this.cells = cells;
        this.company = company;
    }

    /** @throws BadCell if a cell says nothing that can be taken */
    Product product() {
        ProductId id = id();
        Product there = company.product(id).orElse(null);
        String name = text("name", NAME_MAX);
        String unit = unit(there);
        boolean weighed = yes("weighed", there != null && there.weighed());
        if (weighed && !Product.isDivisible(unit)) {
            throw bad("unit", ImportRule.WEIGHED_BY_PIECE.with(unit));
        }
        String profile = profile(there);
        return whole(new Product(
                id,
                name,
                nameAr(name, there),
                category(there),
                price(),
                unit,
                tax(profile, there),
                weighed,
                yes("batchTracked", there != null && there.batchTracked()),
                age(there),
                yes("active", there == null || there.active()),
                barcodes(weighed, there),
                there != null && there.giftCard(),
                profile,
                units(there),
                rules(id, there)));
    }

    private List<ProductUnit> units(@Nullable Product there) {
        return there != null && isKept("units", there) ? there.units() : UnitsCell.read(cell("units"));
    }

    private SellingRules rules(ProductId id, @Nullable Product there) {
        SellingRules before = there == null ? SellingRules.NONE : there.rules();
        return new SellingRules(
                yes("serials", before.serials()),
                there != null && isKept("container", there) ? before.container() : container(id),
                there != null && isKept(PartsCell.COLUMN, there)
                        ? before.parts()
                        : PartsCell.read(cell(PartsCell.COLUMN), id));
    }

    /** How the product is stocked, once {@link #product} has read the row. @throws BadCell as that does */
    StockRule stockRule() {
        StockRule before = company.stockRule(id());
        return before.saying(
                yes("negativeStock", before.negative()), cells.containsKey("minStock") ? minStock() : before.min());
    }

    private @Nullable Quantity minStock() {
        String text = cell("minStock");
        if (text.isEmpty()) {
            return null;
        }
        try {
            Quantity qty = Quantity.parse(text);
            if (!qty.isNegative()) {
                return qty;
            }
        } catch (IllegalArgumentException | RetailException e) {
            throw bad("minStock", ImportRule.NO_STOCK.with(CellText.shown(text)));
        }
        throw bad("minStock", ImportRule.NO_STOCK.with(CellText.shown(text)));
    }

    /** The stock has the parts in its place, so it can't be weighed, have batches or numbers of its own. */
    private Product whole(Product product) {
        SellingRules rules = product.rules();
        if (rules.isBundle()
                && (product.weighed()
                        || product.batchTracked()
                        || product.giftCard()
                        || rules.serials()
                        || Product.isDivisible(product.unit()))) {
            throw bad(PartsCell.COLUMN, ImportRule.BUNDLE_MEASURED.with(product.id(), product.unit()));
        }
        return product;
    }

    /** Another product, be it in the same file. */
    private @Nullable ProductId container(ProductId id) {
        String other = whole("container");
        String unseen = CellText.firstUnseen(other);
        if (!unseen.isEmpty()) {
            throw bad("container", ImportRule.LETTER_UNSEEN.with(CellText.shown(other), unseen));
        }
        if (other.equals(id.value()) || other.length() > ID_MAX) {
            throw bad("container", ImportRule.CONTAINER_ITSELF.with(CellText.shown(other)));
        }
        return other.isEmpty() ? null : new ProductId(other);
    }

    private ProductId id() {
        String id = text("id", ID_MAX);
        String unseen = CellText.firstUnseen(id);
        if (!unseen.isEmpty()) {
            throw bad("id", ImportRule.LETTER_UNSEEN.with(CellText.shown(id), unseen));
        }
        return new ProductId(id);
    }

    /** What should be looked at in a product that was taken. */
    List<CatalogueImport.Problem> warnings() {
        return List.copyOf(warnings);
    }

    private String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    /** Whether the product keeps what it has, because the file says nothing of it. */
    private boolean isKept(String column, @Nullable Product there) {
        return there != null && !cells.containsKey(column);
    }

    private BadCell bad(String column, Sentence sentence) {
        return new BadCell(column, cell(column), sentence);
    }

    // ---- words

    private String text(String column, int max) {
        String text = whole(column);
        if (text.isEmpty()) {
            throw bad(column, ImportRule.CELL_EMPTY.with(max));
        }
        return text;
    }

    private String nameAr(String name, @Nullable Product there) {
        if (there != null && isKept("nameAr", there)) {
            return there.nameAr();
        }
        String text = whole("nameAr");
        return text.isEmpty() ? name : text;
    }

    /** What an earlier program could not read or write stands for letters that are lost. */
    private String whole(String column) {
        String text = cell(column);
        if (LOST.matcher(text).find()) {
            throw bad(column, ImportRule.LETTERS_LOST.with(CellText.shown(text)));
        }
        int max = column.equals("id") ? ID_MAX : NAME_MAX;
        if (text.length() > max) {
            throw bad(column, ImportRule.TEXT_LONG.with(CellText.shown(text), text.length(), max));
        }
        return text;
    }

    // ---- choices

    private String unit(@Nullable Product there) {
        return there != null && isKept("unit", there) ? there.unit() : oneOf("unit", UNITS);
    }

    /** The first choice stands for an empty cell. */
    private String oneOf(String column, List<String> choices) {
        String text = cell(column);
        if (text.isEmpty()) {
            return choices.get(0);
        }
        return choices.stream()
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(
                        () -> bad(column, ImportRule.NO_CHOICE.with(CellText.shown(text), String.join(", ", choices))));
    }

    /** Also what a spreadsheet writes for a box that is ticked. @param kept stands where the file has no such column */
    private boolean yes(String column, boolean kept) {
        if (!cells.containsKey(column)) {
            return kept;
        }
        String text = cell(column);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> column.equals("active") || column.equals("negativeStock");
            case "yes", "true", "نعم" -> true;
            case "no", "false", "لا" -> false;
            default -> throw bad(column, ImportRule.NO_YES.with(CellText.shown(text)));
        };
    }

    private int age(@Nullable Product there) {
        if (there != null && isKept("ageLimit", there)) {
            return there.ageLimit();
        }
        String text = cell("ageLimit");
        if (text.isEmpty()) {
            return 0;
        }
        if (!AGE.matcher(text).matches()) {
            throw bad("ageLimit", ImportRule.NO_AGE.with(CellText.shown(text)));
        }
        return Integer.parseInt(text);
    }

    /** Also a category that is there no more may stay with a product that had it. */
    private String category(@Nullable Product there) {
        if (there != null && (isKept("category", there) || there.category().equals(cell("category")))) {
            return there.category();
        }
        String id = whole("category");
        String unseen = CellText.firstUnseen(id);
        if (!unseen.isEmpty()) {
            throw bad("category", ImportRule.LETTER_UNSEEN.with(CellText.shown(id), unseen));
        }
        Set<String> categories = company.categories().orElse(null);
        if (id.isEmpty() || categories == null || categories.contains(id)) {
            return id;
        }
        throw bad("category", ImportRule.CATEGORY_UNKNOWN.with(CellText.shown(id), listed(categories)));
    }

    private static String listed(Collection<String> all) {
        String some = String.join(", ", all.stream().limit(LISTED_MAX).toList());
        return all.size() > LISTED_MAX ? some + " …" : some;
    }

    // ---- tax

    /** A profile is of one category: it stays if neither it nor another category is said. */
    private String profile(@Nullable Product there) {
        if (there == null || !isKept("taxProfile", there)) {
            return cell("taxProfile");
        }
        boolean isSameTax = !cells.containsKey("tax") || there.tax().code().equalsIgnoreCase(cell("tax"));
        return isSameTax ? there.taxProfile() : "";
    }

    private TaxCategory tax(String profileId, @Nullable Product there) {
        TaxCategory said =
                there != null && isKept("tax", there) ? there.tax() : TaxCategory.valueOf(oneOf("tax", TAXES));
        if (profileId.isEmpty()) {
            return said;
        }
        TaxProfile profile = company.taxProfiles().get(profileId);
        boolean kept = there != null && there.taxProfile().equals(profileId); // also one that is given no more
        if (profile == null || !(profile.active() || kept)) {
            List<String> active = company.taxProfiles().values().stream()
                    .filter(TaxProfile::active)
                    .map(TaxProfile::id)
                    .toList();
            throw bad("taxProfile", ImportRule.PROFILE_UNKNOWN.with(CellText.shown(profileId), listed(active)));
        }
        if (!cell("tax").isEmpty() && said != profile.category()) {
            throw bad(
                    "tax",
                    ImportRule.PROFILE_OF_OTHER_TAX.with(
                            said.code(), profileId, profile.category().code()));
        }
        return profile.category();
    }

    // ---- price

    private Money price() {
        String text = cell("price");
        String shown = CellText.shown(text);
        if (text.isEmpty()) {
            throw bad("price", ImportRule.PRICE_EMPTY.with());
        }
        if (LIKE_A_BARCODE.matcher(text).matches()) {
            throw bad("price", ImportRule.PRICE_LIKE_CODE.with(shown));
        }
        Money price;
        try {
            price = Money.parse(text, Money.SAR);
        } catch (IllegalArgumentException e) {
            throw bad("price", ImportRule.NO_PRICE.with(shown));
        }
        if (price.isNegative()) {
            throw bad("price", ImportRule.PRICE_NEGATIVE.with(shown));
        }
        if (price.compareTo(Product.PRICE_MAX) > 0) {
            throw bad("price", ImportRule.PRICE_HIGH.with(shown, Product.PRICE_MAX));
        }
        return price;
    }

    // ---- barcodes

    private List<String> barcodes(boolean weighed, @Nullable Product there) {
        if (there != null && isKept("barcode", there)) {
            return there.barcodes();
        }
        var codes = new ArrayList<String>();
        for (String code : BETWEEN_BARCODES.split(cell("barcode"), -1)) {
            String clean = CellText.clean(code);
            if (!clean.isEmpty()) {
                refuseSpoilt("barcode", clean);
                lookAt(clean, weighed);
                codes.add(clean);
            }
        }
        return codes;
    }

    /** What a spreadsheet made of a code is refused, because its digits are lost or may be. */
    static void refuseSpoilt(String column, String code) {
        String shown = CellText.shown(code);
        String unseen = CellText.firstUnseen(code);
        Sentence why = !unseen.isEmpty()
                ? ImportRule.LETTER_UNSEEN.with(shown, unseen)
                : SHORTENED.matcher(code).matches()
                        ? ImportRule.CODE_SHORTENED.with(shown)
                        : WITH_DECIMALS.matcher(code).matches()
                                ? ImportRule.CODE_WITH_DECIMALS.with(shown, shown.replaceFirst("[.,].*", ""))
                                : wrong(code, shown);
        if (why != null) {
            throw new BadCell(column, code, why);
        }
    }

    private static @Nullable Sentence wrong(String code, String shown) {
        if (DECIMAL.matcher(code).matches()) {
            return ImportRule.CODE_LIKE_PRICE.with(shown);
        }
        if (DATE.matcher(code).matches()) {
            return ImportRule.CELL_DATE.with(shown);
        }
        return BARCODE.matcher(code).matches() ? null : ImportRule.NO_CODE.with(shown);
    }

    private void lookAt(String code, boolean weighed) {
        if (weighed) {
            company.scaleItems().stream()
                    .flatMap(scale -> scale.of(code).stream())
                    .findFirst()
                    .ifPresent(item -> warn(code, ImportRule.LABEL_WHOLE.with(code, item)));
        }
        Gtin.mended(code).ifPresent(mended -> warn(code, ImportRule.CHECK_DIGIT.with(code, mended)));
        Gtin.withLostZero(code).ifPresent(mended -> warn(code, ImportRule.ZERO_LOST.with(code, mended)));
    }

    private void warn(String code, Sentence sentence) {
        warnings.add(new CatalogueImport.Problem(line, "barcode", code, sentence));
    }
}
