package org.tillmesh.till.shop;

import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.retail.words.Worded;

/** A command that was refused. Nothing changed. The message names the thing, the value and the mend. */
public final class TillException extends RuntimeException implements Worded {
    private static final long serialVersionUID = 1;

    private final RefusalCode code;
    private final transient Sentence sentence;
    private final transient @Nullable Reader reader;
    private final transient @Nullable Record carried;

    /** @param arguments what the kind's sentence takes, one a parameter */
    public TillException(TillRefusal kind, Object... arguments) {
        this(null, kind.code(), kind.with(arguments), null, null);
    }

    public TillException(Throwable cause, TillRefusal kind, Object... arguments) {
        this(cause, kind.code(), kind.with(arguments), null, null);
    }

    /** With another code than the sentence's own. */
    public TillException(RefusalCode code, Sentence sentence) {
        this(null, code, sentence, null, null);
    }

    TillException(Throwable cause, RefusalCode code, Sentence sentence) {
        this(cause, code, sentence, null, null);
    }

    private TillException(
            @Nullable Throwable cause,
            RefusalCode code,
            Sentence sentence,
            @Nullable Reader reader,
            @Nullable Record carried) {
        super(cause);
        this.carried = carried;
        this.code = code;
        this.sentence = sentence;
        this.reader = reader;
    }

    /** What a layer below refused: in its own words, unless it says them in every language. */
    public static TillException fromBelow(RefusalCode code, Throwable refused) {
        if (refused instanceof Worded worded) {
            return new TillException(refused, code, worded.sentence());
        }
        String said = refused.getMessage();
        return said == null
                ? new TillException(refused, FromBelow.of(code), refused.toString(), "unworded")
                : new TillException(refused, FromBelow.of(code), said, "worded");
    }

    public RefusalCode code() {
        return code;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** The same refusal with what a script is told beside the message. */
    public TillException carrying(Record more) {
        return new TillException(this, code, sentence, reader, more);
    }

    /** What a script is told beside the message; null for nothing. */
    public @Nullable Record carried() {
        return carried;
    }

    /** The same refusal, whose message is for a person. */
    public TillException in(Reader reader) {
        return new TillException(this, code, sentence, reader, carried);
    }

    @Override
    public String getMessage() {
        return reader == null ? sentence.message() : sentence.in(reader);
    }
}
