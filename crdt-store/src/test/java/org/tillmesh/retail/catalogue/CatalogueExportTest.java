package org.tillmesh.retail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.TaxCategory;

class CatalogueExportTest {
    /** With what divides, quotes and breaks cells, and what a spreadsheet would compute. */
    private static final Arbitrary<String> NAMES = Arbitraries.strings()
            .withChars("abcحليب١٢,;\t\"'=+-@|\n\r 0.")
            .ofMinLength(1)
            .ofMaxLength(12)
            .map(CellText::clean)
            .filter(name -> !name.isEmpty());

    @Provide
    Arbitrary<Product> products() {
        var flags = Arbitraries.of(true, false);
        return Combinators.combine(
                        NAMES,
                        NAMES,
                        Arbitraries.of("", "dairy"),
                        Arbitraries.longs().between(0, 100_000_000),
                        Arbitraries.of("KGM", "LTR", "MTR"),
                        Arbitraries.of(TaxCategory.values()),
                        Arbitraries.of("", "6281000000014", "0001|A-1%"),
                        flags.tuple2())
                .as((name, nameAr, category, price, unit, tax, codes, flag) -> new Product(
                        new ProductId("P1"),
                        name,
                        nameAr,
                        category,
                        Money.sar(price),
                        unit,
                        tax,
                        flag.get1(),
                        flag.get2(),
                        flag.get1() ? 18 : 0,
                        flag.get2(),
                        codes.isEmpty() ? List.of() : List.of(codes.split("\\|"))));
    }

    @Property
    void what_is_given_out_is_taken_in_as_it_was(@ForAll("products") Product product) {
        var result = CatalogueImport.parse(CatalogueExport.csv(List.of(product), StockRule::none));
        assertThat(result.problems()).isEmpty();
        assertThat(result.products()).containsExactly(product);
    }

    @Test
    void a_name_is_no_formula_to_a_spreadsheet() {
        var product = new Product(
                new ProductId("P1"),
                "=1+1",
                "=1",
                "",
                Money.sar(100),
                "PCE",
                TaxCategory.S15,
                false,
                false,
                0,
                true,
                List.of());
        assertThat(CatalogueExport.csv(List.of(product), StockRule::none)).doesNotContain(",=");
    }

    @Test
    void an_empty_catalogue_gives_a_header_to_fill_in() {
        assertThat(CatalogueExport.csv(List.of(), StockRule::none))
                .isEqualTo("\uFEFF" + String.join(",", CatalogueImport.COLUMNS) + "\r\n");
    }
}
