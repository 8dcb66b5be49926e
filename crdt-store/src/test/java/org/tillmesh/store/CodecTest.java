package org.tillmesh.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Dot;
import org.tillmesh.crdt.DotStore;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Stamp;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Sum256;
import org.tillmesh.store.bytes.Values;

/** Our deterministic CBOR: round trips, refusals, and an independent reader. */
class CodecTest {
    private static final Scope BRANCH = Scope.branch("S001");

    @Provide
    Arbitrary<Value> values() {
        return value(3);
    }

    private static Arbitrary<Value> value(int depth) {
        Arbitrary<Value> plain = Arbitraries.oneOf(
                Arbitraries.longs().map(Value::of),
                Arbitraries.integers().between(-300, 300).map(i -> Value.of((long) i)),
                Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(40).map(Value::of),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(40).map(Value::of),
                Arbitraries.of(Value.NULL, Value.of(true), Value.of(false)));
        if (depth == 0) {
            return plain;
        }
        return Arbitraries.oneOf(
                plain,
                value(depth - 1).list().ofMaxSize(5).map(Value::list),
                Arbitraries.maps(
                                Arbitraries.strings().excludeChars(surrogates()).ofMaxLength(8), value(depth - 1))
                        .ofMaxSize(5)
                        .map(Value::map));
    }

    private static char[] surrogates() {
        var chars = new StringBuilder();
        for (char c = Character.MIN_SURROGATE; c < Character.MAX_SURROGATE; c++) {
            chars.append(c);
        }
        return chars.append(Character.MAX_SURROGATE).toString().toCharArray();
    }

    @Property
    void a_value_comes_back_as_it_was_and_has_one_encoding(@ForAll("values") Value value) {
        byte[] bytes = Values.encode(value);
        Value back = Values.decode(bytes);
        assertThat(back).isEqualTo(value);
        assertThat(Values.encode(back)).isEqualTo(bytes);
    }

    @Property
    void another_program_reads_the_same(@ForAll("values") Value value) throws IOException {
        JsonNode read = new CBORMapper().readTree(Values.encode(value));
        assertSame(value, read);
    }

    private static void assertSame(Value value, JsonNode read) throws IOException {
        if (value instanceof Value.Text text) {
            assertThat(read.textValue()).isEqualTo(text.value());
        } else if (value instanceof Value.Int number) {
            assertThat(read.longValue()).isEqualTo(number.value());
        } else if (value instanceof Value.Bytes bytes) {
            assertThat(read.binaryValue()).isEqualTo(bytes.value());
        } else if (value instanceof Value.ListOf list) {
            assertThat(read.size()).isEqualTo(list.items().size());
            for (int i = 0; i < read.size(); i++) {
                assertSame(list.items().get(i), read.get(i));
            }
        } else if (value instanceof Value.MapOf map) {
            assertThat(read.size()).isEqualTo(map.entries().size());
            for (Map.Entry<String, Value> entry : map.entries().entrySet()) {
                assertSame(entry.getValue(), read.get(entry.getKey()));
            }
        }
    }

    @Property(tries = 2_000)
    void any_bytes_are_read_or_refused_and_what_is_read_is_written_back(@ForAll byte[] bytes) {
        try {
            assertThat(Values.encode(Values.decode(bytes))).isEqualTo(bytes);
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(StoreException.Kind.BAD_RECORD);
        }
    }

    @Property(tries = 1_000)
    void a_changed_byte_of_a_change_set_is_read_as_another_one_or_refused(@ForAll int at, @ForAll byte changed) {
        byte[] bytes = sample().encoded().bytes();
        bytes[Math.floorMod(at, bytes.length)] = changed;
        try {
            ChangeSet other = ChangeSets.decode(bytes);
            assertThat(other.hash()).isEqualTo(Hash.sha256(bytes));
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(StoreException.Kind.BAD_RECORD);
        }
    }

    private static ChangeSet sample() {
        var dot = new Dot(Origin.of(1, 2), 3, 4, 5);
        return ChangeSets.of(
                BRANCH,
                Origin.of(0xA1, 0xB2),
                7,
                Hlc.of(1_800_000_000_000L, 3),
                500,
                Hash.sha256(new byte[] {1}),
                List.of(new ChangeSet.Sibling(Scope.COMPANY, 9)),
                List.of(
                        new Delta.Put(new DocRef("customer", "c"), List.of("name"), Value.of("مها"), List.of(dot)),
                        new Delta.Cut(new DocRef("customer", "c"), List.of(dot)),
                        new Delta.Append(
                                new DocRef("sale", "s"), Value.map(Map.of("total", Value.of(1250), "n", Value.NULL))),
                        new Delta.Unknown(Values.encode(Value.list(List.of(Value.of(9), Value.of("new")))))));
    }

    /** These bytes are on disks: they never change. */
    @Example
    void the_bytes_of_a_change_set_are_settled() {
        ChangeSet sample = sample();
        assertThat(sample.hash()).hasToString("7d750b5b407afe588465442fd1aeac3e5efccfe8a8138d75805574055c50e6ca");
        ChangeSet back = ChangeSets.decode(sample.encoded().bytes());
        assertThat(back).isEqualTo(sample);
        assertThat(HexFormat.of().formatHex(sample.encoded().bytes()))
                .startsWith("89016a73746f72653a5330303150" + "00000000000000a100000000000000b2" + "07");
    }

    @Example
    void a_loss_comes_back_as_it_was() {
        ChangeSet lost = ChangeSets.lost(
                BRANCH,
                Origin.of(1, 2),
                3,
                new Head(5, Hash.sha256(new byte[] {5})),
                Hash.sha256(new byte[] {2}),
                new byte[64]);
        ChangeSet back = ChangeSets.decode(lost.encoded().bytes());
        assertThat(back).isEqualTo(lost);
        assertThat(back.isLost()).isTrue();
        assertThat(back.firstSeq()).isEqualTo(3);
        assertThat(back.hash()).isEqualTo(Hash.sha256(new byte[] {5}));
    }

    @Example
    void a_ChangeSet_too_large_to_hash_at_the_end_has_the_hash_of_its_bytes() {
        var deltas = new ArrayList<Delta>();
        for (int i = 0; i < 20_000; i++) {
            var doc = new DocRef("customer", "c" + i / 3);
            deltas.add(new Delta.Put(doc, List.of("field" + i % 3), Value.of("قيمة " + i), List.of()));
        }
        ChangeSet large = ChangeSets.of(BRANCH, Origin.of(1, 2), 1, Hlc.of(5, 1), 0, Hash.ZERO, List.of(), deltas);
        byte[] bytes = large.encoded().bytes();
        assertThat(bytes).hasSizeGreaterThan(500_000);
        assertThat(large.hash()).isEqualTo(Hash.sha256(bytes));
        assertThat(ChangeSets.decode(bytes)).isEqualTo(large);
    }

    @Property
    void a_document_comes_back_as_it_was(@ForAll("values") Value value, @ForAll("values") Value other) {
        var one = new Dot(Origin.of(1, 2), 3, 4, 5);
        var two = new Dot(Origin.of(2, 2), 3, 4, 5);
        var rows = List.of(
                new DotStore.Row(List.of("name"), Stamp.of(one, Hlc.of(5, 1)), one.index(), value),
                new DotStore.Row(List.of("name"), Stamp.of(two, Hlc.of(4, 1)), two.index(), other),
                new DotStore.Row(List.of("tags", "x"), Stamp.of(one, Hlc.of(4, 1)), one.index(), other));
        var state = new Document.State(Scope.COMPANY, new DocRef("customer", "c"), DotStore.of(rows, List.of(one)));
        var record = new Document.Record(BRANCH, new DocRef("sale", "s"), value, one, Hlc.of(9, 9), 120_000);
        assertThat(DocumentCodec.document(Scope.COMPANY, DocumentCodec.encode(state)))
                .isEqualTo(state);
        assertThat(DocumentCodec.document(BRANCH, DocumentCodec.encode(record))).isEqualTo(record);
    }

    @Example
    void longer_integers_unsorted_maps_and_trailing_bytes_are_refused() {
        for (String hex : List.of(
                "1801",
                "190017",
                "a2616201616102",
                "a2616101616102",
                "0000",
                "9f00ff",
                "fb3ff0000000000000",
                "c000",
                "61ff",
                "5a7fffffff00",
                "9b7fffffffffffffff")) {
            assertThatThrownBy(() -> Values.decode(HexFormat.of().parseHex(hex)))
                    .as(hex)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Provide
    Arbitrary<List<Long>> sums() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((a, b) -> List.of(a, b))
                .list()
                .ofMaxSize(5)
                .map(pairs -> pairs.stream().flatMap(List::stream).toList());
    }

    @Property
    void what_was_added_to_a_sum_is_taken_away_again_in_any_order(@ForAll("sums") List<Long> parts) {
        var sum = new Sum256();
        Hash start = Hash.sha256(new byte[] {9});
        sum.add(start);
        parts.forEach(p -> sum.add(Hash.sha256(Values.encode(Value.of(p)))));
        for (int i = parts.size() - 1; i >= 0; i -= 2) {
            sum.subtract(Hash.sha256(Values.encode(Value.of(parts.get(i)))));
        }
        for (int i = parts.size() - 2; i >= 0; i -= 2) {
            sum.subtract(Hash.sha256(Values.encode(Value.of(parts.get(i)))));
        }
        assertThat(sum.toHash()).isEqualTo(start);
    }
}
