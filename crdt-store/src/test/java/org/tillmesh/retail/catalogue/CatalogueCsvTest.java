package org.tillmesh.retail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.TaxCategory;

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
                "P2,6.28E+12,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;write all digits",
                "P2,6E12,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;write all digits",
                "P2,111|6.28E12,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;write all digits",
                "P2,6281000000101.0,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;write 6281000000101 ",
                "P2,6281000000101.,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;write 6281000000101 ",
                "P2,12.50,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;price",
                "P2,-,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;no barcode",
                "P2,...,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;no barcode",
                "P2,-6281,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;no barcode",
                "P2,٦٢٨١,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;no barcode",
                "P2,,Milk,,dairy,6281000000101,PCE,S15,no,no,0;price;barcode",
                "P2,,Milk,,dairy,96385074,PCE,S15,no,no,0;price;barcode",
                "P2,,Milk,,dairy,6281000000101.00,PCE,S15,no,no,0;price;barcode",
                "P2,,Milk,,dairy,1000000.01,PCE,S15,no,no,0;price;dearer",
                "P2,,M\uFFFD\uFFFDk,,dairy,1.00,PCE,S15,no,no,0;name;lost letters",
                "P2,,Milk,\uFFFD\uFFFD\uFFFD,dairy,1.00,PCE,S15,no,no,0;nameAr;lost letters",
                "P1,,Milk,,dairy,1.00,PCE,S15,no,no,0;id;P1",
                "P2,111,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;P1",
            })
    void a_malformed_row_is_named_by_row_and_column_and_the_rest_is_read(String row, String column, String says) {
        var result = CatalogueCsv.parse(HEADER + "P1,111,Good,جيد,dairy,1.00,PCE,S15,no,no,0\n" + row
                + "\nP3,333,Good,جيد,dairy,1.00,PCE,S15,no,no,0\n");

        assertThat(result.products()).extracting(Product::id).containsExactly(new ProductId("P1"), new ProductId("P3"));
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
                company(profiles, List.of()));

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
                new ProductId("P1"),
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
        var result = CatalogueCsv.parse(csv, company(new TreeMap<>(Map.of(profile.id(), profile)), List.of(there)));
        assertThat(result.problems()).isEmpty();
        return result.products().get(0);
    }

    @Test
    void codes_of_letters_and_of_any_usual_length_are_taken() {
        var result = CatalogueCsv.parse(HEADER
                + "P1,6281000000014|A-12.5/B|1001|2100017|00012345678905|12E|E12,Milk,,,0,PCE,S15,no,no,0\n"
                + "P2,12345,Ring,,,1000000.00,PCE,S15,no,no,0\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.products().get(0).barcodes()).hasSize(7);
    }

    @Test
    void a_spreadsheet_that_divides_by_semicolons_or_tabs_is_read_too() {
        for (String between : List.of(";", "\t")) {
            var result = CatalogueCsv.parse("id,name,price\nP1,\"Milk, fresh\",1.00\n"
                    .replaceFirst("id,name,price", "id" + between + "name" + between + "price")
                    .replace("P1,", "P1" + between)
                    .replace(",1.00", between + "1.00"));
            assertThat(result.problems()).isEmpty();
            assertThat(result.products().get(0).name()).isEqualTo("Milk, fresh");
        }
    }

    @Test
    void a_header_without_rows_is_said() {
        assertThat(CatalogueCsv.parse("id,name,price\n").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("no rows"));
    }

    @Test
    void a_category_that_is_not_there_is_named_with_those_that_are_and_one_that_a_product_has_stays() {
        var company = company(new TreeMap<>(), List.of(product("P3", "gone", "3")), "dairy", "bakery");
        var result = CatalogueCsv.parse(
                "id,name,price,category\nP1,Milk,1.00,dairy\nP2,Bread,1.00,bakrey\nP3,Old,1.00,gone\nP4,New,1.00,\n",
                company);
        assertThat(result.products()).extracting(Product::id).containsExactly(new ProductId("P1"), new ProductId("P3"), new ProductId("P4"));
        assertThat(result.problems()).singleElement().satisfies(p -> assertThat(p.toString())
                .startsWith("Row 3, column category")
                .contains("bakrey", "[bakery, dairy]"));
    }

    @Test
    void a_barcode_of_another_product_is_refused_with_its_name_in_whichever_file_that_one_came() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "111"), product("P2", "", "222")));
        var result = CatalogueCsv.parse("id,name,price,barcode\nP9,Copy,1.00,999|111\nP8,Own,1.00,888\n", company);
        assertThat(result.products()).extracting(Product::id).containsExactly(new ProductId("P8"));
        assertThat(result.problems()).singleElement().satisfies(p -> assertThat(p.toString())
                .startsWith("Row 2, column barcode")
                .contains("111", "\"P1\"", "Name of P1"));
    }

    @Test
    void a_number_in_another_length_is_the_same_barcode() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "0036000291452")));
        var result = CatalogueCsv.parse(
                "id,name,price,barcode\nP9,Copy,1.00,036000291452\nP7,Ean,1.00,6281000000014\n"
                        + "P8,Case of one,1.00,06281000000014\nP6,Case of twelve,1.00,16281000000011\n",
                company);
        assertThat(result.products()).extracting(Product::id).containsExactly(new ProductId("P7"), new ProductId("P6"));
        assertThat(result.problems()).extracting(CatalogueCsv.Problem::row).containsExactly(2, 4);
        assertThat(result.problems().get(0).message()).contains("Barcode 036000291452", "\"P1\"");
        assertThat(result.products().get(0).barcodes()).as("as it was written").containsExactly("6281000000014");

        var both = CatalogueCsv.parse("id,name,price,barcode\nP1,A,1.00,036000291452|0036000291452\n", company);
        assertThat(both.problems()).isEmpty();
    }

    @Test
    void a_file_may_move_a_barcode_from_one_product_to_another_if_it_takes_it_away_there() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "111"), product("P2", "", "222")));
        var moved = CatalogueCsv.parse("id,name,price,barcode\nP2,B,1.00,111\nP1,A,1.00,333\n", company);
        assertThat(moved.problems()).isEmpty();

        var refused =
                CatalogueCsv.parse("id,name,price,barcode\nP2,B,1.00,111\nP1,A,dear,333\nP5,C,1.00,222\n", company);
        assertThat(refused.products())
                .as("P1 keeps 111, so P2 keeps 222, so P5 can't have it")
                .isEmpty();
        assertThat(refused.problems()).extracting(CatalogueCsv.Problem::row).containsExactly(2, 3, 4);
    }

    @Test
    void products_that_share_a_barcode_since_earlier_can_still_be_priced() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "111"), product("P2", "", "111")));
        assertThat(CatalogueCsv.parse("id,name,price\nP1,A,2.00\nP2,B,2.00\n", company)
                        .products())
                .extracting(Product::id)
                .contains(new ProductId("P1"));
        assertThat(CatalogueCsv.parse("id,name,price\nP2,B,2.00\n", company).problems())
                .isEmpty();
    }

    private static Product product(String id, String category, String barcode) {
        return new Product(
                new ProductId(id),
                "Name of " + id,
                "اسم",
                category,
                Money.sar(100),
                "PCE",
                TaxCategory.S15,
                false,
                false,
                0,
                true,
                List.of(barcode));
    }

    /** @param categories any are taken where none are named */
    private static CatalogueCsv.Company company(
            TreeMap<String, TaxProfile> profiles, List<Product> products, String... categories) {
        return new CatalogueCsv.Company() {
            @Override
            public SortedMap<String, TaxProfile> taxProfiles() {
                return profiles;
            }

            @Override
            public Optional<Product> product(ProductId id) {
                return products.stream().filter(p -> p.id().equals(id)).findFirst();
            }

            @Override
            public List<Product> bearers(String code) {
                return products.stream()
                        .filter(p -> Gtin.isAmong(p.barcodes(), code))
                        .toList();
            }

            @Override
            public Optional<Set<String>> categories() {
                return categories.length == 0 ? Optional.empty() : Optional.of(new TreeSet<>(List.of(categories)));
            }
        };
    }
}
