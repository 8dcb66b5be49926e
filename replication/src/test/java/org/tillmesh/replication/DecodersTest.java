package org.tillmesh.replication;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.ActivationCode;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.SecurityFailure;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.replication.wire.BadFrame;
import org.tillmesh.replication.wire.FrameDecoder;
import org.tillmesh.replication.wire.Message;
import org.tillmesh.replication.wire.Messages;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.ChangeSets;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.engine.Stores;

/**
 * Whatever bytes come from a wire or a disk, a decoder gives what they say or its own exception, within bounded memory.
 * Inputs are recorded valid ones, changed by seed; {@code -Dtillmesh.fuzzmillis=600000} goes on for longer.
 */
@Timeout(900)
class DecodersTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final long MILLIS = Long.getLong("tillmesh.fuzzmillis", 1_500);
    private static final long SEED = Long.getLong("tillmesh.fuzzseed", 20_261_125);
    private static final long ALLOCATED_MAX = 256L << 20;
    private static final KeyRing RING = DemoCredentials.till("S001", "S001-T01", new ReplicaId(1));

    @TempDir
    Path dir;

    private List<ChangeSet> changeSets;
    private StreamId stream;

    @BeforeEach
    void recorded() throws IOException {
        try (Store store = open(dir.resolve("recorded"))) {
            write(store);
            stream = StreamId.of(BRANCH, store.self());
            changeSets = new ArrayList<>(store.since(stream, 0, Integer.MAX_VALUE));
        }
    }

    private static Store open(Path folder) throws IOException {
        return Stores.open(
                folder,
                Stores.Options.of((s, o, d) -> true, Clock.systemUTC()::millis)
                        .withReplica(new ReplicaId(1))
                        .withSegmentBytes(64 << 10)
                        .withFreeBytesMin(0));
    }

    private static void write(Store store) {
        for (int i = 0; i < 12; i++) {
            int at = i;
            store.write(tx -> {
                tx.append(BRANCH, new DocRef("sale", "s" + at), Value.map(Map.of("total", Value.of(1250 + at))));
                tx.put(BRANCH, new DocRef("parked", "p" + at % 3), "name", Value.of("name " + at));
                tx.put(Scope.COMPANY, new DocRef("customer", "c" + at % 3), "note", Value.of("حليب " + at));
                return true;
            });
        }
    }

    /** Feeds a decoder for a while; what it may throw is its own exception and nothing else. */
    private static void feed(
            String what, List<byte[]> valid, Class<? extends Exception> own, Consumer<byte[]> decoder) {
        var mutations = new Mutations(SEED, valid);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long until = System.nanoTime() + Duration.ofMillis(MILLIS).toNanos();
        int tried = 0;
        int refused = 0;
        valid.forEach(decoder);
        while (System.nanoTime() < until) {
            byte[] bytes = mutations.next();
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                decoder.accept(bytes);
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                if (!own.isInstance(e)) {
                    throw new AssertionError(what + " threw " + e + " for input " + tried + " of seed " + SEED, e);
                }
                refused++;
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(allocated)
                    .as(what + " allocates for input " + tried + " of seed " + SEED + ", " + bytes.length + " bytes")
                    .isLessThan(ALLOCATED_MAX);
            tried++;
        }
        assertThat(refused).as(what + ": refused of " + tried).isPositive();
    }

    private List<Message> everyKind() {
        ChangeSet last = changeSets.get(changeSets.size() - 1);
        Head head = last.head();
        var epoch = new Epoch(1_800_000_000_000L, 42);
        Seal seal = Seal.of(stream, head, RING.key(KeyNames.SELF));
        Acknowledgement ack = Acknowledgement.of(epoch, stream, head, RING.key(KeyNames.SELF));
        byte[] certificate = Certificates.encode(RING.certificate(KeyNames.SELF));
        return List.of(
                new Message.Hello(1, List.of("x"), 7411, 5, epoch),
                new Message.Ping(3),
                new Message.Pong(3, 4),
                new Message.Seen(BRANCH, head.hash()),
                new Message.Heads(BRANCH, true, List.of(new Message.Row(stream, head))),
                new Message.Want(stream, 6),
                new Message.Batch(
                        changeSets.stream().map(c -> c.encoded().bytes()).toList(),
                        List.of(seal),
                        List.of(ack),
                        List.of(certificate),
                        true),
                new Message.Acks(List.of(ack)),
                new Message.Pull(BRANCH, epoch, 99),
                new Message.Cursor(BRANCH, epoch, 99, true),
                new Message.GetCheckpoint(BRANCH),
                new Message.CheckpointOffer(
                        BRANCH, new SignedManifest(epoch, new byte[] {1}, new byte[64]), List.of(certificate)),
                new Message.GetChunk(BRANCH, head.hash()),
                new Message.Chunk(head.hash(), new byte[1000]),
                new Message.Ask(1, "recall", Value.of("cart")),
                new Message.Answer(1, "", Value.map(Map.of("a", Value.of(1)))),
                new Message.Activate(new byte[5], new byte[44]),
                new Message.Activated(certificate, certificate, certificate, Value.NULL),
                new Message.Refused("BAD_CODE", "no", 3),
                new Message.Witness(Testimony.of(stream, head, RING.key(KeyNames.SELF))));
    }

    @Test
    void every_kind_of_message_is_recorded() {
        assertThat(everyKind().stream().map(Object::getClass).toList())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Message.class.getPermittedSubclasses()));
    }

    @Test
    void messages_are_messages_or_bad_frames() {
        feed("Messages", everyKind().stream().map(Messages::encode).toList(), BadFrame.class, Messages::decode);
    }

    @Test
    void frames_are_frames_or_the_end_of_the_link() {
        List<byte[]> frames = everyKind().stream()
                .map(Messages::encode)
                .map(body -> ByteBuffer.allocate(4 + body.length)
                        .putInt(body.length)
                        .put(body)
                        .array())
                .toList();
        feed("FrameDecoder", frames, BadFrame.class, bytes -> {
            var channel = new EmbeddedChannel(new FrameDecoder());
            try {
                channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            } catch (DecoderException e) {
                if (e.getCause() instanceof RuntimeException own) {
                    throw own;
                }
                throw e;
            } finally {
                channel.inboundMessages().clear();
                channel.close();
            }
        });
    }

    @Test
    void values_and_change_sets_are_what_they_say_or_bad_records() {
        List<byte[]> encoded = changeSets.stream().map(c -> c.encoded().bytes()).toList();
        feed("ChangeSets", encoded, StoreException.class, ChangeSets::decode);
        feed("Values", encoded, StoreException.class, Values::decode);
    }

    @Test
    void parts_of_messages_are_what_they_say_or_bad_frames() {
        ChangeSet last = changeSets.get(0);
        Seal seal = Seal.of(stream, last.head(), RING.key(KeyNames.SELF));
        var epoch = new Epoch(1, 2);
        Acknowledgement ack = Acknowledgement.of(epoch, stream, last.head(), RING.key(KeyNames.SELF));
        feed(
                "a batch's seals and acknowledgements",
                List.of(
                        Messages.encode(new Message.Batch(List.of(), List.of(seal), List.of(ack), List.of(), false)),
                        Messages.encode(new Message.Acks(List.of(ack, ack)))),
                BadFrame.class,
                bytes -> {
                    Message message = Messages.decode(bytes);
                    if (message instanceof Message.Batch batch) {
                        batch.seals()
                                .forEach(s ->
                                        s.isBy(RING.certificate(KeyNames.SELF).getPublicKey()));
                    } else if (message instanceof Message.Acks acks) {
                        acks.acks()
                                .forEach(a ->
                                        a.isBy(RING.certificate(KeyNames.SELF).getPublicKey()));
                    }
                });
    }

    @Test
    void certificates_are_of_the_company_or_refused() {
        var company = RING.authority(KeyNames.SELF).getPublicKey();
        feed(
                "Certificates",
                List.of(Certificates.encode(RING.certificate(KeyNames.SELF))),
                SecurityFailure.class,
                der -> Certificates.identity(
                        Certificates.parse(der), company, Clock.systemUTC().instant()));
    }

    @Test
    void activation_codes_are_codes_or_explained() {
        feed(
                "ActivationCode",
                List.of("ABCD-EFGH-2345-6722".getBytes(StandardCharsets.UTF_8)),
                IllegalArgumentException.class,
                bytes -> ActivationCode.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Test
    void manifests_are_manifests_or_bad_records() throws IOException {
        try (Store store = open(dir.resolve("recorded"))) {
            byte[] manifest = store.snapshot(BRANCH, dir.resolve("chunks")).manifest();
            feed("manifest", List.of(manifest), StoreException.class, Stores::checkpoint);
        }
    }

    /** A chunk whose hash stands in the manifest, as a relay gone mad would sign it. */
    @Test
    void chunks_that_fit_their_hash_and_nothing_else_are_refused_and_change_nothing() throws IOException {
        Store.Checkpoint whole;
        byte[] chunk;
        try (Store store = open(dir.resolve("recorded"))) {
            whole = store.snapshot(BRANCH, dir.resolve("chunks"));
            chunk = Files.readAllBytes(
                    dir.resolve("chunks").resolve(whole.chunks().get(0).toString()));
        }
        try (Store into = Stores.open(
                dir.resolve("into"),
                Stores.Options.of((s, o, d) -> true, Clock.systemUTC()::millis)
                        .withReplica(new ReplicaId(2))
                        .withFreeBytesMin(0))) {
            Store.Digest before = into.digest(BRANCH);
            feed("chunk", List.of(chunk), StoreException.class, bytes -> {
                if (Arrays.equals(bytes, chunk)) {
                    return; // the true one would be taken
                }
                Hash hash = Hash.sha256(bytes);
                byte[] manifest =
                        replaced(whole.manifest(), whole.chunks().get(0).bytes(), hash.bytes());
                Path file = dir.resolve("chunk");
                try {
                    Files.write(file, bytes);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                into.adopt(Stores.checkpoint(manifest), List.of(file));
            });
            assertThat(into.digest(BRANCH)).isEqualTo(before);
        }
    }

    private static byte[] replaced(byte[] in, byte[] what, byte[] by) {
        byte[] out = in.clone();
        for (int at = 0; at + what.length <= in.length; at++) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                System.arraycopy(by, 0, out, at, by.length);
            }
        }
        return out;
    }

    /** Journal, marks and base files with rot of every kind: the folder opens, or says what is the matter. */
    @Test
    void folders_open_or_say_what_is_the_matter() throws IOException {
        Path kept = dir.resolve("recorded");
        var random = new Random(SEED);
        long until = System.nanoTime() + Duration.ofMillis(2 * MILLIS).toNanos();
        List<Path> files;
        try (Stream<Path> all = Files.walk(kept)) {
            files = all.filter(Files::isRegularFile)
                    .filter(f -> !f.getFileName().toString().contains("lock"))
                    .sorted()
                    .toList();
        }
        int opened = 0;
        for (int tries = 0; System.nanoTime() < until || tries < 5; tries++) {
            Path copy = dir.resolve("copy" + tries);
            for (Path file : files) {
                Path to = copy.resolve(kept.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
            Path victim = copy.resolve(kept.relativize(files.get(random.nextInt(files.size()))));
            Files.write(victim, new Mutations(random.nextLong(), List.of(Files.readAllBytes(victim))).next());
            try {
                Stores.verify(copy);
                try (Store store = open(copy)) {
                    store.verify();
                    opened++;
                }
            } catch (StoreException e) {
                assertThat(e.getMessage()).as("try " + tries).isNotBlank();
            } catch (IOException e) {
                assertThat(e.getMessage()).as("try " + tries).isNotBlank();
            } catch (RuntimeException | Error e) {
                throw new AssertionError("Try " + tries + " of seed " + SEED + ", rot in " + victim + ": " + e, e);
            }
        }
        assertThat(opened).isPositive();
    }
}
