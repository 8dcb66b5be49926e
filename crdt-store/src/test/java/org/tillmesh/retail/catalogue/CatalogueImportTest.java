package org.tillmesh.retail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
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
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.words.Reader;

class CatalogueImportTest {
    private static CatalogueImport.Result parse(String csv) {
        return CatalogueImport.parse(csv);
    }

    private static CatalogueImport.Result parse(String csv, CatalogueImport.Company company) {
        return CatalogueImport.read(new CsvReader(csv), company, rows -> {});
    }

    private static final String HEADER =
            "id,barcode,name,nameAr,category,price,unit,tax,weighed,batchTracked,ageLimit\n";

    @Test
    void a_row_becomes_a_product() {
        var result = parse(HEADER + "P1,111|222,Milk,حليب,dairy,6.25,PCE,S15,no,yes,0\n");

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
        var result = parse(
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
                "P2,,\u00a0\u200f\u200b,,dairy,1.00,PCE,S15,no,no,0;name;empty",
                "\u200f\ufeff\u2060,,Milk,,dairy,1.00,PCE,S15,no,no,0;id;empty",
                "P\u200f2,,Milk,,dairy,1.00,PCE,S15,no,no,0;id;U+200F",
                "P2,628\u200b1000000101,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;U+200B",
                "P2,,????,,dairy,1.00,PCE,S15,no,no,0;name;lost letters",
                "P2,,Milk,???? ??,dairy,1.00,PCE,S15,no,no,0;nameAr;lost letters",
                "P2,,Milk ?? 2,,dairy,1.00,PCE,S15,no,no,0;name;lost letters",
                "P2,2026-05-01,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;date",
                "P2,1/5/2026,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;date",
                "P2,5-May,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;date",
                "P2,,Milk,,dairy,,PCE,S15,no,no,0;price;empty",
                "P2,,Milk,,dairy,٦.٢٥,PCE,S15,no,no,0;price;12.50",
                "P1,,Milk,,dairy,1.00,PCE,S15,no,no,0;id;P1",
                "P2,111,Milk,,dairy,1.00,PCE,S15,no,no,0;barcode;P1",
            })
    void a_malformed_row_is_named_by_row_and_column_and_the_rest_is_read(String row, String column, String says) {
        var result = parse(HEADER + "P1,111,Good,جيد,dairy,1.00,PCE,S15,no,no,0\n" + row
                + "\nP3,333,Good,جيد,dairy,1.00,PCE,S15,no,no,0\n");

        assertThat(result.products())
                .extracting(product -> product.id().value())
                .containsExactly("P1", "P3");
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.row()).isEqualTo(3);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.message()).contains(says);
        });
    }

    @Test
    void a_row_of_another_length_or_with_a_broken_quote_is_named() {
        var result = parse(HEADER + "P1,111,Milk\nP2,\"22\"2,Milk,,dairy,1.00,PCE,S15,no,no,0\nP3,\"open");

        assertThat(result.products()).isEmpty();
        assertThat(result.problems()).extracting(CatalogueImport.Problem::row).containsExactly(2, 3, 4);
    }

    @Test
    void a_header_that_lacks_or_invents_columns_stops_the_reading() {
        assertThat(parse("id,name,colour\nP1,Milk,red").problems())
                .extracting(CatalogueImport.Problem::column)
                .containsExactly("price");
        assertThat(parse("").problems()).hasSize(1);
    }

    @Property
    void no_text_makes_it_throw(@ForAll String text) {
        parse(text);
        parse("id,name,price\n" + text);
    }

    @Test
    void a_tax_profile_gives_category_and_reason_and_one_that_is_unknown_or_contradicts_is_named() {
        var metals = new TaxProfile("metals", "Metals", "معادن", TaxCategory.Z, "VATEX-SA-36", "Metals", "", true);
        var old = new TaxProfile("old", "Old", "قديم", TaxCategory.E, "", "", "", false);
        var profiles = new TreeMap<>(Map.of("metals", metals, "old", old));

        var result = parse(
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
                .extracting(CatalogueImport.Problem::toString)
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
        Product there = new Product(
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
                        "old")
                .withUnits(List.of(new ProductUnit("box", "Box", "صندوق", Quantity.of(6), null, List.of("600"))));

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
        var result = parse(csv, company(new TreeMap<>(Map.of(profile.id(), profile)), List.of(there)));
        assertThat(result.problems()).isEmpty();
        return result.products().get(0);
    }

    @Test
    void codes_of_letters_and_of_any_usual_length_are_taken() {
        var result = parse(HEADER
                + "P1,6281000000014|A-12.5/B|1001|2100017|00012345678905|12E|E12,Milk,,,0,PCE,S15,no,no,0\n"
                + "P2,12345,Ring? Yes???,,,1000000.00,PCE,S15,no,no,0\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.products().get(0).barcodes()).hasSize(7);
    }

    @Test
    void a_spreadsheet_that_divides_by_semicolons_or_tabs_is_read_too() {
        for (String between : List.of(";", "\t")) {
            var result = parse("id,name,price\nP1,\"Milk, fresh\",1.00\n"
                    .replaceFirst("id,name,price", "id" + between + "name" + between + "price")
                    .replace("P1,", "P1" + between)
                    .replace(",1.00", between + "1.00"));
            assertThat(result.problems()).isEmpty();
            assertThat(result.products().get(0).name()).isEqualTo("Milk, fresh");
        }
    }

    @Test
    void what_a_first_line_says_of_the_separator_stands() {
        var result = parse("sep=;\r\nid;name;price\r\nP1;Milk, fresh, cold;1.00\r\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.products().get(0).name()).isEqualTo("Milk, fresh, cold");
        assertThat(parse("sep=|\nid|name|price\nP1|Milk|dear\n").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.row()).isEqualTo(3));
    }

    @Test
    void the_separator_is_what_the_header_has_most_of() {
        assertThat(parse("\"id\";\"name\";\"price\";\"category\"\nP1;Milk;1.00;\"a,b,c\"\n")
                        .products())
                .hasSize(1);
    }

    @Test
    void a_header_without_rows_is_said() {
        assertThat(parse("id,name,price\n").problems()).singleElement().satisfies(p -> assertThat(p.message())
                .contains("no rows"));
    }

    @Test
    void a_category_that_is_not_there_is_named_with_those_that_are_and_one_that_a_product_has_stays() {
        var company = company(new TreeMap<>(), List.of(product("P3", "gone", "3")), "dairy", "bakery");
        var result = parse(
                "id,name,price,category\nP1,Milk,1.00,dairy\nP2,Bread,1.00,bakrey\nP3,Old,1.00,gone\nP4,New,1.00,\n",
                company);
        assertThat(result.products())
                .extracting(product -> product.id().value())
                .containsExactly("P1", "P3", "P4");
        assertThat(result.problems()).singleElement().satisfies(p -> assertThat(p.toString())
                .startsWith("Row 3, column category")
                .contains("bakrey", "[bakery, dairy]"));
    }

    @Test
    void a_barcode_of_another_product_is_refused_with_its_name_in_whichever_file_that_one_came() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "111"), product("P2", "", "222")));
        var result = parse("id,name,price,barcode\nP9,Copy,1.00,999|111\nP8,Own,1.00,888\n", company);
        assertThat(result.products())
                .extracting(product -> product.id().value())
                .containsExactly("P8");
        assertThat(result.problems()).singleElement().satisfies(p -> assertThat(p.toString())
                .startsWith("Row 2, column barcode")
                .contains("111", "\"P1\"", "Name of P1"));
    }

    @Test
    void a_number_in_another_length_is_the_same_barcode() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "0036000291452")));
        var result = parse(
                "id,name,price,barcode\nP9,Copy,1.00,036000291452\nP7,Ean,1.00,6281000000014\n"
                        + "P8,Case of one,1.00,06281000000014\nP6,Case of twelve,1.00,16281000000011\n",
                company);
        assertThat(result.products())
                .extracting(product -> product.id().value())
                .containsExactly("P7", "P6");
        assertThat(result.problems()).extracting(CatalogueImport.Problem::row).containsExactly(2, 4);
        assertThat(result.problems().get(0).message()).contains("Barcode 036000291452", "\"P1\"");
        assertThat(result.products().get(0).barcodes()).as("as it was written").containsExactly("6281000000014");

        var both = parse("id,name,price,barcode\nP1,A,1.00,036000291452|0036000291452\n", company);
        assertThat(both.problems()).isEmpty();
    }

    @Test
    void a_file_may_move_a_barcode_from_one_product_to_another_if_it_takes_it_away_there() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "111"), product("P2", "", "222")));
        var moved = parse("id,name,price,barcode\nP2,B,1.00,111\nP1,A,1.00,333\n", company);
        assertThat(moved.problems()).isEmpty();

        var refused = parse("id,name,price,barcode\nP2,B,1.00,111\nP1,A,dear,333\nP5,C,1.00,222\n", company);
        assertThat(refused.products())
                .as("P1 keeps 111, so P2 keeps 222, so P5 can't have it")
                .isEmpty();
        assertThat(refused.problems()).extracting(CatalogueImport.Problem::row).containsExactly(2, 3, 4);
    }

    @Test
    void products_that_share_a_barcode_since_earlier_can_still_be_priced() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "111"), product("P2", "", "111")));
        assertThat(parse("id,name,price\nP1,A,2.00\nP2,B,2.00\n", company).products())
                .extracting(product -> product.id().value())
                .contains("P1");
        assertThat(parse("id,name,price\nP2,B,2.00\n", company).problems()).isEmpty();
    }

    // ---- codes of scales

    private static final String LABEL = "2100017012503";

    @Test
    void a_label_of_anothers_scale_is_refused_and_so_is_an_item_number_that_anothers_label_begins_with() {
        var company =
                company(new TreeMap<>(), List.of(product("W1", "", "2100017"), product("P1", "", "2100024000005")));
        var result = parse(
                "id,name,price,barcode\nP9,Fixed,1.00," + LABEL
                        + "\nW9,Figs,1.00,2100024\nP8,Other,1.00,2100031000005\n",
                company);
        assertThat(result.products())
                .extracting(product -> product.id().value())
                .containsExactly("P8");
        assertThat(result.problems())
                .extracting(CatalogueImport.Problem::toString)
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("Row 2, column barcode").contains(LABEL, "\"W1\"", "2100017;"),
                        p -> assertThat(p)
                                .startsWith("Row 3, column barcode")
                                .contains("2100024 ", "\"P1\"", "2100024000005"));
    }

    @Test
    void so_it_is_within_a_file() {
        var result = parse(
                "id,name,price,barcode,weighed,unit\nW1,Dates,1.00,2100017,yes,KGM\nP9,Fixed,1.00," + LABEL
                        + ",no,PCE\nP1,Box,1.00,2100024000005,no,PCE\nW2,Figs,1.00,2100024,yes,KGM\n",
                company(new TreeMap<>(), List.of()));
        assertThat(result.products())
                .extracting(product -> product.id().value())
                .containsExactly("W1", "P1");
        assertThat(result.problems())
                .extracting(CatalogueImport.Problem::toString)
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("Row 3, column barcode").contains(LABEL, "\"W1\" (Dates)"),
                        p -> assertThat(p).startsWith("Row 5, column barcode").contains("\"P1\" (Box)"));
    }

    // ---- what is taken, and should be looked at

    @Test
    void wrong_check_digits_lost_zeros_and_whole_labels_of_weighed_products_are_warned_of() {
        var result = parse(
                "id,name,price,barcode,weighed,unit\nP1,A,1.00,6281000000015|6281000000021,no,PCE\n"
                        + "P2,B,1.00,36000291452,no,PCE\nP3,C,1.00," + LABEL
                        + ",yes,KGM\nP4,D,1.00,12345|ABC-1,no,PCE\n",
                company(new TreeMap<>(), List.of()));
        assertThat(result.products()).hasSize(4);
        assertThat(result.warnings())
                .extracting(CatalogueImport.Problem::toString)
                .satisfiesExactly(
                        w -> assertThat(w)
                                .startsWith("Row 2, column barcode")
                                .contains("6281000000015", "6281000000014"),
                        w -> assertThat(w).startsWith("Row 3, column barcode").contains("036000291452"),
                        w -> assertThat(w).startsWith("Row 4, column barcode").contains("2100017"));
    }

    @Test
    void a_row_that_is_left_out_warns_of_nothing() {
        assertThat(parse("id,name,price,barcode\nP1,A,dear,6281000000015\n").warnings())
                .isEmpty();
    }

    // ---- as spreadsheets write

    @Test
    void blanks_that_no_eye_sees_are_no_part_of_a_cell() {
        var result = parse("id,name,nameAr,price\n\u200eP1\u00a0,\u00a0Milk\u200f,\u200fحليب\u200e,\u00a06.25\n");
        assertThat(result.problems()).isEmpty();
        Product milk = result.products().get(0);
        assertThat(List.of(milk.id().value(), milk.name(), milk.nameAr())).containsExactly("P1", "Milk", "حليب");
    }

    @Test
    void an_arabic_name_of_nothing_but_blanks_falls_back_to_the_other() {
        assertThat(parse("id,name,nameAr,price\nP1,Milk,\u200f\u00a0,6.25\n")
                        .products()
                        .get(0)
                        .nameAr())
                .isEqualTo("Milk");
    }

    @Test
    void empty_rows_and_columns_beside_the_table_are_passed_over() {
        var result = parse(
                ",,,,\r\nid,name,price,,\r\nP1,Milk,6.25,,\r\n,,,,\r\n \t,\u00a0,,,\r\nP2,Tea,1.00,,\r\n,,,,\r\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.rows()).isEqualTo(2);
        assertThat(result.products())
                .extracting(product -> product.id().value())
                .containsExactly("P1", "P2");
    }

    @Test
    void what_stands_beside_the_table_is_refused() {
        var result = parse("id,name,price,,\nP1,Milk,6.25,,see there\nP2,Tea,1.00,,\n");
        assertThat(result.products())
                .extracting(product -> product.id().value())
                .containsExactly("P2");
        assertThat(result.problems()).singleElement().satisfies(p -> assertThat(p.row())
                .isEqualTo(2));
        assertThat(parse("id,,name,price\nP1,,Milk,1\n").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("place 2"));
    }

    @Test
    void the_names_of_columns_are_taken_in_capital_letters_and_with_spaces() {
        var result = parse("ID,Name,NAME AR,Price,Batch-tracked,age_limit\nP1,Milk,حليب,1,TRUE,18\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.products().get(0).nameAr()).isEqualTo("حليب");
        assertThat(result.products().get(0).batchTracked()).isTrue();
        assertThat(result.products().get(0).ageLimit()).isEqualTo(18);
    }

    @Test
    void a_message_quotes_no_more_than_a_line_of_a_huge_cell() {
        String huge = "x".repeat(100_000);
        var result = parse(
                "id,name,price,unit\n" + huge + ",A,1,\nP1," + huge + ",1,\nP2,A," + huge + ",\nP3,A,1," + huge + "\n");
        assertThat(result.products()).isEmpty();
        assertThat(result.problems()).hasSize(4).allSatisfy(p -> assertThat(
                        p.toString().length() + p.value().length())
                .isLessThan(400));
    }

    @Test
    void a_file_of_too_many_rows_is_refused_whole() {
        var endless = new Iterator<TableRow>() {
            private int line;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public TableRow next() {
                line++;
                return new TableRow(line, line == 1 ? List.of("id", "name", "price") : List.of("P1", "A", "1"), null);
            }
        };
        assertThatThrownBy(() -> CatalogueImport.read(endless, CatalogueImport.Company.EMPTY, rows -> {}))
                .isInstanceOf(BadTable.class)
                .hasMessageContaining("200000");
    }

    @Test
    void a_product_keeps_a_code_that_no_file_could_give_it_as_long_as_the_file_says_nothing_of_it() {
        var company = company(new TreeMap<>(), List.of(product("P1", "", "6.28E+12")));
        assertThat(parse("id,name,price\nP1,A,2.00\n", company).problems()).isEmpty();
    }

    @Test
    void each_problem_names_row_column_value_and_mend_in_arabic_too() {
        CatalogueImport.Problem problem =
                parse("id,name,price\nP1,Milk,six\n").problems().get(0);
        assertThat(List.of(problem.row(), problem.column(), problem.value())).containsExactly(2, "price", "six");
        assertThat(problem.whole().in(new Reader(Locale.forLanguageTag("ar"), ZoneOffset.UTC)))
                .contains("الصف", "price", "six", "12.50");
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
    private static CatalogueImport.Company company(
            TreeMap<String, TaxProfile> profiles, List<Product> products, String... categories) {
        return new CatalogueImport.Company() {
            @Override
            public SortedMap<String, TaxProfile> taxProfiles() {
                return profiles;
            }

            @Override
            public Optional<Product> product(ProductId id) {
                return products.stream().filter(p -> p.id().equals(id)).findFirst();
            }

            @Override
            public StockRule stockRule(ProductId id) {
                return StockRule.none(id);
            }

            @Override
            public List<Product> bearers(String code) {
                return products.stream()
                        .filter(p -> Gtin.isAmong(p.barcodes(), code))
                        .toList();
            }

            @Override
            public List<Product> beginningWith(String digits) {
                return products.stream()
                        .filter(p -> !ScaleItem.label(p, digits).isEmpty())
                        .toList();
            }

            @Override
            public List<ScaleItem> scaleItems() {
                return List.of(new ScaleItem("21", 7));
            }

            @Override
            public Optional<Set<String>> categories() {
                return categories.length == 0 ? Optional.empty() : Optional.of(new TreeSet<>(List.of(categories)));
            }
        };
    }

    @Test
    void a_column_of_another_name_is_left_out_and_said_to_be() {
        CatalogueImport.Result read = parse("id,name,price,colour\nP1,Milk,1.00,red");

        assertThat(read.products()).hasSize(1);
        assertThat(read.problems()).isEmpty();
        assertThat(read.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.column()).isEqualTo("colour");
            assertThat(warning.message()).contains("colour").contains("left out");
        });
    }

    @Test
    void units_serials_and_containers_go_out_and_come_in_the_same() {
        Product milk = parse("id,name,price,barcode,units,serials,container\n"
                        + "P1,Milk,1.00,111,box;12;10.00;222 333;Box of 12;صندوق|tray;6;;;Tray \\; small,yes,P2")
                .products()
                .get(0);

        assertThat(milk.units()).extracting(ProductUnit::code).containsExactly("box", "tray");
        assertThat(milk.units().get(0).barcodes()).containsExactly("222", "333");
        assertThat(milk.units().get(1).price()).isNull();
        assertThat(milk.units().get(1).name()).isEqualTo("Tray ; small");
        assertThat(milk.rules()).isEqualTo(new SellingRules(true, new ProductId("P2")));
        assertThat(parse(CatalogueExport.csv(List.of(milk), StockRule::none)).products())
                .containsExactly(milk);
    }

    @Test
    void a_code_of_another_products_unit_is_refused_by_name() {
        String header = "id,name,price,barcode,units\n";
        assertThat(parse(header + "P1,Milk,1.00,111,box;12;;222;Box\nP2,Tea,1.00,222,")
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("222")
                        .contains("P1")
                        .contains("Milk"));
        assertThat(parse(header + "P2,Tea,1.00,222,\nP1,Milk,1.00,111,box;12;;222;Box")
                        .problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).contains("222").contains("Tea"));
        for (String units : List.of(
                "box;12;;111;Box",
                "box;0;;;Box",
                "box;x;;;Box",
                "box;12;-1;;Box",
                "b x;1;;;Box",
                "box;12",
                "box;1;;;",
                "box;1;;;A|box;2;;;B",
                "box;1;9999999999;;Box",
                "box;1;;1.5E+12;Box")) {
            assertThat(parse(header + "P1,Milk,1.00,111," + units).problems())
                    .as(units)
                    .hasSize(1);
        }
    }
}
