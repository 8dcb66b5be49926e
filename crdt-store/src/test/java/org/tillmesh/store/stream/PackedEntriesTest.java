package org.tillmesh.store.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.tillmesh.crdt.Hash;
import org.tillmesh.store.StoreException;

class PackedEntriesTest {

    private static HeldStream.Entry entry(Random random) {
        Hash hash = Hash.sha256(new byte[] {(byte) random.nextInt(), (byte) random.nextInt()});
        return switch (random.nextInt(4)) {
            case 0 -> HeldStream.Entry.covered(hash);
            case 1 -> HeldStream.Entry.hole(null, random.nextInt(1_000));
            case 2 -> HeldStream.Entry.hole(hash, 0);
            default -> HeldStream.Entry.of(hash, random.nextLong() >>> 1, random.nextInt(100_000));
        };
    }

    private static void assertAlike(PackedEntries packed, List<HeldStream.Entry> model) {
        assertThat(packed.size()).isEqualTo(model.size());
        for (int i = 0; i < model.size(); i++) {
            HeldStream.Entry expected = model.get(i);
            Hash hash = expected.hash();
            assertThat(packed.get(i)).isEqualTo(expected);
            assertThat(packed.hash(i)).isEqualTo(hash);
            assertThat(packed.kind(i)).isEqualTo(expected.kind());
            assertThat(hash != null && packed.isAt(i, hash)).isEqualTo(hash != null);
            assertThat(packed.begins(i, hash == null ? 0 : hash.prefix())).isEqualTo(hash != null);
        }
    }

    @Property(tries = 200)
    void they_are_a_list_and_a_copy_stays_as_it_was(@ForAll long seed) {
        var random = new Random(seed);
        var packed = new PackedEntries();
        var model = new ArrayList<HeldStream.Entry>();
        Map<PackedEntries, List<HeldStream.Entry>> copies = new LinkedHashMap<>();
        for (int step = 0; step < 900; step++) {
            int what = random.nextInt(400);
            if (what == 0) {
                copies.put(packed.copy(), List.copyOf(model));
            } else if (what == 1) {
                int end = model.size() - random.nextInt(Math.min(300, model.size() + 1));
                packed.cutAt(end);
                model.subList(end, model.size()).clear();
            } else if (what < 40 && !model.isEmpty()) {
                int at = random.nextInt(model.size());
                HeldStream.Entry other = entry(random);
                packed.set(at, other);
                model.set(at, other);
            } else {
                HeldStream.Entry next = entry(random);
                packed.add(next);
                model.add(next);
            }
        }
        copies.put(packed, model);
        copies.forEach(PackedEntriesTest::assertAlike);
        copies.keySet().forEach(each -> {
            PackedEntries read = PackedEntries.of(each.toBytes());
            assertAlike(read, copies.get(each));
            read.add(HeldStream.Entry.hole(null, 7)); // and goes on
            assertThat(read.size()).isEqualTo(each.size() + 1);
        });
    }

    @Example
    void bytes_that_are_no_entries_are_refused() {
        assertThatThrownBy(() -> PackedEntries.of(new byte[44]))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("44");
        byte[] ofNoKind = new byte[PackedEntries.ENTRY_BYTES];
        ofNoKind[44] = 3;
        assertThatThrownBy(() -> PackedEntries.of(ofNoKind))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("kind 3");
    }
}
