package org.tillmesh.retail.invoice;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/**
 * What the tax authority said to an invoice; written by the relay alone. Its id is the invoice's.
 *
 * @param message its reasons, as it worded them
 * @param cleared of a standard invoice: the document as cleared, which is the legal one; null for all others
 */
public record Reporting(String invoice, State state, String message, Instant at, @Nullable Cleared cleared)
        implements StateDocument {
    /** The authority's answer. */
    public enum State {
        ACCEPTED,
        ACCEPTED_WITH_WARNINGS,
        REJECTED,
        /** Cleared, but the answer with the stamped document was lost on its way. */
        COPY_MISSING,
        /** Signed before the till had a certificate of the authority: cannot be reported. */
        BEFORE_ONBOARDING;

        static Optional<State> of(String name) {
            return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
        }
    }

    /** A document with the authority's stamp. @param qr base64 of the TLV, which is what is printed */
    public record Cleared(InvoiceXml xml, String qr) {}

    public Reporting(String invoice, State state, String message, Instant at) {
        this(invoice, state, message, at, null);
    }

    /** The answer alone, for who keeps many. */
    Reporting withoutCopy() {
        return new Reporting(invoice, state, message, at);
    }

    /** Whether the document may be given to the buyer as a tax invoice. */
    public boolean isAccepted() {
        return state == State.ACCEPTED || state == State.ACCEPTED_WITH_WARNINGS;
    }

    @Override
    public DocRef ref() {
        return DocType.REPORTING.ref(invoice);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        var fields = new FieldMap()
                .put(
                        "answer",
                        new Body()
                                .put("state", state.name())
                                .put("message", message)
                                .put("at", at)
                                .toValue());
        if (cleared != null) {
            fields.put(
                    "cleared",
                    new Body()
                            .put("xml", Value.of(cleared.xml().deflated()))
                            .putUnlessZero("dictionary", cleared.xml().dictionary())
                            .put("qr", cleared.qr())
                            .toValue());
        }
        return fields.toMap();
    }

    public static Reporting of(Document.State document) {
        Fields all = Fields.of(document);
        Fields in = Fields.of(document.ref() + ".answer", all.needed("answer"));
        String state = in.text("state");
        Value cleared = all.value("cleared");
        return new Reporting(
                document.ref().id(),
                State.of(state).orElseThrow(() -> in.wrong("state", "an answer of this version: " + state)),
                in.text("message", ""),
                in.time("at"),
                cleared == null ? null : cleared(Fields.of(document.ref() + ".cleared", cleared)));
    }

    private static Cleared cleared(Fields in) {
        return new Cleared(new InvoiceXml(in.bytes("xml"), in.smallNumber("dictionary", 0)), in.text("qr"));
    }
}
