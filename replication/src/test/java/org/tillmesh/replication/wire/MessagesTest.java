package org.tillmesh.replication.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Acknowledgement;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.security.SignedManifest;
import org.tillmesh.replication.security.Testimony;
import org.tillmesh.store.bytes.Values;

/** Every message comes back as it was; whatever bytes come, the only refusal is a bad frame. */
class MessagesTest {
    private static final Scope BRANCH = Scope.branch("S001");
    private static final StreamId STREAM = StreamId.of(BRANCH, Origin.of(0xA1, 0xB2));
    private static final Head HEAD = new Head(7, Hash.sha256(new byte[] {7}));
    private static final Epoch EPOCH = new Epoch(1_800_000_000_000L, 42);
    private static final Seal SEAL = new Seal(STREAM, HEAD, new byte[64]);
    private static final Acknowledgement ACK = new Acknowledgement(EPOCH, STREAM, HEAD, new byte[64]);

    private static List<Message> everyKind() {
        return List.of(
                new Message.Hello(1, List.of("x"), 7411, 5, EPOCH),
                new Message.Ping(3),
                new Message.Pong(3, 4),
                new Message.Seen(BRANCH, HEAD.hash()),
                new Message.Heads(BRANCH, true, List.of(new Message.Row(STREAM, HEAD))),
                new Message.Want(STREAM, 6),
                new Message.Batch(
                        List.of(new byte[] {1, 2, 3}), List.of(SEAL), List.of(ACK), List.of(new byte[] {9}), true),
                new Message.Acks(List.of(ACK)),
                new Message.Pull(BRANCH, EPOCH, 99),
                new Message.Cursor(BRANCH, EPOCH, 99, true),
                new Message.GetCheckpoint(BRANCH),
                new Message.CheckpointOffer(BRANCH, new SignedManifest(EPOCH, new byte[] {1}, new byte[64])),
                new Message.GetChunk(BRANCH, HEAD.hash()),
                new Message.Chunk(HEAD.hash(), new byte[1000]),
                new Message.Ask(1, "recall", Value.of("cart")),
                new Message.Answer(1, "", Value.map(Map.of("a", Value.of(1)))),
                new Message.Activate(new byte[5], new byte[44]),
                new Message.Activated(new byte[1], new byte[2], new byte[3], Value.NULL),
                new Message.Refused("BAD_CODE", "no"),
                new Message.Witness(new Testimony(STREAM, HEAD, new byte[64])));
    }

    @Example
    void every_message_has_its_bytes_written_down() throws IOException {
        var written = new TreeMap<String, String>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/messages.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                written.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
            }
        }
        var now = new TreeMap<String, String>();
        everyKind().forEach(m -> now.put(m.getClass().getSimpleName(), hex(m)));
        assertThat(now.keySet()).hasSize(Message.class.getPermittedSubclasses().length);
        now.remove("Batch"); // its compressed parts are the compressor's business: other bytes say the same
        now.remove("Chunk");
        assertThat(now).isEqualTo(written);
        written.forEach((name, hex) -> assertThat(
                        Messages.decode(HexFormat.of().parseHex(hex)).getClass().getSimpleName())
                .isEqualTo(name));
    }

    /** What a later version adds behind the last field is left alone. */
    @Example
    void a_field_that_a_later_version_adds_is_no_stumbling_block() {
        for (Message message : everyKind()) {
            var fields = new ArrayList<>(((Value.ListOf) Values.decode(Messages.encode(message))).items());
            boolean optionalLast = message instanceof Message.GetCheckpoint || message instanceof Message.Refused;
            if (!optionalLast) {
                fields.add(Value.of("of the future"));
                assertThat(Messages.decode(Values.encode(Value.list(fields)))).hasSameClassAs(message);
            }
        }
    }

    @Example
    void every_kind_comes_back_as_it_was() {
        for (Message message : everyKind()) {
            byte[] bytes = Messages.encode(message);
            assertThat(Messages.encode(Messages.decode(bytes)))
                    .as(message.toString())
                    .isEqualTo(bytes);
            assertThat(Messages.decode(bytes)).hasSameClassAs(message);
        }
    }

    /** These bytes are spoken by tills of other versions: they never change. */
    @Example
    void the_bytes_of_messages_are_settled() {
        assertThat(hex(new Message.Ping(3))).isEqualTo("820103");
        assertThat(hex(new Message.Want(STREAM, 6)))
                .isEqualTo("830583" + "6a" + "73746f72653a53303031" + "7821"
                        + "303030303030303030303030303061312f30303030303030303030303030306232" + "5820"
                        + "00".repeat(32) + "06");
        assertThat(hex(new Message.Pull(Scope.COMPANY, EPOCH, 99)))
                .isEqualTo("8408" + "67636f6d70616e79" + "82" + "1b000001a3185c5000" + "182a" + "1863");
        assertThat(hex(new Message.Refused("OFFLINE", "no"))).isEqualTo("8312" + "674f46464c494e45" + "626e6f");
    }

    private static String hex(Message message) {
        return HexFormat.of().formatHex(Messages.encode(message));
    }

    @Property(tries = 3_000)
    void whatever_bytes_come_they_are_a_message_or_a_bad_frame(@ForAll byte[] bytes) {
        try {
            Messages.decode(bytes);
        } catch (BadFrame e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 3_000)
    void a_message_with_a_changed_byte_is_a_message_or_a_bad_frame(
            @ForAll @IntRange(max = 19) int kind, @ForAll int at, @ForAll byte changed) {
        byte[] bytes = Messages.encode(everyKind().get(kind));
        bytes[Math.floorMod(at, bytes.length)] = changed;
        try {
            Messages.decode(bytes);
        } catch (BadFrame e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Example
    void a_part_that_inflates_without_end_is_refused() {
        byte[] small = Messages.encode(new Message.Chunk(HEAD.hash(), new byte[Messages.INFLATED_BYTES_MAX + 1]));
        assertThat(small.length).isLessThan(Messages.FRAME_BYTES_MAX);
        assertThatThrownBy(() -> Messages.decode(small))
                .isInstanceOf(BadFrame.class)
                .hasMessageContaining("inflates to more");
    }

    @Example
    void an_unknown_message_is_refused_by_its_number() {
        assertThatThrownBy(() -> Messages.decode(Values.encode(Value.list(List.of(Value.of(99))))))
                .isInstanceOf(BadFrame.class)
                .hasMessageContaining("99");
    }

    @Example
    void nothing_behind_a_bad_frame_is_taken() {
        byte[] ping = HexFormat.of().parseHex("00000003" + "820103");
        byte[] nonsense = HexFormat.of().parseHex("00000001" + "ff");
        var channel = new EmbeddedChannel(new FrameDecoder());

        assertThat(channel.writeInbound(Unpooled.wrappedBuffer(ping))).isTrue();
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(nonsense, ping)))
                .hasCauseInstanceOf(BadFrame.class);

        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.inboundMessages()).hasSize(1);
    }
}
