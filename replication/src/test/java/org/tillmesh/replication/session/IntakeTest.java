package org.tillmesh.replication.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.Shutout;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.Losses;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.store.Store;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.engine.Stores;

class IntakeTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T09:00:00Z"), ZoneOffset.UTC);
    private static final Epoch EPOCH = new Epoch(1, 1);

    @TempDir
    Path dir;

    private final List<Store> open = new ArrayList<>();
    private Node origin;
    private Node carrier;
    private Node office;
    private List<ChangeSet> sales;
    private StreamId stream;
    private List<Testimony> testimonies = List.of();

    @BeforeEach
    void open() throws IOException {
        origin = node("S001-T01");
        carrier = node("S001-T02");
        office = node("relay");
        for (int i = 0; i < 5; i++) {
            sell();
        }
        stream = StreamId.of(BRANCH, origin.store().self());
        sales = origin.store().since(stream, 0, Integer.MAX_VALUE);
    }

    @AfterEach
    void close() {
        open.forEach(Store::close);
    }

    private Node node(String name) throws IOException {
        boolean isOffice = name.equals("relay");
        ReplicaId replica = isOffice
                ? DemoCredentials.relayReplica()
                : new ReplicaId(
                        Hash.sha256(name.getBytes(StandardCharsets.UTF_8)).prefix());
        KeyRing officeRing = DemoCredentials.relay();
        KeyRing ring = isOffice ? officeRing : DemoCredentials.till("S001", name, replica);
        Store store = Stores.open(
                dir.resolve(name),
                Stores.Options.of((s, o, d) -> true, CLOCK::millis)
                        .withReplica(replica)
                        .withFreeBytesMin(0));
        open.add(store);
        X509Certificate own = ring.certificate(KeyNames.SELF);
        var evidence = new Evidence(store::noted, ring.authority(KeyNames.SELF).getPublicKey(), CLOCK);
        X509Certificate relay = officeRing.certificate(KeyNames.SELF);
        store.note(Evidence.relayNote(relay));
        store.note(evidence.learn(own));
        store.note(evidence.learn(relay));
        return new Node(
                store,
                evidence,
                Certificates.claimed(own),
                ring.key(KeyNames.SELF),
                CLOCK,
                certificate -> false,
                (s, o, d) -> true);
    }

    private void sell() {
        origin.store().write(tx -> {
            String uuid = "sale-" + origin.store().position();
            tx.append(BRANCH, new DocRef("sale", uuid), Value.map(Map.of("total", Value.of(1250))));
            return true;
        });
    }

    private Intake.Taken give(Node to, Node from, List<ChangeSet> changeSets, Seal... seals) {
        var certificates = new ArrayList<byte[]>();
        origin.evidence().certificates(origin.store()).forEach(c -> certificates.add(Certificates.encode(c)));
        carrier.evidence().certificates(carrier.store()).forEach(c -> certificates.add(Certificates.encode(c)));
        return new Intake(to, from.self(), testimonies)
                .take(List.of(new Message.Batch(
                        changeSets.stream().map(each -> each.encoded().bytes()).toList(),
                        List.of(seals),
                        List.of(),
                        certificates,
                        false)));
    }

    private Seal sealOf(int number) {
        return origin.sealed(stream, sales.get(number - 1).head());
    }

    /** What stands for the third sale, as who can't read it sees it. */
    private ChangeSet unsaid() {
        return ChangeSets.lost(
                BRANCH, stream.origin(), 3, sales.get(2).head(), sales.get(1).hash(), new byte[0]);
    }

    private long held(Node node) {
        return node.store().vector(BRANCH).head(stream).seq();
    }

    @Test
    void head_office_says_of_what_a_carrier_cannot_read_that_it_is_lost_and_everybody_believes_it() {
        give(office, carrier, sales.subList(0, 2), sealOf(2));
        give(office, carrier, List.of(unsaid(), sales.get(3), sales.get(4)), sealOf(5));
        assertThat(held(office)).isEqualTo(5);
        assertThat(office.store().lost(stream)).containsExactly(3L);
        ChangeSet said = office.store().since(stream, 2, Integer.MAX_VALUE).get(0);
        assertThat(Losses.isBy(said, office.evidence().relayKey().orElseThrow()))
                .isTrue();
        give(carrier, office, office.store().since(stream, 0, Integer.MAX_VALUE), sealOf(5));
        assertThat(carrier.store().digest(BRANCH)).isEqualTo(office.store().digest(BRANCH));
        give(office, carrier, List.of(sales.get(2)));
        assertThat(office.store().lost(stream))
                .as("its successor proves the original, whoever brings it")
                .isEmpty();
        assertThat(office.store().digest(BRANCH)).isEqualTo(origin.store().digest(BRANCH));
    }

    @Test
    void a_till_believes_no_neighbour_that_something_is_lost() {
        give(carrier, origin, sales.subList(0, 2), sealOf(2));
        List<ChangeSet> without = List.of(unsaid(), sales.get(3), sales.get(4));
        assertThatExceptionOfType(BadFrame.class)
                .isThrownBy(() -> give(carrier, office, without, sealOf(5)))
                .withMessageContaining("from 3 to 3 is signed neither by its origin nor by head office");
        List<ChangeSet> itsWord = List.of(Losses.signed(unsaid(), carrier.key()), sales.get(3), sales.get(4));
        assertThatExceptionOfType(BadFrame.class).isThrownBy(() -> give(carrier, office, itsWord, sealOf(5)));
        assertThat(held(carrier)).isEqualTo(2);
    }

    @Test
    void a_carrier_vouches_for_nothing_that_lies_before_what_it_lost() {
        ChangeSet real = sales.get(0);
        ChangeSet madeUp = ChangeSets.of(
                BRANCH,
                real.origin(),
                1,
                real.hlc(),
                0,
                Hash.ZERO,
                List.of(),
                List.of(new Delta.Append(new DocRef("sale", "made up"), Value.map(Map.of("total", Value.of(1))))));
        ChangeSet bridge =
                ChangeSets.lost(BRANCH, real.origin(), 2, sales.get(3).head(), madeUp.hash(), new byte[0]);
        assertThatExceptionOfType(BadFrame.class)
                .isThrownBy(() -> give(office, carrier, List.of(madeUp, bridge, sales.get(4)), sealOf(5)))
                .withMessageContaining("signed neither");
        testimonies = List.of(Testimony.of(stream, sales.get(4).head(), carrier.key()));
        assertThatExceptionOfType(BadFrame.class)
                .as("nobody has shut its till out")
                .isThrownBy(() -> give(office, carrier, List.of(madeUp, bridge, sales.get(4)), sealOf(5)));
        assertThat(office.store().vector(BRANCH).heads()).isEmpty();
    }

    @Test
    void a_till_keeps_every_seal_until_head_office_has_what_it_vouches_for() {
        for (int i = 0; i < 5; i++) {
            give(carrier, origin, sales.subList(i, i + 1), sealOf(i + 1));
        }
        assertThat(carrier.evidence().seals().sealsAfter(carrier.store(), stream, 0))
                .containsOnlyKeys(1L, 2L, 3L, 4L, 5L);
        Acknowledgement ack = Acknowledgement.of(EPOCH, stream, sales.get(2).head(), office.key());
        carrier.store().note(carrier.evidence().learn(carrier.store(), ack));
        assertThat(carrier.evidence().seals().sealsAfter(carrier.store(), stream, 0))
                .containsOnlyKeys(4L, 5L);
        give(office, origin, sales, sealOf(5));
        assertThat(office.evidence().seals().sealsAfter(office.store(), stream, 0))
                .containsOnlyKeys(5L);
    }

    @Test
    void a_till_without_head_office_does_not_keep_seals_without_end() {
        give(carrier, origin, sales, sealOf(5));
        for (int i = 6; i <= 2_200; i++) {
            sell();
            sales = origin.store().since(stream, i - 1, Integer.MAX_VALUE);
            give(carrier, origin, sales, origin.sealed(stream, sales.get(0).head()));
        }
        assertThat(held(carrier)).isEqualTo(2_200);
        NavigableMap<Long, Seal> kept = carrier.evidence().seals().sealsAfter(carrier.store(), stream, 0);
        assertThat(kept).hasSizeBetween(1_000, 1_100);
        assertThat(kept.lastKey()).isEqualTo(2_200);
        assertThat(kept.headMap(1_000L)).as("every so often one stays for ever").containsOnlyKeys(500L);
    }

    /** Who has heard that the origin's till was shut out, with what it sold up to the third sale. */
    private Node shutOut(Node who) {
        Shutout cut = new Shutout() {
            @Override
            public boolean test(X509Certificate certificate) {
                return Certificates.claimed(certificate).equals(origin.self());
            }

            @Override
            public List<Head> cuts(X509Certificate certificate, StreamId of) {
                return of.equals(stream) ? List.of(sales.get(2).head()) : List.of();
            }
        };
        return new Node(who.store(), who.evidence(), who.self(), who.key(), who.clock(), cut, who.judge());
    }

    @Test
    void of_a_till_that_is_shut_out_what_lies_under_the_cut_is_taken_from_whoever_has_it() throws IOException {
        give(shutOut(carrier), node("S001-T03"), sales.subList(0, 3));
        assertThat(held(carrier)).isEqualTo(3);
        give(shutOut(office), carrier, sales, sealOf(5));
        assertThat(held(office)).as("and not what lies behind it").isEqualTo(3);
    }

    @Test
    void of_a_till_that_is_shut_out_no_seal_of_its_own_brings_what_lies_behind_the_cut() throws IOException {
        give(carrier, origin, sales.subList(0, 3), sealOf(3));
        give(shutOut(carrier), node("S001-T03"), sales.subList(3, 5), sealOf(5));
        assertThat(held(carrier)).isEqualTo(3);
    }

    @Test
    void what_was_acknowledged_in_an_earlier_life_of_the_log_is_unsent_in_the_next() {
        var standing = new Standing(origin);
        Epoch next = new Epoch(2, 1);
        acknowledge(EPOCH, 5);
        assertThat(standing.unacknowledged()).isZero();
        acknowledge(next, 3);
        assertThat(standing.acknowledged(stream).seq()).isEqualTo(3);
        assertThat(standing.unacknowledged()).isEqualTo(2);
        assertThat(standing.protectedUpTo(stream)).isEqualTo(3);
        acknowledge(EPOCH, 5);
        assertThat(standing.unacknowledged()).as("an old word that comes late").isEqualTo(2);
    }

    private void acknowledge(Epoch epoch, int upTo) {
        Acknowledgement ack =
                Acknowledgement.of(epoch, stream, sales.get(upTo - 1).head(), office.key());
        origin.store().note(origin.evidence().learn(origin.store(), ack));
    }

    @Test
    void only_what_a_neighbour_has_of_this_very_branch_protects_it() {
        var standing = new Standing(origin);
        standing.onDiskOf(stream, new Head(5, Hash.sha256(new byte[] {1})));
        assertThat(standing.protectedUpTo(stream))
                .as("the same seq on another branch")
                .isZero();
        standing.onDiskOf(stream, sales.get(2).head());
        standing.onDiskOf(stream, new Head(9, Hash.sha256(new byte[] {2})));
        assertThat(standing.protectedUpTo(stream)).isEqualTo(3);
    }

    @Test
    void a_certificate_that_a_full_disk_refused_is_kept_when_it_comes_again() throws IOException {
        X509Certificate certificate = carrier.evidence().certificates(carrier.store()).stream()
                .filter(each -> Certificates.claimed(each).equals(carrier.self()))
                .findFirst()
                .orElseThrow();
        Node other = node("S001-T03");
        assertThat(other.evidence().learn(certificate)).isNotEmpty();
        Map<String, byte[]> again = other.evidence().learn(certificate);
        assertThat(again).as("nothing was noted of it").isNotEmpty();
        other.store().note(again);
        assertThat(other.evidence().learn(certificate)).isEmpty();
        assertThat(other.evidence().identityOf(carrier.store().self())).contains(carrier.self());
    }
}
