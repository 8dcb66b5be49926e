package org.tillmesh.relay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.access.Caller;
import org.tillmesh.relay.access.OfficeRights;
import org.tillmesh.relay.access.OfficeRole;
import org.tillmesh.relay.folder.RelayException;

/** Who is answered where, by the head alone. */
class AdmissionTest {
    private static final Route SALES = Route.list("/sales", asked -> Reply.html(200, ""), "store").needing(Area.SALES);
    private static final Route ACCOUNTS = Route.get("/accounts", asked -> Reply.html(200, "")).needing(Area.REPORTS);
    private static final Route PRODUCTS = Route.get("/products", asked -> Reply.html(200, "")).needing(Area.CATALOGUE);
    private static final Route IMPORT = Route.post("/products", asked -> Reply.html(200, "")).needing(Area.CATALOGUE);
    private static final Route BOARD =
            Route.get("/board", asked -> Reply.html(200, "")).needing(Area.SALES).sifted();

    private static Caller caller(OfficeRole role, Set<String> words, String... branches) {
        return new Caller("x", "x", new OfficeRights(role, new TreeSet<>(words), new TreeSet<>(List.of(branches))));
    }

    private static boolean isLetIn(Route route, Caller caller, String... query) {
        var asked = new Asked(
                route.method(),
                route.path(),
                query.length == 0 ? Map.of() : Map.of(query[0], query[1]),
                Map.of(),
                "",
                "",
                "",
                "",
                new byte[0],
                "");
        Optional<RelayException> why = Admission.why(route, asked, caller);
        why.ifPresent(refused -> assertThat(refused.status()).isEqualTo(403));
        return why.isEmpty();
    }

    @Test
    void a_right_to_change_is_one_to_read_and_not_the_other_way_round() {
        Caller reads = caller(OfficeRole.CUSTOM, Set.of("catalogue"));
        Caller changes = caller(OfficeRole.CUSTOM, Set.of("catalogue-write"));
        assertThat(isLetIn(PRODUCTS, reads)).isTrue();
        assertThat(isLetIn(IMPORT, reads)).isFalse();
        assertThat(isLetIn(PRODUCTS, changes)).isTrue();
        assertThat(isLetIn(IMPORT, changes)).isTrue();
        assertThat(isLetIn(SALES, changes)).isFalse();
        assertThat(isLetIn(IMPORT, caller(OfficeRole.ADMINISTRATOR, Set.of()))).isTrue();
    }

    @Test
    void who_is_of_some_branches_names_one_of_them() {
        Caller manager = caller(OfficeRole.BRANCH_MANAGER, Set.of(), "S001", "S002");
        assertThat(isLetIn(SALES, manager, "store", "S001")).isTrue();
        assertThat(isLetIn(SALES, manager, "store", "S003")).isFalse();
        assertThat(isLetIn(SALES, manager)).isFalse();
        assertThat(isLetIn(SALES, manager, "store", "")).isFalse();
        assertThat(isLetIn(ACCOUNTS, manager)).as("one of the company").isFalse();
        assertThat(isLetIn(PRODUCTS, manager)).as("alike in all branches").isTrue();
        assertThat(isLetIn(BOARD, manager)).as("sifted by its handler").isTrue();
    }

    @Test
    void products_are_not_changed_by_who_is_of_some_branches() {
        Caller buyer = caller(OfficeRole.BUYER, Set.of(), "S001");
        assertThat(isLetIn(IMPORT, buyer)).isFalse();
        assertThat(isLetIn(IMPORT, caller(OfficeRole.BUYER, Set.of()))).isTrue();
    }
}
