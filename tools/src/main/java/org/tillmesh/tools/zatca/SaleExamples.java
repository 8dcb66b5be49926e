package org.tillmesh.tools.zatca;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.tillmesh.zatca.model.DocumentKind;
import org.tillmesh.zatca.model.InvoiceHash;

/** A complete input of every kind, with every field that it takes. All of it is invented. */
final class SaleExamples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SaleExamples() {}

    static ObjectNode of(IssueKind kind) {
        ObjectNode sale = JSON.createObjectNode();
        sale.put("kind", kind.word())
                .put("number", "S001-T01-000123")
                .put("uuid", "8e6000cf-1a98-4174-b3e7-b5d5954bc10d")
                .put("issuedAt", "2025-02-15T09:30:05")
                .put("counter", 1)
                .put("previousHash", InvoiceHash.FIRST_PREVIOUS);
        sale.putArray("flags");
        boolean foreign = kind == IssueKind.STANDARD_FOREIGN_CURRENCY;
        sale.put("currency", foreign ? "USD" : "SAR").put("exchangeRate", foreign ? "3.75" : "1");
        sale.set("seller", seller());
        buyer(sale, kind);
        boolean withVat = kind.isSimplified();
        sale.put("prices", withVat ? "withVat" : "withoutVat");
        lines(sale.putArray("lines"), kind);
        adjustments(sale, kind);
        sale.putArray("payment").add(withVat ? "cash" : "bank");
        if (!kind.isSimplified() || kind == IssueKind.SIMPLIFIED_SUMMARY) {
            sale.put("deliveredOn", "2025-02-01");
        }
        if (kind == IssueKind.SIMPLIFIED_SUMMARY || kind == IssueKind.STANDARD_SUMMARY) {
            sale.put("deliveredUntil", "2025-02-15");
        }
        if (kind.document().isNote()) {
            sale.putArray("corrects")
                    .addObject()
                    .put("number", "S001-T01-000099")
                    .put("issuedOn", "2025-02-10");
            sale.put(
                    "reason",
                    kind.document() == DocumentKind.CREDIT_NOTE ? "إرجاع بضاعة | Goods returned" : "Price was too low");
        }
        if (kind == IssueKind.SIMPLIFIED_SETTLEMENT || kind == IssueKind.STANDARD_SETTLEMENT) {
            prepayments(sale);
        }
        return sale;
    }

    private static ObjectNode seller() {
        ObjectNode seller = JSON.createObjectNode()
                .put("name", "متجر الواحة للتجارة | Oasis Store Trading")
                .put("vatNumber", "310000000000003");
        seller.putObject("id").put("scheme", "CRN").put("value", "1010000001");
        address(seller, "طريق النخيل", "2322", "المربع", "الرياض", "12345", "SA");
        return seller;
    }

    private static void buyer(ObjectNode sale, IssueKind kind) {
        if (kind == IssueKind.STANDARD_EXPORT) {
            ObjectNode buyer = sale.putObject("buyer").put("name", "Gulf Trading FZE");
            buyer.putObject("id").put("scheme", "OTH").put("value", "AE100200300");
            address(buyer, "Corniche Road", "12", "Al Markaziyah", "Abu Dhabi", "00000", "AE");
        } else if (!kind.isSimplified()) {
            ObjectNode buyer = sale.putObject("buyer")
                    .put("name", "شركة الكثيب الأزرق | Blue Dune Company")
                    .put("vatNumber", "311111111100003");
            buyer.putObject("id").put("scheme", "CRN").put("value", "4030000002");
            address(buyer, "شارع النخلة", "1111", "المروج", "الرياض", "12222", "SA");
        } else if (kind == IssueKind.SIMPLIFIED_SUMMARY) {
            sale.putObject("buyer").put("name", "زائر | Visitor");
        }
    }

    private static void address(
            ObjectNode party,
            String street,
            String building,
            String district,
            String city,
            String postalCode,
            String country) {
        party.putObject("address")
                .put("street", street)
                .put("building", building)
                .put("district", district)
                .put("city", city)
                .put("postalCode", postalCode)
                .put("country", country);
    }

    private static void lines(ArrayNode lines, IssueKind kind) {
        if (kind.document() == DocumentKind.PREPAYMENT) {
            vat(line(lines, "دفعة مقدمة | Deposit for order 17", "1", "PCE", "200.00"), "S", "15", "");
            return;
        }
        if (kind == IssueKind.STANDARD_EXPORT) {
            ObjectNode crates = line(lines, "تمور | Dates, crate", "40", "PCE", "31.25");
            vat(crates, "Z", "0", "VATEX-SA-32");
            adjustment(crates.putArray("charges"), "40.00", "PC", "Crates");
            return;
        }
        ObjectNode milk = line(lines, "حليب طازج 1 لتر | Fresh milk 1 l", "3", "PCE", "6.50");
        vat(milk, "S", "15", "");
        adjustment(milk.putArray("allowances"), "2.00", "95", "ساعة التخفيضات | Happy hour");
        adjustment(milk.putArray("charges"), "0.50", "PC", "كيس | Bag");
        vat(line(lines, "طماطم | Tomatoes", "1.240", "KGM", "6.95"), "S", "15", "");
        vat(line(lines, "ميزان حرارة | Thermometer", "1", "PCE", "45.00"), "Z", "0", "VATEX-SA-35");
        vat(line(lines, "إيجار | Rent", "1", "PCE", "12.00"), "E", "0", "VATEX-SA-30");
        vat(line(lines, "رسوم | Fee", "1", "PCE", "7.00"), "O", "0", "VATEX-SA-OOS");
    }

    private static ObjectNode line(ArrayNode lines, String name, String quantity, String unit, String price) {
        return lines.addObject()
                .put("name", name)
                .put("quantity", quantity)
                .put("unit", unit)
                .put("price", price);
    }

    private static void vat(ObjectNode holder, String category, String rate, String exemption) {
        ObjectNode vat = holder.putObject("vat").put("category", category).put("rate", rate);
        if (!exemption.isEmpty()) {
            vat.put("exemption", exemption)
                    .put(
                            "reason",
                            org.tillmesh.zatca.model.ExemptionReason.ofCode(exemption)
                                    .orElseThrow()
                                    .text());
        }
    }

    private static ObjectNode adjustment(ArrayNode into, String amount, String code, String reason) {
        return into.addObject().put("amount", amount).put("code", code).put("reason", reason);
    }

    private static void adjustments(ObjectNode sale, IssueKind kind) {
        ArrayNode allowances = sale.putArray("allowances");
        ArrayNode charges = sale.putArray("charges");
        if (kind.document() != DocumentKind.PREPAYMENT && kind != IssueKind.STANDARD_EXPORT) {
            vat(adjustment(allowances, "1.00", "95", "قسيمة | Voucher"), "S", "15", "");
            vat(adjustment(charges, "2.50", "FC", "توصيل | Delivery"), "S", "15", "");
        }
    }

    private static void prepayments(ObjectNode sale) {
        ObjectNode one = sale.putArray("prepayments")
                .addObject()
                .put("number", "S001-T01-000100")
                .put("issuedAt", "2025-02-11T16:00:00");
        ObjectNode settled = one.putArray("settled").addObject();
        vat(settled, "S", "15", "");
        settled.put("net", "10.00").put("vatAmount", "1.50");
    }
}
