package org.tillmesh.retail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.Sample;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.store.Store;

class CatalogueTest {
    @TempDir
    Path dir;

    private Store store;
    private Catalogue catalogue;

    @AfterEach
    void close() {
        store.close();
    }

    @BeforeEach
    void stock_the_shelves() {
        store = Sample.open(dir, new AtomicLong());
        catalogue = Retail.attach(store).catalogue();
        put("p1", "Zafruna Full Cream Milk 1 L", "حليب كامل الدسم زفرونا ١ لتر", true, "111");
        put("p2", "Qamrinda Laban 200 ml", "لبن قمريندا 200 مل", true, "222", "223");
        put("p3", "Arabic Bread", "الخُبـز العربى", true, "333");
        put("p4", "Eggs", "بيضة إبراهيم", true, "444");
        put("p5", "Old Milk", "حليب قديم", false, "555");
    }

    @ParameterizedTest
    @ValueSource(strings = {"milk", "MILK cre", "حليب", "دسم حليب", "الحليب", "زفرونا 1", "111", "zaf l"})
    void milk_is_found_by_the_beginnings_of_its_words_in_either_language(String text) {
        assertThat(catalogue.search(text, 20)).extracting(Product::id).containsExactly(new ProductId("p1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"خبز", "الخبز", "عربي", "العربى", "خُبْز"})
    void diacritics_tatweel_article_and_final_ya_make_no_difference(String text) {
        assertThat(catalogue.search(text, 20)).extracting(Product::id).containsExactly(new ProductId("p3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"بيضه", "ابراهيم", "أبراهيم"})
    void alef_forms_and_ta_marbuta_make_no_difference(String text) {
        assertThat(catalogue.search(text, 20)).extracting(Product::id).containsExactly(new ProductId("p4"));
    }

    @Test
    void all_words_must_match_and_an_empty_text_finds_any_in_a_stable_order() {
        assertThat(catalogue.search("milk bread", 20)).isEmpty();
        assertThat(catalogue.search("", 20))
                .extracting(Product::id)
                .containsExactly(new ProductId("p3"), new ProductId("p4"), new ProductId("p2"), new ProductId("p1"));
        assertThat(catalogue.search("", 2))
                .extracting(Product::id)
                .containsExactly(new ProductId("p3"), new ProductId("p4"));
        assertThat(catalogue.search("  ", 2)).hasSize(2);
    }

    @Test
    void a_deactivated_product_is_not_scanned_but_stays_readable() {
        assertThat(catalogue.byBarcode("555")).isEmpty();
        assertThat(catalogue.byId(new ProductId("p5"))).isPresent();
    }

    @Test
    void a_renamed_product_is_found_by_its_new_name_and_codes_only() {
        put("p2", "Tilwazi Ayran 200 ml", "عيران", true, "223", "224");

        assertThat(catalogue.search("laban", 20)).isEmpty();
        assertThat(catalogue.search("ayran", 20)).hasSize(1);
        assertThat(catalogue.byBarcode("222")).isEmpty();
        assertThat(catalogue.byBarcode("224")).isPresent();
    }

    @Test
    void of_two_products_with_one_barcode_every_till_takes_the_same() {
        put("p0", "Impostor", "منتحل", true, "111");
        assertThat(catalogue.byBarcode("111").orElseThrow().id()).isEqualTo(new ProductId("p0"));
        put("p0", "Impostor", "منتحل", false, "111");
        assertThat(catalogue.byBarcode("111").orElseThrow().id()).isEqualTo(new ProductId("p1"));
    }

    @Test
    void a_code_is_found_in_every_length_that_it_is_written_in() {
        put("cola", "Cola", "كولا", true, "0036000291452");
        for (String written : List.of("036000291452", "0036000291452", "00036000291452")) {
            assertThat(catalogue.byBarcode(written))
                    .as(written)
                    .map(Product::id)
                    .contains(new ProductId("cola"));
        }
        assertThat(catalogue.byId(new ProductId("cola")).orElseThrow().barcodes())
                .containsExactly("0036000291452");
    }

    @Test
    void of_two_products_with_one_number_each_is_sold_by_the_code_that_it_has() {
        put("a", "Cola", "كولا", true, "0036000291452");
        put("b", "Another", "آخر", true, "036000291452");

        assertThat(catalogue.byBarcode("036000291452")).map(Product::id).contains(new ProductId("b"));
        assertThat(catalogue.byBarcode("0036000291452")).map(Product::id).contains(new ProductId("a"));
        assertThat(catalogue.byBarcode("00036000291452")).map(Product::id).contains(new ProductId("a"));
        assertThat(catalogue.doubledBarcodes())
                .containsExactly(Map.entry("0036000291452", List.of(new ProductId("a"), new ProductId("b"))));
    }

    @Test
    void a_carton_is_sold_by_its_own_code_and_no_piece_is() {
        var carton = new ProductUnit("carton", "Carton", "كرتون", Quantity.of(24), null, List.of("036000291452"));
        store.write(tx -> {
            product("cola", "Cola", "كولا", true, "700")
                    .withUnits(List.of(carton))
                    .writeTo(tx, Scope.COMPANY);
            return true;
        });

        Catalogue.Sellable sold = catalogue.sellable("0036000291452").orElseThrow();
        assertThat(sold.product().id()).isEqualTo(new ProductId("cola"));
        assertThat(sold.unit()).isEqualTo(carton);
        assertThat(catalogue.sellable("700").orElseThrow().unit()).isNull();
        assertThat(catalogue.byBarcode("036000291452")).isEmpty();
        assertThat(catalogue.search("036000291452", 5)).extracting(Product::id).containsExactly(new ProductId("cola"));
        put("cola", "Cola", "كولا", false, "700");
        assertThat(catalogue.sellable("036000291452")).isEmpty();
    }

    @Test
    void a_product_is_sold_though_a_unit_of_it_makes_no_sense() {
        put("cola", "Cola", "كولا", true, "700");
        store.write(tx -> {
            var nothing = Value.map(Map.of("name", Value.of("Nothing"), "contains", Value.of(0)));
            tx.put(Scope.COMPANY, DocType.PRODUCT.ref("cola"), List.of("units", "nothing"), nothing);
            return true;
        });

        assertThat(catalogue.byBarcode("700").orElseThrow().units()).isEmpty();
    }

    @Test
    void common_and_rare_beginnings_are_found_alike_among_many() {
        store.write(tx -> {
            for (int i = 0; i < 10_000; i++) {
                product("q" + i, "Common thing number " + i, "شيء " + i, true, "9" + i)
                        .writeTo(tx, Scope.COMPANY);
            }
            return true;
        });
        assertThat(catalogue.search("common 77", 500)).hasSize(111);
        assertThat(catalogue.search("c t n", 5)).hasSize(5);
        assertThat(catalogue.search("c t n zzz", 5)).isEmpty();
        assertThat(catalogue.search("common 4242", 5)).extracting(Product::id).containsExactly(new ProductId("q4242"));
    }

    @Test
    void a_search_sees_what_changed_before_it_while_it_was_filled_and_after() {
        assertThat(catalogue.search("ayran", 20)).isEmpty();
        put("p6", "Ayran", "عيران", true, "666");
        assertThat(catalogue.search("ayran", 20)).hasSize(1);
        store.rebase();
        put("p7", "Ayran Mint", "عيران نعناع", true, "777");
        assertThat(catalogue.search("ayran", 20)).hasSize(2);
        assertThat(catalogue.byBarcode("666")).isPresent();
        assertThat(catalogue.byBarcode("777")).isPresent();
    }

    private List<String> found(String text) {
        return found(text, 20);
    }

    private List<String> found(String text, int limit) {
        return catalogue.search(text, limit).stream()
                .map(product -> product.id().value())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ream", "milk ream", "لدسم", "فرون", "ندا لبن"})
    void letters_inside_a_word_are_found_too(String text) {
        assertThat(found(text)).hasSize(1);
    }

    @Test
    void what_begins_with_the_text_comes_before_what_has_it_inside() {
        put("a", "Buttermilk", "لبن رائب", true, "901");
        put("b", "Milk Powder", "مسحوق حليب", true, "902");
        put("c", "Almond and milk", "لوز وحليب", true, "903");

        assertThat(found("milk")).containsExactly("c", "b", "p1", "a");
        assertThat(found("milk", 3)).containsExactly("c", "b", "p1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 ml", "500ml", "500ML", "ml 500", "٥٠٠ مل", "٥٠٠مل", "500m"})
    void letters_and_digits_are_words_of_their_own_however_they_are_written(String text) {
        put("a", "Water 500ml", "ماء 500مل", true, "901");
        put("b", "Juice 500 ml", "عصير ٥٠٠ مل", true, "902");

        assertThat(found(text)).containsExactly("b", "a");
    }

    @Test
    void a_barcode_is_found_by_its_last_digits_and_whole_in_any_length() {
        put("cola", "Cola", "كولا", true, "0036000291452");
        put("gum", "Gum", "علكة", true, "96385074");
        put("part", "Part", "قطعة", true, "AB-12X");

        assertThat(found("1452")).containsExactly("cola");
        assertThat(found("٥٠٧٤")).containsExactly("gum");
        assertThat(found("291")).as("digits in the middle").isEmpty();
        for (String whole : List.of("36000291452", "036000291452", "00036000291452")) {
            assertThat(found(whole)).as(whole).containsExactly("cola");
        }
        assertThat(found("ab-12x")).containsExactly("part");
    }

    @Test
    void the_article_of_a_whole_code_comes_first() {
        put("a", "Box 96385074", "صندوق", true, "901");
        put("z", "Zest", "قشر", true, "96385074");

        assertThat(found("96385074")).containsExactly("z", "a");
        assertThat(found("96385074", 1)).containsExactly("z");
    }

    @Test
    void particles_that_are_written_together_with_a_word_make_no_difference() {
        put("tea", "Tea with milk", "شاي بالحليب", true, "901");
        put("kids", "Shampoo", "شامبو للأطفال", true, "902");
        put("tuna", "Tuna in oil", "تونة بزيت الزيتون", true, "903");
        put("olives", "Cheese and olives", "جبن وزيتون", true, "904");

        assertThat(found("حليب")).containsExactly("tea", "p1");
        assertThat(found("الحليب")).containsExactly("tea", "p1");
        assertThat(found("بالحليب")).as("as it is written").containsExactly("tea");
        assertThat(found("والحليب")).as("not written so").containsExactly("tea", "p1");
        assertThat(found("أطفال")).containsExactly("kids");
        assertThat(found("الأطفال")).containsExactly("kids");
        assertThat(found("للأطفال")).containsExactly("kids");
        assertThat(found("زيتون")).containsExactly("tuna", "olives");
        assertThat(found("بزيتون")).containsExactly("tuna", "olives");
        assertThat(found("زيت")).containsExactly("tuna", "olives");
        assertThat(found("ولبن")).as("and laban").containsExactly("p2");
    }

    private void put(String id, String name, String nameAr, boolean active, String... codes) {
        store.write(tx -> {
            product(id, name, nameAr, active, codes).writeTo(tx, Scope.COMPANY);
            return true;
        });
    }

    private static Product product(String id, String name, String nameAr, boolean active, String... codes) {
        return new Product(
                new ProductId(id),
                name,
                nameAr,
                "food",
                Money.sar(100),
                "PCE",
                TaxCategory.S15,
                false,
                false,
                0,
                active,
                List.of(codes));
    }
}
