package org.tillmesh.zatca.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        /** 409: it has this document already. */
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

    /** @param type ERROR, WARNING or INFO */
    public record Message(String type, String code, String text) {
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
