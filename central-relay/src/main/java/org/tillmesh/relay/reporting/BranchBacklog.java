package org.tillmesh.relay.reporting;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.Retail;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.invoice.Reporting;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Store;
import org.tillmesh.zatca.api.Submission;

/** The backlog is what the branches' chains hold without a {@code reporting} document beside it. */
final class BranchBacklog implements Backlog {
    private static final Pattern CERTIFICATE = Pattern.compile("<ds:X509Certificate>([^<]+)</ds:X509Certificate>");

    private final Store store;
    private final Retail retail;
    private final Supplier<Collection<String>> branches;

    /** @param branches ids of the company's branches */
    BranchBacklog(Store store, Retail retail, Supplier<Collection<String>> branches) {
        this.store = store;
        this.retail = retail;
        this.branches = branches;
    }

    @Override
    public List<TillId> tills() {
        var tills = new ArrayList<TillId>();
        branches.get().forEach(id -> tills.addAll(retail.invoices().tillsUnreported(Scope.branch(id))));
        return tills;
    }

    @Override
    public Optional<Waiting> first(TillId till, Predicate<String> isPassedOver) {
        return retail.invoices()
                .nextUnreported(Scope.branch(till.branch()), till, isPassedOver)
                .map(BranchBacklog::waiting);
    }

    @Override
    public Optional<Waiting> last(TillId till) {
        return retail.invoices()
                .lastUnreported(Scope.branch(till.branch()), till)
                .map(BranchBacklog::waiting);
    }

    private static Waiting waiting(InvoiceChain.Link link) {
        return new Waiting(link.uuid(), link.receipt(), link.icv(), link.at());
    }

    @Override
    public Optional<Due> read(TillId till, String uuid) {
        Scope scope = Scope.branch(till.branch());
        if (retail.invoices().answer(scope, uuid).isPresent()) {
            return Optional.empty();
        }
        return store.read(view -> view.record(scope, DocType.INVOICE.ref(uuid))
                .map(InvoiceRecord::of)
                .map(record -> due(scope, record)));
    }

    private Due due(Scope scope, InvoiceRecord record) {
        byte[] xml = record.signedXml();
        return new Due(
                record.till(),
                record.receipt(),
                record.icv(),
                record.at(),
                !retail.invoices().holdsBefore(scope, record.till(), record.icv()),
                record.standard(),
                new Submission(record.hash(), record.uuid(), xml),
                certificate(xml));
    }

    private static byte[] certificate(byte[] xml) {
        Matcher found = CERTIFICATE.matcher(new String(xml, StandardCharsets.UTF_8));
        if (!found.find()) {
            return new byte[0];
        }
        try {
            return Base64.getMimeDecoder().decode(found.group(1));
        } catch (IllegalArgumentException e) {
            return new byte[0]; // the authority will refuse it with its reason
        }
    }

    @Override
    public void answered(TillId till, Reporting answer) {
        store.write(tx -> {
            answer.writeTo(tx, Scope.branch(till.branch()));
            return true;
        });
    }
}
