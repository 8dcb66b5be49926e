package org.tillmesh.zatca.xml;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.tillmesh.zatca.model.AllowanceCharge;
import org.tillmesh.zatca.model.BillingReference;
import org.tillmesh.zatca.model.DocumentCurrency;
import org.tillmesh.zatca.model.Halalas;
import org.tillmesh.zatca.model.Invoice;
import org.tillmesh.zatca.model.InvoiceLine;
import org.tillmesh.zatca.model.PartyId;
import org.tillmesh.zatca.model.PaymentMeans;
import org.tillmesh.zatca.model.PostalAddress;
import org.tillmesh.zatca.model.Prepayment;
import org.tillmesh.zatca.model.TradeParty;
import org.tillmesh.zatca.model.TransactionFlag;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.model.VatSubtotal;

/**
 * Writes a document as UBL 2.1, the same bytes for the same document everywhere. What comes out is canonical (C14N
 * 1.1) already, so that hashing on the till is one SHA-256; a test holds it against two other canonicalisers.
 */
public final class UblWriter {
    public static final String INVOICE_NS = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
    public static final String CAC_NS = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    public static final String CBC_NS = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    public static final String EXT_NS = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;
    public static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private UblWriter() {}

    /** The unsigned document: what is hashed, with empty lines where signature and QR will stand. UTF-8. */
    public static byte[] write(Invoice invoice) {
        return unsigned(invoice).canonical();
    }

    public static UnsignedDocument unsigned(Invoice invoice) {
        var xml = new XmlOut(0).currency(invoice.currency().code());
        xml.open("Invoice")
                .namespace("", INVOICE_NS)
                .namespace("cac", CAC_NS)
                .namespace("cbc", CBC_NS)
                .namespace("ext", EXT_NS);
        int extensionsAt = xml.place();
        header(xml, invoice);
        int qrAt = xml.place();
        int signatureAt = xml.place();
        parties(xml, invoice);
        delivery(xml, invoice);
        payment(xml, invoice);
        for (AllowanceCharge allowance : invoice.allowances()) {
            allowance(xml, allowance);
        }
        exchangeRate(xml, invoice.currency());
        totals(xml, invoice);
        int number = 1;
        for (InvoiceLine line : invoice.lines()) {
            LineWriter.line(xml, number++, line);
        }
        for (Prepayment prepayment : invoice.prepayments()) {
            for (VatSubtotal paid : prepayment.vat()) {
                LineWriter.settlement(xml, number++, prepayment, paid);
            }
        }
        xml.close();
        return new UnsignedDocument(xml.finish(), extensionsAt, qrAt, signatureAt);
    }

    private static void header(XmlOut xml, Invoice invoice) {
        xml.leaf("cbc:ProfileID", "reporting:1.0")
                .leaf("cbc:ID", invoice.number())
                .leaf("cbc:UUID", invoice.uuid().toString())
                .leaf("cbc:IssueDate", invoice.issuedAt().format(DATE))
                .leaf("cbc:IssueTime", invoice.issuedAt().format(TIME))
                .leaf(
                        "cbc:InvoiceTypeCode",
                        "name",
                        TransactionFlag.typeName(invoice.profile(), invoice.flags()),
                        invoice.kind().code())
                .leaf("cbc:DocumentCurrencyCode", invoice.currency().code())
                .leaf("cbc:TaxCurrencyCode", Invoice.CURRENCY);
        for (BillingReference reference : invoice.references()) {
            xml.open("cac:BillingReference")
                    .open("cac:InvoiceDocumentReference")
                    .leaf("cbc:ID", reference.id());
            LocalDate issuedOn = reference.issuedOn();
            if (issuedOn != null) {
                xml.leaf("cbc:IssueDate", issuedOn.format(DATE));
            }
            xml.close().close();
        }
        xml.open("cac:AdditionalDocumentReference")
                .leaf("cbc:ID", "ICV")
                .leaf("cbc:UUID", Long.toString(invoice.icv()))
                .close();
        attachment(xml, "PIH", invoice.previousHash());
    }

    public static void attachment(XmlOut xml, String id, String base64) {
        xml.open("cac:AdditionalDocumentReference")
                .leaf("cbc:ID", id)
                .open("cac:Attachment")
                .leaf("cbc:EmbeddedDocumentBinaryObject", "mimeCode", "text/plain", base64)
                .close()
                .close();
    }

    private static void parties(XmlOut xml, Invoice invoice) {
        xml.open("cac:AccountingSupplierParty");
        party(xml, invoice.seller());
        xml.close().open("cac:AccountingCustomerParty");
        invoice.customer().ifPresent(buyer -> party(xml, buyer));
        xml.close();
    }

    private static void party(XmlOut xml, TradeParty party) {
        xml.open("cac:Party");
        PartyId id = party.id();
        if (id != null) {
            xml.open("cac:PartyIdentification")
                    .leaf("cbc:ID", "schemeID", id.scheme(), id.value())
                    .close();
        }
        PostalAddress address = party.address();
        if (address != null) {
            xml.open("cac:PostalAddress");
            given(xml, "cbc:StreetName", address.street());
            given(xml, "cbc:BuildingNumber", address.building());
            given(xml, "cbc:PlotIdentification", address.additional());
            given(xml, "cbc:CitySubdivisionName", address.district());
            given(xml, "cbc:CityName", address.city());
            given(xml, "cbc:PostalZone", address.postalCode());
            xml.open("cac:Country")
                    .leaf("cbc:IdentificationCode", address.country())
                    .close()
                    .close();
        }
        party.vat().ifPresent(vat -> {
            xml.open("cac:PartyTaxScheme").leaf("cbc:CompanyID", vat);
            vatScheme(xml);
            xml.close();
        });
        xml.open("cac:PartyLegalEntity")
                .leaf("cbc:RegistrationName", party.name())
                .close()
                .close();
    }

    private static void given(XmlOut xml, String element, String value) {
        if (!value.isEmpty()) {
            xml.leaf(element, value);
        }
    }

    private static void vatScheme(XmlOut xml) {
        xml.open("cac:TaxScheme").leaf("cbc:ID", "VAT").close();
    }

    private static void delivery(XmlOut xml, Invoice invoice) {
        LocalDate first = invoice.deliveredOn();
        LocalDate last = invoice.deliveredUntil();
        if (first != null) {
            xml.open("cac:Delivery").leaf("cbc:ActualDeliveryDate", first.format(DATE));
            if (last != null) {
                xml.leaf("cbc:LatestDeliveryDate", last.format(DATE));
            }
            xml.close();
        }
    }

    private static void payment(XmlOut xml, Invoice invoice) {
        for (PaymentMeans means : invoice.paymentMeans()) {
            xml.open("cac:PaymentMeans").leaf("cbc:PaymentMeansCode", means.code());
            given(xml, "cbc:InstructionNote", invoice.noteReason());
            xml.close();
        }
    }

    private static void allowance(XmlOut xml, AllowanceCharge allowance) {
        xml.open("cac:AllowanceCharge")
                .leaf("cbc:ChargeIndicator", Boolean.toString(allowance.charge()))
                .leaf("cbc:AllowanceChargeReasonCode", allowance.reasonCode())
                .leaf("cbc:AllowanceChargeReason", allowance.reason())
                .amount("cbc:Amount", allowance.amount());
        category(xml, "cac:TaxCategory", allowance.vat(), false);
        xml.close();
    }

    private static void exchangeRate(XmlOut xml, DocumentCurrency currency) {
        if (currency.isForeign()) {
            xml.open("cac:TaxExchangeRate")
                    .leaf("cbc:SourceCurrencyCode", currency.code())
                    .leaf("cbc:TargetCurrencyCode", Invoice.CURRENCY)
                    .leaf("cbc:CalculationRate", currency.riyals().toPlainString())
                    .close();
        }
    }

    static void category(XmlOut xml, String element, VatClass vat, boolean withReason) {
        xml.open(element).leaf("cbc:ID", vat.category().name()).leaf("cbc:Percent", Halalas.text(vat.percent() * 100L));
        if (withReason) {
            given(xml, "cbc:TaxExemptionReasonCode", vat.exemptionCode());
            given(xml, "cbc:TaxExemptionReason", vat.exemptionText());
        }
        vatScheme(xml);
        xml.close();
    }

    private static void totals(XmlOut xml, Invoice invoice) {
        // First what is due, in riyals: readers of the QR's fifth field look here.
        xml.currency(Invoice.CURRENCY)
                .open("cac:TaxTotal")
                .amount("cbc:TaxAmount", invoice.vatInRiyals())
                .close();
        xml.currency(invoice.currency().code()).open("cac:TaxTotal").amount("cbc:TaxAmount", invoice.vat());
        for (VatSubtotal subtotal : invoice.subtotals()) {
            xml.open("cac:TaxSubtotal")
                    .amount("cbc:TaxableAmount", subtotal.net())
                    .amount("cbc:TaxAmount", subtotal.vat());
            category(xml, "cac:TaxCategory", subtotal.vatClass(), true);
            xml.close();
        }
        xml.close()
                .open("cac:LegalMonetaryTotal")
                .amount("cbc:LineExtensionAmount", invoice.lineNet())
                .amount("cbc:TaxExclusiveAmount", invoice.net())
                .amount("cbc:TaxInclusiveAmount", invoice.total());
        if (invoice.allowanceTotal() != 0) {
            xml.amount("cbc:AllowanceTotalAmount", invoice.allowanceTotal());
        }
        if (invoice.chargeTotal() != 0) {
            xml.amount("cbc:ChargeTotalAmount", invoice.chargeTotal());
        }
        if (!invoice.prepayments().isEmpty()) {
            xml.amount("cbc:PrepaidAmount", invoice.prepaid());
        }
        xml.amount("cbc:PayableAmount", invoice.payable()).close();
    }

    /**
     * What is hashed, and where the rest will stand. The removed elements leave their white space behind (elements
     * only are taken out), hence the empty lines.
     */
    public static final class UnsignedDocument {
        private static final byte[] DECLARATION =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.UTF_8);

        private final byte[][] parts;

        UnsignedDocument(String text, int extensionsAt, int qrAt, int signatureAt) {
            parts = new byte[][] {
                utf8(text.substring(0, extensionsAt)),
                utf8(text.substring(extensionsAt, qrAt)),
                utf8(text.substring(qrAt, signatureAt)),
                utf8(text.substring(signatureAt))
            };
        }

        public byte[] canonical() {
            return join(parts);
        }

        public byte[] with(String extensions, String qr, String signature) {
            return join(
                    DECLARATION, parts[0], utf8(extensions), parts[1], utf8(qr), parts[2], utf8(signature), parts[3]);
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static byte[] join(byte[]... parts) {
            int length = 0;
            for (byte[] part : parts) {
                length += part.length;
            }
            byte[] whole = new byte[length];
            int at = 0;
            for (byte[] part : parts) {
                System.arraycopy(part, 0, whole, at, part.length);
                at += part.length;
            }
            return whole;
        }
    }
}
