package org.tillmesh.replication.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Head;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.StreamId;
import org.tillmesh.crdt.Value;

/** Every kind of signed word is its signer's alone, and passes for no other kind. */
class SignedWordTest {
    private static final StreamId STREAM = StreamId.of(Scope.COMPANY, Origin.of(1, 2));
    private static final Head HEAD = new Head(3, Hash.sha256(new byte[] {4}));
    private static final Epoch EPOCH = new Epoch(5, 6);
    private static final KeyRing SIGNER = DemoCredentials.relay();
    private static final KeyRing OTHER =
            DemoCredentials.till("S001", "T02", Origin.of(1, 2).replica());

    private static List<SignedWord> words(PrivateKey key) {
        return List.of(
                Acknowledgement.of(EPOCH, STREAM, HEAD, key),
                Seal.of(STREAM, HEAD, key),
                Testimony.of(STREAM, HEAD, key),
                SignedManifest.of(EPOCH, new byte[] {7}, key));
    }

    private static List<SignedWord> words() {
        return words(SIGNER.key(KeyNames.SELF));
    }

    @Test
    void each_kind_is_tried_here() {
        assertThat(words().stream().map(SignedWord::getClass))
                .containsExactlyInAnyOrder(
                        Arrays.stream(SignedWord.class.getPermittedSubclasses()).toArray(Class[]::new));
    }

    @Test
    void a_word_is_by_its_signer_and_by_nobody_else() {
        for (SignedWord word : words()) {
            assertThat(word.isBy(SIGNER.certificate(KeyNames.SELF).getPublicKey()))
                    .isTrue();
            assertThat(word.isBy(OTHER.certificate(KeyNames.SELF).getPublicKey()))
                    .isFalse();
        }
    }

    @Test
    void no_kind_passes_for_another() {
        var kinds = new ArrayList<Value>();
        for (SignedWord word : words()) {
            kinds.add(((Value.ListOf) word.said()).items().get(0));
            for (SignedWord other : words()) {
                assertThat(Signatures.isBy(
                                SIGNER.certificate(KeyNames.SELF).getPublicKey(), word.said(), other.signature()))
                        .isEqualTo(word.getClass() == other.getClass());
            }
        }
        assertThat(kinds).doesNotHaveDuplicates();
    }
}
