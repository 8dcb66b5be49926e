package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.NOON;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;
import static org.tillmesh.retail.Sample.money;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.customer.Customer;
import org.tillmesh.retail.customer.CustomerMerge;
import org.tillmesh.retail.customer.Customers;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

/** Customers who turn out to be one, said at tills that are apart. */
class MergedCustomersTest {
    private static final List<String> IDS = List.of("a", "b", "c", "d", "e", "f");

    @TempDir
    Path dir;

    private ShopTill one;
    private ShopTill two;

    @BeforeEach
    void open() throws IOException {
        one = ShopTill.open(Files.createDirectory(dir.resolve("1")), T01, 1);
        two = ShopTill.open(Files.createDirectory(dir.resolve("2")), T02, 2);
        IDS.forEach(id -> put(one, customer(id, "0551110000", "Noura " + id)));
        meet();
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    private static Customer customer(String id, String phone, String name) {
        return Customer.fresh(
                new CustomerId(id), name, null, List.of(phone), List.of(), null, new Customer.CreatedBy(T01, null));
    }

    private static void put(ShopTill till, Customer customer) {
        till.write(Scope.COMPANY, customer);
    }

    private void meet() {
        one.hear(two);
        two.hear(one);
    }

    private static void merge(ShopTill till, String from, String into) {
        till.write(
                Scope.COMPANY,
                new CustomerMerge(new CustomerId(from), new CustomerId(into), till.id, new UserId("noura"), NOON));
    }

    private static List<String> members(ShopTill till, String id) {
        return till.retail.customers().members(new CustomerId(id)).stream()
                .map(CustomerId::value)
                .toList();
    }

    private static String who(ShopTill till, String id) {
        return till.retail
                .customers()
                .byId(new CustomerId(id))
                .orElseThrow()
                .id()
                .value();
    }

    private static void onAccount(ShopTill till, TillId id, String customer) {
        Cart cart = Sample.cart().add(Sample.MILK, Sample.qty("1"), null, null).withCustomer(new CustomerId(customer));
        Cart paid = cart.withTender(new Tender(TenderKind.ACCOUNT, cart.total(), null));
        String uuid = UUID.randomUUID().toString();
        till.issue(IssuedDocument.sale(
                new IssuedDocument.Heading(
                        new DocumentId(uuid),
                        till.retail.sales().nextReceipt(S001, id),
                        new UserId("noura"),
                        null,
                        new ShiftId("shift"),
                        NOON,
                        null),
                paid));
    }

    @Test
    void who_was_merged_is_the_other_and_is_found_once() {
        merge(one, "b", "a");
        assertThat(who(one, "b")).isEqualTo("a");
        assertThat(one.retail.customers().find("0551110000", 9)).hasSize(5);
        assertThat(one.retail.customers().find("Noura b", 10))
                .singleElement()
                .satisfies(found -> assertThat(found.id().value()).isEqualTo("a"));
        meet();
        assertThat(who(two, "b")).isEqualTo("a");
        assertThat(members(two, "a")).containsExactly("a", "b");
    }

    @Test
    void what_both_said_apart_holds_and_each_till_takes_the_same_for_who_stays() {
        merge(one, "a", "b");
        merge(two, "a", "c");
        merge(one, "d", "e");
        merge(two, "e", "d");
        meet();
        for (ShopTill till : List.of(one, two)) {
            assertThat(who(till, "a")).isEqualTo("b");
            assertThat(who(till, "c")).isEqualTo("b");
            assertThat(members(till, "c")).containsExactly("a", "b", "c");
            assertThat(who(till, "e")).as("each said to be the other").isEqualTo("d");
            assertThat(who(till, "d")).isEqualTo("d");
            assertThat(who(till, "f")).isEqualTo("f");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tills_that_heard_the_same_agree_in_whatever_order_it_was_said(long seed) {
        var random = new Random(seed);
        var pairs = new ArrayList<String[]>();
        for (int i = 0; i < 8; i++) {
            pairs.add(new String[] {IDS.get(random.nextInt(IDS.size())), IDS.get(random.nextInt(IDS.size()))});
        }
        Collections.shuffle(pairs, random);
        pairs.forEach(pair -> {
            if (!pair[0].equals(pair[1])) {
                merge(random.nextBoolean() ? one : two, pair[0], pair[1]);
            }
            if (random.nextInt(3) == 0) {
                meet();
            }
        });
        meet();
        for (String id : IDS) {
            assertThat(who(two, id)).isEqualTo(who(one, id));
            List<String> members = members(one, id);
            assertThat(members(two, id)).isEqualTo(members);
            assertThat(members).contains(id, who(one, id));
            assertThat(members)
                    .allSatisfy(member -> assertThat(who(one, member)).isEqualTo(who(one, id)));
        }
    }

    @Test
    void what_the_merged_owe_is_owed_by_the_one_who_stays() {
        onAccount(one, T01, "a");
        onAccount(two, T02, "b");
        meet();
        var ofA = one.retail.customers().owed(S001, new CustomerId("a"));
        var ofB = one.retail.customers().owed(S001, new CustomerId("b"));
        assertThat(ofA).isGreaterThan(money("0.00"));
        merge(two, "a", "b");
        meet();
        assertThat(one.retail.customers().owed(S001, new CustomerId("b"))).isEqualTo(ofA.plus(ofB));
        assertThat(two.retail.customers().owed(S001, new CustomerId("a"))).isEqualTo(ofA.plus(ofB));
    }

    @Test
    void a_phone_is_the_same_however_it_is_written() {
        for (String written : List.of(
                "0551110001",
                "551110001",
                "+966551110001",
                "00966551110001",
                "+966 55 111 0001",
                "966-0551110001",
                "٠٥٥ ١١١ ٠٠٠١",
                "+٩٦٦٥٥١١١٠٠٠١")) {
            assertThat(Customers.phoneDigits(written)).as(written).isEqualTo("0551110001");
        }
        assertThat(Customers.phoneDigits("012345678")).isEqualTo("012345678");
        assertThat(Customers.phoneDigits("+971501234567")).isEqualTo("971501234567");
    }

    @Test
    void who_has_a_phone_or_a_vat_number_is_known() {
        put(one, customer("g", "551110009", "Reem").withVatNumber("399999999900003"));
        Customers customers = one.retail.customers();
        assertThat(customers.bearers("+966 55 111 0009", null))
                .singleElement()
                .satisfies(c -> assertThat(c.id().value()).isEqualTo("g"));
        assertThat(customers.bearers(null, "399999999900003")).hasSize(1);
        assertThat(customers.bearers("0551110009", "399999999900003")).hasSize(1);
        assertThat(customers.bearers("05511100", "3999999999"))
                .as("the whole number")
                .isEmpty();
        assertThat(customers.bearers(null, "")).isEmpty();
        merge(one, "g", "a");
        assertThat(customers.bearers("0551110009", null))
                .as("who stays has not got the number unless it was given")
                .isEmpty();
    }
}
