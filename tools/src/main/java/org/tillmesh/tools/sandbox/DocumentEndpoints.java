package org.tillmesh.tools.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.zatca.api.Csid;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.api.Verdict;
import org.tillmesh.zatca.sign.ClearanceStamp;

/** Documents: compliance checks, reporting, clearance. */
final class DocumentEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId RIYADH = ZoneId.of("Asia/Riyadh");

    private final TestAuthority authority;
    private final Book book;
    private final Faults faults;
    private final DocumentCheck checks;
    private final CsidEndpoints csids;
    private final Clock clock;
    private final Set<String> toReport = ConcurrentHashMap.newKeySet();

    DocumentEndpoints(
            TestAuthority authority, Book book, Faults faults, DocumentCheck checks, CsidEndpoints csids, Clock clock) {
        this.authority = authority;
        this.book = book;
        this.faults = faults;
        this.checks = checks;
        this.csids = csids;
        this.clock = clock;
    }

    Answer compliance(Request request) {
        Optional<Book.Given> holder = csids.holder(request.basic());
        if (holder.isEmpty() || !holder.get().stage().equals("compliance")) {
            return CsidEndpoints.unauthorised();
        }
        DocumentCheck.Outcome outcome;
        try {
            outcome = checked(request, holder.get(), false);
        } catch (IllegalArgumentException e) {
            return rejected("Invalid-Request", String.valueOf(e.getMessage()), false);
        }
        if (!outcome.isRejected()) {
            csids.passed(holder.get().requestId(), outcome.facts().kind());
        }
        return answer(outcome, outcome.facts().isStandard(), null);
    }

    Answer reporting(Request request) {
        return document(request, false);
    }

    Answer clearance(Request request) {
        if (faults.strikes(Faults.Kind.CLEARANCE_OFF)) {
            book.count("303");
            toReport.add(request.json().path("uuid").asText());
            return Answer.error(
                    303, "Clearance-Off", "Clearance is deactivated; report the document (invoices/reporting/single)");
        }
        return document(request, true);
    }

    private Answer document(Request request, boolean clearing) {
        if (faults.isStuck(request.json().path("uuid").asText())) {
            book.count("stuck");
            return Answer.page(200, "<html><body>An unexpected error has occurred</body></html>");
        }
        Optional<Book.Given> holder = csids.holder(request.basic());
        if (holder.isEmpty() || faults.strikes(Faults.Kind.CREDENTIALS)) {
            book.count("401");
            return CsidEndpoints.unauthorised();
        }
        if (!holder.get().stage().equals("production")) {
            return CsidEndpoints.unauthorised();
        }
        if (faults.strikes(Faults.Kind.TOO_LARGE)) {
            book.count("413");
            return Answer.error(413, "Too-Large", "The document is too large");
        }
        DocumentCheck.Outcome outcome;
        try {
            outcome = checked(request, holder.get(), !clearing);
        } catch (IllegalArgumentException e) {
            return rejected("Invalid-Request", String.valueOf(e.getMessage()), clearing);
        }
        Answer answer = taken(outcome, holder.get(), clearing);
        return faults.strikes(Faults.Kind.LOST) ? Answer.DROPPED : answer;
    }

    /** One at a time, so that the same document sent twice at once is taken once. */
    private synchronized Answer taken(DocumentCheck.Outcome outcome, Book.Given holder, boolean clearing) {
        if (book.has(outcome.hash())) {
            return hadBefore(outcome, clearing);
        }
        boolean asked = outcome.facts().isStandard();
        if (asked != clearing && !toReport.contains(outcome.facts().uuid())) {
            return rejected(
                    "Invalid-Profile",
                    asked ? "A standard document is cleared, not reported" : "A simplified document is reported",
                    clearing);
        }
        if (faults.strikes(Faults.Kind.REJECTED)) {
            outcome.messages().add(new Verdict.Message("ERROR", "On-Demand", "Rejected on demand"));
        }
        if (faults.strikes(Faults.Kind.CERTIFICATE)) {
            outcome.messages()
                    .add(new Verdict.Message(
                            "ERROR",
                            "certificate-permissions",
                            "User only allowed to use the vat number that exists in the authentication certificate"));
        }
        int status = outcome.isRejected() ? 400 : outcome.isWarned() ? 202 : 200;
        String unit = CsidCertificate.of(Csid.certificateOf(holder.token())).unit();
        ClearanceStamp.Cleared cleared = clearing && status != 400 ? cleared(outcome) : null;
        book.take(
                clearing ? "clearance" : "reporting",
                unit,
                outcome.facts(),
                outcome.hash(),
                outcome.icv(),
                status,
                clock.instant().toString());
        if (status != 400 && clearing && faults.strikes(Faults.Kind.CLEARED_BEFORE)) {
            return clearedBefore(outcome);
        }
        if (status != 400 && faults.strikes(Faults.Kind.DUPLICATE)) { // as if it had come by another way before
            book.count("409");
            return duplicate(clearing);
        }
        return answer(outcome, clearing, cleared);
    }

    /** A clearance is answered with the stamped copy once more, unless a plain duplicate is wanted. */
    private Answer hadBefore(DocumentCheck.Outcome outcome, boolean clearing) {
        if (clearing && !faults.strikes(Faults.Kind.DUPLICATE)) {
            return clearedBefore(outcome);
        }
        book.count("409");
        return duplicate(clearing);
    }

    private Answer clearedBefore(DocumentCheck.Outcome outcome) {
        book.count("208");
        return answer(208, outcome, true, cleared(outcome));
    }

    private ClearanceStamp.Cleared cleared(DocumentCheck.Outcome outcome) {
        return ClearanceStamp.stamp(outcome.xml(), authority.stamp(), LocalDateTime.ofInstant(clock.instant(), RIYADH));
    }

    private DocumentCheck.Outcome checked(Request request, Book.Given holder, boolean late) {
        JsonNode body = request.json();
        for (String field : List.of("invoiceHash", "uuid", "invoice")) {
            if (body.path(field).asText("").isEmpty()) {
                throw new IllegalArgumentException("The request lacks \"" + field + "\"");
            }
        }
        byte[] xml = Base64.getMimeDecoder().decode(body.path("invoice").asText());
        return checks.check(
                xml,
                body.path("invoiceHash").asText(),
                body.path("uuid").asText(),
                Csid.certificateOf(holder.token()),
                late);
    }

    // ---- as the authority words it

    private static Answer answer(
            DocumentCheck.Outcome outcome, boolean clearing, ClearanceStamp.@Nullable Cleared cleared) {
        return answer(outcome.isRejected() ? 400 : outcome.isWarned() ? 202 : 200, outcome, clearing, cleared);
    }

    private static Answer answer(
            int status, DocumentCheck.Outcome outcome, boolean clearing, ClearanceStamp.@Nullable Cleared cleared) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode results = body.putObject("validationResults");
        put(results.putArray("infoMessages"), outcome.messages(), "INFO");
        put(results.putArray("warningMessages"), outcome.messages(), "WARNING");
        put(results.putArray("errorMessages"), outcome.messages(), "ERROR");
        results.put("status", status == 400 ? "ERROR" : status == 202 ? "WARNING" : "PASS");
        String done = clearing ? "CLEARED" : "REPORTED";
        body.put(clearing ? "clearanceStatus" : "reportingStatus", status == 400 ? "NOT_" + done : done);
        if (clearing) {
            body.put(
                    "clearedInvoice",
                    cleared == null ? null : Base64.getEncoder().encodeToString(cleared.xml()));
        }
        return Answer.json(status, body);
    }

    private static void put(ArrayNode list, List<Verdict.Message> messages, String type) {
        messages.stream().filter(m -> m.type().equals(type)).forEach(m -> list.addObject()
                .put("type", type)
                .put("code", m.code())
                .put("category", m.code().startsWith("BR-") ? "Business rules" : "Invoice")
                .put("message", m.text())
                .put("status", type));
    }

    private static Answer rejected(String code, String message, boolean clearing) {
        return status(400, code, message, clearing);
    }

    private static Answer duplicate(boolean clearing) {
        return status(
                409,
                "Duplicate-Invoice",
                "The document was already " + (clearing ? "cleared" : "reported") + " successfully",
                clearing);
    }

    private static Answer status(int status, String code, String message, boolean clearing) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode results = body.putObject("validationResults");
        put(results.putArray("errorMessages"), List.of(new Verdict.Message("ERROR", code, message)), "ERROR");
        results.put("status", "ERROR");
        body.put(clearing ? "clearanceStatus" : "reportingStatus", clearing ? "NOT_CLEARED" : "NOT_REPORTED");
        if (clearing) {
            body.putNull("clearedInvoice");
        }
        return Answer.json(status, body);
    }
}
