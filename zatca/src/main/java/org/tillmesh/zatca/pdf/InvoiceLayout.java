package org.tillmesh.zatca.pdf;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tillmesh.zatca.page.FontFace;
import org.tillmesh.zatca.page.PageContent;
import org.tillmesh.zatca.page.ShapedLine;

/** Puts a document on A4 pages, from top to bottom; the table of lines goes on over as many as it takes. */
final class InvoiceLayout {
    static final double LEFT = 36;
    static final double WIDTH = 595 - 2 * LEFT;
    private static final double TOP = 842 - 36;
    private static final double BOTTOM = 60;
    private static final double SMALL = 7.5;
    private static final double NORMAL = 8.5;
    private static final double QR_SIDE = 104;

    private final PrintedInvoice invoice;
    private final InvoiceStanding standing;
    private final FontFace regular;
    private final FontFace bold;
    private final List<PageContent> pages = new ArrayList<>();
    private PageContent page = new PageContent();
    private double y = TOP;

    InvoiceLayout(PrintedInvoice invoice, InvoiceStanding standing, FontFace regular, FontFace bold) {
        this.invoice = invoice;
        this.standing = standing;
        this.regular = regular;
        this.bold = bold;
    }

    List<PageContent> pages() {
        pages.add(page);
        heading();
        about();
        parties();
        lines();
        breakdown();
        totals();
        for (int i = 0; i < pages.size(); i++) {
            footer(pages.get(i), i + 1);
        }
        return pages;
    }

    private void heading() {
        Label title = invoice.title();
        y -= 16;
        left(bold, title.english(), 15);
        right(bold, title.arabic(), 15);
        y -= 12;
        if (standing == InvoiceStanding.AWAITING_CLEARANCE && !invoice.isSimplified()) {
            page.fill(0.85, LEFT, y - 16, WIDTH, 18);
            y -= 11;
            left(bold, " " + Label.AWAITING.english(), NORMAL);
            right(bold, Label.AWAITING.arabic() + " ", NORMAL);
            y -= 12;
        }
        page.rule(LEFT, y, WIDTH);
        y -= 6;
    }

    /** Number, times and the like on the left, the QR on the right. */
    private void about() {
        double top = y;
        boolean qr = qr(top);
        double width = WIDTH - (qr ? QR_SIDE + 16 : 0);
        fact(Label.NUMBER, invoice.number(), width);
        fact(Label.DATE, invoice.date() + "  " + invoice.time(), width);
        fact(Label.SUPPLY, invoice.supplied(), width);
        fact(Label.UUID, invoice.uuid(), width);
        fact(Label.COUNTER, invoice.counter(), width);
        for (Label kind : invoice.transactions()) {
            fact(Label.KINDS, kind.both(), width);
        }
        fact(Label.ORIGINAL, invoice.originals(), width);
        fact(Label.REASON, invoice.reason(), width);
        y = Math.min(y, qr ? top - QR_SIDE - 8 : y) - 4;
    }

    private void fact(Label label, String value, double width) {
        if (value.isBlank()) {
            return;
        }
        double column = width / 2;
        List<ShapedLine> wrapped = regular.wrap(value, NORMAL, column);
        page.text(bold.shape(label.english()), SMALL, LEFT, y - 9);
        ShapedLine arabic = bold.shape(label.arabic());
        page.text(arabic, SMALL, LEFT + width - arabic.widthAt(SMALL), y - 9);
        for (ShapedLine line : wrapped) {
            y -= 11.5;
            page.text(line, NORMAL, LEFT + width / 2 - line.widthAt(NORMAL) / 2, y + 2.5);
        }
    }

    private boolean qr(double top) {
        if (invoice.qr().isEmpty()) {
            return false;
        }
        ByteMatrix modules;
        try {
            modules = Encoder.encode(
                            invoice.qr(), ErrorCorrectionLevel.L, Map.of(EncodeHintType.CHARACTER_SET, "ISO-8859-1"))
                    .getMatrix();
        } catch (WriterException e) {
            return false; // More than a QR holds: a document of others, which its verifier speaks about.
        }
        double side = QR_SIDE / (modules.getWidth() + 8);
        double left = LEFT + WIDTH - QR_SIDE + 4 * side;
        for (int row = 0; row < modules.getHeight(); row++) {
            for (int column = 0; column < modules.getWidth(); column++) {
                int from = column;
                while (column < modules.getWidth() && modules.get(column, row) == 1) {
                    column++;
                }
                if (column > from) {
                    page.fill(0, left + from * side, top - (row + 5) * side, (column - from) * side, side + 0.02);
                }
            }
        }
        return true;
    }

    private void parties() {
        List<String> seller = invoice.party("cac:AccountingSupplierParty");
        List<String> buyer = invoice.party("cac:AccountingCustomerParty");
        double width = buyer.isEmpty() ? WIDTH : WIDTH / 2 - 4;
        double top = y;
        double ofSeller = party(Label.SELLER, seller, LEFT, top, width);
        double ofBuyer = buyer.isEmpty() ? top : party(Label.BUYER, buyer, LEFT + WIDTH - width, top, width);
        double bottom = Math.min(ofSeller, ofBuyer) - 4;
        page.frame(LEFT, bottom, width, top - bottom);
        if (!buyer.isEmpty()) {
            page.frame(LEFT + WIDTH - width, bottom, width, top - bottom);
        }
        y = bottom - 10;
    }

    private double party(Label role, List<String> said, double x, double top, double width) {
        double at = top - 11;
        page.text(bold.shape(role.english()), SMALL, x + 5, at);
        ShapedLine arabic = bold.shape(role.arabic());
        page.text(arabic, SMALL, x + width - 5 - arabic.widthAt(SMALL), at);
        for (String words : said) {
            for (ShapedLine line : regular.wrap(words, NORMAL, width - 10)) {
                at -= 11.5;
                page.text(line, NORMAL, x + width - 5 - line.widthAt(NORMAL), at);
            }
        }
        return at;
    }

    private void lines() {
        var table = Table.lines(regular, bold);
        head(table);
        for (PrintedInvoice.Row row : invoice.rows()) {
            Table.Cells cells = table.cells(
                    row.number(),
                    row.name(),
                    row.quantity(),
                    row.price(),
                    row.adjusted(),
                    row.net(),
                    row.rate(),
                    row.vat(),
                    row.gross());
            if (y - cells.height() < BOTTOM) {
                newPage();
                head(table);
            }
            y = cells.draw(page, y);
        }
        y -= 8;
    }

    private void head(Table table) {
        Table.Cells head = table.head();
        page.fill(0.92, LEFT, y - head.height(), WIDTH, head.height());
        y = head.draw(page, y);
    }

    private void breakdown() {
        for (String[] one : invoice.adjustments()) {
            room(14);
            y -= 4;
            left(regular, one[0], NORMAL);
            right(regular, one[1] + " " + invoice.currency(), NORMAL);
            y -= 9;
        }
        var table = Table.breakdown(regular, bold);
        List<PrintedInvoice.Breakdown> all = invoice.breakdown();
        room(30 + 14.0 * all.size());
        y -= 2;
        head(table);
        for (PrintedInvoice.Breakdown one : all) {
            Table.Cells cells = table.cells(one.category(), one.rate(), one.reason(), one.net(), one.vat());
            room(cells.height());
            y = cells.draw(page, y);
        }
        y -= 10;
    }

    private void totals() {
        room(110);
        String currency = " " + invoice.currency();
        total(regular, Label.TOTAL_NET, invoice.total("cbc:TaxExclusiveAmount"), currency);
        total(regular, Label.TOTAL_VAT, invoice.vat(), currency);
        total(bold, Label.TOTAL, invoice.total("cbc:TaxInclusiveAmount"), currency);
        if (invoice.isForeign()) {
            total(regular, Label.VAT_IN_RIYALS, invoice.vatInRiyals(), " SAR");
            total(regular, Label.RATE_OF_EXCHANGE, invoice.exchangeRate(), "");
        }
        if (!invoice.total("cbc:PrepaidAmount").isEmpty()) {
            total(regular, Label.PREPAID, invoice.total("cbc:PrepaidAmount"), currency);
        }
        total(bold, Label.PAYABLE, invoice.total("cbc:PayableAmount"), currency);
    }

    private void total(FontFace face, Label label, String amount, String unit) {
        if (amount.isEmpty()) {
            return;
        }
        double from = LEFT + WIDTH * 0.25;
        page.text(face.shape(label.english()), NORMAL, from, y - 10);
        ShapedLine value = face.shape(amount + unit);
        page.text(value, NORMAL, LEFT + WIDTH * 0.62 - value.widthAt(NORMAL), y - 10);
        ShapedLine arabic = face.shape(label.arabic());
        page.text(arabic, NORMAL, LEFT + WIDTH - arabic.widthAt(NORMAL), y - 10);
        y -= 14;
        page.rule(from, y - 0.5, WIDTH * 0.75);
    }

    private void footer(PageContent at, int number) {
        at.rule(LEFT, BOTTOM - 14, WIDTH);
        at.text(regular.shape(invoice.number()), SMALL, LEFT, BOTTOM - 25);
        ShapedLine pageOf = regular.shape(
                Label.PAGE.english() + " " + number + " / " + pages.size() + "  |  " + Label.PAGE.arabic());
        at.text(pageOf, SMALL, LEFT + WIDTH - pageOf.widthAt(SMALL), BOTTOM - 25);
    }

    private void room(double height) {
        if (y - height < BOTTOM) {
            newPage();
        }
    }

    private void newPage() {
        page = new PageContent();
        pages.add(page);
        y = TOP;
    }

    private void left(FontFace face, String words, double size) {
        page.text(face.shape(words), size, LEFT, y);
    }

    private void right(FontFace face, String words, double size) {
        ShapedLine line = face.shape(words);
        page.text(line, size, LEFT + WIDTH - line.widthAt(size), y);
    }
}
