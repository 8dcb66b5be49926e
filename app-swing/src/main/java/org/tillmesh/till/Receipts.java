package org.tillmesh.till;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.tillmesh.hardware.receipt.Receipt;
import org.tillmesh.hardware.receipt.ReceiptPainter;
import org.tillmesh.retail.Company;
import org.tillmesh.retail.InvoiceRecord;
import org.tillmesh.retail.IssuedDocument;
import org.tillmesh.retail.IssuedLine;
import org.tillmesh.retail.StoreProfile;
import org.tillmesh.retail.Tender;
import org.tillmesh.retail.Totals;

/** An issued document as a printer prints it. */
final class Receipts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Shop shop;

    Receipts(Shop shop) {
        this.shop = shop;
    }

    Receipt receipt(IssuedDocument document, InvoiceRecord invoice, boolean copy) {
        Company company = shop.folder().company();
        StoreProfile branch = shop.folder().storeProfile();
        ZoneId zone = branch.zone();
        var lines = new ArrayList<Receipt.Line>();
        for (IssuedLine line : document.lines()) {
            lines.add(new Receipt.Line(
                    line.nameAr(),
                    line.name(),
                    line.qty().toString(),
                    line.unit(),
                    line.price().toString(),
                    line.discount().isZero() ? "" : line.discount().toString(),
                    line.total().toString(),
                    line.batch() == null ? "" : line.batch() + (line.expiry() == null ? "" : " · " + line.expiry())));
        }
        var taxes = new ArrayList<Receipt.Tax>();
        for (Totals.Tax tax : document.taxes()) {
            taxes.add(new Receipt.Tax(
                    tax.category().ratePercent(),
                    tax.category().exemptionText() == null ? "" : tax.category().exemptionText(),
                    tax.net().toString(),
                    tax.vat().toString()));
        }
        return new Receipt(
                company.nameAr(),
                company.name(),
                branch.nameAr(),
                branch.name(),
                company.vatNumber(),
                branch.address().building() + " " + branch.address().street() + ", "
                        + branch.address().district() + ", " + branch.address().city() + " "
                        + branch.address().postalCode(),
                document.isSale() ? Receipt.Kind.INVOICE : Receipt.Kind.CREDIT_NOTE,
                document.receipt().toString(),
                document.originalReceipt() == null ? "" : document.originalReceipt(),
                TIME.format(document.at().atZone(zone)),
                document.cashier(),
                document.till().toString(),
                lines,
                taxes,
                document.net().toString(),
                document.vat().toString(),
                document.total().toString(),
                tenders(document),
                document.change().isZero() ? "" : document.change().toString(),
                invoice.qr(),
                copy);
    }

    private static List<Receipt.Paid> tenders(IssuedDocument document) {
        var paid = new ArrayList<Receipt.Paid>();
        for (Tender tender : document.tenders()) {
            paid.add(new Receipt.Paid(tender.kind().code(), tender.amount().toString()));
        }
        return paid;
    }

    BufferedImage picture(Receipt receipt) {
        return new ReceiptPainter(ReceiptPainter.WIDTH_80_MM).paint(receipt);
    }

    byte[] png(Receipt receipt) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture(receipt), "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("The receipt can't be drawn", e);
        }
        return out.toByteArray();
    }
}
