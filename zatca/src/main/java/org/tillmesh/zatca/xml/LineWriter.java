package org.tillmesh.zatca.xml;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.InvoiceLine;
import org.tillmesh.zatca.model.LineAdjustment;
import org.tillmesh.zatca.model.Prepayment;
import org.tillmesh.zatca.model.VatClass;
import org.tillmesh.zatca.model.VatSubtotal;

/** Writes lines: what was sold, and what was paid for it before. */
final class LineWriter {
    private LineWriter() {}

    static void line(XmlOut xml, int number, InvoiceLine line) {
        xml.open("cac:InvoiceLine")
                .leaf("cbc:ID", Integer.toString(number))
                .leaf(
                        "cbc:InvoicedQuantity",
                        "unitCode",
                        line.unit(),
                        line.quantity().toPlainString())
                .amount("cbc:LineExtensionAmount", line.net());
        if (line.discount() != 0) {
            adjustment(xml, new LineAdjustment(false, line.discount(), LineAdjustment.DISCOUNT, line.discountReason()));
        }
        for (LineAdjustment adjustment : line.adjustments()) {
            adjustment(xml, adjustment);
        }
        xml.open("cac:TaxTotal")
                .amount("cbc:TaxAmount", line.vat())
                .amount("cbc:RoundingAmount", line.gross())
                .close();
        item(xml, line.name(), line.vatClass());
        xml.open("cac:Price").amount("cbc:PriceAmount", line.price());
        if (line.baseQuantity().compareTo(BigDecimal.ONE) != 0) {
            xml.leaf(
                    "cbc:BaseQuantity",
                    "unitCode",
                    line.unit(),
                    line.baseQuantity().toPlainString());
        }
        xml.close().close();
    }

    private static void adjustment(XmlOut xml, LineAdjustment adjustment) {
        xml.open("cac:AllowanceCharge")
                .leaf("cbc:ChargeIndicator", Boolean.toString(adjustment.charge()))
                .leaf("cbc:AllowanceChargeReasonCode", adjustment.reasonCode())
                .leaf("cbc:AllowanceChargeReason", adjustment.reason())
                .amount("cbc:Amount", adjustment.amount())
                .close();
    }

    private static void item(XmlOut xml, String name, VatClass vat) {
        xml.open("cac:Item").leaf("cbc:Name", name);
        UblWriter.category(xml, "cac:ClassifiedTaxCategory", vat, false);
        xml.close();
    }

    /** A line of nothing that names the prepayment invoice and what of it is settled (BR-KSA-73, -75, -82). */
    static void settlement(XmlOut xml, int number, Prepayment prepayment, VatSubtotal paid) {
        xml.open("cac:InvoiceLine")
                .leaf("cbc:ID", Integer.toString(number))
                .leaf("cbc:InvoicedQuantity", "unitCode", "PCE", "1")
                .amount("cbc:LineExtensionAmount", 0)
                .open("cac:DocumentReference")
                .leaf("cbc:ID", prepayment.number())
                .leaf("cbc:IssueDate", prepayment.issuedAt().format(DateTimeFormatter.ISO_LOCAL_DATE))
                .leaf("cbc:IssueTime", prepayment.issuedAt().format(UblWriter.TIME))
                .leaf("cbc:DocumentTypeCode", DocumentKind.PREPAYMENT.code())
                .close()
                .open("cac:TaxTotal")
                .amount("cbc:TaxAmount", 0)
                .amount("cbc:RoundingAmount", 0)
                .open("cac:TaxSubtotal")
                .amount("cbc:TaxableAmount", paid.net())
                .amount("cbc:TaxAmount", paid.vat());
        UblWriter.category(xml, "cac:TaxCategory", paid.vatClass(), true);
        xml.close().close();
        item(xml, "Prepayment settled", paid.vatClass());
        xml.open("cac:Price").amount("cbc:PriceAmount", 0).close().close();
    }
}
