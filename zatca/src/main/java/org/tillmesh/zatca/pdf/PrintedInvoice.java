package org.tillmesh.zatca.pdf;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tillmesh.zatca.xml.SignedView;
import org.w3c.dom.Element;

/** What a page shows of a document, read from its XML; what the document lacks is empty. */
final class PrintedInvoice {
    private final SignedView view;

    PrintedInvoice(SignedView view) {
        this.view = view;
    }

    /** A row of the table of lines; a settled prepayment is one too. */
    record Row(
            String number,
            String name,
            String quantity,
            String price,
            String adjusted,
            String net,
            String rate,
            String vat,
            String gross) {}

    record Breakdown(String category, String rate, String net, String vat, String reason) {}

    String number() {
        return view.text("cbc:ID");
    }

    String uuid() {
        return view.text("cbc:UUID");
    }

    String counter() {
        return view.reference("ICV", "cbc:UUID");
    }

    String date() {
        return view.text("cbc:IssueDate");
    }

    String time() {
        return view.text("cbc:IssueTime");
    }

    String qr() {
        return view.reference("QR", "cac:Attachment", "cbc:EmbeddedDocumentBinaryObject");
    }

    String currency() {
        return view.text("cbc:DocumentCurrencyCode");
    }

    boolean isForeign() {
        return !currency().equals("SAR");
    }

    private String kind() {
        return SignedView.children(view.root(), "cbc:InvoiceTypeCode").stream()
                .map(e -> e.getAttribute("name"))
                .findFirst()
                .orElse("");
    }

    boolean isSimplified() {
        return kind().startsWith("02");
    }

    Label title() {
        return switch (view.text("cbc:InvoiceTypeCode")) {
            case "381" ->
                isSimplified()
                        ? new Label("إشعار دائن لفاتورة ضريبية مبسطة", "Simplified Tax Credit Note")
                        : new Label("إشعار دائن لفاتورة ضريبية", "Tax Credit Note");
            case "383" ->
                isSimplified()
                        ? new Label("إشعار مدين لفاتورة ضريبية مبسطة", "Simplified Tax Debit Note")
                        : new Label("إشعار مدين لفاتورة ضريبية", "Tax Debit Note");
            case "386" ->
                isSimplified()
                        ? new Label("فاتورة ضريبية مبسطة لدفعة مقدمة", "Simplified Prepayment Tax Invoice")
                        : new Label("فاتورة ضريبية لدفعة مقدمة", "Prepayment Tax Invoice");
            default ->
                isSimplified()
                        ? new Label("فاتورة ضريبية مبسطة", "Simplified Tax Invoice")
                        : new Label("فاتورة ضريبية", "Tax Invoice");
        };
    }

    /** Third party, nominal, export, summary, self-billed: what the type's digits say. */
    List<Label> transactions() {
        var all = List.of(
                new Label("فاتورة طرف ثالث", "Third party"),
                new Label("توريد اسمي", "Nominal supply"),
                new Label("تصدير", "Export"),
                new Label("فاتورة ملخصة", "Summary"),
                new Label("فوترة ذاتية", "Self-billed"));
        var said = new ArrayList<Label>();
        for (int i = 0; i < all.size() && kind().length() == 7; i++) {
            if (kind().charAt(i + 2) == '1') {
                said.add(all.get(i));
            }
        }
        return said;
    }

    String supplied() {
        return Stream.of(
                        view.text("cac:Delivery", "cbc:ActualDeliveryDate"),
                        view.text("cac:Delivery", "cbc:LatestDeliveryDate"))
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(" – "));
    }

    String originals() {
        return SignedView.children(view.root(), "cac:BillingReference").stream()
                .map(e -> Stream.of(
                                SignedView.text(e, "cac:InvoiceDocumentReference", "cbc:ID"),
                                SignedView.text(e, "cac:InvoiceDocumentReference", "cbc:IssueDate"))
                        .filter(s -> !s.isEmpty())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }

    String reason() {
        return view.text("cac:PaymentMeans", "cbc:InstructionNote");
    }

    /** Name, address, VAT number and other id of {@code cac:AccountingSupplierParty} or its counterpart. */
    List<String> party(String role) {
        String vat = view.text(role, "cac:Party", "cac:PartyTaxScheme", "cbc:CompanyID");
        String id = view.text(role, "cac:Party", "cac:PartyIdentification", "cbc:ID");
        String scheme = SignedView.children(view.root(), role).stream()
                .flatMap(e -> SignedView.children(e, "cac:Party").stream())
                .flatMap(e -> SignedView.children(e, "cac:PartyIdentification").stream())
                .flatMap(e -> SignedView.children(e, "cbc:ID").stream())
                .map(e -> e.getAttribute("schemeID"))
                .findFirst()
                .orElse("");
        var said = new ArrayList<String>();
        said.add(view.text(role, "cac:Party", "cac:PartyLegalEntity", "cbc:RegistrationName"));
        said.add(address(role, "cbc:BuildingNumber", "cbc:StreetName", "cbc:CitySubdivisionName"));
        said.add(address(role, "cbc:CityName", "cbc:PostalZone", "cbc:PlotIdentification"));
        said.add(vat.isEmpty() ? "" : Label.VAT_NUMBER.both() + "  " + vat);
        said.add(id.isEmpty() ? "" : scheme + "  " + id);
        said.removeIf(String::isEmpty);
        return said;
    }

    private String address(String role, String... parts) {
        String joined = Stream.of(parts)
                .map(part -> view.text(role, "cac:Party", "cac:PostalAddress", part))
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", "));
        String country = view.text(role, "cac:Party", "cac:PostalAddress", "cac:Country", "cbc:IdentificationCode");
        return parts[0].equals("cbc:CityName") && !joined.isEmpty() ? joined + ", " + country : joined;
    }

    List<Row> rows() {
        var rows = new ArrayList<Row>();
        for (Element line : SignedView.children(view.root(), "cac:InvoiceLine")) {
            String prepayment = SignedView.text(line, "cac:DocumentReference", "cbc:ID");
            rows.add(prepayment.isEmpty() ? row(line) : settled(line, prepayment));
        }
        return rows;
    }

    private static Row row(Element line) {
        String base = SignedView.text(line, "cac:Price", "cbc:BaseQuantity");
        String price = SignedView.text(line, "cac:Price", "cbc:PriceAmount");
        return new Row(
                SignedView.text(line, "cbc:ID"),
                SignedView.text(line, "cac:Item", "cbc:Name"),
                SignedView.text(line, "cbc:InvoicedQuantity") + unit(line),
                base.isEmpty() ? price : price + " / " + base,
                adjusted(line),
                SignedView.text(line, "cbc:LineExtensionAmount"),
                rate(SignedView.children(line, "cac:Item"), "cac:ClassifiedTaxCategory"),
                SignedView.text(line, "cac:TaxTotal", "cbc:TaxAmount"),
                SignedView.text(line, "cac:TaxTotal", "cbc:RoundingAmount"));
    }

    private static String unit(Element line) {
        return SignedView.children(line, "cbc:InvoicedQuantity").stream()
                .map(e -> " " + e.getAttribute("unitCode"))
                .findFirst()
                .orElse("");
    }

    /** Says what is settled in words: in the columns it would look as if it made the totals less. */
    private static Row settled(Element line, String prepayment) {
        String date = SignedView.text(line, "cac:DocumentReference", "cbc:IssueDate");
        String net = SignedView.text(line, "cac:TaxTotal", "cac:TaxSubtotal", "cbc:TaxableAmount");
        String vat = SignedView.text(line, "cac:TaxTotal", "cac:TaxSubtotal", "cbc:TaxAmount");
        return new Row(
                SignedView.text(line, "cbc:ID"),
                "تسوية دفعة مقدمة | Prepayment settled: " + prepayment + " (" + date + "), " + net + " + " + vat
                        + " VAT",
                "",
                "",
                "",
                "",
                rate(SignedView.children(line, "cac:Item"), "cac:ClassifiedTaxCategory"),
                "",
                "");
    }

    private static String rate(List<Element> holders, String category) {
        if (holders.isEmpty()) {
            return "";
        }
        String letter = SignedView.text(holders.get(0), category, "cbc:ID");
        String percent = percent(SignedView.text(holders.get(0), category, "cbc:Percent"));
        return letter + " " + percent;
    }

    private static String percent(String text) {
        return text.isEmpty() ? "" : text.replaceFirst("\\.0+$", "") + "%";
    }

    private static String adjusted(Element holder) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Element one : SignedView.children(holder, "cac:AllowanceCharge")) {
            sum = sum.add(signed(one));
        }
        return sum.signum() == 0 ? "" : sum.toPlainString();
    }

    private static BigDecimal signed(Element adjustment) {
        String text = SignedView.text(adjustment, "cbc:Amount");
        BigDecimal amount = text.matches("[0-9]{1,15}(\\.[0-9]{1,6})?") ? new BigDecimal(text) : BigDecimal.ZERO;
        return SignedView.text(adjustment, "cbc:ChargeIndicator").equals("true") ? amount : amount.negate();
    }

    /** Allowances and charges on the whole document: words and amount. */
    List<String[]> adjustments() {
        return SignedView.children(view.root(), "cac:AllowanceCharge").stream()
                .filter(e -> signed(e).signum() != 0)
                .map(e -> new String[] {
                    SignedView.text(e, "cbc:AllowanceChargeReason"), signed(e).toPlainString()
                })
                .toList();
    }

    List<Breakdown> breakdown() {
        return SignedView.children(view.root(), "cac:TaxTotal").stream()
                .flatMap(total -> SignedView.children(total, "cac:TaxSubtotal").stream())
                .map(e -> new Breakdown(
                        SignedView.text(e, "cac:TaxCategory", "cbc:ID"),
                        percent(SignedView.text(e, "cac:TaxCategory", "cbc:Percent")),
                        SignedView.text(e, "cbc:TaxableAmount"),
                        SignedView.text(e, "cbc:TaxAmount"),
                        SignedView.text(e, "cac:TaxCategory", "cbc:TaxExemptionReason")))
                .toList();
    }

    /** An amount of LegalMonetaryTotal. */
    String total(String element) {
        return view.text("cac:LegalMonetaryTotal", element);
    }

    String vat() {
        return SignedView.children(view.root(), "cac:TaxTotal").stream()
                .filter(e -> !SignedView.children(e, "cac:TaxSubtotal").isEmpty())
                .map(e -> SignedView.text(e, "cbc:TaxAmount"))
                .findFirst()
                .orElse(view.text("cac:TaxTotal", "cbc:TaxAmount"));
    }

    String vatInRiyals() {
        return SignedView.children(view.root(), "cac:TaxTotal").stream()
                .filter(e -> SignedView.children(e, "cac:TaxSubtotal").isEmpty())
                .map(e -> SignedView.text(e, "cbc:TaxAmount"))
                .findFirst()
                .orElse("");
    }

    String exchangeRate() {
        return view.text("cac:TaxExchangeRate", "cbc:CalculationRate");
    }
}
