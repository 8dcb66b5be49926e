package org.tillmesh.zatca.pdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.tillmesh.zatca.xml.SignedView;

/**
 * A document as PDF/A-3 (level U): both languages, Arabic joined and right to left, the QR, and the XML byte for byte as
 * an associated file. The same XML makes the same bytes on one JDK. Java2D shapes the letters, so a bare Linux needs fontconfig.
 */
public final class InvoicePdf {
    private InvoicePdf() {}

    /**
     * @param xml a signed document, ours or another's
     * @param standing whether it may be handed over as a tax invoice; only of standard documents is this a question
     * @throws org.tillmesh.zatca.xml.MalformedDocument if the bytes are no XML
     */
    public static byte[] of(byte[] xml, InvoiceStanding standing) {
        var invoice = new PrintedInvoice(SignedView.of(xml));
        FontFace regular = FontFace.of("Regular");
        FontFace bold = FontFace.of("Bold");
        List<PageContent> pages = new InvoiceLayout(invoice, standing, regular, bold).pages();
        try (var document = new PDDocument()) {
            var fonts = new COSDictionary();
            for (FontFace face : List.of(regular, bold)) {
                if (!face.used().isEmpty()) {
                    fonts.setItem(COSName.getPDFName(face.name()), EmbeddedFace.embed(face, document));
                }
            }
            var resources = new PDResources();
            resources.getCOSObject().setItem(COSName.FONT, fonts);
            for (PageContent drawn : pages) {
                var page = new PDPage(PDRectangle.A4);
                page.setResources(resources);
                page.setContents(
                        new PDStream(document, new ByteArrayInputStream(drawn.content()), COSName.FLATE_DECODE));
                document.addPage(page);
            }
            Calendar issued = issued(invoice);
            Archive.mark(document, invoice.title().english() + " " + invoice.number(), issued);
            Archive.attach(document, fileName(invoice.number()), xml, issued);
            document.getDocument().setVersion(1.7f);
            document.setDocumentId((long) java.util.Arrays.hashCode(xml)); // The same XML makes the same file.
            var bytes = new ByteArrayOutputStream();
            document.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The PDF of " + invoice.number() + " can't be written", e);
        }
    }

    private static String fileName(String number) {
        String safe = number.replaceAll("[^A-Za-z0-9._-]", "_");
        return (safe.isEmpty() ? "invoice" : safe) + ".xml";
    }

    private static Calendar issued(PrintedInvoice invoice) {
        LocalDateTime at;
        try {
            at = LocalDate.parse(invoice.date())
                    .atTime(LocalTime.parse(invoice.time().replace("Z", "")));
        } catch (DateTimeException e) {
            at = LocalDate.EPOCH.atStartOfDay(); // A document of others may lack them; the page shows what it has.
        }
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Riyadh"), Locale.ROOT);
        calendar.clear();
        calendar.set(
                at.getYear(), at.getMonthValue() - 1, at.getDayOfMonth(), at.getHour(), at.getMinute(), at.getSecond());
        return calendar;
    }
}
