package org.tillmesh.tools.zatca;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.Profile;
import org.tillmesh.zatca.pdf.InvoicePdf;
import org.tillmesh.zatca.pdf.InvoiceStanding;
import org.tillmesh.zatca.sign.SignedInvoice;

/** Where issued documents are put: number.xml, number.qr, number.hash and number.pdf. Nothing is written over. */
final class IssueFolder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final boolean cleared;
    private final boolean withPdf;

    IssueFolder(Path folder, boolean cleared, boolean withPdf) {
        this.folder = folder;
        this.cleared = cleared;
        this.withPdf = withPdf;
    }

    void refuseExisting(List<Invoice> invoices) throws IOException {
        Files.createDirectories(folder);
        Set<Path> files = new HashSet<>();
        for (Invoice invoice : invoices) {
            Path xml = file(invoice, ".xml");
            if (!files.add(xml)) {
                throw new IllegalArgumentException(
                        "Number " + invoice.number() + " stands twice; give every document its own");
            }
            if (Files.exists(xml)) {
                throw new FileAlreadyExistsException(xml.toString());
            }
        }
    }

    private Path file(Invoice invoice, String ending) {
        return folder.resolve(
                invoice.number().replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_") + ending);
    }

    ObjectNode write(Invoice invoice, SignedInvoice signed) throws IOException {
        Path xml = put(file(invoice, ".xml"), signed.xml());
        Path qr = put(file(invoice, ".qr"), signed.qr().getBytes(StandardCharsets.US_ASCII));
        Path hash = put(file(invoice, ".hash"), signed.hash().getBytes(StandardCharsets.US_ASCII));
        ObjectNode said = JSON.createObjectNode()
                .put("number", invoice.number())
                .put("uuid", signed.uuid().toString())
                .put("counter", signed.icv())
                .put("previousHash", signed.previousHash())
                .put("hash", signed.hash())
                .put("signature", signed.signature())
                .put("qr", signed.qr())
                .put("currency", invoice.currency().code())
                .put("net", hundredths(invoice.net()))
                .put("vat", hundredths(invoice.vat()))
                .put("total", hundredths(invoice.total()))
                .put("prepaid", hundredths(invoice.prepaid()))
                .put("payable", hundredths(invoice.payable()))
                .put("xmlFile", xml.toString())
                .put("qrFile", qr.toString())
                .put("hashFile", hash.toString());
        if (withPdf) {
            InvoiceStanding standing = cleared || invoice.profile() == Profile.SIMPLIFIED
                    ? InvoiceStanding.FINAL
                    : InvoiceStanding.AWAITING_CLEARANCE;
            said.put(
                    "pdfFile",
                    put(file(invoice, ".pdf"), InvoicePdf.of(signed.xml(), standing))
                            .toString());
        }
        return said;
    }

    private static String hundredths(long amount) {
        return java.math.BigDecimal.valueOf(amount, 2).toPlainString();
    }

    private static Path put(Path file, byte[] bytes) throws IOException {
        return Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
    }
}
