package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tillmesh.retail.Sample.S001;
import static org.tillmesh.retail.Sample.T01;
import static org.tillmesh.retail.Sample.T02;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.EscrowRecord;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;

class AuthorityTableTest {
    private static final Origin RELAY = Origin.of(1, 1);
    private static final Origin TILL_1 = Origin.of(2, 1);
    private static final Origin TILL_OF_S002 = Origin.of(3, 1);
    private static final Origin STRANGER = Origin.of(4, 1);

    private final AuthorityTable table = new AuthorityTable(origin -> {
        if (origin.equals(RELAY)) {
            return Party.RELAY;
        }
        if (origin.equals(TILL_1)) {
            return Party.till(T01);
        }
        return origin.equals(TILL_OF_S002) ? Party.till(new TillId("S002", "T01")) : Party.UNKNOWN;
    });

    @ParameterizedTest
    @EnumSource(DocType.class)
    void every_type_has_a_row_and_a_stranger_may_write_none_that_is_replicated(DocType type) {
        assertThat(AuthorityTable.rule(type)).as("row of %s", type).isNotNull();
        if (type.home() != DocType.Home.LOCAL) {
            assertThat(table.permits(home(type), STRANGER, write(type))).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(DocType.class)
    void a_type_is_written_only_where_it_lives_and_only_as_what_it_is(DocType type) {
        for (Scope scope : List.of(Scope.COMPANY, S001, Scope.LOCAL)) {
            if (!type.home().holds(scope)) {
                assertThat(table.permits(scope, RELAY, write(type))).isFalse();
                assertThat(table.permits(scope, TILL_1, write(type))).isFalse();
            }
        }
        Delta otherKind = type.kind() == DocType.Kind.STATE ? append(type, T01.toString()) : put(type, "name");
        assertThat(table.permits(home(type), RELAY, otherKind)).isFalse();
        assertThat(table.permits(home(type), TILL_1, otherKind)).isFalse();
    }

    @Test
    void head_offices_documents_are_head_offices_alone() {
        for (DocType type : List.of(
                DocType.COMPANY,
                DocType.BRANCH,
                DocType.TILL,
                DocType.USER,
                DocType.CATEGORY,
                DocType.PRODUCT,
                DocType.PRICE_LIST,
                DocType.PROMOTION,
                DocType.TAX_PROFILE,
                DocType.PAYMENT_METHOD,
                DocType.SETTINGS,
                DocType.REVOCATION,
                DocType.PIN,
                DocType.REPORTING,
                DocType.ROLE,
                DocType.GIFT_CARD,
                DocType.APPROVAL,
                DocType.SUPPLIER,
                DocType.PURCHASE_ORDER,
                DocType.TRANSFER)) {
            assertThat(table.permits(home(type), RELAY, write(type)))
                    .as("relay, %s", type)
                    .isTrue();
            assertThat(table.permits(home(type), TILL_1, write(type)))
                    .as("till, %s", type)
                    .isFalse();
            if (type.kind() == DocType.Kind.STATE) {
                assertThat(table.permits(home(type), TILL_1, new Delta.Cut(type.ref("x"), List.of())))
                        .isFalse();
            }
        }
    }

    @Test
    void a_till_writes_records_of_which_it_is_the_actor_in_its_own_store() {
        for (DocType type : List.of(
                DocType.SALE,
                DocType.RETURN,
                DocType.INVOICE,
                DocType.MOVEMENT,
                DocType.COUNT,
                DocType.SHIFT_OPENED,
                DocType.SHIFT_CLOSED,
                DocType.DAY_Z,
                DocType.X_REPORT,
                DocType.CASH,
                DocType.PAYMENT,
                DocType.CLOCK_FIX,
                DocType.APPROVAL_REQUEST,
                DocType.GOODS_REQUEST,
                DocType.AUDIT,
                DocType.RESOLUTION)) {
            assertThat(table.permits(S001, TILL_1, append(type, T01.toString())))
                    .as("own %s", type)
                    .isTrue();
            assertThat(table.permits(S001, TILL_1, append(type, T02.toString())))
                    .as("for T02 %s", type)
                    .isFalse();
            assertThat(table.permits(S001, TILL_1, new Delta.Append(type.ref("x"), Value.of("text"))))
                    .isFalse();
            assertThat(table.permits(S001, TILL_OF_S002, append(type, "S002-T01")))
                    .as("foreign %s", type)
                    .isFalse();
        }
        assertThat(table.permits(S001, RELAY, append(DocType.SALE, T01.toString())))
                .isFalse();
        assertThat(table.permits(S001, RELAY, append(DocType.COUNT, T01.toString())))
                .isTrue();
    }

    @Test
    void a_till_adds_its_own_entries_to_a_count_sheet_and_takes_none_away() {
        for (List<String> path : List.of(List.of("opened"), List.of("posted"), List.of("entries", "e"))) {
            assertThat(table.permits(S001, TILL_1, sheet(path, T01.toString()))).isTrue();
            assertThat(table.permits(S001, TILL_1, sheet(path, T02.toString()))).isFalse();
            assertThat(table.permits(S001, TILL_OF_S002, sheet(path, "S002-T01")))
                    .isFalse();
        }
        for (List<String> path :
                List.of(List.of("entries"), List.of("opened", "e"), List.of("entries", "e", "f"), List.of("other"))) {
            assertThat(table.permits(S001, TILL_1, sheet(path, T01.toString()))).isFalse();
        }
        assertThat(table.permits(S001, TILL_1, new Delta.Cut(DocType.SHEET.ref("x"), List.of())))
                .isFalse();
    }

    private static Delta sheet(List<String> path, String till) {
        return new Delta.Put(DocType.SHEET.ref("x"), path, Value.map(Map.of("till", Value.of(till))), List.of());
    }

    @Test
    void a_till_mints_only_for_a_document_and_moves_and_spends_only_what_its_own_origin_holds() {
        EscrowAccount card = EscrowAccount.gift("6300123");
        var grant = new BoundedCounter.Grant("u", RELAY, 5_000);
        var move = new BoundedCounter.Move("u", TILL_1, RELAY, 5_000, List.of("g"));
        var spend = new BoundedCounter.Spend("u", TILL_1, 5_000, List.of("g"));
        var next = Origin.of(2, 2);

        assertThat(escrow(TILL_1, card, grant, "sale", T01)).isTrue();
        assertThat(escrow(TILL_1, card, grant, null, T01)).isFalse();
        assertThat(escrow(TILL_1, card, grant, "sale", T02)).isFalse();
        assertThat(escrow(TILL_1, card, move, null, T01)).isTrue();
        assertThat(escrow(TILL_OF_S002, card, move, null, new TillId("S002", "T01")))
                .isFalse();
        assertThat(escrow(TILL_1, card, spend, "sale", T01)).isTrue();
        assertThat(escrow(TILL_1, card, spend, null, T01)).isFalse();
        assertThat(escrow(TILL_1, card, new BoundedCounter.Spend("u", next, 1, List.of()), "sale", T01))
                .as("what another life of the till holds is not this one's")
                .isFalse();
        assertThat(escrow(STRANGER, card, grant, "sale", T01)).isFalse();
        for (BoundedCounter.Entry entry : List.of(grant, move, spend)) {
            assertThat(escrow(RELAY, card, entry, null, null)).isTrue();
        }
    }

    private boolean escrow(Origin by, EscrowAccount account, BoundedCounter.Entry entry, String document, TillId till) {
        var record =
                new EscrowRecord(account, entry, document == null ? null : new DocumentId(document), till, Sample.NOON);
        return table.permits(Scope.COMPANY, by, new Delta.Append(record.ref(), record.toValue()));
    }

    @Test
    void an_escrow_record_that_nobody_can_read_has_no_authority() {
        for (Value body : List.of(
                Value.NULL,
                Value.map(Map.of("till", Value.of(T01.toString()))),
                Value.map(Map.of("till", Value.of(T01.toString()), "kind", Value.of("LEND"))),
                Value.map(Map.of(
                        "till", Value.of(T01.toString()), "kind", Value.of("MOVE"), "from", Value.of("nobody"))))) {
            assertThat(table.permits(Scope.COMPANY, TILL_1, new Delta.Append(DocType.ESCROW.ref("x"), body)))
                    .isFalse();
        }
    }

    @Test
    void a_till_writes_what_its_customers_owe_only_as_its_actor() {
        assertThat(table.permits(Scope.COMPANY, TILL_1, append(DocType.ACCOUNT, T01.toString())))
                .isTrue();
        assertThat(table.permits(Scope.COMPANY, TILL_OF_S002, append(DocType.ACCOUNT, T01.toString())))
                .isFalse();
        assertThat(table.permits(Scope.COMPANY, RELAY, append(DocType.ACCOUNT, T01.toString())))
                .isTrue();
    }

    @Test
    void a_till_edits_customers_but_not_their_credit_limit() {
        for (String field : List.of("name", "vatNumber", "note", "phones", "tags", "addresses", "created")) {
            assertThat(table.permits(Scope.COMPANY, TILL_OF_S002, put(DocType.CUSTOMER, field)))
                    .as(field)
                    .isTrue();
        }
        assertThat(table.permits(Scope.COMPANY, TILL_1, put(DocType.CUSTOMER, "creditLimit")))
                .isFalse();
        assertThat(table.permits(Scope.COMPANY, RELAY, put(DocType.CUSTOMER, "creditLimit")))
                .isTrue();
        assertThat(table.permits(Scope.COMPANY, TILL_1, new Delta.Cut(DocType.CUSTOMER.ref("x"), List.of())))
                .isTrue();
    }

    @Test
    void a_till_parks_and_hands_over_only_in_its_own_name() {
        ParkedCart own = ParkedCart.parked(Sample.cart(), T01, "red coat", new UserId("noura"), Sample.NOON);
        ParkedCart foreign = ParkedCart.parked(Sample.cart(), T02, "red coat", new UserId("noura"), Sample.NOON);
        own.fields().forEach((path, value) -> assertThat(
                        table.permits(S001, TILL_1, new Delta.Put(own.ref(), path, value, List.of())))
                .isTrue());
        foreign.fields().forEach((path, value) -> assertThat(
                        table.permits(S001, TILL_1, new Delta.Put(foreign.ref(), path, value, List.of())))
                .isFalse());
    }

    @Test
    void types_of_a_newer_version_have_no_authority_and_unknown_deltas_no_effect_to_forbid() {
        assertThat(table.permits(Scope.COMPANY, RELAY, new Delta.Append(new DocRef("loyaltyplan", "1"), Value.NULL)))
                .isFalse();
        assertThat(table.permits(Scope.COMPANY, STRANGER, new Delta.Unknown(new byte[] {(byte) 0x80})))
                .isTrue();
    }

    private static Scope home(DocType type) {
        return switch (type.home()) {
            case COMPANY -> Scope.COMPANY;
            case BRANCH -> S001;
            case LOCAL -> Scope.LOCAL;
        };
    }

    private static Delta write(DocType type) {
        return type.kind() == DocType.Kind.STATE ? put(type, "name") : append(type, T01.toString());
    }

    private static Delta put(DocType type, String field) {
        return new Delta.Put(type.ref("x"), List.of(field), Value.of("v"), List.of());
    }

    private static Delta append(DocType type, String till) {
        return new Delta.Append(type.ref("x"), Value.map(Map.of("till", Value.of(till))));
    }
}
