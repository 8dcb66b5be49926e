package org.tillmesh.till.people;

import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.View;

/**
 * How somebody likes this till's window; null where nothing was chosen. They stay in this folder.
 *
 * @param language a language tag: {@code en}, {@code ar}
 * @param textSize percent of the design's size
 * @param digits {@code latin} or {@code arabic}: how numbers are shown on an Arabic screen
 * @param keypad {@code auto}, {@code left} or {@code right}: where keys stand beside the cart
 */
public record Preferences(
        @Nullable String language,
        @Nullable Boolean dark,
        @Nullable Integer textSize,
        @Nullable String digits,
        @Nullable String keypad) {
    static final Preferences NONE = new Preferences(null, null, null);

    /** Without a word about digits and keys. */
    public Preferences(@Nullable String language, @Nullable Boolean dark, @Nullable Integer textSize) {
        this(language, dark, textSize, null, null);
    }

    private static final String OF_TILL = "till";

    /** @param user null for whoever has not logged in yet */
    private static DocRef ref(@Nullable UserId user) {
        return DocType.PREFERENCES.ref(user == null ? OF_TILL : "user/" + user.value());
    }

    static Preferences of(View view, @Nullable UserId user) {
        return view.state(Scope.LOCAL, ref(user))
                .flatMap(state -> Read.state(state, read -> {
                    Fields in = Fields.of(read);
                    return new Preferences(
                            in.textOrNull("language"),
                            in.has("dark") ? in.flag("dark") : null,
                            in.smallNumberOrNull("textSize"),
                            in.textOrNull("digits"),
                            in.textOrNull("keypad"));
                }))
                .orElse(NONE);
    }

    void writeTo(Transaction tx, @Nullable UserId user) {
        DocRef ref = ref(user);
        if (language != null) {
            tx.put(Scope.LOCAL, ref, "language", Value.of(language));
        }
        if (dark != null) {
            tx.put(Scope.LOCAL, ref, "dark", Value.of(dark));
        }
        if (textSize != null) {
            tx.put(Scope.LOCAL, ref, "textSize", Value.of(textSize));
        }
        if (digits != null) {
            tx.put(Scope.LOCAL, ref, "digits", Value.of(digits));
        }
        if (keypad != null) {
            tx.put(Scope.LOCAL, ref, "keypad", Value.of(keypad));
        }
    }
}
