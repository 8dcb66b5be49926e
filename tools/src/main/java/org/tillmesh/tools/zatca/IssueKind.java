package org.tillmesh.tools.zatca;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.Profile;
import org.tillmesh.zatca.model.TransactionFlag;

/** What {@code zatca issue --kind} knows, each a document kind, a profile and its transaction flags. */
enum IssueKind {
    SIMPLIFIED_INVOICE(DocumentKind.INVOICE, Profile.SIMPLIFIED),
    SIMPLIFIED_CREDIT_NOTE(DocumentKind.CREDIT_NOTE, Profile.SIMPLIFIED),
    SIMPLIFIED_DEBIT_NOTE(DocumentKind.DEBIT_NOTE, Profile.SIMPLIFIED),
    SIMPLIFIED_PREPAYMENT(DocumentKind.PREPAYMENT, Profile.SIMPLIFIED),
    SIMPLIFIED_SETTLEMENT(DocumentKind.INVOICE, Profile.SIMPLIFIED),
    SIMPLIFIED_SUMMARY(DocumentKind.INVOICE, Profile.SIMPLIFIED, TransactionFlag.SUMMARY),
    SIMPLIFIED_THIRD_PARTY(DocumentKind.INVOICE, Profile.SIMPLIFIED, TransactionFlag.THIRD_PARTY),
    SIMPLIFIED_NOMINAL(DocumentKind.INVOICE, Profile.SIMPLIFIED, TransactionFlag.NOMINAL),
    STANDARD_INVOICE(DocumentKind.INVOICE, Profile.STANDARD),
    STANDARD_CREDIT_NOTE(DocumentKind.CREDIT_NOTE, Profile.STANDARD),
    STANDARD_DEBIT_NOTE(DocumentKind.DEBIT_NOTE, Profile.STANDARD),
    STANDARD_PREPAYMENT(DocumentKind.PREPAYMENT, Profile.STANDARD),
    STANDARD_SETTLEMENT(DocumentKind.INVOICE, Profile.STANDARD),
    STANDARD_SUMMARY(DocumentKind.INVOICE, Profile.STANDARD, TransactionFlag.SUMMARY),
    STANDARD_THIRD_PARTY(DocumentKind.INVOICE, Profile.STANDARD, TransactionFlag.THIRD_PARTY),
    STANDARD_NOMINAL(DocumentKind.INVOICE, Profile.STANDARD, TransactionFlag.NOMINAL),
    STANDARD_EXPORT(DocumentKind.INVOICE, Profile.STANDARD, TransactionFlag.EXPORT),
    STANDARD_SELF_BILLED(DocumentKind.INVOICE, Profile.STANDARD, TransactionFlag.SELF_BILLED),
    STANDARD_FOREIGN_CURRENCY(DocumentKind.INVOICE, Profile.STANDARD);

    private final DocumentKind document;
    private final Profile profile;
    private final Set<TransactionFlag> flags;

    IssueKind(DocumentKind document, Profile profile, TransactionFlag... flags) {
        this.document = document;
        this.profile = profile;
        this.flags = EnumSet.noneOf(TransactionFlag.class);
        this.flags.addAll(List.of(flags));
    }

    /** As people write it: {@code simplified-credit-note}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    DocumentKind document() {
        return document;
    }

    Profile profile() {
        return profile;
    }

    boolean isSimplified() {
        return profile == Profile.SIMPLIFIED;
    }

    Set<TransactionFlag> flags() {
        return Set.copyOf(flags);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(IssueKind::word).toList();
    }

    /** @throws IllegalArgumentException naming the kinds that there are */
    static IssueKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equalsIgnoreCase(word.replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Kind \"" + word + "\" is unknown; use one of " + String.join(", ", words())));
    }
}
