package org.tillmesh.retail.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.store.Document;

class IdTest {
    private static final List<Function<String, Id<?>>> KINDS =
            List.of(ProductId::new, CustomerId::new, UserId::new, DocumentId::new, ShiftId::new);

    @Test
    void an_id_says_its_plain_text() {
        for (Function<String, Id<?>> kind : KINDS) {
            for (String text : List.of("milk", "حليب", " ", "x".repeat(256))) {
                assertThat(kind.apply(text).value()).isEqualTo(text);
                assertThat(kind.apply(text)).hasToString(text);
                assertThat((Object) kind.apply(text)).isEqualTo(kind.apply(text));
            }
        }
    }

    @Test
    void the_empty_and_the_endless_are_no_ids_and_said_in_both_languages() {
        for (Function<String, Id<?>> kind : KINDS) {
            for (String text : List.of("", "x".repeat(257))) {
                assertThat(Id.isOne(text)).isFalse();
                assertThatThrownBy(() -> kind.apply(text)).isInstanceOfSatisfying(BadText.class, refused -> {
                    assertThat(refused.getMessage())
                            .contains("\"" + text + "\"")
                            .contains("1 to 256");
                    assertThat(refused.sentence().in(new Reader(Locale.forLanguageTag("ar"), ZoneOffset.UTC)))
                            .contains("256");
                });
            }
        }
    }

    @Test
    void whatever_can_be_an_id_can_name_a_document() {
        for (String text : List.of("milk", "x".repeat(Id.LENGTH_MAX))) {
            assertThat(DocType.PRODUCT.ref(new ProductId(text))).isEqualTo(new DocRef("product", text));
        }
    }

    @Test
    void a_document_with_a_text_that_is_no_id_cannot_be_read_and_harms_nothing_else() {
        Value body = new Body()
                .put("till", "S001-T01")
                .put("number", 1)
                .put("user", "")
                .put("float", Money.ZERO)
                .put("at", Instant.EPOCH)
                .toValue();
        var record = new Document.Record(
                Scope.branch("S001"),
                DocType.SHIFT_OPENED.ref("s1"),
                body,
                new Dot(Origin.of(1, 2), 1, 0, 0),
                Hlc.of(1, 0),
                0);
        assertThatThrownBy(() -> ShiftOpened.of(record))
                .isInstanceOf(BadDocument.class)
                .hasMessageContaining("\"user\" is not an id");
        assertThat(Read.record(record, ShiftOpened::of)).isEmpty();
    }

    @Test
    void ids_of_one_kind_are_in_the_order_of_their_texts() {
        assertThat(Stream.of("b", "a", "B").map(ProductId::new).sorted())
                .containsExactly(new ProductId("B"), new ProductId("a"), new ProductId("b"));
    }
}
