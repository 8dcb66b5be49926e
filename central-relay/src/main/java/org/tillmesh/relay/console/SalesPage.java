package org.tillmesh.relay.console;

import static org.tillmesh.relay.console.Html.at;
import static org.tillmesh.relay.console.Html.tag;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tillmesh.relay.access.Area;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.relay.http.Asked;
import org.tillmesh.relay.http.Reply;
import org.tillmesh.relay.http.Route;
import org.tillmesh.relay.office.SalesOffice;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.Sold;
import org.tillmesh.zatca.pdf.InvoicePdf;
import org.tillmesh.zatca.pdf.InvoiceStanding;

/** {@code /sales} and {@code /receipt}: what was sold, down to the lines and the invoice. */
final class SalesPage {
    static final String PATH = "/sales";
    static final String RECEIPT = "/receipt";
    private static final int DAYS_MAX = 366;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final PageTemplate template;
    private final SalesOffice office;
    private final Clock clock;

    SalesPage(PageTemplate template, SalesOffice office, Clock clock) {
        this.template = template;
        this.office = office;
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.seen(PATH, Area.SALES, this::list, "store", "from", "to", "receipt", "page", "format"),
                Route.seen(RECEIPT, Area.SALES, this::receipt, "store", "id"),
                Route.seen(RECEIPT + "/xml", Area.SALES, this::xml, "store", "id"),
                Route.seen(RECEIPT + "/pdf", Area.SALES, this::pdf, "store", "id"));
    }

    // ---- the list

    private List<BranchProfile> branches(Asked asked) {
        return office.branches().stream()
                .filter(b -> asked.caller().sees(b.id()))
                .toList();
    }

    private Reply list(Asked asked) {
        Sheet sheet = template.sheet(asked);
        List<BranchProfile> branches = branches(asked);
        String store = sheet.query("store").isEmpty() ? branches.get(0).id() : sheet.query("store");
        List<Sold> found = List.of();
        String problem = null;
        ZoneId zone = branches.get(0).zone();
        LocalDate from = LocalDate.EPOCH;
        LocalDate to = LocalDate.EPOCH;
        try {
            zone = zoneOf(asked, store);
            LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
            from = date(sheet, "from", today);
            to = date(sheet, "to", today);
            found = found(sheet, store, from, to, zone);
        } catch (RelayException refused) {
            problem = sheet.said(refused);
        }
        var listing = new Listing(sheet, PATH, List.of("receipt", "time", "kind", "till", "cashier", "+total", "+vat"));
        ZoneId shown = zone;
        for (Sold sold : found) {
            listing.add(() -> List.of(
                    Sheet.link(
                            Sheet.address(
                                    RECEIPT, "store", store, "id", sold.uuid().value()),
                            Sheet.code(sold.receipt())),
                    Sheet.code(TIME.format(sold.at().atZone(shown))),
                    sheet.t(sold.isSale() ? "sale" : "return"),
                    Sheet.code(sold.till()),
                    Sheet.code(sold.cashier().value()),
                    Sheet.money(sold.total()),
                    Sheet.money(sold.vat())));
        }
        if (listing.isFile()) {
            return listing.file("sales-" + store);
        }
        Html search = sheet.search(
                PATH,
                sheet.select(
                        "store",
                        "store",
                        store,
                        branches.stream().map(BranchProfile::id).toList(),
                        branches.stream()
                                .map(b -> b.id() + " · " + sheet.named(b.name(), b.nameAr()))
                                .toList()),
                sheet.input("fromDay", "from", from.toString(), at("type", "date")),
                sheet.input("toDay", "to", to.toString(), at("type", "date")),
                sheet.input("receipt", "receipt", sheet.query("receipt"), at("dir", "ltr"), at("maxlength", 40)));
        return template.sheet(
                asked,
                problem == null ? 200 : 400,
                "sales",
                Html.all(sheet.told(problem), sheet.card("sales", search, listing.shown())));
    }

    private ZoneId zoneOf(Asked asked, String store) {
        return branches(asked).stream()
                .filter(b -> b.id().equals(store))
                .map(BranchProfile::zone)
                .findFirst()
                .orElseThrow(() -> new RelayException(
                        org.tillmesh.relay.access.AccessRefusal.UNKNOWN_BRANCH,
                        store.length() > 40 ? store.substring(0, 40) + "…" : store,
                        branches(asked).stream().map(BranchProfile::id).toList()));
    }

    private List<Sold> found(Sheet sheet, String store, LocalDate from, LocalDate to, ZoneId zone) {
        if (!sheet.query("receipt").isEmpty()) {
            return office.receipt(store, sheet.query("receipt").toUpperCase(Locale.ROOT));
        }
        if (to.isBefore(from) || to.isAfter(from.plusDays(DAYS_MAX))) {
            throw new RelayException(PageRefusal.BAD_DAYS, from.toString(), to.toString(), DAYS_MAX);
        }
        return office.between(
                store,
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static LocalDate date(Sheet sheet, String name, LocalDate otherwise) {
        String text = sheet.query(name);
        try {
            LocalDate date = text.isEmpty() ? otherwise : LocalDate.parse(text);
            if (date.getYear() >= 1970 && date.getYear() <= 9998) {
                return date;
            }
        } catch (DateTimeException e) {
            throw new RelayException(PageRefusal.BAD_DATE, text.length() > 40 ? text.substring(0, 40) + "…" : text);
        }
        throw new RelayException(PageRefusal.BAD_DATE, text.length() > 40 ? text.substring(0, 40) + "…" : text);
    }

    // ---- one

    private SalesOffice.Issued issued(Asked asked) {
        String store = asked.query().getOrDefault("store", "");
        zoneOf(asked, store);
        return office.issued(store, asked.query().getOrDefault("id", ""));
    }

    private Reply receipt(Asked asked) {
        Sheet sheet = template.sheet(asked);
        SalesOffice.Issued issued;
        try {
            issued = issued(asked);
        } catch (RelayException refused) {
            return template.sheet(asked, refused.status(), "receipt", sheet.told(sheet.said(refused)));
        }
        String store = sheet.query("store");
        ZoneId zone = zoneOf(asked, store);
        IssuedDocument document = issued.document();
        boolean isSale = document.kind() == IssuedDocument.Kind.SALE;
        Html facts = sheet.facts(
                "kind", sheet.t(isSale ? "sale" : "return"),
                "time", Sheet.code(TIME.format(document.at().atZone(zone))),
                "store", Sheet.code(store),
                "cashier", Sheet.code(document.cashier().value()),
                "approvedBy",
                        document.approvedBy() == null
                                ? null
                                : Sheet.code(document.approvedBy().value()),
                "customer",
                        document.customerId() == null
                                ? null
                                : Sheet.code(document.customerId().value()),
                "originalReceipt",
                        document.original() == null
                                ? null
                                : Sheet.link(
                                        Sheet.address(
                                                RECEIPT,
                                                "store",
                                                store,
                                                "id",
                                                document.original().value()),
                                        Sheet.code(String.valueOf(document.originalReceipt()))),
                "reason", document.reason(),
                "total", Sheet.money(document.signed(document.total())),
                "vat", Sheet.money(document.signed(document.vat())),
                "change", document.change().isPositive() ? Sheet.money(document.change()) : null);
        return template.sheet(
                asked,
                200,
                "receipt",
                Html.all(
                        tag(
                                "section",
                                at("class", "card wholeRow"),
                                tag("h2", sheet.t("receipt"), " ", Sheet.code(document.receipt())),
                                facts),
                        sheet.card("lines", lines(sheet, document)),
                        sheet.card("tenders", tenders(sheet, document)),
                        invoice(sheet, issued, store)));
    }

    private static Html lines(Sheet sheet, IssuedDocument document) {
        var rows = new ArrayList<List<Object>>();
        for (IssuedLine line : document.lines()) {
            rows.add(List.of(
                    line.line(),
                    Html.all(
                            sheet.named(line.name(), line.nameAr()),
                            " ",
                            Sheet.code(line.productId().value())),
                    Sheet.code(line.qty() + " " + line.unit()),
                    Sheet.money(line.price()),
                    line.discount().isPositive() ? Sheet.money(line.discount()) : "",
                    Sheet.code(line.tax().code()),
                    Sheet.money(line.vat()),
                    Sheet.money(line.total())));
        }
        return sheet.table(
                List.of("+number", "product", "+quantity", "+price", "+discount", "tax", "+vat", "+total"), rows);
    }

    private static Html tenders(Sheet sheet, IssuedDocument document) {
        var rows = new ArrayList<List<Object>>();
        for (Tender tender : document.tenders()) {
            rows.add(List.of(
                    sheet.t("tender_" + tender.kind().name().toLowerCase(Locale.ROOT)),
                    Sheet.code(tender.card() == null ? "" : tender.card()),
                    Sheet.money(tender.amount())));
        }
        return sheet.table(List.of("way", "reference", "+amount"), rows);
    }

    private static Html invoice(Sheet sheet, SalesOffice.Issued issued, String store) {
        if (issued.invoice() == null) {
            return sheet.card("invoice", sheet.note("noInvoice"));
        }
        String id = issued.document().uuid().value();
        return sheet.card(
                "invoice",
                sheet.facts(
                        "kind",
                        sheet.t(issued.invoice().standard() ? "standardInvoice" : "simplifiedInvoice"),
                        "counter",
                        issued.invoice().icv(),
                        "uuid",
                        Sheet.code(issued.invoice().uuid()),
                        "buyer",
                        issued.invoice().buyer() == null
                                ? null
                                : issued.invoice().buyer().name(),
                        "reported",
                        issued.answer() == null
                                ? Sheet.pill("note", sheet.t("toReport"))
                                : Sheet.pill(
                                        issued.answer().isAccepted() ? "on" : "off",
                                        sheet.t("answer_"
                                                + issued.answer().state().name().toLowerCase(Locale.ROOT))),
                        "reasons",
                        issued.answer() == null ? null : issued.answer().message()),
                tag(
                        "div",
                        at("class", "line"),
                        Sheet.button(Sheet.address(RECEIPT + "/pdf", "store", store, "id", id), "PDF"),
                        Sheet.button(Sheet.address(RECEIPT + "/xml", "store", store, "id", id), "XML")));
    }

    private Reply xml(Asked asked) {
        SalesOffice.Issued issued = invoiced(asked);
        return new Reply(200, "application/xml", issued.xml(), Map.of())
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"" + issued.document().receipt() + ".xml\"");
    }

    private Reply pdf(Asked asked) {
        SalesOffice.Issued issued = invoiced(asked);
        InvoiceStanding standing = issued.isFinal() ? InvoiceStanding.FINAL : InvoiceStanding.AWAITING_CLEARANCE;
        return new Reply(200, "application/pdf", InvoicePdf.of(issued.xml(), standing), Map.of())
                .with(
                        "Content-Disposition",
                        "attachment; filename=\"" + issued.document().receipt() + ".pdf\"");
    }

    private SalesOffice.Issued invoiced(Asked asked) {
        SalesOffice.Issued issued = issued(asked);
        if (issued.invoice() == null) {
            throw new RelayException(
                    PageRefusal.NO_INVOICE, issued.document().receipt().toString());
        }
        return issued;
    }
}
