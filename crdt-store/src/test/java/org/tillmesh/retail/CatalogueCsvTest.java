package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueCsvTest {
    private static final String HEADER =
            "id,barcode,name,nameAr,category,price,unit,tax,weighed,batchTracked,ageLimit\n";

    @Test
    void a_row_becomes_a_product() {
        var result = CatalogueCsv.parse(HEADER + "P1,111|222,Milk,حليب,dairy,6.25,PCE,S15,no,yes,0\n");

        assertThat(result.problems()).isEmpty();
        Product milk = result.products().get(0);
        assertThat(milk.barcodes()).containsExactly("111", "222");
        assertThat(milk.nameAr()).isEqualTo("حليب");
        assertThat(milk.price()).isEqualTo(Money.sar(625));
        assertThat(milk.batchTracked()).isTrue();
        assertThat(milk.active()).isTrue();
    }

    @Test
    void mark_line_ends_quotes_and_order_of_columns_are_taken_as_they_come() {
        var result = CatalogueCsv.parse(
                "\uFEFFname,price,id\r\n\"Milk, \"\"fresh\"\"\",6.25,P1\r\n\r\n\"two\nlines\",1.00,P2\r\nLast,1,P3");

        assertThat(result.problems()).isEmpty();
        assertThat(result.products())
                .extracting(Product::name)
                .containsExactly("Milk, \"fresh\"", "two\nlines", "Last");
        assertThat(result.products().get(2).price()).isEqualTo(Money.sar(100));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "P2,,Milk,,dairy,six,PCE,S15,no,no,0;price;six",
                "P2,,Milk,,dairy,-1.00,PCE,S15,no,no,0;price;negative",
                "P2,,Milk,,dairy,1.005,PCE,S15,no,no,0;price;12.50",
                "P2,,,,dairy,1.00,PCE,S15,no,no,0;name;empty",
                "P2,,Milk,,dairy,1.00,BOX,S15,no,no,0;unit;BOX",
                "P2,,Milk,,dairy,1.00,PCE,S20,no,no,0;tax;S20",
                "P2,,Milk,,dairy,1.00,PCE,S15,maybe,no,0;weighed;maybe",
                "P2,,Milk,,dairy,1.00,PCE,S15,yes,no,0;unit;KGM",
                "P2,,Milk,,dairy,1.00,PCE,S15,no,no,old;ageLimit;old",
                "P2,a b,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;a b",
                "P1,,Milk,,dairy,1.00,PCE,S15,no,no,0;id;P1",
                "P2,111,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;P1",
            })
    void a_malformed_row_is_named_by_row_and_column_and_the_rest_is_read(String row, String column, String says) {
        var result = CatalogueCsv.parse(HEADER + "P1,111,Good,جيد,dairy,1.00,PCE,S15,no,no,0\n" + row
                + "\nP3,333,Good,جيد,dairy,1.00,PCE,S15,no,no,0\n");

        assertThat(result.products()).extracting(Product::id).containsExactly("P1", "P3");
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(3);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.message()).contains(says);
        });
    }

    @Test
    void a_row_of_another_length_or_with_a_broken_quote_is_named() {
        var result = CatalogueCsv.parse(HEADER + "P1,111,Milk\nP2,\"22\"2,Milk,,dairy,1.00,PCE,S15,no,no,0\nP3,\"open");

        assertThat(result.products()).isEmpty();
        assertThat(result.problems()).extracting(CatalogueCsv.Problem::row).containsExactly(2, 3, 4);
    }

    @Test
    void a_header_that_lacks_or_invents_columns_stops_the_reading() {
        assertThat(CatalogueCsv.parse("id,name,colour\nP1,Milk,red").problems())
                .extracting(CatalogueCsv.Problem::column)
                .containsExactly("price", "colour");
        assertThat(CatalogueCsv.parse("").problems()).hasSize(1);
    }

    @Property
    void no_text_makes_it_throw(@ForAll String text) {
        CatalogueCsv.parse(text);
        CatalogueCsv.parse("id,name,price\n" + text);
    }

    @Test
    void a_tax_profile_gives_category_and_reason_and_one_that_is_unknown_or_contradicts_is_named() {
        var metals = new TaxProfile("metals", "Metals", "معادن", TaxCategory.Z, "VATEX-SA-36", "Metals", "", true);
        var old = new TaxProfile("old", "Old", "قديم", TaxCategory.E, "", "", "", false);
        var profiles = new TreeMap<>(Map.of("metals", metals, "old", old));

        var result = CatalogueCsv.parse(
                """
                id,name,price,tax,taxProfile
                P1,Gold,9.00,,metals
                P2,Silver,9.00,Z,metals
                P3,Tin,9.00,S15,metals
                P4,Lead,9.00,,lead
                P5,Iron,9.00,,old
                """,
                profiles,
                id -> Optional.empty());

        assertThat(result.products()).extracting(Product::taxProfile).containsExactly("metals", "metals");
        assertThat(result.products()).extracting(Product::tax).containsOnly(TaxCategory.Z);
        assertThat(result.problems())
                .extracting(CatalogueCsv.Problem::toString)
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("Row 4, column tax").contains("S15", "metals"),
                        p -> assertThat(p)
                                .startsWith("Row 5, column taxProfile")
                                .contains("lead", "[metals]"),
                        p -> assertThat(p)
                                .startsWith("Row 6, column taxProfile")
                                .contains("old"));
    }

    @Test
    void a_column_that_is_not_there_leaves_a_product_as_it_is() {
        var old = new TaxProfile("old", "Old", "قديم", TaxCategory.E, "VATEX-SA-29", "Finance", "", false);
        var there = new Product(
                "P1",
                "Salts",
                "أملاح",
                "drugs",
                Money.sar(500),
                "KGM",
                TaxCategory.E,
                true,
                true,
                18,
                false,
                List.of("111", "222"),
                true,
                "old");

        Product priced = only("id,name,price\nP1,Salts,6.00\n", old, there);
        assertThat(priced).usingRecursiveComparison().ignoringFields("price").isEqualTo(there);
        assertThat(priced.price()).isEqualTo(Money.sar(600));

        Product taxed = only("id,name,price,tax\nP1,Salts,6.00,S15\n", old, there);
        assertThat(taxed.tax()).isEqualTo(TaxCategory.S15);
        assertThat(taxed.taxProfile()).as("of another category").isEmpty();
        assertThat(taxed.barcodes()).containsExactly("111", "222");

        Product plain = only("id,name,price,taxProfile,barcode\nP1,Salts,6.00,,\n", old, there);
        assertThat(plain.tax()).isEqualTo(TaxCategory.E);
        assertThat(plain.taxProfile()).as("an empty cell takes it away").isEmpty();
        assertThat(plain.barcodes()).isEmpty();
    }

    private static Product only(String csv, TaxProfile profile, Product there) {
        var result = CatalogueCsv.parse(csv, new TreeMap<>(Map.of(profile.id(), profile)), id -> Optional.of(there)
                .filter(p -> p.id().equals(id)));
        assertThat(result.problems()).isEmpty();
        return result.products().get(0);
    }
}
