package org.tillmesh.zatca.api;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer to a document means, whichever status code it came with.
 *
 * @param status HTTP status, 0 if no answer came
 * @param messages of errors and warnings, as the authority worded them
 * @param cleared the document with the authority's stamp and QR, after a clearance; empty if none came
 * @param retryAfter how long it asked to be left alone
 */
public record Verdict(Kind kind, int status, List<Message> messages, byte[] cleared, @Nullable Duration retryAfter) {

    /** The seller's VAT number, other id and address; the certificate's issuer and number. */
    private static final Set<String> OF_THE_SELLER = Set.of(
            "BR-KSA-08",
            "BR-KSA-09",
            "BR-KSA-37",
            "BR-KSA-39",
            "BR-KSA-40",
            "BR-KSA-66",
            "X509IssuerName",
            "X509SerialNumber");

    /** What to do about it. */
    public enum Kind {
        /** 200. */
        ACCEPTED,
        /** 202. */
        ACCEPTED_WITH_WARNINGS,
        /** 303: clearance is switched off; report the document instead. */
        REPORT_INSTEAD,
        /** 400 with reasons: final; the cause is corrected by another document. */
        REJECTED,
        /** 413: final for this document as it is. */
        TOO_LARGE,
        /** 409, and 208 to a clearance with the stamped copy: it has this document already. */
        ALREADY_DONE,
        /** 401, 403: credentials are refused; nothing gets through until a person acts. */
        CREDENTIALS_REFUSED,
        /** 429: too many requests; the same document later. */
        BUSY,
        /** 5xx, or no answer: the same document later. */
        UNAVAILABLE,
        /** An answer that is not of this API, such as a proxy's page: proves nothing; the same document later. */
        NOT_UNDERSTOOD
    }

    /** @param type ERROR, WARNING or INFO; @param category as the authority sorts them, or empty */
    public record Message(String type, String code, String text, String category) {
        public Message(String type, String code, String text) {
            this(type, code, text, "");
        }

        @Override
        public String toString() {
            return code.isEmpty() ? text : code + ": " + text;
        }
    }

    public Verdict {
        messages = List.copyOf(messages);
        cleared = cleared.clone();
    }

    static Verdict of(Kind kind, int status, List<Message> messages) {
        return new Verdict(kind, status, messages, new byte[0], null);
    }

    static Verdict unavailable(String why) {
        return of(Kind.UNAVAILABLE, 0, List.of(new Message("ERROR", "", why)));
    }

    public Optional<byte[]> clearedXml() {
        return cleared.length == 0 ? Optional.empty() : Optional.of(cleared.clone());
    }

    @Override
    public byte[] cleared() {
        return cleared.clone();
    }

    public boolean isAccepted() {
        return kind == Kind.ACCEPTED || kind == Kind.ACCEPTED_WITH_WARNINGS;
    }

    /**
     * Whether it was refused for what every document of this till has: the certificate, who may use it, the seller. Another
     * document fares no better.
     */
    public boolean isNoDocumentsOwn() {
        return kind == Kind.REJECTED
                && messages.stream()
                        .filter(m -> m.type().equals("ERROR"))
                        .anyMatch(m -> m.category().toLowerCase(Locale.ROOT).contains("certificate")
                                || m.code().toLowerCase(Locale.ROOT).contains("certificate")
                                || OF_THE_SELLER.contains(m.code()));
    }

    /** Errors and warnings in one line. */
    public String reasons() {
        return messages.stream()
                .filter(m -> !m.type().equals("INFO"))
                .map(Message::toString)
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Verdict that
                && kind == that.kind
                && status == that.status
                && messages.equals(that.messages);
    }

    @Override
    public int hashCode() {
        return kind.hashCode() * 31 + status;
    }

    @Override
    public String toString() {
        return kind + " (" + status + ") " + reasons();
    }
}
