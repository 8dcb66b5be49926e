package org.tillmesh.retail.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TaxCategory;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

class DemoSeedTest {
    private static final Function<String, byte[]> VERIFIERS =
            pin -> ("verifier of " + pin).getBytes(StandardCharsets.UTF_8);
    private static final Scope S001 = Scope.branch("S001");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void the_seed_is_the_same_bytes_everywhere_and_for_ever() {
        assertThat(DemoSeed.origin()).hasToString("64656d6f64656d6f/b75eed6f770c2809");
        assertThat(hashOf(seed(Scope.COMPANY)))
                .isEqualTo("ef23100a056365847c9de119394bc472fd252ac5d6089bc94e566c5e403cd024");
        assertThat(hashOf(seed(S001))).isEqualTo("cac3bd7d30bbbc3563f443e3ada5dd61318edef8815a7975332a4b3c09cebcb8");
        assertThat(hashOf(seed(Scope.branch("S009"))))
                .isEqualTo("cc18862e688d74144c73eb2a890460bfa1a37f482da2fe56f464f03e78a43462");
    }

    @Test
    void merging_the_seed_with_itself_changes_nothing(@TempDir Path dir) throws Exception {
        try (Store store = open(dir)) {
            store.receive(seed(Scope.COMPANY), Map.of());
            store.receive(seed(S001), Map.of());
            Store.Digest company = store.digest(Scope.COMPANY);
            Store.Digest shop = store.digest(S001);
            long position = store.position();

            assertThat(store.receive(seed(Scope.COMPANY), Map.of()).applied()).isEmpty();
            assertThat(store.receive(seed(S001), Map.of()).applied()).isEmpty();
            assertThat(store.digest(Scope.COMPANY)).isEqualTo(company);
            assertThat(store.digest(S001)).isEqualTo(shop);
            assertThat(store.position()).isEqualTo(position);
        }
    }

    @Test
    void a_seeded_shop_can_sell_its_fixed_barcodes(@TempDir Path dir) throws Exception {
        try (Store store = open(dir)) {
            store.receive(seed(Scope.COMPANY), Map.of());
            store.receive(seed(S001), Map.of());
            Retail retail = Retail.attach(store);

            Product plain = retail.catalogue().byBarcode(DemoBarcodes.PLAIN).orElseThrow();
            assertThat(retail.stock().onHand(S001, plain.id())).isEqualTo(Quantity.of(1_000));
            assertThat(plain.tax()).isEqualTo(TaxCategory.S15);
            Product weighed = retail.catalogue()
                    .byBarcode(DemoBarcodes.WEIGHED.substring(0, 7))
                    .orElseThrow();
            assertThat(weighed.weighed()).isTrue();
            Product batches =
                    retail.catalogue().byBarcode(DemoBarcodes.BATCH_TRACKED).orElseThrow();
            assertThat(batches.batchTracked()).isTrue();
            assertThat(retail.stock().level(S001, batches.id()).batches()).hasSize(2);
            assertThat(retail.stock()
                            .suggest(S001, batches.id(), TODAY)
                            .orElseThrow()
                            .isExpired(TODAY))
                    .isFalse();
            assertThat(retail.catalogue()
                            .byBarcode(DemoBarcodes.ZERO_RATED)
                            .orElseThrow()
                            .tax())
                    .isEqualTo(TaxCategory.Z);
            assertThat(retail.catalogue()
                            .byBarcode(DemoBarcodes.AGE_LIMITED)
                            .orElseThrow()
                            .ageLimit())
                    .isEqualTo(16);
            Product last = retail.catalogue().byBarcode(DemoBarcodes.LAST_ONE).orElseThrow();
            assertThat(retail.stock().onHand(S001, last.id())).isEqualTo(Quantity.ONE);
            Product expired = retail.catalogue().byBarcode(DemoBarcodes.EXPIRED).orElseThrow();
            assertThat(retail.stock()
                            .suggest(S001, expired.id(), TODAY)
                            .orElseThrow()
                            .isExpired(TODAY))
                    .isTrue();
            assertThat(retail.stock().level(S001, plain.id()).checkAgain()).isFalse();
            assertThat(retail.catalogue().categories()).hasSize(14);
            assertThat(retail.catalogue().search("حليب", 20)).hasSize(20);
        }
    }

    @Test
    void the_catalogue_is_large_and_every_code_is_one_that_a_scanner_reads() {
        var codes = new TreeSet<String>();
        for (Product product : DemoSeed.products()) {
            assertThat(product.barcodes()).as(product.id().value()).hasSize(1);
            assertThat(codes.add(product.barcode()))
                    .as("%s twice", product.barcode())
                    .isTrue();
            assertThat(product.price().isPositive()).isTrue();
            assertThat(
                            product.weighed()
                                    ? product.barcode().matches("2[0-4][0-9]{5}")
                                    : hasCheckDigit(product.barcode()))
                    .as(product.barcode())
                    .isTrue();
        }
        assertThat(codes).hasSizeGreaterThanOrEqualTo(1_200);
        assertThat(hasCheckDigit(DemoBarcodes.WEIGHED)).isTrue();
        assertThat(DemoBarcodes.all()).hasSize(7);
    }

    @Test
    void the_demo_company_has_nine_stores_of_twenty_tills() {
        assertThat(DemoSeed.hasTill(TillId.parse("S009-T20"))).isTrue();
        assertThat(DemoSeed.hasTill(TillId.parse("S001-T21"))).isFalse();
        assertThat(DemoSeed.hasTill(TillId.parse("S010-T01"))).isFalse();
        assertThat(DemoSeed.replicaOf(TillId.parse("S001-T01")))
                .isNotEqualTo(DemoSeed.replicaOf(TillId.parse("S001-T02")));
    }

    private static List<ChangeSet> seed(Scope scope) {
        return DemoSeed.changeSets(scope, VERIFIERS);
    }

    private static Store open(Path dir) throws Exception {
        var authority = new AuthorityTable(
                origin -> origin.equals(DemoSeed.origin()) ? Party.RELAY : Party.till(TillId.parse("S001-T01")));
        return Stores.open(
                dir,
                Stores.Options.of(authority, () -> 1_800_000_000_000L)
                        .withSchema(RetailSchema.SHOP)
                        .withFreeBytesMin(0));
    }

    private static String hashOf(List<ChangeSet> changeSets) {
        var bytes = new ArrayList<byte[]>();
        changeSets.forEach(changeSet -> bytes.add(changeSet.encoded().bytes()));
        return Hash.sha256(bytes.toArray(byte[][]::new)).toString();
    }

    private static boolean hasCheckDigit(String code) {
        if (!code.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (code.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }
}
