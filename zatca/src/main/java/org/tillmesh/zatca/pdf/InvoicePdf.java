package org.tillmesh.zatca.pdf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.tillmesh.zatca.page.FontFace;
import org.tillmesh.zatca.page.PageContent;
import org.tillmesh.zatca.page.PagedDocument;
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
        Calendar issued = issued(invoice);
        String title = invoice.title().english() + " " + invoice.number();
        try (PDDocument document = PagedDocument.of(pages, List.of(regular, bold), false, title, issued)) {
            Archive.attach(document, fileName(invoice.number()), xml, issued);
            return PagedDocument.saved(document, Arrays.hashCode(xml)); // The same XML makes the same file.
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
